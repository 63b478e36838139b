//! What is stored and removed.

use axum::{
    body::Body,
    http::{HeaderMap, Response},
};
use serde_json::{Value, json};

use super::{Endpoint, Stored, answer, head};
use crate::conform::flaws::Flaw;

/// A status and a body, or a refusal.
type Done = Result<(u16, Value), Box<Response<Body>>>;

impl Endpoint {
    pub(super) fn unchanged(&self, method: Flaw, headers: &HeaderMap) -> Result<(), Box<Response<Body>>> {
        let version = if self.has(Flaw::SameEtag) { 0 } else { self.stored.lock().unwrap().version };
        let same =
            head(headers, "if-match").is_none_or(|meant| meant.trim_start_matches("W/") == format!("\"{version}\""));
        if same || self.has(Flaw::IgnoresIfMatch) || self.has(method) {
            Ok(())
        } else {
            Err(Box::new(self.problem(412, "changed", "")))
        }
    }

    pub(super) fn remove(&self, headers: &HeaderMap) -> Done {
        self.unchanged(Flaw::DeleteIgnoresIfMatch, headers)?;
        let mut stored = self.stored.lock().unwrap();
        if stored.key.is_none() && self.has(Flaw::NothingToDelete) {
            return Err(Box::new(self.problem(404, "nothing", "")));
        }
        if !self.has(Flaw::NeverDeletes) {
            *stored = Stored { version: stored.version + 1, ..Stored::default() };
        }
        Ok((if self.has(Flaw::DeleteSays200) { 200 } else { 204 }, json!({})))
    }

    pub(super) fn save(&self, headers: &HeaderMap, body: &[u8]) -> Done {
        if self.has(Flaw::SavesNothing) {
            return Err(Box::new(answer(500, "text/plain", "")));
        }
        let fields = self.fields(headers, body).map_err(|(status, kind)| Box::new(self.problem(status, kind, "")))?;
        let invalid = |pointer: &str, named: bool| {
            let pointer = if named { pointer } else { "" };
            let mut refusal = self.problem(422, "invalid", pointer);
            if self.has(Flaw::KeyInRefusal) {
                let text = json!({"type": "x", "title": fields.get("apiKey").and_then(Value::as_str).unwrap_or("no"), "status": 422,
                    "errors": [{"detail": "no", "pointer": pointer}]});
                *refusal.body_mut() = Body::from(text.to_string());
            }
            Err(Box::new(refusal))
        };
        let Some(key) = self.key(fields.get("apiKey")) else {
            return invalid("#/apiKey", !self.has(Flaw::KeyUnnamed));
        };
        let Ok(base_url) = self.base_url(fields.get("baseUrl")) else {
            if self.has(Flaw::StoresBeforeItLooks) && fields["baseUrl"] == "http://api.openai.com/v1" {
                self.store(key, None, "ready".to_owned());
            }
            return invalid("#/baseUrl", !self.has(Flaw::AddressUnnamed));
        };
        let verdict = fields.get("verdict").and_then(Value::as_str).unwrap_or("").to_owned();
        let is_id = (1..=40).contains(&verdict.len()) && verdict.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        if !is_id && !self.has(Flaw::AnyVerdict) {
            return invalid("#/verdict", true);
        }
        if self.has(Flaw::KnownMembersOnly) && fields.keys().any(|name| name == "somethingNew") {
            return invalid("#/somethingNew", true);
        }
        self.unchanged(Flaw::PostIgnoresIfMatch, headers)?;
        Ok(self.store(key, base_url, verdict))
    }

    pub(super) fn store(&self, key: String, base_url: Option<String>, verdict: String) -> (u16, Value) {
        let mut stored = self.stored.lock().unwrap();
        let before = self.members(&stored);
        if stored.key.is_none() || !self.has(Flaw::NeverReplaces) {
            stored.key = Some(key);
            if base_url.is_some() || !self.has(Flaw::KeepsAddress) {
                stored.base_url = base_url.filter(|_| !self.has(Flaw::DropsAddress));
            }
            stored.verdict = Some(verdict).filter(|_| !self.has(Flaw::DropsVerdict));
        }
        stored.version += 1;
        let mut after = if self.has(Flaw::AnswersTooEarly) { before } else { self.members(&stored) };
        if self.has(Flaw::KeyInReply) {
            after["received"] = json!({"apiKey": stored.key});
        }
        (if self.has(Flaw::SaysNothing) { 204 } else { 200 }, after)
    }
}
