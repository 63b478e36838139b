//! What is OpenAI's by its beginning, but holds no marker: cut keys, stand-ins, ids.

use super::{
    Kind,
    plain::FOREIGN,
    shape::{self, HALVES, MARKER, START},
};

/// The least that a key's body without a marker has: two halves of 20 and eight more.
const PLAUSIBLE: usize = 48;

/// Does a token begin like a key, even one whose first characters are lost?
pub fn begins(token: &[u8]) -> bool {
    let lost = |from: &[u8]| token.starts_with(from) && token.len() > 40;
    shape::starts(token)
        || token.starts_with(b"SK-")
        || lost(b"k-proj-")
        || lost(b"-proj-")
        || lost(b"proj-")
        || lost(b"k-svcacct-")
}

/// A text that is one key but for white space in it.
pub fn joined(text: &[u8]) -> Option<Vec<u8>> {
    let mut pieces = text.split(u8::is_ascii_whitespace).filter(|piece| !piece.is_empty());
    let first = pieces.next().filter(|first| shape::starts(first))?;
    let mut out = first.to_vec();
    for piece in pieces {
        let held = piece.iter().all(|&u| u.is_ascii_alphanumeric() || matches!(u, b'_' | b'-'));
        if !held || (shape::is_wordlike(piece) && piece.len() > 1) || shape::starts(piece) {
            return None;
        }
        out.extend_from_slice(piece);
    }
    Some(out)
}

/// What a token is that begins like a key and holds no marker; and whether one may insist on trying it.
pub fn without_marker(token: &[u8]) -> (Kind, bool) {
    if token.contains(&FOREIGN) {
        return (Kind::Damaged, false);
    }
    if is_stand_in(token) {
        return (Kind::Placeholder, false);
    }
    let Some(body) = token.get(START.len()..).filter(|_| shape::starts(token)) else {
        return (if token.starts_with(b"SK-") { Kind::Damaged } else { Kind::Truncated }, false);
    };
    let (from, kind) = shape::prefix(body).unwrap_or((0, Kind::OpenaiLegacy));
    let half = &body[from..];
    if kind == Kind::OpenaiAdmin {
        return (kind, false);
    }
    if has_spoilt_marker(half) {
        return (Kind::Damaged, false);
    }
    if half.len() < PLAUSIBLE && (from > 0 || half.len() <= 20) || ends_in_marker(half) {
        return (Kind::Truncated, false);
    }
    let insist = matches!(kind, Kind::OpenaiProject | Kind::OpenaiServiceAccount) && !half.contains(&b'.');
    (Kind::MarkerMissing, insist)
}

/// The text ends inside the marker, at a place where one may stand.
fn ends_in_marker(body: &[u8]) -> bool {
    HALVES.iter().any(|&half| {
        body.get(half..).is_some_and(|rest| (1..MARKER.len()).contains(&rest.len()) && MARKER.starts_with(rest))
    })
}

/// At a place where the marker may stand, and with as much behind it, something differs from it in one or two letters.
fn has_spoilt_marker(body: &[u8]) -> bool {
    HALVES.iter().any(|&half| {
        let Some(rest) = body.get(half..half + MARKER.len()) else { return false };
        rest.iter().zip(MARKER).filter(|(a, b)| a != b).count() <= 2
    })
}

/// A stand-in from some instructions: `sk-xxxx`, `sk-your-key`, `sk-1234567890`.
pub fn is_stand_in(token: &[u8]) -> bool {
    let body = &token[START.len().min(token.len())..];
    // A word of one case: in a random half, letters of both would meet by chance.
    let is = |text: &[u8], word: &str| {
        text == word.as_bytes()
            || (text.eq_ignore_ascii_case(word.as_bytes()) && !text.iter().any(u8::is_ascii_lowercase))
    };
    let says = |word: &&str| body.windows(word.len()).any(|w| is(w, word));
    let part = |word: &&str| body.split(|b| matches!(b, b'-' | b'_' | b'.')).any(|part| is(part, word));
    let mut seen = [false; 256];
    for &b in body {
        seen[usize::from(b)] = true;
    }
    (body.len() >= 4 && seen.iter().filter(|&&seen| seen).count() <= 3)
        || SAID.iter().any(says)
        || (body.len() < 40 && PARTS.iter().any(part))
}

/// What a stand-in says anywhere in it.
static SAID: &[&str] = &["xxxx", "1234567", "abcdef", "your-", "your_", "api-key", "api_key", "apikey", "placeholder"];
/// What a short stand-in says as a word of its own.
static PARTS: &[&str] =
    &["your", "here", "key", "secret", "token", "test", "fake", "example", "qui", "chiave", "clave"];

/// Ids that OpenAI's pages and answers show. They are no secrets and open nothing.
/// Prefix, least length of what follows, kind (openai/openai-openapi openapi.yaml).
#[rustfmt::skip]
static IDS: &[(&str, u8, Kind)] = &[
    ("sess-", 20, Kind::OpenaiSession), ("ek_", 16, Kind::OpenaiEphemeral), ("org-", 16, Kind::OrgId), ("user-", 16, Kind::UserId),
    ("proj_", 8, Kind::ProjectId), ("key_", 8, Kind::KeyId), ("req_", 12, Kind::RequestId), ("asst_", 12, Kind::ObjectId),
    ("thread_", 12, Kind::ObjectId), ("run_", 12, Kind::ObjectId), ("msg_", 12, Kind::ObjectId), ("file-", 12, Kind::ObjectId),
    ("file_", 12, Kind::ObjectId), ("batch_", 12, Kind::ObjectId), ("ftjob-", 12, Kind::ObjectId), ("vs_", 12, Kind::ObjectId),
    ("svc_acct_", 8, Kind::ObjectId), ("chatcmpl-", 12, Kind::ObjectId), ("resp_", 12, Kind::ObjectId), ("conv_", 12, Kind::ObjectId),
    ("step_", 12, Kind::ObjectId), ("call_", 12, Kind::ObjectId), ("prompt_", 12, Kind::ObjectId), ("pmpt_", 12, Kind::ObjectId),
];

/// Which of OpenAI's ids a token is.
pub fn id(token: &[u8]) -> Option<Kind> {
    let fits = |(prefix, least, _): &&(&str, u8, Kind)| {
        token.strip_prefix(prefix.as_bytes()).is_some_and(|body| {
            body.len() >= usize::from(*least)
                && body.iter().all(u8::is_ascii_alphanumeric)
                && !body.iter().all(u8::is_ascii_lowercase)
        })
    };
    IDS.iter().find(fits).map(|row| row.2)
}
