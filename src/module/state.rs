//! Reading the state, and whether it shows what was sent.

use super::{State, text};
use crate::json::Json;

/// The address that needs no saying.
const USUAL_BASE: &str = "https://api.openai.com/v1";

/// Reads a state. `None` where it can't be one: `configured` is missing, or a member that decides something
/// (`configured`, `hint`, `baseUrl`, `verdict`, `readOnly`) has the wrong type. Members that are only shown are dropped
/// instead, and unknown ones are no business of ours.
pub fn read_state(json: Json) -> Option<State> {
    let configured = json.get("configured")?.truth()?;
    let read_only = match decisive(json, "readOnly") {
        None => false,
        Some(member) => member.truth()?,
    };
    Some(State {
        configured,
        hint: last_four(&strict(json, "hint")?),
        updated_at: shown_time(json, "updatedAt"),
        base_url: Some(text::one_line(&strict(json, "baseUrl")?)).filter(|url| !is_usual(url)),
        verdict: Some(strict(json, "verdict")?).filter(|id| is_id(id)),
        checked_at: shown_time(json, "checkedAt"),
        read_only,
        source: Some(text::one_line(&json.member("source"))).filter(|line| !line.is_empty()),
    })
}

/// What a state shows of a key that was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// The key that was sent, at its base URL: it is stored.
    Sent,
    /// A key that was there neither before nor sent: somebody else saved at the same time.
    Another,
    /// Neither: what was there before, or nothing that tells.
    Nothing,
}

/// Compares the state of a `GET` that followed a `POST` with what was sent, and with the state before, where one is
/// known.
pub fn shown(before: Option<&State>, after: &State, hint: &str, base_url: Option<&str>) -> Shown {
    if confirms(after, hint, base_url) {
        return Shown::Sent;
    }
    let news = before.is_some_and(|before| !before.configured || before.hint != after.hint);
    match &after.hint {
        Some(other) if after.configured && news && other != hint => Shown::Another,
        _ => Shown::Nothing,
    }
}

/// Does this state, read after a `POST`, show the key that was sent? By its last four characters and its base URL, of
/// which `None` is the usual address.
pub fn confirms(after: &State, hint: &str, base_url: Option<&str>) -> bool {
    let base_url = base_url.filter(|url| !is_usual(url)).map(trimmed);
    after.configured && after.hint.as_deref() == Some(hint) && after.base_url.as_deref().map(trimmed) == base_url
}

/// A member that decides something: `null` is none.
fn decisive<'a>(json: Json<'a>, name: &str) -> Option<Json<'a>> {
    json.get(name).filter(|member| !member.is_null())
}

/// The text of a member that decides something, an empty one where there is none. `None`: it has another type.
fn strict(json: Json, name: &str) -> Option<String> {
    decisive(json, name).map_or(Some(String::new()), Json::text)
}

/// Whatever an endpoint sends for a hint, no more than four characters of a key are taken from it.
fn last_four(hint: &str) -> Option<String> {
    let start = hint.char_indices().rev().nth(3).map_or(0, |(at, _)| at);
    let hint = &hint[start..];
    let fit = !hint.is_empty() && hint.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    fit.then(|| hint.to_owned())
}

/// A time to be shown, where it has the characters of one (RFC 3339).
fn shown_time(json: Json, name: &str) -> Option<String> {
    let time = json.member(name);
    let fit = (10..=35).contains(&time.len()) && time.bytes().all(|b| b.is_ascii_digit() || b"TtZz:+-. ".contains(&b));
    fit.then_some(time)
}

/// A verdict's id has small letters and underscores.
fn is_id(id: &str) -> bool {
    (1..=40).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
}

fn is_usual(url: &str) -> bool {
    url.is_empty() || trimmed(url) == USUAL_BASE
}

fn trimmed(url: &str) -> &str {
    url.strip_suffix('/').unwrap_or(url)
}
