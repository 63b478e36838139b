//! What can go wrong with the endpoint.

use std::time::Duration;

use serde_json::{Value, json};

use super::{
    contract::{Problem, State},
    refusal::Refusal,
};
use crate::{
    answer::{Answer, Delivery},
    openai::OpenAiFault,
};

/// A fault of the endpoint: what, on which calls, how often.
#[derive(Clone, Debug)]
pub struct EndpointFault {
    /// What goes wrong.
    pub what: What,
    /// On which calls.
    pub on: On,
    /// How often; `None`: until it is taken back.
    pub times: Option<u32>,
}

impl EndpointFault {
    /// On every call, for ever.
    pub fn new(what: What) -> Self {
        Self { what, on: On::Any, times: None }
    }

    /// On those calls alone.
    #[must_use]
    pub fn on(mut self, on: On) -> Self {
        self.on = on;
        self
    }

    /// That often, then no more.
    #[must_use]
    pub fn times(mut self, times: u32) -> Self {
        self.times = Some(times);
        self
    }
}

/// On which calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum On {
    /// All.
    Any,
    /// `GET`
    Get,
    /// `POST`
    Post,
    /// `DELETE`
    Delete,
}

impl On {
    /// Is a call of that method meant?
    pub fn means(self, method: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Get => method == "GET",
            Self::Post => method == "POST",
            Self::Delete => method == "DELETE",
        }
    }
}

/// What goes wrong. *Instead* of the contract, nothing is stored; *after* it, everything is.
#[derive(Clone, Debug)]
pub enum What {
    /// Instead: the line is reset.
    Reset,
    /// Instead: no answer, ever.
    Hang,
    /// Instead: problem details of that status (401, 403, 404, 405, 409, 412, 413, 415, 419, 422, 5xx, …).
    Status(u16),
    /// Instead: 429, and `Retry-After` with those seconds.
    RetryAfter(u32),
    /// Instead: 403, the token is refused though it is right; no newer one is given.
    CsrfRefused,
    /// Instead: 302 to the login page.
    Redirect,
    /// Instead: the login page itself, 200 and HTML.
    LoginPage,
    /// Instead: 422 whose sentence repeats the key that was sent.
    EchoKey,
    /// Instead: 422 whose sentence says why, without the key.
    Reason(String),
    /// Instead: 200 and the state as if it had been stored.
    FalseYes,
    /// Instead: 204, as if it had been stored.
    FalseDone,
    /// Instead: this very answer.
    Answer(Answer),
    /// After: the line is reset, the answer is lost.
    LostAnswer,
    /// After: no answer, ever.
    SilentAnswer,
    /// After: the right answer, after that time.
    Slow(Duration),
    /// After: one byte in that time.
    Drip(Duration),
    /// After: half of the body, then the line ends.
    Cut,
    /// After: a whole answer whose JSON stops in the middle.
    CutJson,
    /// After: ten megabytes.
    Huge,
    /// After: the right bytes as `text/plain`.
    WrongType,
    /// After: JSON's type round bytes that are no UTF-8.
    NotUtf8,
    /// After: JSON's type round no JSON.
    NotJson,
    /// After: 204 in the place of 200.
    NoContent,
    /// After: the state, with the hint of somebody else's key.
    OtherHint(String),
}

impl What {
    /// The answer in the contract's place, where this fault keeps the contract out.
    pub fn instead(&self, body: &[u8]) -> Option<Answer> {
        let sent = || serde_json::from_slice::<Value>(body).unwrap_or_default();
        Some(match self {
            Self::Reset => Answer::reset(),
            Self::Hang => Answer::empty(200).by(Delivery::Hang),
            Self::Status(status) => Problem::new(*status, "fault", "Guasto di prova").answer(),
            Self::RetryAfter(seconds) => {
                Refusal::TooManyRequests.problem().answer().with("retry-after", seconds.to_string())
            }
            Self::CsrfRefused => Refusal::Csrf.problem().answer(),
            Self::Redirect => Answer::empty(302).with("location", "/admin/login"),
            Self::LoginPage => Answer::new(200, "text/html; charset=utf-8", crate::page::LOGIN),
            Self::EchoKey => {
                let detail = format!("Valore non valido: {}", sent()["apiKey"].as_str().unwrap_or(""));
                Refusal::InvalidFields.problem().at("#/apiKey", &detail).answer()
            }
            Self::Reason(reason) => Refusal::InvalidFields.problem().at("#/apiKey", reason).answer(),
            Self::FalseYes => false_state(&sent()),
            Self::FalseDone => Answer::empty(204),
            Self::Answer(answer) => answer.clone(),
            _ => return None,
        })
    }

    /// What becomes of the contract's answer.
    pub fn after(&self, answer: Answer) -> Answer {
        match self {
            Self::LostAnswer => answer.by(Delivery::Reset),
            Self::SilentAnswer => answer.by(Delivery::Hang),
            Self::Slow(time) => answer.by(Delivery::Late(*time)),
            Self::Drip(pause) => answer.by(Delivery::Drip(*pause)),
            Self::Cut => answer.by(Delivery::Cut),
            Self::CutJson => OpenAiFault::CutJson.bend(answer, ""),
            Self::Huge => OpenAiFault::Huge.bend(answer, ""),
            Self::WrongType => retyped(answer, "text/plain"),
            Self::NotUtf8 => {
                Answer { body: vec![b'{', b'"', 0xff, 0xfe, 0xc3, b'"', b':', b'1', b'}'].into(), ..answer }
            }
            Self::NotJson => Answer { body: "configured: true".into(), ..answer },
            Self::NoContent if answer.status == 200 => Answer { status: 204, body: "".into(), ..answer },
            Self::OtherHint(hint) => other_hint(answer, hint),
            _ => answer,
        }
    }
}

fn retyped(mut answer: Answer, content_type: &str) -> Answer {
    answer.headers.retain(|(name, _)| name != "content-type");
    answer.with("content-type", content_type)
}

fn false_state(sent: &Value) -> Answer {
    let hint = sent["apiKey"].as_str().map(super::contract::hint);
    let base_url = sent["baseUrl"].as_str().map(str::to_owned);
    let state = State { configured: true, hint, base_url, ..State::default() };
    Answer::new(200, "application/json", json!(state).to_string())
}

fn other_hint(mut answer: Answer, hint: &str) -> Answer {
    if let Ok(Value::Object(mut state)) = serde_json::from_slice(&answer.body) {
        state.insert("configured".into(), true.into());
        state.insert("hint".into(), hint.into());
        answer.body = Value::Object(state).to_string().into();
    }
    answer
}
