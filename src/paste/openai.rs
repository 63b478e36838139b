//! What is OpenAI's by its beginning, but holds no marker: cut keys, stand-ins, ids.

use super::{
    Kind,
    bytes::{ALNUM, BLANK, DASH, DOT, LOWER, SPACE, STRANGE, UNDER, WORD, all, any, pieces, same},
    shape::{self, HALVES, MARKER, START},
    vendor::behind,
};

/// The least that a key's body without a marker has: two halves of 20 and eight more.
const PLAUSIBLE: usize = 48;

/// Keys whose first characters are lost.
static LOST: &str = "k-proj- -proj- proj- k-svcacct-";

/// Does a token begin like a key, even one whose first characters are lost?
pub fn begins(token: &[u8]) -> bool {
    shape::starts(token) || token.starts_with(b"SK-") || (token.len() > 40 && behind(token, LOST).is_some())
}

/// A text that is one key but for white space in it.
pub fn joined(text: &[u8]) -> Option<Vec<u8>> {
    let mut pieces = pieces(text, BLANK);
    let first = pieces.next().filter(|first| shape::starts(first))?;
    let mut out = first.to_vec();
    for piece in pieces {
        if !all(piece, WORD) || (shape::is_wordlike(piece) && piece.len() > 1) || shape::starts(piece) {
            return None;
        }
        out.extend_from_slice(piece);
    }
    Some(out)
}

/// What a token is that begins like a key and holds no marker; and whether one may insist on trying it.
pub fn without_marker(token: &[u8]) -> (Kind, bool) {
    if any(token, STRANGE) {
        return (Kind::Damaged, false);
    }
    if is_stand_in(token) {
        return (Kind::Placeholder, false);
    }
    let Some(body) = token.get(START.len()..).filter(|_| shape::starts(token)) else {
        return (if token.starts_with(b"SK-") { Kind::Damaged } else { Kind::Truncated }, false);
    };
    let (from, kind) = shape::prefix(body);
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
    let insist = matches!(kind, Kind::OpenaiProject | Kind::OpenaiServiceAccount) && !any(half, DOT);
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
    (body.len() >= 4 && is_of_few(body))
        || pieces(SAID.as_bytes(), SPACE).any(|word| body.windows(word.len()).any(|text| is_said(text, word)))
        || (body.len() < 40
            && pieces(body, DASH | UNDER | DOT)
                .any(|part| pieces(PARTS.as_bytes(), SPACE).any(|word| is_said(part, word))))
}

/// A word of one case: in a random half, letters of both would meet by chance.
fn is_said(text: &[u8], word: &[u8]) -> bool {
    same(text, word) && (text == word || !any(text, LOWER))
}

/// Made of three characters or fewer.
fn is_of_few(text: &[u8]) -> bool {
    let (mut seen, mut count) = ([0; 3], 0);
    for &b in text {
        if seen.iter().all(|&known| known != b) {
            seen = [seen[1], seen[2], b];
            count += 1;
        }
    }
    count <= 3
}

/// What a stand-in says anywhere in it.
static SAID: &str = "xxxx 1234567 abcdef your- your_ api-key api_key apikey placeholder";
/// What a short stand-in says as a word of its own.
static PARTS: &str = "your here key secret token test fake example qui chiave clave";

/// Ids that OpenAI's pages and answers show. They are no secrets and open nothing.
/// Prefixes, least length of what follows, kind (openai/openai-openapi openapi.yaml).
static IDS: &[(&str, u8, Kind)] = &[
    ("sess-", 20, Kind::OpenaiSession),
    ("ek_", 16, Kind::OpenaiEphemeral),
    ("org-", 16, Kind::OrgId),
    ("user-", 16, Kind::UserId),
    ("proj_", 8, Kind::ProjectId),
    ("key_", 8, Kind::KeyId),
    ("req_", 12, Kind::RequestId),
    ("svc_acct_", 8, Kind::ObjectId),
    (
        "asst_ thread_ run_ msg_ file- file_ batch_ ftjob- vs_ chatcmpl- resp_ conv_ step_ call_ prompt_ pmpt_",
        12,
        Kind::ObjectId,
    ),
];

/// Which of OpenAI's ids a token is.
pub fn id(token: &[u8]) -> Option<Kind> {
    let fits = |&&(prefixes, least, _): &&(&str, u8, Kind)| {
        behind(token, prefixes)
            .is_some_and(|body| body.len() >= usize::from(least) && all(body, ALNUM) && !all(body, LOWER))
    };
    IDS.iter().find(fits).map(|row| row.2)
}
