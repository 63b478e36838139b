//! OpenAI acted out: `GET /v1/models` and `POST /v1/chat/completions`, with the CORS of api.openai.com.

mod ask;
mod cors;
mod echo;
mod fault;
mod named;
mod scenario;

use std::{
    collections::HashMap,
    sync::{
        Mutex,
        atomic::{AtomicU64, Ordering},
    },
};

use axum::{
    body::{Body, Bytes},
    http::{Response, request::Parts},
};

pub use ask::{Ask, Call};
pub use fault::OpenAiFault;
pub use scenario::Scenario;

use crate::{answer::Answer, corpus, line::held};

/// The acted-out API of one run.
pub struct Api {
    scenarios: HashMap<String, Scenario>,
    fault: Mutex<Option<OpenAiFault>>,
    served: AtomicU64,
}

impl Default for Api {
    fn default() -> Self {
        let scenarios = scenario::all().into_iter().map(|known| (known.key.clone(), known)).collect();
        Self { scenarios, fault: Mutex::new(None), served: AtomicU64::new(0) }
    }
}

impl Api {
    /// The fault of every answer, whatever the key; `None` ends it.
    pub fn set_fault(&self, fault: Option<OpenAiFault>) {
        *held(&self.fault) = fault;
    }

    /// The fault that holds now.
    pub fn fault(&self) -> Option<OpenAiFault> {
        *held(&self.fault)
    }

    /// Is that the key of a scenario?
    pub fn knows(&self, key: &str) -> bool {
        self.scenarios.contains_key(key)
    }

    /// Answers one request to that host. `path` starts with `/v1`.
    pub async fn serve(&self, host: &str, path: &str, parts: &Parts, body: &Bytes) -> Response<Body> {
        let fault = self.fault();
        if fault == Some(OpenAiFault::Unreachable) {
            return crate::answer::broken();
        }
        let answer = if parts.method == "OPTIONS" {
            let answer = cors::preflight(parts);
            if fault == Some(OpenAiFault::NoCors) { cors::without(answer) } else { answer }
        } else {
            let answer = self.answer(host, path, parts, body);
            let answer = match fault {
                Some(fault) => fault.bend(answer, path),
                None => answer,
            };
            let number = self.served.fetch_add(1, Ordering::Relaxed);
            cors::dress(answer, number, parts)
        };
        answer.send().await
    }

    fn answer(&self, host: &str, path: &str, parts: &Parts, body: &Bytes) -> Answer {
        let call = match (path, parts.method.as_str()) {
            ("/v1/models", "GET") => Call::List,
            ("/v1/chat/completions", "POST") => Call::Run,
            ("/v1/models" | "/v1/chat/completions", method) => {
                return echo::method_refused(method, path);
            }
            (_, method) => return echo::no_such_url(method, path),
        };
        let Some(key) = parts.headers.get("authorization").and_then(|value| value.to_str().ok()) else {
            return corpus::answer("missing-key-pretty");
        };
        let Some(key) = key.strip_prefix("Bearer ").map(str::trim).filter(|key| !key.is_empty()) else {
            return corpus::answer("missing-key-pretty");
        };
        // The key is looked at before the body: a wrong key with a wrong body is a wrong key.
        let Some(scenario) = self.scenarios.get(key) else {
            return echo::invalid_key(key);
        };
        let params = if call == Call::List { None } else { serde_json::from_slice(body).ok() };
        let ask = Ask::new(host, call, key, params);
        if call == Call::Run
            && let Some(refusal) = echo::malformed(&ask)
        {
            return refusal;
        }
        scenario.answer(&ask)
    }
}
