//! While typing: as long as a text can still become a key, nothing is said against it.

use super::{
    Kind, Standing,
    bytes::{DASH, WORD, all, any},
    read::read,
    shape,
};

/// The longest body before which the marker may still come: a half of 74, then the marker but for a letter.
const BEFORE_MARKER: usize = 82;

/// While typing: can this text, as it stands, still become a key by typing on at its end?
/// As long as it can, nothing is said against it.
pub fn may_become_key(text: &str) -> bool {
    let mut chars = text.chars();
    let mut text = text;
    while chars.next().is_some_and(|c| c.is_whitespace() || matches!(c, '"' | '\'' | '<' | '`')) {
        text = chars.as_str();
    }
    if text.len() < 3 {
        return matches!(text.as_bytes(), [] | [b's' | b'S'] | [b's' | b'S', b'k']);
    }
    let bytes = text.as_bytes();
    let reading = read(text).0;
    if !shape::starts(bytes) || !all(bytes, WORD) {
        return reading.standing == Standing::Accepted;
    }
    match reading.kind {
        // A random half may begin like a word.
        Kind::Truncated | Kind::Placeholder => true,
        // Between the shortest known half and the longest, the marker may still come.
        Kind::MarkerMissing => text.len() <= BEFORE_MARKER + 11 && any(&bytes[3..], DASH),
        kind => kind.is_key(),
    }
}
