//! The contract of the module configuration endpoint, as types.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::{refusal::Refusal, store::Stored};
use crate::answer::Answer;

/// What `GET` says. Never the key.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct State {
    /// Is a key stored?
    pub configured: bool,
    /// Its last four characters.
    #[schema(min_length = 4, max_length = 4, pattern = "^[A-Za-z0-9_-]{4}$")]
    pub hint: Option<String>,
    /// When it was stored (RFC 3339).
    #[schema(format = DateTime)]
    pub updated_at: Option<String>,
    /// Where it works; null is `https://api.openai.com/v1`.
    #[schema(pattern = r"^https://([a-z]{2}\.)?api\.openai\.com/v1$")]
    pub base_url: Option<String>,
    /// The verdict at the time of saving, or of the server's own last check (ids: docs/verdicts.md).
    #[schema(pattern = "^[a-z_]{1,40}$")]
    pub verdict: Option<String>,
    /// When that verdict was found (RFC 3339).
    #[schema(format = DateTime)]
    pub checked_at: Option<String>,
    /// The key comes from elsewhere and can't be changed here.
    #[serde(default)]
    pub read_only: bool,
    /// Where it then comes from, in a few words for the merchant.
    pub source: Option<String>,
}

impl State {
    /// The state of what is stored.
    pub fn of(stored: &Stored, read_only: Option<&str>) -> Self {
        let key = stored.api_key.as_deref();
        Self {
            configured: key.is_some(),
            hint: key.map(hint),
            updated_at: key.and(stored.updated_at.clone()),
            base_url: stored.base_url.clone(),
            verdict: stored.verdict.clone(),
            checked_at: key.and(stored.checked_at.clone()),
            read_only: read_only.is_some(),
            source: read_only.map(str::to_owned),
        }
    }
}

/// The last four characters.
pub fn hint(key: &str) -> String {
    let letters: Vec<char> = key.chars().collect();
    letters[letters.len().saturating_sub(4)..].iter().collect()
}

/// An error, as RFC 9457 has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Problem {
    /// What kind of problem, as a URI; a relative one will do. The widget looks for `csrf` and `forbidden` in it.
    #[serde(rename = "type")]
    #[schema(format = "uri-reference")]
    pub kind: String,
    /// In one line.
    pub title: String,
    /// The HTTP status.
    #[schema(minimum = 400, maximum = 599)]
    pub status: u16,
    /// This very case, in a sentence for the merchant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// What is wrong with which field. The widget shows at most five.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
}

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FieldError {
    /// What is wrong, in a sentence for the merchant. Never the value itself.
    #[schema(min_length = 1, max_length = 300)]
    pub detail: String,
    /// Which field: a JSON pointer as a URI fragment (`#/apiKey`).
    #[schema(pattern = "^#/")]
    pub pointer: String,
}

impl Problem {
    /// A problem of that kind.
    pub fn new(status: u16, kind: &str, title: &str) -> Self {
        let kind = format!("/problems/{kind}");
        Self { kind, title: title.to_owned(), status, detail: None, errors: Vec::new() }
    }

    /// With what is wrong with a field.
    #[must_use]
    pub fn at(mut self, pointer: &str, detail: &str) -> Self {
        self.errors.push(FieldError { detail: detail.to_owned(), pointer: pointer.to_owned() });
        self
    }

    /// As an answer.
    pub fn answer(&self) -> Answer {
        let body = serde_json::to_vec(self).unwrap_or_default();
        Answer::new(self.status, "application/problem+json", body)
    }
}

/// A `POST` that may be stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Save {
    /// The key, whole. Ask for no narrower shape: OpenAI promises none.
    #[schema(min_length = 20, max_length = 512, pattern = "^sk-[A-Za-z0-9_-]+$")]
    pub api_key: String,
    /// Where it works, when that is not the usual address. Whatever else would send the key to somebody else.
    #[schema(pattern = r"^https://([a-z]{2}\.)?api\.openai\.com/v1$")]
    pub base_url: Option<String>,
    /// The verdict's id, to be kept with the key (docs/verdicts.md).
    #[schema(pattern = "^[a-z_]{1,40}$")]
    pub verdict: String,
}

impl Save {
    /// Reads the body of a `POST`.
    ///
    /// # Errors
    /// 400 where it is no JSON object, 422 with one error for every wrong field. No error repeats the key.
    pub fn read(body: &[u8]) -> Result<Self, Box<Problem>> {
        let Ok(Value::Object(fields)) = serde_json::from_slice(body) else {
            return Err(Box::new(Refusal::NotJson.problem()));
        };
        let text = |name: &str| fields.get(name).and_then(Value::as_str);
        let mut problem = Refusal::InvalidFields.problem();
        let api_key = text("apiKey").filter(|key| is_key(key));
        if api_key.is_none() {
            problem = problem.at("#/apiKey", "La chiave non ha la forma di una chiave OpenAI.");
        }
        let base_url = match fields.get("baseUrl") {
            None | Some(Value::Null) => None,
            Some(Value::String(url)) if is_base_url(url) => Some(url.clone()),
            Some(_) => {
                problem = problem.at("#/baseUrl", "L'indirizzo non è di OpenAI.");
                None
            }
        };
        let verdict = text("verdict").filter(|verdict| is_verdict(verdict));
        if verdict.is_none() {
            problem = problem.at("#/verdict", "L'esito della prova manca o non è valido.");
        }
        match (api_key, verdict) {
            (Some(api_key), Some(verdict)) if problem.errors.is_empty() => {
                Ok(Self { api_key: api_key.to_owned(), base_url, verdict: verdict.to_owned() })
            }
            _ => Err(Box::new(problem)),
        }
    }
}

/// `^sk-[A-Za-z0-9_-]{17,509}$`: no narrower, since OpenAI promises no shape.
fn is_key(key: &str) -> bool {
    key.strip_prefix("sk-").is_some_and(|rest| {
        (17..=509).contains(&rest.len())
            && rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte))
    })
}

/// `^https://([a-z]{2}\.)?api\.openai\.com/v1$`
fn is_base_url(url: &str) -> bool {
    let Some(rest) = url.strip_prefix("https://") else {
        return false;
    };
    let Some(host) = rest.strip_suffix("/v1") else {
        return false;
    };
    match host.strip_suffix("api.openai.com").map(str::as_bytes) {
        Some([]) => true,
        Some([first, second, b'.']) => first.is_ascii_lowercase() && second.is_ascii_lowercase(),
        _ => false,
    }
}

/// `^[a-z_]{1,40}$`
fn is_verdict(verdict: &str) -> bool {
    (1..=40).contains(&verdict.len()) && verdict.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_openais_own_hosts_are_a_base_url() {
        for good in ["https://api.openai.com/v1", "https://us.api.openai.com/v1"] {
            assert!(is_base_url(good), "{good}");
        }
        for bad in [
            "http://api.openai.com/v1",
            "https://api.openai.com/v1/",
            "https://api.openai.com/v2",
            "https://api.openai.com.evil.example/v1",
            "https://evil.example/api.openai.com/v1",
            "https://usa.api.openai.com/v1",
            "https://US.api.openai.com/v1",
            "https://a@api.openai.com/v1",
            "https://api.openai.com:444/v1",
        ] {
            assert!(!is_base_url(bad), "{bad}");
        }
    }

    #[test]
    fn every_wrong_field_is_named_and_the_key_is_not() {
        let problem = Save::read(br#"{"apiKey": "hunter2 hunter2", "baseUrl": "https://x/v1"}"#).unwrap_err();
        let pointers: Vec<&str> = problem.errors.iter().map(|error| error.pointer.as_str()).collect();
        assert_eq!(pointers, ["#/apiKey", "#/baseUrl", "#/verdict"]);
        assert!(!String::from_utf8_lossy(&problem.answer().body).contains("hunter2"));
    }
}
