//! What is sent and what comes back (`docs/endpoint.md`).

use serde::Serialize;

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
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SaveBody<'a> {
    /// The key.
    pub api_key: &'a str,
    /// Where the key works, when that is not the usual address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base_url: Option<&'a str>,
    /// The verdict's id, kept with the key.
    pub verdict: &'a str,
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
