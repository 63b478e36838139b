//! Reading the endpoint's replies: total over any status and any bytes.

use super::{Call, Fault, State, problem, state::read_state, text::holds_piece_of};
use crate::{json, text::cut};
use std::borrow::Cow;

/// So much of an answer is read, in bytes; one that fills it counts as too big. A state has a few hundred.
pub const ANSWER_LIMIT: usize = 64 * 1024;

/// A day: a longer `Retry-After` tells a merchant nothing.
const LONGEST_DELAY: u32 = 86_400;

/// A reply that was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// The state (after `GET`, or a `POST` that answers with it).
    State(State),
    /// Done, with nothing to tell (204).
    Done,
    /// It failed.
    Failed(Fault),
}

impl Reply {
    /// The reply without any text that echoes the key: the endpoint's reasons are shown, and none may hold a piece.
    #[must_use]
    pub fn without_pieces_of(mut self, key: &str) -> Self {
        match &mut self {
            Reply::Failed(Fault::Invalid(reasons)) => reasons.leave_out_pieces_of(key),
            Reply::State(state) => {
                let echoes = |text: &Option<String>| holds_piece_of(text.as_deref().unwrap_or_default(), key);
                if echoes(&state.source) {
                    state.source = None;
                }
                // An address that is left out must not pass for the usual one.
                if echoes(&state.base_url) {
                    state.base_url = Some(String::from("?"));
                }
            }
            _ => {}
        }
        self
    }
}

/// Reads a reply of any bytes. `status` 0 stands for an opaque redirect.
///
/// `retry_after` counts in its form in seconds; an HTTP date would need a clock, and reads as no delay
/// (RFC 9110, 10.2.3 allows both).
pub fn read_reply(call: Call, status: u16, content_type: &str, retry_after: Option<&str>, body: &[u8]) -> Reply {
    match status {
        200..=299 => read_success(call, content_type, body),
        _ => Reply::Failed(read_failure(status, content_type, retry_after, body)),
    }
}

fn read_success(call: Call, content_type: &str, body: &[u8]) -> Reply {
    let empty = body.iter().all(u8::is_ascii_whitespace);
    if empty && call != Call::Load {
        return Reply::Done;
    }
    if is_html(content_type, body) {
        return Reply::Failed(Fault::SessionEnded);
    }
    if body.len() >= ANSWER_LIMIT {
        return Reply::Failed(Fault::TooBig);
    }
    // JSON is UTF-8 (RFC 8259, 8.1); `json::parse` would take the rest for U+FFFD.
    if !is_json(content_type) || matches!(String::from_utf8_lossy(body), Cow::Owned(_)) {
        return Reply::Failed(Fault::Unreadable);
    }
    match json::parse(body).and_then(read_state) {
        Some(state) => Reply::State(state),
        None => Reply::Failed(Fault::Unreadable),
    }
}

/// A status decides first. Only where servers use one status for several things does the body have a say.
fn read_failure(status: u16, content_type: &str, retry_after: Option<&str>, body: &[u8]) -> Fault {
    match status {
        // 419 is Laravel's "page expired": its token went with the session.
        0 | 301..=303 | 307 | 308 | 401 | 419 => Fault::SessionEnded,
        403 => problem::refusal(body),
        404 | 410 => Fault::NotFound,
        405 | 501 => Fault::Method,
        406 | 415 => Fault::UnsupportedType,
        408 => Fault::TimedOut,
        409 | 412 | 428 => Fault::Conflict,
        413 => Fault::TooLarge,
        429 => Fault::RateLimited(retry_after.and_then(delay)),
        // 511: a network that wants a login of its own answered in the server's place (RFC 6585, 6).
        511 => Fault::Network,
        500..=599 => Fault::ServerError,
        400..=499 if problem::blames_csrf(body) => Fault::CsrfRefused,
        // Rails answers a token that died with its session with 422 and a page.
        422 if is_html(content_type, body) => Fault::SessionEnded,
        400..=499 => Fault::Invalid(problem::reasons(body).into()),
        _ => Fault::Unreadable,
    }
}

/// The seconds of a `Retry-After`.
fn delay(value: &str) -> Option<u32> {
    let mut seconds: u32 = 0;
    for digit in value.trim_ascii().bytes() {
        if !digit.is_ascii_digit() {
            return None;
        }
        seconds = seconds.saturating_mul(10).saturating_add((digit - b'0').into());
    }
    (1..=LONGEST_DELAY).contains(&seconds).then_some(seconds)
}

/// The media type, without its parameters.
fn media_type(content_type: &str) -> &str {
    cut(content_type, b';').0.trim_ascii()
}

fn is_json(content_type: &str) -> bool {
    let media = media_type(content_type);
    media.eq_ignore_ascii_case("application/json")
        || media.len() > 5 && media.as_bytes()[media.len() - 5..].eq_ignore_ascii_case(b"+json")
}

/// A page stands where data were asked for: by its type, or by its first character.
fn is_html(content_type: &str, body: &[u8]) -> bool {
    let media = media_type(content_type);
    let start = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body).trim_ascii_start();
    media.eq_ignore_ascii_case("text/html")
        || media.eq_ignore_ascii_case("application/xhtml+xml")
        || start.first() == Some(&b'<')
}
