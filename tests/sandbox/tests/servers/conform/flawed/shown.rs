//! What is told of the stored key.

use axum::{body::Body, http::Response};
use serde_json::{Value, json};

use super::{Endpoint, Stored, answer};
use crate::conform::flaws::Flaw;

impl Endpoint {
    pub(super) fn state(&self) -> Response<Body> {
        let stored = self.stored.lock().unwrap().clone();
        if self.has(Flaw::StateIsText) {
            return answer(200, "text/html", "ok");
        }
        let mut members = self.members(&stored);
        if self.has(Flaw::KeyInState) {
            members["apiKey"] = json!(stored.key);
        }
        let mut answer = answer(200, "application/json", members.to_string());
        let headers = answer.headers_mut();
        if !self.has(Flaw::NoEtag) {
            let version = if self.has(Flaw::SameEtag) { 0 } else { stored.version };
            let weak = if self.has(Flaw::WeakEtag) { "W/" } else { "" };
            headers.insert("etag", format!("{weak}\"{version}\"").parse().unwrap());
        }
        if self.has(Flaw::Cached) {
            headers.insert("cache-control", "max-age=60".parse().unwrap());
        }
        if self.has(Flaw::OpenToReaders) {
            headers.insert("access-control-allow-origin", "*".parse().unwrap());
        }
        answer
    }

    pub(super) fn members(&self, stored: &Stored) -> Value {
        let long = if self.has(Flaw::HintOfSix) { 6 } else { 4 };
        let hint = stored.key.as_deref().map(|key| {
            let count = key.chars().count();
            key.chars().skip(count.saturating_sub(long)).collect::<String>()
        });
        let hint = hint.or(self.has(Flaw::KeepsHint).then(|| "AbCd".to_owned()));
        let time = stored.key.as_ref().map(|_| "2026-11-03T09:00:00.5+01:00");
        let mut state = json!({"configured": stored.key.is_some(), "hint": hint, "baseUrl": stored.base_url,
            "verdict": stored.verdict, "updatedAt": time, "readOnly": false});
        if self.has(Flaw::UnixTimes) {
            state["checkedAt"] = json!(1_793_696_400);
        }
        if self.has(Flaw::NoConfigured) {
            state["configured"] = Value::Null;
        }
        state
    }
}
