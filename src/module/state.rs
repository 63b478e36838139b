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
    let read_only = decisive(json, "readOnly").map_or(Some(false), Json::truth)?;
    if ["hint", "baseUrl", "verdict"].iter().any(|name| decisive(json, name).is_some_and(|member| !member.is_text())) {
        return None;
    }
    let text = |name, fit: fn(&str) -> String| Some(fit(&json.member(name))).filter(|text| !text.is_empty());
    Some(State {
        configured,
        hint: text("hint", last_four),
        updated_at: text("updatedAt", time),
        base_url: text("baseUrl", unusual),
        verdict: text("verdict", id),
        checked_at: text("checkedAt", time),
        read_only,
        source: text("source", text::one_line),
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

/// The text, or none of it where it does not fit.
fn only(fit: bool, text: &str) -> String {
    String::from(if fit { text } else { "" })
}

/// Whatever an endpoint sends for a hint, no more than four characters of a key are taken from it.
fn last_four(hint: &str) -> String {
    // A cut through another character leaves nothing, and no key has one.
    let last = hint.get(hint.len().saturating_sub(4)..).unwrap_or_default();
    only(last.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_'), last)
}

/// A time to be shown, where it has the characters of one (RFC 3339).
fn time(time: &str) -> String {
    let fit = (10..=35).contains(&time.len()) && time.bytes().all(|b| b.is_ascii_digit() || b"TtZz:+-. ".contains(&b));
    only(fit, time)
}

/// A verdict's id has small letters and underscores.
fn id(id: &str) -> String {
    only(id.len() <= 40 && id.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'), id)
}

/// An address that needs saying.
fn unusual(url: &str) -> String {
    let url = text::one_line(url);
    only(!is_usual(&url), &url)
}

fn is_usual(url: &str) -> bool {
    url.is_empty() || trimmed(url) == USUAL_BASE
}

fn trimmed(url: &str) -> &str {
    url.strip_suffix('/').unwrap_or(url)
}
