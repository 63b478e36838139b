//! Texts of the endpoint's: fit to show, and free of the key.

use crate::text::find;

/// The longest text shown, in characters.
const LONGEST: usize = 300;
/// A *piece* of a key: so many characters in a row of one of its random halves.
const PIECE: usize = 8;
/// What stands between the halves of every OpenAI key ("OpenAI" in base64); no secret.
const MARKER: &str = "T3BlbkFJ";
/// What a key may begin with.
const PREFIXES: [&str; 5] = ["sk-proj-", "sk-svcacct-", "sk-admin-", "sk-None-", "sk-"];

/// One line of at most 300 characters: without control, direction and invisible characters, which could make a text
/// read as another one (Unicode TR 36), and with a single space where there was any white space.
pub(super) fn one_line(text: &str) -> String {
    let mut line = String::new();
    let mut gap = false;
    let mut count = 0;
    for c in text.chars().filter(|c| !is_invisible(*c)) {
        if c.is_whitespace() || c.is_control() {
            gap = true;
            continue;
        }
        let wanted = 1 + usize::from(gap && count > 0);
        if count + wanted > LONGEST {
            break;
        }
        if wanted == 2 {
            line.push(' ');
        }
        line.push(c);
        gap = false;
        count += wanted;
    }
    line
}

/// Format characters (general category Cf) and their like.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}'
        | '\u{E0000}'..='\u{E0FFF}')
}

/// Does the text hold eight characters in a row of one of the key's random halves? Letter case, and whatever is no
/// character of a key, make no difference: an echo may be set in capitals or in groups.
///
/// The halves are what stands round the marker, without the prefix.
pub fn holds_piece_of(text: &str, key: &str) -> bool {
    // Only ASCII goes in, so bytes are characters here.
    let mut bytes = Vec::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_' {
            bytes.push(byte);
        }
    }
    let body = PREFIXES.iter().find_map(|prefix| key.strip_prefix(prefix)).unwrap_or(key);
    let Some(at) = find(body, MARKER) else {
        return holds_piece(&bytes, body);
    };
    let (mut first, mut second) = (&body[..at], &body[at + MARKER.len()..]);
    if find(second, MARKER).is_none()
        && second.len() >= PIECE
        && let Some(name) = first.len().checked_sub(second.len())
    {
        // `sk-<account name>-…` has a name before its first half, which is as long as the second.
        first = first.get(name..).unwrap_or(first);
    }
    while !holds_piece(&bytes, first) {
        let Some(at) = find(second, MARKER) else {
            return holds_piece(&bytes, second);
        };
        (first, second) = (&second[..at], &second[at + MARKER.len()..]);
    }
    true
}

fn holds_piece(text: &[u8], half: &str) -> bool {
    half.as_bytes().windows(PIECE).any(|piece| text.windows(PIECE).any(|place| place.eq_ignore_ascii_case(piece)))
}
