//! No key: what is it then? From what tells most to what tells least.

use super::{
    Kind, Reading, Secret, Standing, everyday, openai,
    plain::{FOREIGN, INVISIBLE, MAPPED},
    vendor,
};

/// Reads units that hold no marker.
pub fn read(units: &[u8]) -> (Reading, Option<Secret>) {
    let text: Vec<u8> = units.iter().filter(|&&u| u != INVISIBLE).map(|u| u & !MAPPED).collect();
    let text = text.trim_ascii();
    if text.is_empty() {
        return (Reading::empty(), None);
    }
    if is_masked(text) {
        return (Reading::of(Kind::Masked), None);
    }
    if let Some(kind) = tokens(text).find_map(|token| claim(token, token.len() == core(text).len())) {
        return (Reading::of(kind), None);
    }
    if let Some(token) =
        openai::joined(text).or_else(|| tokens(text).find(|token| openai::begins(token)).map(<[u8]>::to_vec))
    {
        let (kind, insist) = openai::without_marker(&token);
        let mut reading = Reading::of(kind);
        if !insist {
            return (reading, None);
        }
        reading.standing = Standing::Insistable;
        return (reading, core::str::from_utf8(&token).ok().map(Secret::new));
    }
    let kind = tokens(text).find_map(openai::id).unwrap_or_else(|| everyday::kind(text));
    (Reading::of(kind), None)
}

/// Runs of letters, digits, `_`, `-` and `.`; letters of other alphabets are letters.
fn tokens(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(|&u| !(u.is_ascii_alphanumeric() || matches!(u, b'_' | b'-' | b'.' | FOREIGN)))
        .map(|token| token.strip_suffix(b".").unwrap_or(token))
        .filter(|token| !token.is_empty())
}

/// Without quotes and brackets.
fn core(text: &[u8]) -> &[u8] {
    everyday::strip(text)
}

/// A shape without a prefix tells only where it is all there is.
fn claim(token: &[u8], alone: bool) -> Option<Kind> {
    match vendor::claim(token)? {
        Kind::Azure if !alone => None,
        Kind::DeepseekOrSimilar if openai::is_stand_in(token) => Some(Kind::Placeholder),
        kind => Some(kind),
    }
}

/// `sk-...AbCd`, `sk-proj-****`, bullets, stars before the last four.
fn is_masked(text: &[u8]) -> bool {
    let is_mask = |u: &u8| matches!(u, b'*' | b'.');
    let bare = everyday::strip(text);
    let front = bare.iter().take_while(|u| is_mask(u)).count();
    if front >= 3 && bare.len() - front <= 8 && bare[front..].iter().all(u8::is_ascii_alphanumeric) {
        return true;
    }
    let mut words = text.split(|&u| !(u.is_ascii_alphanumeric() || matches!(u, b'_' | b'-' | b'*' | b'.')));
    words.any(|word| {
        word.len() >= 5 && word[..3].eq_ignore_ascii_case(b"sk-") && word.windows(2).any(|w| matches!(w, b"**" | b".."))
    })
}
