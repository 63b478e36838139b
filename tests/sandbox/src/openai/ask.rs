//! A request, as far as a scenario cares.

use serde_json::Value;

/// Which of the two requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Call {
    /// `GET /v1/models`
    List,
    /// `POST /v1/chat/completions`
    Run,
}

/// A request, as far as a scenario cares.
#[derive(Clone, Debug)]
pub struct Ask {
    /// Which of the two.
    pub call: Call,
    /// The region in the host's name (`us` of `us.api.openai.com`).
    pub region: Option<String>,
    /// The key.
    pub key: String,
    /// The body of a run.
    pub params: Option<Value>,
}

impl Ask {
    /// Reads the host's name; any other host than a regional one counts as the plain one.
    pub fn new(host: &str, call: Call, key: &str, params: Option<Value>) -> Self {
        let region = host.strip_suffix(".api.openai.com").map(str::to_owned);
        Self { call, region, key: key.to_owned(), params }
    }

    /// The model that is to run.
    pub fn model(&self) -> &str {
        self.params.as_ref().and_then(|params| params.get("model")).and_then(Value::as_str).unwrap_or("")
    }

    /// Does the body name that parameter?
    pub fn has(&self, parameter: &str) -> bool {
        self.params.as_ref().is_some_and(|params| params.get(parameter).is_some())
    }
}
