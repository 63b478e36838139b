//! Reading one answer.

use super::{Base, Verdict, delay::read_delay, envelope::Envelope, meaning, models::ModelList, scopes::Scopes};
use crate::{
    json::{self, Extent, Json},
    text,
};

/// So much of an answer is read at most. A body of this length was cut by us, not on its way.
pub const LIMIT: usize = 512 * 1024;

/// Which of the two requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// `GET /models`
    Models,
    /// `POST /chat/completions`
    Run,
}

/// What one answer says. It holds nothing of OpenAI's text but what was recognised in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Finding {
    /// What is wrong; `None` where nothing is: the list may be read, or the model ran.
    pub fault: Option<Verdict>,
    /// The answer says so in words of OpenAI's; else only its status does.
    pub named: bool,
    /// OpenAI's code (or its type, where there is no code), where it is a known one.
    pub code: Option<&'static str>,
    /// The permissions that are said to be missing.
    pub scopes: Scopes,
    /// Seconds to wait, where a sentence names them.
    pub retry_after: Option<u32>,
    /// The host of OpenAI's that a wrong-region answer names.
    pub host: Option<Base>,
    /// Whose fault a refused request is.
    pub parameter: Option<Parameter>,
    /// The list of models, where the answer is one.
    pub models: Option<ModelList>,
}

/// A parameter that an answer refuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parameter {
    /// The limit of the answer's length, under any of its names.
    Limit,
    /// The model's name.
    Model,
    /// One that is never sent, or cannot be left out.
    Other,
}

impl Finding {
    /// What was found, as one word: a verdict's id, or `ok`.
    pub fn label(&self) -> &'static str {
        self.fault.map_or("ok", Verdict::id)
    }
}

/// Reads one answer of any bytes. The content type is not believed: gateways send pages as JSON and JSON as
/// text, and the bytes tell them apart. Status 0 stands for an exception in place of an answer.
pub fn read_answer(status: u16, _content_type: &str, body: &[u8], which: Which) -> Finding {
    let mut finding = Finding::default();
    finding.fault = finding.read(status, body, which);
    finding
}

impl Finding {
    /// Reads an answer, and says what is wrong.
    fn read(&mut self, status: u16, body: &[u8], which: Which) -> Option<Verdict> {
        if status == 0 {
            return Some(Verdict::NetworkOrCors);
        }
        let Some((json, extent)) = json::read(body) else { return Some(Verdict::Gateway) };
        let complete = extent == Extent::Whole;
        // An answer that was cut on its way could say anything in its missing part; one cut by us, or cut where
        // it nests too deep, said what matters before.
        let trusted = complete || extent == Extent::TooDeep || body.len() >= LIMIT;
        if trusted && let Some(error) = Envelope::of(json) {
            return self.read_error(status, &error, which);
        }
        let good = (200..300).contains(&status);
        if !good && trusted {
            return Some(by_status(status, false));
        }
        let works = good
            && match which {
                Which::Models => {
                    self.models = list(json).map(|data| ModelList::new(data, complete));
                    self.models.is_some()
                }
                Which::Run => trusted && ran(json),
            };
        (!works).then_some(Verdict::Gateway)
    }

    fn read_error(&mut self, status: u16, error: &Envelope, which: Which) -> Option<Verdict> {
        let message = error.message.as_str();
        if which == Which::Run && text::holds(message, &["model output limit was reached"]) {
            // It ran until the limit: "Could not finish the message because max_tokens or model output limit was
            // reached" is a success.
            self.named = true;
            return None;
        }
        let named = meaning::named(error);
        let fault = named.unwrap_or_else(|| by_status(status, error.openai));
        self.named = named.is_some();
        self.code = meaning::known_code(error);
        self.scopes = Scopes::read(message);
        match fault {
            Verdict::RateLimited | Verdict::Overloaded | Verdict::ServerError => self.retry_after = read_delay(message),
            Verdict::WrongRegionHost => self.host = host(message),
            Verdict::BadRequest => self.parameter = parameter(error),
            _ => {}
        }
        Some(fault)
    }
}

/// What is left to go by where an answer names nothing. `openai`: it has OpenAI's envelope, so the request
/// got past the gateways.
fn by_status(status: u16, openai: bool) -> Verdict {
    match status {
        500.. => Verdict::ServerError,
        403 => Verdict::ForbiddenUnknown,
        429 => Verdict::RateLimited,
        401 if openai => Verdict::InvalidKey,
        404 if openai => Verdict::ModelUnavailable,
        400 | 405 | 409 | 413 | 415 | 422 if openai => Verdict::BadRequest,
        _ => Verdict::Gateway,
    }
}

/// The models of a list answer, or of the beginning of one.
fn list(json: Json<'_>) -> Option<Json<'_>> {
    let data = json.get("data").filter(|data| data.is_list())?;
    let first = || data.list().next().is_some_and(|first| first.says("object", "model"));
    (json.says("object", "list") || first()).then_some(data)
}

/// A model answered, were it with nothing: a reasoning model is cut before its first word.
fn ran(json: Json) -> bool {
    if json.says("object", "response") {
        return json.says("status", "completed") || json.says("status", "incomplete");
    }
    let Some(first) = json.get("choices").and_then(|choices| choices.list().next()) else { return false };
    json.says("object", "chat.completion") || first.get("message").is_some_and(Json::is_object)
}

/// The host that a sentence names: the one behind "request to", else a regional one, else the plain one.
fn host(message: &str) -> Option<Base> {
    let to = text::after(message, "request to ").unwrap_or_default().trim_ascii_start();
    let first = to.as_bytes().split(u8::is_ascii_whitespace).next().unwrap_or_default();
    host_among(first).or_else(|| host_among(message.as_bytes()))
}

fn host_among(words: &[u8]) -> Option<Base> {
    let mut plain = None;
    for word in words.split(|byte| !(byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'))) {
        match Base::from_host(text::without_dots(word)) {
            Some(Base::Plain) => plain = Some(Base::Plain),
            Some(region) => return Some(region),
            None => {}
        }
    }
    plain
}

/// The parameters that are sent, and their other names.
const PARAMETERS: [(&str, Parameter); 4] = [
    ("max_completion_tokens", Parameter::Limit),
    ("max_tokens", Parameter::Limit),
    ("max_output_tokens", Parameter::Limit),
    ("model", Parameter::Model),
];

/// What a refusal is about, by `param`, else by the first name between quotes in the sentence.
fn parameter(error: &Envelope) -> Option<Parameter> {
    let message = error.message.as_str();
    if text::holds(message, &["invalid model id"]) {
        return Some(Parameter::Model);
    }
    let is_name = |name: &&[u8]| {
        name.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'[' | b']'))
    };
    let quoted = || message.as_bytes().split(|byte| matches!(byte, b'\'' | b'`' | b'"')).nth(1).filter(is_name);
    match Some(error.param.as_bytes()).filter(|name| !name.is_empty()).or_else(quoted) {
        Some(name) => text::entry(&PARAMETERS, name).or(Some(Parameter::Other)),
        None => text::holds(message, &["max_"]).then_some(Parameter::Limit),
    }
}
