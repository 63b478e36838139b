//! What is sent and what comes back (`docs/endpoint.md`).

use crate::json;

/// Which of the three calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Call {
    /// `GET`: the state.
    Load,
    /// `POST`: store a key.
    Save,
    /// `DELETE`: remove it.
    Remove,
}

/// The body of a `POST`. It borrows the key for the moment of writing.
pub struct SaveBody<'a> {
    /// The key.
    pub api_key: &'a str,
    /// Where the key works, when that is not the usual address.
    pub base_url: Option<&'a str>,
    /// The verdict's id, kept with the key.
    pub verdict: &'a str,
}

impl SaveBody<'_> {
    /// The body, as JSON.
    pub fn to_json(&self) -> String {
        let members = [("apiKey", Some(self.api_key)), ("baseUrl", self.base_url), ("verdict", Some(self.verdict))];
        let mut body = String::new();
        for (name, value) in members {
            if let Some(value) = value {
                body.push(if body.is_empty() { '{' } else { ',' });
                json::write_text(&mut body, name);
                body.push(':');
                json::write_text(&mut body, value);
            }
        }
        body.push('}');
        body
    }
}

/// What the endpoint says of the stored key. Never the key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// Is a key stored?
    pub configured: bool,
    /// Its last four characters.
    pub hint: Option<String>,
    /// When it was stored (RFC 3339).
    pub updated_at: Option<String>,
    /// Where it works, when that is not the usual address.
    pub base_url: Option<String>,
    /// The verdict at the time of saving, or of the server's last check.
    pub verdict: Option<String>,
    /// When that verdict was found (RFC 3339).
    pub checked_at: Option<String>,
    /// The key comes from elsewhere and can't be changed here.
    pub read_only: bool,
    /// Where it comes from, in the endpoint's words.
    pub source: Option<String>,
}
