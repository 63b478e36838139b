//! The characters of a text that could belong to a key, one after the other, and what lies in the gap before each.
//!
//! A gap that people and programs put into a key (a line wrap, the mark of a quoted mail, a space) can be looked
//! across; any other is [`HARD`].

use super::{
    bytes::{ALNUM, ALPHA, BLANK, SLASH, is, is_one_of, same, span},
    plain::{FOREIGN, INVISIBLE, MAPPED, is_key_char},
};

/// No key goes across.
pub const HARD: u16 = 1;
/// A space or tab.
pub const SPACE: u16 = 1 << 1;
/// A line break.
pub const LINE: u16 = 1 << 2;
/// The mark of a quoted mail.
pub const MAIL_QUOTE: u16 = 1 << 3;
/// The soft break of quoted-printable: `=` at a line's end.
pub const MAIL_BREAK: u16 = 1 << 4;
/// A sign at a line's end that says the line goes on.
pub const CONTINUED: u16 = 1 << 5;
/// Characters that nobody sees.
pub const UNSEEN: u16 = 1 << 6;
/// A tag.
pub const TAG: u16 = 1 << 7;
/// Two quotes, with or without an operator between: one string ends, the next goes on.
pub const QUOTES: u16 = 1 << 8;
/// The gap begins like a mask: `...`, `***`.
pub const MASK: u16 = 1 << 9;
/// The gap holds a letter of another alphabet right beside a key character.
pub const STRANGE: u16 = 1 << 10;

/// What makes a gap one that is seen: it ends a run of key characters.
pub const SEEN: u16 = HARD | SPACE | LINE | QUOTES;

/// One key character and the gap before it.
#[derive(Clone, Copy)]
pub struct Found {
    /// Where its unit is.
    pub at: usize,
    /// The character; `None` at the end of the text.
    pub char: Option<u8>,
    /// The gap before it.
    pub gap: u16,
}

/// Goes through units.
pub struct Scan<'a> {
    units: &'a [u8],
    at: usize,
    ended: bool,
}

impl<'a> Scan<'a> {
    /// From the first unit on.
    pub fn new(units: &'a [u8]) -> Self {
        Self { units, at: 0, ended: false }
    }
}

impl Iterator for Scan<'_> {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        let mut gap = Gap::default();
        loop {
            let Some(&unit) = self.units.get(self.at) else {
                return (!core::mem::replace(&mut self.ended, true)).then(|| Found {
                    at: self.at,
                    char: None,
                    gap: gap.close(),
                });
            };
            if is_key_char(unit) {
                self.at += 1;
                return Some(Found { at: self.at - 1, char: Some(unit & !MAPPED), gap: gap.close() });
            }
            let tag = tag(&self.units[self.at..]);
            self.at += tag.map_or(1, |(len, _)| len);
            match tag {
                Some((_, bits)) => gap.bits |= bits,
                None => gap.take(unit & !MAPPED),
            }
        }
    }
}

#[derive(Default)]
struct Gap {
    bits: u16,
    /// How many units were there.
    len: usize,
    /// A sign that must be followed by a line break; 0 where none must.
    before_line: u8,
    quotes: u8,
    quote: u8,
    operator: bool,
    last: u8,
}

impl Gap {
    fn take(&mut self, unit: u8) {
        self.bits |= match unit {
            b'\n' => match core::mem::take(&mut self.before_line) {
                0 => LINE,
                b'=' => LINE | MAIL_BREAK,
                _ => LINE | CONTINUED,
            },
            b' ' | b'\t' => SPACE,
            INVISIBLE => UNSEEN,
            b'>' | b'|' if self.bits & LINE != 0 => MAIL_QUOTE,
            b'\\' | b'=' | b'^' | b'`' if self.before_line == 0 && self.quotes == 0 => {
                self.before_line = unit;
                0
            }
            b'"' | b'\'' if self.quotes == 0 || (self.quotes == 1 && self.quote == unit) => {
                self.quotes += 1;
                self.quote = unit;
                0
            }
            b'+' | b'.' | b'&' | b'\\' if self.quotes == 1 && !self.operator => {
                self.operator = true;
                0
            }
            FOREIGN if self.len == 0 => HARD | STRANGE,
            b'*' if self.len == 0 => HARD | MASK,
            b'.' if self.len == 1 && self.last == b'.' => HARD | MASK,
            _ => HARD,
        };
        self.len += 1;
        self.last = unit;
    }

    fn close(self) -> u16 {
        let open = self.before_line != 0 || self.quotes == 1;
        let strange = if self.last == FOREIGN { STRANGE } else { 0 };
        let quotes = if self.quotes == 2 { QUOTES } else { 0 };
        self.bits | strange | quotes | if open { HARD } else { 0 }
    }
}

/// A tag of a web page at the start of these units: how long it is, and what kind of gap it makes.
/// What holds `sk-` is looked into instead: `<add key="…" value="sk-…">`, `<sk-…>`.
fn tag(units: &[u8]) -> Option<(usize, u16)> {
    if units[0] != b'<' {
        return None;
    }
    let end = 1 + units[1..].iter().position(|&u| u == b'<' || u == b'>')?;
    let inner = &units[1..end];
    let inner = inner.strip_prefix(b"/").unwrap_or(inner);
    let (name, after) = inner.split_at(span(inner, ALNUM, true));
    let named = name.first().is_some_and(|&u| is(u, ALPHA)) && (after.is_empty() || is(after[0], SLASH | BLANK));
    if units[end] == b'<' || !named || holds_start(inner) {
        return None;
    }
    let bits = if same(name, b"wbr") {
        TAG
    } else if is_one_of(name, "br p div li tr td pre") {
        TAG | LINE
    } else {
        TAG | SPACE
    };
    Some((end + 1, bits))
}

/// Does a key begin in it, spaced out or not?
fn holds_start(units: &[u8]) -> bool {
    let mut seen = 0;
    for unit in units.iter().map(|unit| unit & !MAPPED) {
        seen = match (seen, unit.to_ascii_lowercase()) {
            (_, b' ' | b'\t' | b'\n' | INVISIBLE) => seen,
            (2, b'-') => return true,
            (1, b'k') => 2,
            (_, b's') => 1,
            _ => 0,
        };
    }
    false
}

#[cfg(test)]
mod tests {
    use super::{super::plain::units, *};

    /// The gap between two key characters.
    fn gap(between: &str) -> u16 {
        let units = units(["a", between, "b"].concat().as_bytes());
        Scan::new(&units).nth(1).map(|found| found.gap).unwrap_or_default()
    }

    #[test]
    fn what_people_and_programs_put_into_a_key_is_looked_across() {
        let rows = [
            ("", 0),
            (" ", SPACE),
            ("\t", SPACE),
            ("\r\n", LINE),
            ("\u{ad}", UNSEEN),
            ("\n> ", LINE | MAIL_QUOTE | SPACE),
            ("\n| ", LINE | MAIL_QUOTE | SPACE),
            ("=\n", LINE | MAIL_BREAK),
            ("\\\n  ", LINE | CONTINUED | SPACE),
            ("^\n", LINE | CONTINUED),
            ("`\n", LINE | CONTINUED),
            ("\"\"", QUOTES),
            ("' + '", QUOTES | SPACE),
            ("\"&\n\"", QUOTES | LINE),
            ("<wbr>", TAG),
            ("</b>", TAG | SPACE),
            ("<b class=x>", TAG | SPACE),
            ("<BR/>", TAG | LINE),
        ];
        for (between, bits) in rows {
            assert_eq!(gap(between), bits, "{between:?}");
        }
    }

    #[test]
    fn across_anything_else_no_key_goes() {
        #[rustfmt::skip]
        let hard = [
            ".", "/", "/=", ";\"", "+", "&", "=", "==\n", "\\=\n", "^", "`", "\"", "\"'", "\"\"\"", "\"=\n\"", "\"++\"",
            "\" + . \"", "|", ">", "> \n", "\n> /", "\n/", "<1>", "< b>", "<b", "<b<i>", "<é>", "<1 b>", "<b>/", "<b sk->", "<b S k ->",
        ];
        for between in hard {
            assert_eq!(gap(between) & (HARD | MASK | STRANGE), HARD, "{between:?}");
        }
        for mask in ["*", "***", "..", "...", "…", "•"] {
            assert_eq!(gap(mask) & (HARD | MASK | STRANGE), HARD | MASK, "{mask:?}");
        }
        for mark in [" *", ",.", " .", ", ."] {
            assert_eq!(gap(mark) & (HARD | MASK), HARD, "{mark:?}");
        }
        for letter in ["è", "è ", " è", "\u{430}", "è.è"] {
            assert_eq!(gap(letter) & (HARD | STRANGE), HARD | STRANGE, "{letter:?}");
        }
        assert_eq!(gap(" è "), HARD | SPACE, "not beside a key character");
    }

    #[test]
    fn a_tag_that_holds_a_key_is_looked_into() {
        for text in ["<add key=sk->", "<a Sk->", "<a s\tk\u{200b}->", "<a ｓｋ－>", "<a sssk->"] {
            assert!(tag(&units(text.as_bytes())).is_none(), "{text}");
        }
        for text in ["<a sk>", "<a k->", "<a s-k->", "<a skk->", "<ask href=x>"] {
            assert!(tag(&units(text.as_bytes())).is_some(), "{text}");
        }
    }
}
