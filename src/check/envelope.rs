//! The error that an answer carries, in whatever wrapping it comes.

use crate::json::Json;

/// The members that tell something. Texts are in small letters with straight apostrophes; they live only
/// while an answer is read.
pub struct Envelope {
    /// The sentence.
    pub message: String,
    /// `code`, where it is a text (gateways write numbers: `{"code":502,"type":"cf_bad_gateway"}`).
    pub code: String,
    /// `type`.
    pub kind: String,
    /// `param`.
    pub param: String,
    /// It has the members that OpenAI's own errors have; those of gateways have fewer.
    pub openai: bool,
}

impl Envelope {
    /// Finds the error of an answer: `error` as an object (the usual), as a text (marcusquinn/aidevops#24564),
    /// or the body itself, as SDKs hand it on (continuedev/continue#11449). `None` where there is none.
    pub fn of(body: &Json) -> Option<Envelope> {
        match body.get("error") {
            Some(error @ Json::Object(_)) => Some(Envelope::from(error)),
            Some(Json::Text(text)) if !text.is_empty() => Some(Envelope {
                message: plain(text),
                code: member(body, "code"),
                kind: member(body, "type"),
                param: String::new(),
                openai: false,
            }),
            _ => {
                body.get("message").and_then(Json::text)?;
                let inner = Envelope::from(body);
                Some(Envelope { openai: inner.openai && body.get("param").is_some(), ..inner })
            }
        }
    }

    fn from(error: &Json) -> Envelope {
        let code = member(error, "code");
        let openai = error.get("message").is_some() && (error.get("type").is_some() || !code.is_empty());
        Envelope {
            message: member(error, "message"),
            code,
            kind: member(error, "type"),
            param: member(error, "param"),
            openai,
        }
    }
}

fn member(json: &Json, name: &str) -> String {
    json.get(name).and_then(Json::text).map(plain).unwrap_or_default()
}

fn plain(text: &str) -> String {
    text.chars().map(|c| if c == '\u{2019}' { '\'' } else { c.to_ascii_lowercase() }).collect()
}
