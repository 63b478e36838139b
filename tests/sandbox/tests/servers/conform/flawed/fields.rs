//! What a body says.

use axum::http::HeaderMap;
use serde_json::{Map, Value, json};

use super::{Endpoint, head};
use crate::conform::flaws::Flaw;

impl Endpoint {
    pub(super) fn fields(&self, headers: &HeaderMap, body: &[u8]) -> Result<Map<String, Value>, (u16, &'static str)> {
        let kind = head(headers, "content-type").unwrap_or("");
        let media = kind.split(';').next().unwrap_or("");
        let fits = media == "application/json"
            || self.has(Flaw::PlainText) && kind == "text/plain"
            || self.has(Flaw::TypeByItsPart) && kind.contains("application/json")
            || self.has(Flaw::NoType) && kind.is_empty();
        if self.has(Flaw::Forms) && media == "application/x-www-form-urlencoded" {
            let pairs = std::str::from_utf8(body).unwrap().split('&').filter_map(|pair| pair.split_once('='));
            return Ok(pairs.map(|(name, value)| (name.to_owned(), json!(value))).collect());
        }
        if !fits {
            return Err((415, "no-json"));
        }
        if body.len() > 16 * 1024 && !self.has(Flaw::LongBodies) {
            return Err((413, "too-large"));
        }
        let closed = [body, b"}"].concat();
        match serde_json::from_slice(body) {
            Ok(Value::Object(fields)) => Ok(fields),
            Ok(Value::Array(mut list)) if self.has(Flaw::Lists) => Ok(list.remove(0).as_object().unwrap().clone()),
            Err(_) if self.has(Flaw::CutJson) => Ok(serde_json::from_slice(&closed).unwrap()),
            _ => Err((400, "no-json")),
        }
    }

    pub(super) fn key(&self, value: Option<&Value>) -> Option<String> {
        let text = match value? {
            Value::String(text) => text.clone(),
            Value::Null if self.has(Flaw::NullKey) => return Some("sk-null".to_owned()),
            Value::Number(number) if self.has(Flaw::NumberKey) => return Some(number.to_string()),
            _ => return None,
        };
        if self.has(Flaw::MaskedKey) && text.contains("...") {
            return Some(text);
        }
        let odd = |c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_');
        if self.has(Flaw::CutsKeys) {
            return Some(text.split(odd).next().unwrap().to_owned())
                .filter(|key| key.len() == 80 || self.is_key(&text));
        }
        if self.has(Flaw::OddKeys) && text.contains(odd) && text.starts_with("sk-proj") {
            return Some(text);
        }
        self.is_key(&text).then_some(text)
    }

    pub(super) fn is_key(&self, text: &str) -> bool {
        let least = if self.has(Flaw::ShortKeys) { 1 } else { 20 };
        let most = if self.has(Flaw::LongKeys) { 9999 } else { 512 };
        (text.starts_with("sk-") || self.has(Flaw::AnyPrefix))
            && (least..=most).contains(&text.len())
            && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
    }

    /// What is to be stored for a base URL.
    pub(super) fn base_url(&self, value: Option<&Value>) -> Result<Option<String>, ()> {
        let url = match value {
            None | Some(Value::Null) => return Ok(None),
            Some(Value::String(url)) => url.as_str(),
            Some(Value::Array(_)) if self.has(Flaw::AddressList) => return Ok(None),
            Some(Value::Number(_)) if self.has(Flaw::AddressNumber) => return Ok(None),
            Some(_) => return Err(()),
        };
        let url = if self.has(Flaw::Trims) { url.trim() } else { url };
        let usual = "https://api.openai.com/v1";
        let region = url.len() == usual.len() + 3 && url.ends_with(".api.openai.com/v1") && url.starts_with("https://");
        let fits = url == usual && !self.has(Flaw::UsualRefused)
            || region && !self.has(Flaw::RegionsRefused)
            || self.flaws.iter().any(|flaw| flaw.takes(url));
        if fits { Ok(Some(url.to_owned())) } else { Err(()) }
    }
}
