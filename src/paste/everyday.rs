//! What people paste by mistake: addresses, passwords, commands, words.

use super::{
    Kind, numbers,
    plain::{FOREIGN, SYMBOL},
    shape,
};

/// Programs whose lines instructions hold.
#[rustfmt::skip]
static PROGRAMS: &[&str] = &[
    "apt", "apt-get", "bash", "brew", "bun", "cargo", "cat", "cd", "claude", "codex", "composer", "conda", "curl", "docker", "echo",
    "export", "fetch", "git", "go", "import", "invoke-webrequest", "irm", "iwr", "ls", "mkdir", "node", "npm", "npx", "openai", "php",
    "pip", "pip3", "pnpm", "poetry", "powershell", "pwsh", "python", "python3", "set", "setx", "sh", "ssh", "sudo", "uv", "wget", "winget", "yarn",
];

/// What stands in the place of a key.
#[rustfmt::skip]
static STAND_INS: &[&str] = &[
    "api_key", "apikey", "api-key", "your", "secret_key", "placeholder", "changeme", "change-me", "insert", "inserisci", "chiave-", "chiave_",
    "la-tua", "la_tua", "tu-clave", "tu_clave", "votre", "ihr-", "ihr_", "xxxx",
];

/// The kind of a text, trimmed and not empty.
pub fn kind(text: &[u8]) -> Kind {
    let bare = strip(text);
    let words = bare.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    let many = words.clone().count() > 1;
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
    let last = words.clone().next_back().unwrap_or_default();
    let first = words.clone().next().unwrap_or_default();
    if words.clone().count() <= 3
        && (starts_ci(first, b"bearer") || starts_ci(first, b"authorization") || first.ends_with(b"="))
    {
        return single(strip(last));
    }
    let lettered = words.filter(|word| word.iter().any(|&u| u.is_ascii_alphabetic() || u == FOREIGN)).count();
    if lettered >= 3 { Kind::Prose } else { Kind::NotAKey }
}

/// Without the white space, quotes, brackets and closing signs round a text.
pub fn strip(text: &[u8]) -> &[u8] {
    let is_wrapper = |u: &u8| {
        matches!(*u, b'"' | b'\'' | b'`' | b'<' | b'>' | b'(' | b')' | b'[' | b']' | b'{' | b'}' | b',' | b';' | SYMBOL)
            || u.is_ascii_whitespace()
    };
    let from = text.iter().position(|u| !is_wrapper(u)).unwrap_or(text.len());
    let to = text.iter().rposition(|u| !is_wrapper(u)).map_or(from, |at| at + 1);
    &text[from..to]
}

fn starts_ci(text: &[u8], prefix: &[u8]) -> bool {
    text.len() >= prefix.len() && text[..prefix.len()].eq_ignore_ascii_case(prefix)
}

fn contains_ci(text: &[u8], word: &str) -> bool {
    text.windows(word.len()).any(|w| w.eq_ignore_ascii_case(word.as_bytes()))
}

/// `<your-openai-api-key>`, `OPENAI_API_KEY`, `xxxxxxxx`, `[la tua chiave]`.
fn is_placeholder(text: &[u8], bare: &[u8], many: bool) -> bool {
    if bare.len() > 80 {
        return false;
    }
    let bracketed = matches!(text, [b'<' | b'[' | b'{', .., b'>' | b']' | b'}']) && !text.contains(&b'/');
    if many && !bracketed {
        return false;
    }
    let name = bare.strip_prefix(b"$").unwrap_or(bare);
    let setting = name.contains(&b'_') && name.iter().all(|u| u.is_ascii_uppercase() || *u == b'_');
    let same = bare.len() >= 6 && bare.iter().all(|u| *u == bare[0]) && !bare[0].is_ascii_digit();
    let value = bare.iter().position(|&u| u == b'=').map(|at| &bare[at + 1..]);
    let empty = value.is_some_and(|value| strip(value).is_empty());
    let says = |text: &[u8]| STAND_INS.iter().any(|word| contains_ci(text, word));
    let worded = says(value.unwrap_or(bare)) && (bracketed || !contains_ci(bare, "://"));
    setting
        || same
        || empty
        || worded
        || (bracketed
            && many
            && (contains_ci(bare, "key") || contains_ci(bare, "chiave") || contains_ci(bare, "clave")))
}

/// A whole page reads as a text; a piece of one as that.
fn page(text: &[u8]) -> Option<Kind> {
    if starts_ci(text, b"<!doctype") || starts_ci(text, b"<html") {
        return Some(Kind::Prose);
    }
    let tags = text.starts_with(b"<") && text.contains(&b'>') && text.iter().any(|u| matches!(u, b'/' | b'='));
    tags.then_some(Kind::Html)
}

/// What one word is.
fn single(mut word: &[u8]) -> Kind {
    while let Some(at) = word.iter().position(|&u| u == b'=')
        && let (name, value) = word.split_at(at)
        && name.iter().all(|&u| u.is_ascii_alphanumeric() || u == b'_')
        && value.len() > 2
    {
        word = strip(&value[1..]);
    }
    if word.starts_with(b"eyJ") && word.contains(&b'.') && word.len() >= 30 {
        return Kind::Jwt;
    }
    if is_email(word) {
        return Kind::Email;
    }
    if is_base64(word) {
        return Kind::Base64;
    }
    let digit = word.iter().any(u8::is_ascii_digit);
    let letter = word.iter().any(u8::is_ascii_alphabetic);
    let upper = word.iter().any(u8::is_ascii_uppercase);
    let plain = |u: &u8| u.is_ascii_alphanumeric() || matches!(u, b'_' | b'-' | b'.' | b'/' | b':');
    let long_part = |part: &[u8]| part.len() >= 16 && !shape::is_wordlike(part);
    if word.len() >= 20
        && digit
        && letter
        && word.split(|u| matches!(u, b'-' | b'_' | b'.' | b'/' | b':' | b'+' | b'=' | b'~')).any(long_part)
    {
        return Kind::UnnamedSecret;
    }
    let sign = !word.iter().all(plain);
    let mixed = digit && letter && (upper || word.iter().all(u8::is_ascii_alphanumeric));
    if (8..=64).contains(&word.len()) && letter && (sign || mixed) && !word.contains(&FOREIGN) {
        return Kind::Password;
    }
    Kind::NotAKey
}

fn is_email(word: &[u8]) -> bool {
    let mut parts = word.split(|&u| u == b'@');
    let (Some(name), Some(host), None) = (parts.next(), parts.next(), parts.next()) else { return false };
    !name.is_empty() && is_host(host)
}

/// `openai.com`: at least two labels, the last one of letters.
fn is_host(host: &[u8]) -> bool {
    let label = |label: &[u8]| !label.is_empty() && label.iter().all(|u| u.is_ascii_alphanumeric() || *u == b'-');
    let last = host.rsplit(|&u| u == b'.').next().unwrap_or_default();
    host.contains(&b'.')
        && host.split(|&u| u == b'.').all(label)
        && (2..=12).contains(&last.len())
        && last.iter().all(u8::is_ascii_lowercase)
}

fn is_url(word: &[u8]) -> bool {
    if let Some(at) = word.windows(3).position(|w| w == b"://") {
        return word[..at].iter().all(u8::is_ascii_alphabetic);
    }
    let host = word.split(|u| matches!(u, b'/' | b'?' | b'#' | b':')).next().unwrap_or_default();
    is_host(host) && !host.iter().any(u8::is_ascii_uppercase)
}

fn is_command(text: &[u8]) -> bool {
    let line = text.strip_prefix(b"$ ").or_else(|| text.strip_prefix(b"> ")).or_else(|| text.strip_prefix(b"% "));
    let first = line.unwrap_or(text).split(u8::is_ascii_whitespace).next().unwrap_or_default();
    let is = |program: &&str| first.eq_ignore_ascii_case(program.as_bytes());
    let prompt = line.is_some() || starts_ci(text, b"PS ") || starts_ci(text, b"C:\\");
    let signs = text.windows(2).any(|w| matches!(w, b" -" | b"--" | b"&&" | b"./"))
        || text.iter().any(|u| matches!(u, b'|' | b'/' | b'=' | b'"' | b'$'));
    prompt || (PROGRAMS.iter().any(is) && (signs || text.split(u8::is_ascii_whitespace).count() <= 4))
}

fn is_base64(text: &[u8]) -> bool {
    let mut count = 0;
    let mut marked = text.starts_with(b"c2st");
    for &u in text.iter().filter(|u| !u.is_ascii_whitespace()) {
        if !(u.is_ascii_alphanumeric() || matches!(u, b'+' | b'/' | b'=')) {
            return false;
        }
        marked |= u == b'+' || u == b'=';
        count += 1;
    }
    let pad = text.iter().rev().take_while(|&&u| u == b'=').count();
    let inner = !text[..text.len() - pad].contains(&b'=');
    count >= 20 && marked && inner && pad <= 2 && (count % 4 == 0 || pad == 0)
}
