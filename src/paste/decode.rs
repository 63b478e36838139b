//! Undoes the codes that programs wrap a text in: `%2D`, `&#45;`, `\u002d`, `\_`, `=3D`.
//!
//! A key holds no `%`, `&`, `\` or `=`, so undoing a code never changes one.

use super::repair::{Repair, Repairs};

/// Codes inside codes (percent in JSON in a mail) are undone this many deep.
const DEPTH: usize = 4;

/// The codes of a web page that people meet round a key, by name: HTML Standard, §13.5 named character references.
#[rustfmt::skip]
static NAMES: &[(&str, &str)] = &[
    ("quot", "\""), ("amp", "&"), ("lt", "<"), ("gt", ">"), ("apos", "'"), ("nbsp", " "), ("shy", "\u{ad}"),
    ("hyphen", "-"), ("dash", "-"), ("ndash", "\u{2013}"), ("mdash", "\u{2014}"), ("minus", "\u{2212}"),
    ("horbar", "\u{2015}"), ("lowbar", "_"), ("UnderBar", "_"), ("equals", "="), ("colon", ":"), ("comma", ","),
    ("period", "."), ("semi", ";"), ("sol", "/"), ("bsol", "\\"), ("grave", "`"), ("ast", "*"), ("Tab", "\t"),
    ("NewLine", "\n"), ("ensp", " "), ("emsp", " "), ("thinsp", " "), ("hairsp", " "), ("zwj", "\u{200d}"),
    ("zwnj", "\u{200c}"), ("lrm", "\u{200e}"), ("rlm", "\u{200f}"), ("ZeroWidthSpace", "\u{200b}"),
    ("NoBreak", "\u{2060}"), ("laquo", "«"), ("raquo", "»"), ("ldquo", "“"), ("rdquo", "”"), ("lsquo", "‘"),
    ("rsquo", "’"), ("bdquo", "„"), ("sbquo", "‚"), ("lsaquo", "‹"), ("rsaquo", "›"), ("hellip", "…"), ("bull", "•"),
    ("lbrace", "{"), ("rbrace", "}"), ("lcub", "{"), ("rcub", "}"), ("lsqb", "["), ("rsqb", "]"), ("lpar", "("), ("rpar", ")"),
];

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
    let mut changed = false;
    while from < bytes.len() {
        let rest = &bytes[from..];
        let code = match rest[0] {
            b'%' => hex(rest.get(1..3)).and_then(byte).map(|b| (Repair::Percent, 3, one(b))),
            b'=' if mail => mail_code(rest).map(|b| (Repair::MailCodes, 3, one(b))),
            b'&' => entity(rest).map(|(len, out)| (Repair::Html, len, out)),
            b'\\' => backslash(rest),
            _ => None,
        };
        if let Some((repair, len, out)) = code {
            found.add(repair);
            changed = true;
            bytes[to..to + out.1].copy_from_slice(&out.0[..out.1]);
            from += len;
            to += out.1;
        } else {
            bytes[to] = bytes[from];
            from += 1;
            to += 1;
        }
    }
    bytes.truncate(to);
    changed
}

/// Up to four bytes, and how many of them count.
type Out = ([u8; 4], usize);

fn one(byte: u8) -> Out {
    ([byte, 0, 0, 0], 1)
}

fn of_char(c: char) -> Out {
    let mut out = [0; 4];
    let len = c.encode_utf8(&mut out).len();
    (out, len)
}

fn hex(digits: Option<&[u8]>) -> Option<u32> {
    let digits = digits.filter(|digits| !digits.is_empty())?;
    digits.iter().try_fold(0, |value: u32, &d| value.checked_mul(16)?.checked_add(char::from(d).to_digit(16)?))
}

fn byte(value: u32) -> Option<u8> {
    u8::try_from(value).ok()
}

/// RFC 2045 §6.7. The codes of `=`, of line ends, of the first bytes of typographic signs, and a soft break tell by
/// themselves; where one is, the others are read too. Without: `NAME=ABSK…` holds no code.
fn is_mail_coded(bytes: &[u8]) -> bool {
    let mut pairs = bytes.windows(3);
    pairs.any(|w| matches!(w, b"=3D" | b"=0A" | b"=0D" | b"=C2" | b"=E2" | [b'=', b'\n' | b'\r', _]))
}

fn mail_code(rest: &[u8]) -> Option<u8> {
    let digits = rest.get(1..3).filter(|digits| digits.iter().all(|d| matches!(d, b'0'..=b'9' | b'A'..=b'F')));
    hex(digits).and_then(byte)
}

fn entity(rest: &[u8]) -> Option<(usize, Out)> {
    let end = rest.iter().take(16).position(|&b| b == b';')?;
    let name = &rest[1..end];
    let out = match name {
        [b'#', b'x' | b'X', digits @ ..] => of_char(char::from_u32(hex(Some(digits))?)?),
        [b'#', digits @ ..] => of_char(char::from_u32(core::str::from_utf8(digits).ok()?.parse().ok()?)?),
        _ => {
            let text = NAMES.iter().find(|(known, _)| known.as_bytes() == name)?.1;
            of_char(text.chars().next()?)
        }
    };
    (out.1 <= end).then_some((end + 1, out))
}

fn backslash(rest: &[u8]) -> Option<(Repair, usize, Out)> {
    let code = |len, c| Some((Repair::Escapes, len, of_char(c)));
    match *rest.get(1)? {
        b'n' | b'r' => code(2, '\n'),
        b't' => code(2, '\t'),
        b'x' => code(4, char::from_u32(hex(rest.get(2..4))?)?),
        b'u' if rest.get(2) == Some(&b'{') => {
            let end = rest.iter().take(10).position(|&b| b == b'}')?;
            code(end + 1, char::from_u32(hex(rest.get(3..end))?)?)
        }
        b'u' => code(6, char::from_u32(hex(rest.get(2..6))?)?),
        // Markdown and programs: a sign that shall be itself.
        sign if sign.is_ascii_punctuation() => Some((Repair::Backslashes, 2, one(sign))),
        _ => None,
    }
}
