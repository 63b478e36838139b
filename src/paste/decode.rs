//! Undoes the codes that programs wrap a text in: `%2D`, `&#45;`, `\u002d`, `\_`, `=3D`.
//!
//! A key holds no `%`, `&`, `\` or `=`, so undoing a code never changes one.

use super::{
    bytes::{LOWER, any},
    repair::{Repair, Repairs},
};

/// Codes inside codes (percent in JSON in a mail) are undone this many deep.
const DEPTH: usize = 4;

/// The codes of a web page that people meet round a key: name, `;`, character. HTML Standard, §13.5 named character
/// references.
#[rustfmt::skip]
static NAMES: &str = concat!(
    "quot;\"", "amp;&", "lt;<", "gt;>", "apos;'", "nbsp; ", "shy;\u{ad}", "hyphen;-", "dash;-",
    "ndash;\u{2013}", "mdash;\u{2014}", "minus;\u{2212}", "horbar;\u{2015}", "lowbar;_", "UnderBar;_",
    "equals;=", "colon;:", "comma;,", "period;.", "semi;;", "sol;/", "bsol;\\", "grave;`", "ast;*", "Tab;\t",
    "NewLine;\n", "ensp; ", "emsp; ", "thinsp; ", "hairsp; ", "zwj;\u{200d}", "zwnj;\u{200c}", "lrm;\u{200e}",
    "rlm;\u{200f}", "ZeroWidthSpace;\u{200b}", "NoBreak;\u{2060}", "laquo;«", "raquo;»", "ldquo;“", "rdquo;”",
    "lsquo;‘", "rsquo;’", "bdquo;„", "sbquo;‚", "lsaquo;‹", "rsaquo;›", "hellip;…", "bull;•", "lbrace;{",
    "rbrace;}", "lcub;{", "rcub;}", "lsqb;[", "rsqb;]", "lpar;(", "rpar;)",
);

/// The bytes of a text without codes (they need not be UTF-8 any more), and which kinds of codes there were.
pub fn decode(text: &str) -> (Vec<u8>, Repairs) {
    let mut bytes = text.as_bytes().to_vec();
    let mut found = Repairs::default();
    for _ in 0..DEPTH {
        if !pass(&mut bytes, &mut found) {
            break;
        }
    }
    (bytes, found)
}

/// One pass in place: a code is never shorter than what it stands for.
fn pass(bytes: &mut Vec<u8>, found: &mut Repairs) -> bool {
    let mail = is_mail_coded(bytes);
    let (mut from, mut to) = (0, 0);
    while from < bytes.len() {
        let mut out = [bytes[from], 0, 0, 0];
        let (mut len, mut out_len) = (1, 1);
        if let Some(code) = code(&bytes[from..], mail) {
            found.add(code.repair);
            len = code.len;
            if matches!(code.repair, Repair::Percent | Repair::MailCodes) {
                // These stand for bytes.
                out[0] = u32::from(code.value).to_le_bytes()[0];
            } else {
                out_len = code.value.encode_utf8(&mut out).len();
            }
        }
        bytes[to..to + out_len].copy_from_slice(&out[..out_len]);
        from += len;
        to += out_len;
    }
    let changed = to < from;
    bytes.truncate(to);
    changed
}

/// A code at the start of some bytes.
struct Code {
    repair: Repair,
    /// How long it is.
    len: usize,
    /// The character that it stands for, or the byte.
    value: char,
}

fn code(rest: &[u8], mail: bool) -> Option<Code> {
    let (repair, len, value) = match rest[0] {
        b'%' => (Repair::Percent, 3, hex(rest, 1, 3)?),
        // Only capital letters.
        b'=' if mail && !any(rest.get(1..3)?, LOWER) => (Repair::MailCodes, 3, hex(rest, 1, 3)?),
        b'&' => {
            let end = end(rest, b';', 16)?;
            (Repair::Html, end + 1, entity(&rest[..end])?)
        }
        b'\\' => backslash(rest)?,
        _ => return None,
    };
    char::from_u32(value).map(|value| Code { repair, len, value })
}

/// The number that these digits write, of at least one, where a character may have it.
#[inline(never)]
fn number(digits: &[u8], radix: u32) -> Option<u32> {
    let mut number = 0;
    for &digit in digits {
        number = number * radix + char::from(digit).to_digit(radix)?;
        if number > char::MAX.into() {
            return None;
        }
    }
    (!digits.is_empty()).then_some(number)
}

/// The hexadecimal digits of this range.
fn hex(bytes: &[u8], from: usize, to: usize) -> Option<u32> {
    number(bytes.get(from..to)?, 16)
}

/// Where this sign is, which ends a code, among so many bytes.
fn end(rest: &[u8], sign: u8, most: usize) -> Option<usize> {
    rest.iter().take(most).position(|&b| b == sign)
}

/// RFC 2045 §6.7. The codes of `=`, of line ends, of the first bytes of typographic signs, and a soft break tell by
/// themselves; where one is, the others are read too. Without: `NAME=ABSK…` holds no code.
fn is_mail_coded(bytes: &[u8]) -> bool {
    static TELLING: [&[u8]; 5] = [b"3D", b"0A", b"0D", b"C2", b"E2"];
    bytes.windows(3).any(|w| w[0] == b'=' && (matches!(w[1], b'\n' | b'\r') || TELLING.contains(&&w[1..])))
}

/// What an `&name` or `&#number` stands for.
fn entity(code: &[u8]) -> Option<u32> {
    match code {
        [_, b'#', b'x' | b'X', ..] => hex(code, 3, code.len()),
        [_, b'#', b'+', digits @ ..] | [_, b'#', digits @ ..] => number(digits, 10),
        [_, name @ ..] => named(name),
        [] => None,
    }
}

fn named(name: &[u8]) -> Option<u32> {
    let mut rest = NAMES;
    while let Some(end) = rest.bytes().position(|b| b == b';') {
        let c = rest[end + 1..].chars().next()?;
        if rest.as_bytes()[..end] == *name {
            return Some(c.into());
        }
        rest = &rest[end + 1 + c.len_utf8()..];
    }
    None
}

/// What a backslash and what follows it stands for: kind, length, character.
fn backslash(rest: &[u8]) -> Option<(Repair, usize, u32)> {
    let sign = *rest.get(1)?;
    let (len, value) = match sign {
        b'n' | b'r' => (2, 10),
        b't' => (2, 9),
        b'x' => (4, hex(rest, 2, 4)?),
        b'u' if rest.get(2) == Some(&b'{') => {
            let end = end(rest, b'}', 10)?;
            (end + 1, hex(rest, 3, end)?)
        }
        b'u' => (6, hex(rest, 2, 6)?),
        // Markdown and programs: a sign that shall be itself.
        sign if sign.is_ascii_punctuation() => return Some((Repair::Backslashes, 2, sign.into())),
        _ => return None,
    };
    Some((Repair::Escapes, len, value))
}
