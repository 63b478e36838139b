//! What people paste by mistake: addresses, passwords, commands, words.

use super::{
    Kind,
    bytes::{
        ALNUM, ALPHA, AT, BLANK, BRACKET, CLOSE, CLOSING, COLON, DASH, DIGIT, DOT, EQUALS, LOWER, PLUS, QUERY, QUOTE,
        SHELL, SLASH, STRANGE, TILDE, UNDER, UPPER, all, any, count, find, holds, is, is_one_of, pieces, span, starts,
        trim, trim_end,
    },
    numbers, shape,
};

/// Programs whose lines instructions hold.
static PROGRAMS: &str = "apt apt-get bash brew bun cargo cat cd claude codex composer conda curl docker echo export fetch git go import \
    invoke-webrequest irm iwr ls mkdir node npm npx openai php pip pip3 pnpm poetry powershell pwsh python python3 set setx sh ssh sudo uv \
    wget winget yarn";

/// What stands in the place of a key.
static STAND_INS: &str = "api_key apikey api-key your secret_key placeholder changeme change-me insert inserisci chiave- chiave_ la-tua \
    la_tua tu-clave tu_clave votre ihr- ihr_ xxxx";

/// What two signs in a line make of it a command.
static OPTIONS: [&str; 3] = [" -", "--", "&&"];

/// The kind of a text, trimmed and not empty.
pub fn kind(text: &[u8]) -> Kind {
    let bare = strip(text);
    let (mut words, mut lettered, mut last) = (0, 0, bare);
    for word in pieces(bare, BLANK) {
        words += 1;
        lettered += usize::from(any(word, ALPHA | STRANGE));
        last = word;
    }
    let many = words > 1;
    if !many && is_url(bare) && !bare.starts_with(b"process.env") {
        return Kind::Url;
    }
    if is_placeholder(text, bare, many) {
        return Kind::Placeholder;
    }
    if let Some(kind) = numbers::kind(bare) {
        return kind;
    }
    if let Some(kind) = page(text) {
        return kind;
    }
    if !many {
        return single(bare);
    }
    if is_command(bare) {
        return Kind::Command;
    }
    if is_base64(bare) {
        return Kind::Base64;
    }
    // A scheme or a setting's name, then one word: that word tells.
    let first = first_word(bare);
    if words <= 3 && (starts(first, b"bearer") || starts(first, b"authorization") || first.ends_with(b"=")) {
        return single(strip(last));
    }
    if lettered >= 3 { Kind::Prose } else { Kind::NotAKey }
}

/// Without the white space, quotes, brackets and closing signs round a text.
pub fn strip(text: &[u8]) -> &[u8] {
    trim(text, BLANK | QUOTE | BRACKET | CLOSING)
}

/// Up to the first white space.
fn first_word(text: &[u8]) -> &[u8] {
    &text[..span(text, BLANK, false)]
}

/// `<your-openai-api-key>`, `OPENAI_API_KEY`, `xxxxxxxx`, `[la tua chiave]`.
fn is_placeholder(text: &[u8], bare: &[u8], many: bool) -> bool {
    if bare.len() > 80 {
        return false;
    }
    let bracketed = matches!(text, [b'<' | b'[' | b'{', .., b'>' | b']' | b'}']) && !any(text, SLASH);
    if many && !bracketed {
        return false;
    }
    let name = bare.strip_prefix(b"$").unwrap_or(bare);
    let setting = any(name, UNDER) && all(name, UPPER | UNDER);
    let same = bare.len() >= 6 && bare.iter().all(|u| *u == bare[0]) && !is(bare[0], DIGIT);
    let value = find(bare, EQUALS).map(|at| &bare[at + 1..]);
    let empty = value.is_some_and(|value| strip(value).is_empty());
    let says = |text: &[u8], list: &str| pieces(list.as_bytes(), BLANK).any(|word| holds(text, word));
    let worded = says(value.unwrap_or(bare), STAND_INS) && (bracketed || !holds(bare, b"://"));
    setting || same || empty || worded || (bracketed && many && says(bare, "key chiave clave"))
}

/// A whole page reads as a text; a piece of one as that.
fn page(text: &[u8]) -> Option<Kind> {
    if starts(text, b"<!doctype") || starts(text, b"<html") {
        return Some(Kind::Prose);
    }
    let tags = text.starts_with(b"<") && any(text, CLOSE) && any(text, SLASH | EQUALS);
    tags.then_some(Kind::Html)
}

/// What one word is.
fn single(mut word: &[u8]) -> Kind {
    while let Some(at) = find(word, EQUALS)
        && all(&word[..at], ALNUM | UNDER)
        && word.len() - at > 2
    {
        word = strip(&word[at + 1..]);
    }
    if word.starts_with(b"eyJ") && any(word, DOT) && word.len() >= 30 {
        return Kind::Jwt;
    }
    if is_email(word) {
        return Kind::Email;
    }
    if is_base64(word) {
        return Kind::Base64;
    }
    let letter = any(word, ALPHA);
    let both = letter && any(word, DIGIT);
    let long_part = |part: &[u8]| part.len() >= 16 && !shape::is_wordlike(part);
    if word.len() >= 20
        && both
        && pieces(word, DASH | UNDER | DOT | SLASH | COLON | PLUS | EQUALS | TILDE).any(long_part)
    {
        return Kind::UnnamedSecret;
    }
    let sign = !all(word, ALNUM | UNDER | DASH | DOT | SLASH | COLON);
    let mixed = both && (any(word, UPPER) || all(word, ALNUM));
    if (8..=64).contains(&word.len()) && letter && (sign || mixed) && !any(word, STRANGE) {
        return Kind::Password;
    }
    Kind::NotAKey
}

fn is_email(word: &[u8]) -> bool {
    find(word, AT).is_some_and(|at| at > 0 && is_host(&word[at + 1..]))
}

/// `openai.com`: at least two labels, the last one of letters.
fn is_host(host: &[u8]) -> bool {
    let (mut labels, mut last) = (0, host);
    for label in pieces(host, DOT) {
        labels += 1;
        last = label;
    }
    // As many labels as dots and one more: none is empty.
    labels > 1
        && labels == count(host, DOT) + 1
        && all(host, ALNUM | DASH | DOT)
        && (2..=12).contains(&last.len())
        && all(last, LOWER)
}

fn is_url(word: &[u8]) -> bool {
    if holds(word, b"://") {
        return word[span(word, ALPHA, true)..].starts_with(b"://");
    }
    let host = &word[..span(word, SLASH | QUERY | COLON, false)];
    is_host(host) && !any(host, UPPER)
}

fn is_command(text: &[u8]) -> bool {
    if matches!(text, [b'$' | b'>' | b'%', b' ', ..]) || starts(text, b"PS ") || starts(text, b"C:\\") {
        return true;
    }
    let signs = || any(text, SHELL | SLASH | EQUALS) || OPTIONS.iter().any(|signs| holds(text, signs.as_bytes()));
    is_one_of(first_word(text), PROGRAMS) && (count(text, BLANK) < 4 || signs())
}

fn is_base64(text: &[u8]) -> bool {
    let count = text.len() - count(text, BLANK);
    let body = trim_end(text, EQUALS);
    let pad = text.len() - body.len();
    count >= 20
        && all(text, ALNUM | PLUS | SLASH | EQUALS | BLANK)
        && (text.starts_with(b"c2st") || any(text, PLUS | EQUALS))
        && !any(body, EQUALS)
        && pad <= 2
        && (pad == 0 || count.is_multiple_of(4))
}
