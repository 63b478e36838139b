//! What can go wrong between the browser and a healthy OpenAI.

use std::time::Duration;

use axum::body::Bytes;

use crate::{
    answer::{Answer, Delivery},
    corpus,
};

/// Ten megabytes, the size of an answer that is too large to read.
pub const HUGE: usize = 10 * 1024 * 1024;

/// What befalls an answer of OpenAI's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenAiFault {
    /// No connection: reset on `CONNECT`, reset on every request, preflights too.
    Unreachable,
    /// No answer, ever.
    Hang,
    /// The request is read, then the line is reset.
    Reset,
    /// One byte in 200 ms: no short answer is whole within 15 s.
    Drip,
    /// Half of the body, then the line ends.
    Cut,
    /// A whole answer whose JSON stops in the middle.
    CutJson,
    /// The right answer, after that time.
    Slow(Duration),
    /// A gateway's HTML page with status 502.
    Html,
    /// A captive portal: 200, and HTML.
    Portal,
    /// Ten megabytes of JSON.
    Huge,
    /// The right answer without the headers that let a page read it.
    NoCors,
    /// 307 to somewhere else.
    Redirect,
    /// OpenAI's error envelope with that status and no code.
    Status(u16),
}

impl OpenAiFault {
    /// What becomes of the answer.
    pub fn bend(self, answer: Answer, path: &str) -> Answer {
        match self {
            Self::Unreachable | Self::Reset => answer.by(Delivery::Reset),
            Self::Hang => answer.by(Delivery::Hang),
            Self::Drip => answer.by(Delivery::Drip(Duration::from_millis(200))),
            Self::Cut => answer.by(Delivery::Cut),
            Self::CutJson => {
                let half = answer.body.len() / 2;
                Answer { body: answer.body.slice(..half), ..answer }
            }
            Self::Slow(time) => answer.by(Delivery::Late(time)),
            Self::Html => corpus::answer("gateway-html-502-cloudflare"),
            Self::Portal => Answer::new(200, "text/html; charset=utf-8", PORTAL),
            Self::Huge => Answer { body: huge(path), ..answer },
            Self::NoCors => Answer { cors: false, ..answer },
            Self::Redirect => Answer::empty(307).with("location", "/v1/moved"),
            Self::Status(status) => super::echo::error(status, "The sandbox answers with this status.", None, None),
        }
    }
}

const PORTAL: &str = "<!DOCTYPE html><html><head><title>Wi-Fi</title></head><body>\
    <h1>Welcome to our guest network</h1></body></html>";

fn huge(path: &str) -> Bytes {
    let (before, piece, after) = if path == "/v1/models" {
        let model = r#"{"id":"gpt-4o","object":"model","created":1715367049,"owned_by":"system"},"#;
        (r#"{"object":"list","data":["#, model, r#"{"id":"gpt-6-luna","object":"model"}]}"#)
    } else {
        let before = r#"{"id":"chatcmpl-1","object":"chat.completion","model":"gpt-4o","choices":[{"index":0,"message":{"role":"assistant","content":""#;
        (before, "Ok ", r#""},"finish_reason":"stop"}]}"#)
    };
    let mut body = String::with_capacity(HUGE + 1024);
    body.push_str(before);
    while body.len() < HUGE {
        body.push_str(piece);
    }
    body.push_str(after);
    body.into()
}
