//! No key: what is it then? From what tells most to what tells least.

use super::{
    Kind, Reading, Secret, Standing,
    bytes::{ALNUM, BLANK, DOT, STAR, STRANGE, WORD, all, runs, span, starts, trim},
    everyday, openai,
    plain::{INVISIBLE, MAPPED},
    read::secret,
    vendor,
};

/// Reads units that hold no marker.
pub fn read(units: &[u8]) -> (Reading, Option<Secret>) {
    let mut text = Vec::with_capacity(units.len());
    for &unit in units {
        if unit != INVISIBLE {
            text.push(unit & !MAPPED);
        }
    }
    let mut insisted = None;
    let mut reading = Reading::of(kind(trim(&text, BLANK), &mut insisted));
    if insisted.is_some() {
        reading.standing = Standing::Insistable;
    }
    (reading, insisted)
}

/// What a text is. Where one may insist on trying it, that goes into `insisted`.
fn kind(text: &[u8], insisted: &mut Option<Secret>) -> Kind {
    if text.is_empty() {
        return Kind::Empty;
    }
    let bare = everyday::strip(text);
    if is_masked(text, bare) {
        return Kind::Masked;
    }
    if let Some(kind) = tokens(text).find_map(|token| claim(token, token.len() == bare.len())) {
        return kind;
    }
    let key = openai::joined(text).or_else(|| tokens(text).find(|token| openai::begins(token)).map(<[u8]>::to_vec));
    if let Some(token) = key {
        let (kind, insist) = openai::without_marker(&token);
        if insist {
            *insisted = Some(secret(&token));
        }
        return kind;
    }
    tokens(text).find_map(openai::id).unwrap_or_else(|| everyday::kind(text))
}

/// Runs of letters, digits, `_`, `-` and `.`; letters of other alphabets are letters.
fn tokens(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    runs(text, WORD | DOT | STRANGE)
        .map(|token| token.strip_suffix(b".").unwrap_or(token))
        .filter(|token| !token.is_empty())
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
fn is_masked(text: &[u8], bare: &[u8]) -> bool {
    let front = span(bare, STAR | DOT, true);
    if front >= 3 && bare.len() - front <= 8 && all(&bare[front..], ALNUM) {
        return true;
    }
    runs(text, WORD | STAR | DOT)
        .any(|word| word.len() >= 5 && starts(word, b"sk-") && word.windows(2).any(|w| matches!(w, b"**" | b"..")))
}
