//! Bytes by their classes: looked for, counted, split at. One set of small functions for all readers of this room.
//! Those that go over a text are kept out of line: copies at their many callers make the download larger (measured).

use super::plain::{FOREIGN, INVISIBLE, MAPPED, SYMBOL};

/// `A` to `Z`.
pub const UPPER: u32 = 1;
/// `a` to `z`.
pub const LOWER: u32 = 1 << 1;
/// `0` to `9`.
pub const DIGIT: u32 = 1 << 2;
/// `a` to `f`.
pub const LOW_HEX: u32 = 1 << 3;
/// `A` to `F`.
pub const HIGH_HEX: u32 = 1 << 4;
/// `_`
pub const UNDER: u32 = 1 << 5;
/// `-`
pub const DASH: u32 = 1 << 6;
/// What a key is made of: letters, digits, `_` and `-`; those too that were typographic ([`MAPPED`]).
pub const KEY: u32 = 1 << 7;
/// Space and tab.
pub const SPACE: u32 = 1 << 8;
/// A line's end.
pub const LINE: u32 = 1 << 9;
/// `"`, `'` and the backtick.
pub const QUOTE: u32 = 1 << 10;
/// `<>()[]{}`
pub const BRACKET: u32 = 1 << 11;
/// `.`
pub const DOT: u32 = 1 << 12;
/// `:`
pub const COLON: u32 = 1 << 13;
/// `/`
pub const SLASH: u32 = 1 << 14;
/// `=`
pub const EQUALS: u32 = 1 << 15;
/// `+`
pub const PLUS: u32 = 1 << 16;
/// `*`
pub const STAR: u32 = 1 << 17;
/// `@`
pub const AT: u32 = 1 << 18;
/// `,`, `;`, and any sign that is not ASCII.
pub const CLOSING: u32 = 1 << 19;
/// A letter that is not ASCII.
pub const STRANGE: u32 = 1 << 20;
/// `?` and `#`: what follows an address's path.
pub const QUERY: u32 = 1 << 21;
/// `|`, `"` and `$`: signs of a command.
pub const SHELL: u32 = 1 << 22;
/// `~`
pub const TILDE: u32 = 1 << 23;
/// `>`
pub const CLOSE: u32 = 1 << 24;
/// Space, tab, quotes and what nobody sees; those too that were typographic.
pub const EDGE: u32 = 1 << 25;

/// Letters.
pub const ALPHA: u32 = UPPER | LOWER;
/// Letters and digits.
pub const ALNUM: u32 = ALPHA | DIGIT;
/// Letters, digits, `_` and `-`, as they are typed.
pub const WORD: u32 = ALNUM | UNDER | DASH;
/// White space.
pub const BLANK: u32 = SPACE | LINE;

const fn class(byte: u8) -> u32 {
    match byte {
        b'a'..=b'f' => LOWER | LOW_HEX | KEY,
        b'g'..=b'z' => LOWER | KEY,
        b'A'..=b'F' => UPPER | HIGH_HEX | KEY,
        b'G'..=b'Z' => UPPER | KEY,
        b'0'..=b'9' => DIGIT | KEY,
        b'_' => UNDER | KEY,
        b'-' => DASH | KEY,
        b' ' | b'\t' => SPACE | EDGE,
        b'\n' => LINE,
        b'"' => QUOTE | SHELL | EDGE,
        b'\'' | b'`' => QUOTE | EDGE,
        b'>' => BRACKET | CLOSE,
        b'<' | b'(' | b')' | b'[' | b']' | b'{' | b'}' => BRACKET,
        b'.' => DOT,
        b':' => COLON,
        b'/' => SLASH,
        b'=' => EQUALS,
        b'+' => PLUS,
        b'*' => STAR,
        b'@' => AT,
        b',' | b';' | SYMBOL => CLOSING,
        FOREIGN => STRANGE,
        INVISIBLE => EDGE,
        b'?' | b'#' => QUERY,
        b'|' | b'$' => SHELL,
        b'~' => TILDE,
        MAPPED.. => class(byte & !MAPPED) & (KEY | EDGE),
        _ => 0,
    }
}

static CLASSES: [u32; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = class(byte.to_le_bytes()[0]);
        byte += 1;
    }
    classes
};

/// Is a byte of one of these classes?
pub fn is(byte: u8, classes: u32) -> bool {
    CLASSES[usize::from(byte)] & classes != 0
}

/// How many bytes at the start are of these classes (`true`), or of none of them (`false`).
#[inline(never)]
pub fn span(text: &[u8], classes: u32, inside: bool) -> usize {
    text.iter().position(|&byte| is(byte, classes) != inside).unwrap_or(text.len())
}

/// Are all bytes of these classes?
pub fn all(text: &[u8], classes: u32) -> bool {
    span(text, classes, true) == text.len()
}

/// Is one byte of these classes?
pub fn any(text: &[u8], classes: u32) -> bool {
    span(text, classes, false) < text.len()
}

/// Where the first byte of these classes is.
pub fn find(text: &[u8], classes: u32) -> Option<usize> {
    Some(span(text, classes, false)).filter(|&at| at < text.len())
}

/// How many bytes are of these classes.
#[inline(never)]
pub fn count(text: &[u8], classes: u32) -> usize {
    text.iter().filter(|&&byte| is(byte, classes)).count()
}

/// Without the bytes of these classes at the end.
#[inline(never)]
pub fn trim_end(mut text: &[u8], classes: u32) -> &[u8] {
    while let [rest @ .., last] = text
        && is(*last, classes)
    {
        text = rest;
    }
    text
}

/// Without the bytes of these classes at both ends.
pub fn trim(text: &[u8], classes: u32) -> &[u8] {
    trim_end(&text[span(text, classes, true)..], classes)
}

/// The pieces of a text between bytes of these classes; empty ones are left out.
pub fn pieces(text: &[u8], classes: u32) -> Pieces<'_> {
    Pieces { rest: text, classes, inside: false }
}

/// The pieces of a text that are made of bytes of these classes.
pub fn runs(text: &[u8], classes: u32) -> Pieces<'_> {
    Pieces { rest: text, classes, inside: true }
}

/// See [`pieces`] and [`runs`].
pub struct Pieces<'a> {
    rest: &'a [u8],
    classes: u32,
    inside: bool,
}

impl<'a> Iterator for Pieces<'a> {
    type Item = &'a [u8];

    #[inline(never)]
    fn next(&mut self) -> Option<&'a [u8]> {
        let text = &self.rest[span(self.rest, self.classes, !self.inside)..];
        let (piece, rest) = text.split_at(span(text, self.classes, self.inside));
        self.rest = rest;
        (!piece.is_empty()).then_some(piece)
    }
}

/// Are two texts the same but for their case?
pub fn same(a: &[u8], b: &[u8]) -> bool {
    a.eq_ignore_ascii_case(b)
}

/// Does a text begin with another, in any case?
#[inline(never)]
pub fn starts(text: &[u8], start: &[u8]) -> bool {
    text.get(..start.len()).is_some_and(|front| same(front, start))
}

/// Does a text hold another, in any case?
#[inline(never)]
pub fn holds(text: &[u8], word: &[u8]) -> bool {
    (0..text.len()).any(|at| starts(&text[at..], word))
}

/// Is the text one of these words, in any case? The list has spaces between its words.
#[inline(never)]
pub fn is_one_of(text: &[u8], list: &str) -> bool {
    pieces(list.as_bytes(), SPACE).any(|word| same(text, word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_has_its_bytes_and_no_others() {
        let letters = |from: u8, to: u8| (from..=to).map(char::from).collect::<String>();
        let key = ["-", &letters(b'0', b'9'), &letters(b'A', b'Z'), "_", &letters(b'a', b'z')].concat();
        let rows = [
            (UPPER, &*letters(b'A', b'Z')),
            (LOWER, &*letters(b'a', b'z')),
            (DIGIT, "0123456789"),
            (LOW_HEX, "abcdef"),
            (HIGH_HEX, "ABCDEF"),
            (UNDER, "_"),
            (DASH, "-"),
            (KEY, &*key),
            (WORD, &*key),
            (SPACE, "\t "),
            (LINE, "\n"),
            (QUOTE, "\"'`"),
            (BRACKET, "()<>[]{}"),
            (DOT, "."),
            (COLON, ":"),
            (SLASH, "/"),
            (EQUALS, "="),
            (PLUS, "+"),
            (STAR, "*"),
            (AT, "@"),
            (CLOSING, ",;"),
            (STRANGE, ""),
            (QUERY, "#?"),
            (SHELL, "\"$|"),
            (TILDE, "~"),
            (CLOSE, ">"),
            (EDGE, "\t \"'`"),
        ];
        for (class, bytes) in rows {
            // The control characters stand for what is not ASCII.
            let of =
                (0..128).filter(|byte| !matches!(*byte, FOREIGN | INVISIBLE | SYMBOL)).filter(|&byte| is(byte, class));
            assert_eq!(of.map(char::from).collect::<String>(), bytes, "{class:#x}");
        }
        assert!(is(SYMBOL, CLOSING) && is(FOREIGN, STRANGE) && is(INVISIBLE, EDGE));
    }

    #[test]
    fn a_unit_that_was_typographic_is_of_a_key_or_an_edge_and_nothing_else() {
        assert!(is(b'a' | MAPPED, KEY) && is(b'-' | MAPPED, KEY) && !is(b'a' | MAPPED, LOWER | LOW_HEX));
        assert!(is(b'"' | MAPPED, EDGE) && !is(b'"' | MAPPED, QUOTE | SHELL));
        assert!(!is(b'.' | MAPPED, u32::MAX));
    }

    #[test]
    fn pieces_are_never_empty() {
        let of = |text, classes| pieces(text, classes).collect::<Vec<_>>();
        assert_eq!(of(b"..ab.c.", DOT), [&b"ab"[..], b"c"]);
        assert!(of(b"", DOT).is_empty() && of(b"..", DOT).is_empty());
        assert_eq!(runs(b"..ab/c.", ALPHA).collect::<Vec<_>>(), [&b"ab"[..], b"c"]);
    }

    #[test]
    fn a_text_is_measured_from_both_ends() {
        assert_eq!((span(b"ab1", ALPHA, true), span(b"ab1", DIGIT, false), count(b"a1b", ALPHA)), (2, 2, 2));
        assert_eq!((find(b"ab1", DIGIT), find(b"ab", DIGIT)), (Some(2), None));
        assert!(all(b"", ALPHA) && !any(b"", ALPHA) && all(b"ab", ALPHA) && !all(b"a1", ALPHA) && any(b"1a", ALPHA));
        assert_eq!((trim(b" a b\n", BLANK), trim_end(b" ", BLANK)), (&b"a b"[..], &b""[..]));
    }

    #[test]
    fn words_are_the_same_in_any_case() {
        assert!(starts(b"Bearer x", b"bearer") && !starts(b"bear", b"bearer"));
        assert!(holds(b"DB_PASSWORD", b"passw") && !holds(b"pass", b"passw"));
        assert!(is_one_of(b"CURL", "cat curl") && !is_one_of(b"cu", "cat curl") && !is_one_of(b"cat curl", "cat curl"));
    }
}
