//! A request, as the widget makes it but for what a check changes.

use serde_json::Value;

use super::session::{Token, Who};

/// A request that is to be made.
#[derive(Clone)]
pub struct Call {
    /// `GET`, `POST`, …
    pub method: &'static str,
    /// Whose.
    pub who: Who,
    /// With which CSRF token.
    pub token: Token,
    /// In the place of the page's own origin.
    pub origin: Option<String>,
    /// The type of the body; `None`: not said.
    pub content_type: Option<&'static str>,
    /// In the place of one made for this request.
    pub idempotency: Option<String>,
    /// What `If-Match` says.
    pub if_match: IfMatch,
    /// The body.
    pub body: Vec<u8>,
}

/// What `If-Match` says.
#[derive(Clone)]
pub enum IfMatch {
    /// The `ETag` of the last `GET`, where there was one.
    Newest,
    /// That one.
    This(String),
}

impl Call {
    /// Asks for the state.
    pub fn get() -> Self {
        Self::new("GET", Vec::new())
    }

    /// Stores that.
    pub fn post(body: &Value) -> Self {
        let call = Self::new("POST", body.to_string().into_bytes());
        Self { content_type: Some("application/json"), ..call }
    }

    /// Removes the key.
    pub fn delete() -> Self {
        Self::new("DELETE", Vec::new())
    }

    /// Another method.
    pub fn new(method: &'static str, body: Vec<u8>) -> Self {
        Self {
            method,
            who: Who::Admin,
            token: Token::Right,
            origin: None,
            content_type: None,
            idempotency: None,
            if_match: IfMatch::Newest,
            body,
        }
    }

    /// The same, of somebody else.
    #[must_use]
    pub fn of(self, who: Who) -> Self {
        Self { who, ..self }
    }

    /// The same, with another token.
    #[must_use]
    pub fn with_token(self, token: Token) -> Self {
        Self { token, ..self }
    }

    /// The same, from another page.
    #[must_use]
    pub fn from(self, origin: &str) -> Self {
        Self { origin: Some(origin.to_owned()), ..self }
    }

    /// The same, with another type.
    #[must_use]
    pub fn typed(self, content_type: Option<&'static str>) -> Self {
        Self { content_type, ..self }
    }

    /// The same, as the state was then.
    #[must_use]
    pub fn matching(self, etag: &str) -> Self {
        Self { if_match: IfMatch::This(etag.to_owned()), ..self }
    }

    /// The same, with that `Idempotency-Key`.
    #[must_use]
    pub fn once(self, idempotency: &str) -> Self {
        Self { idempotency: Some(idempotency.to_owned()), ..self }
    }
}
