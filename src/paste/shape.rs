//! The shapes of OpenAI's keys: prefix, half, marker, half.
//!
//! In every well-formed key of the scanners' fixtures (trufflehog, gitleaks, betterleaks, kingfisher) the marker stands
//! exactly in the middle of the body, and the halves have one of four lengths.

use super::{
    Kind,
    bytes::{ALPHA, DASH, DIGIT, LOWER, UNDER, UPPER, all, is, pieces, same, span},
};

/// Base64 of "OpenAI".
pub const MARKER: &[u8] = b"T3BlbkFJ";

/// The halves that are known, longest first. Those of 20 are letters and digits only.
pub const HALVES: [usize; 4] = [74, 58, 46, 20];

/// The shortest half that a new shape is believed to have.
pub const LEAST_HALF: usize = 20;

/// What every key begins with.
pub const START: &[u8] = b"sk-";

/// What stands between `sk-` and the first half, and which kind it makes. The first shape had nothing there:
/// its row is the last one, for it fits whatever follows.
pub static PREFIXES: [(&[u8], Kind); 5] = [
    (b"proj-", Kind::OpenaiProject),
    (b"svcacct-", Kind::OpenaiServiceAccount),
    (b"None-", Kind::OpenaiUserNone),
    (b"admin-", Kind::OpenaiAdmin),
    (b"", Kind::OpenaiLegacy),
];

/// Does it begin with `sk-`? A phone makes `Sk-` of it at the start of a text.
pub fn starts(text: &[u8]) -> bool {
    text.len() >= 3 && (text[0] == b's' || text[0] == b'S') && &text[1..3] == b"k-"
}

/// The known prefix after `sk-`: its length and its kind; length 0 and the first shape's kind where none is known.
pub fn prefix(after: &[u8]) -> (usize, Kind) {
    let known = PREFIXES.iter().find(|(known, _)| after.starts_with(known));
    known.map_or((0, Kind::OpenaiLegacy), |&(known, kind)| (known.len(), kind))
}

/// Is this word a known prefix in any case; or, where it may be `near` one, with a letter lost or added? Then it is no
/// new prefix, and no name.
pub fn is_prefix(word: &[u8], near: bool) -> bool {
    PREFIXES.iter().any(|&(known, _)| {
        let [known @ .., b'-'] = known else { return false };
        let front = word.iter().zip(known).take_while(|(a, b)| a.eq_ignore_ascii_case(b)).count();
        // From the first letter on that differs.
        let (word, known) = (&word[front..], &known[front..]);
        let next = |text: &[u8]| text.len().min(1);
        word.len() + known.len() == 0
            || (near && (same(&word[next(word)..], known) || same(word, &known[next(known)..])))
    })
}

/// A name of two humps: `ChatGPT`, `PayPal`, `iPhone`.
pub fn is_camel(piece: &[u8]) -> bool {
    let [_, rest @ ..] = piece else { return false };
    // Where the second hump begins.
    let at = 1 + span(rest, LOWER, true);
    let Some(hump) = piece.get(at + 1..) else { return false };
    all(piece, ALPHA) && is(piece[at - 1], LOWER) && (all(hump, LOWER) || all(hump, UPPER))
}

/// Does this read like a word or a number of its own, rather than like a piece of a key?
pub fn is_wordlike(piece: &[u8]) -> bool {
    pieces(piece, DASH | UNDER).all(|part| {
        let lower = is(part[0], ALPHA) && all(&part[1..], LOWER);
        lower || all(part, UPPER) || all(part, DIGIT)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_prefix_is_known_again_with_one_letter_wrong() {
        for word in
            ["proj", "Proj", "PROJ", "pro", "roj", "prj", "projj", "sproj", "prooj", "none", "svcact", "svcaccts"]
        {
            assert!(is_prefix(word.as_bytes(), true), "{word}");
        }
        for word in ["", "pr", "prok", "prxjx", "team", "project", "non-e-", "svc", "acct", "admins1"] {
            assert!(!is_prefix(word.as_bytes(), true), "{word}");
        }
    }

    #[test]
    fn words_and_numbers_read_unlike_pieces_of_a_key() {
        for piece in ["", "ciao", "Ciao", "IVA", "2026", "e-mail", "API_KEY", "Ciao-2026", "a"] {
            assert!(is_wordlike(piece.as_bytes()), "{piece}");
        }
        for piece in ["aB3", "4o", "PayPal", "x9", "Ciao-x9", "2026a", "IVAt"] {
            assert!(!is_wordlike(piece.as_bytes()), "{piece}");
        }
        for name in ["ChatGPT", "PayPal", "iPhone", "OpenAI", "eBay"] {
            assert!(is_camel(name.as_bytes()), "{name}");
        }
        for piece in ["Mario", "IVA", "aBcD", "kQxWb", "ChatGPT4", "PAyPal", "PayPAl"] {
            assert!(!is_camel(piece.as_bytes()), "{piece}");
        }
    }
}
