//! The shapes of OpenAI's keys: prefix, half, marker, half.
//!
//! In every well-formed key of the scanners' fixtures (trufflehog, gitleaks, betterleaks, kingfisher) the marker stands
//! exactly in the middle of the body, and the halves have one of four lengths.

use super::Kind;

/// Base64 of "OpenAI".
pub const MARKER: &[u8] = b"T3BlbkFJ";

/// The halves that are known, longest first. Those of 20 are letters and digits only.
pub const HALVES: [usize; 4] = [74, 58, 46, 20];

/// The shortest half that a new shape is believed to have.
pub const LEAST_HALF: usize = 20;

/// What every key begins with.
pub const START: &[u8] = b"sk-";

/// What stands between `sk-` and the first half, and which kind it makes.
pub static PREFIXES: [(&[u8], Kind); 4] = [
    (b"proj-", Kind::OpenaiProject),
    (b"svcacct-", Kind::OpenaiServiceAccount),
    (b"None-", Kind::OpenaiUserNone),
    (b"admin-", Kind::OpenaiAdmin),
];

/// Does it begin with `sk-`? A phone makes `Sk-` of it at the start of a text.
pub fn starts(text: &[u8]) -> bool {
    text.len() >= 3 && (text[0] == b's' || text[0] == b'S') && &text[1..3] == b"k-"
}

/// The known prefix after `sk-`: its length and its kind.
pub fn prefix(after: &[u8]) -> Option<(usize, Kind)> {
    PREFIXES.iter().find(|(known, _)| after.starts_with(known)).map(|&(known, kind)| (known.len(), kind))
}

/// Is this word a known prefix with another case, or with a letter lost or added? Then it is no new prefix.
pub fn is_near_prefix(word: &[u8]) -> bool {
    PREFIXES.iter().any(|&(known, _)| {
        let known = &known[..known.len() - 1];
        let (short, long) = if word.len() < known.len() { (word, known) } else { (known, word) };
        let same = |a: &u8, b: &u8| a.eq_ignore_ascii_case(b);
        let front = short.iter().zip(long).take_while(|(a, b)| same(a, b)).count();
        let back = short.iter().rev().zip(long.iter().rev()).take_while(|(a, b)| same(a, b)).count();
        match long.len() - short.len() {
            0 => front == short.len(),
            1 => front + back >= short.len(),
            _ => false,
        }
    })
}

/// A name of two humps: `ChatGPT`, `PayPal`, `iPhone`.
pub fn is_camel(piece: &[u8]) -> bool {
    let hump = |text: &[u8]| {
        let rest = text.get(1..).unwrap_or_default();
        rest.iter().all(u8::is_ascii_lowercase) || rest.iter().all(u8::is_ascii_uppercase)
    };
    let second = piece.windows(2).position(|w| w[0].is_ascii_lowercase() && w[1].is_ascii_uppercase());
    piece.iter().all(u8::is_ascii_alphabetic) && second.is_some_and(|at| hump(&piece[..=at]) && hump(&piece[at + 1..]))
}

/// Does this read like a word or a number of its own, rather than like a piece of a key?
pub fn is_wordlike(piece: &[u8]) -> bool {
    piece.split(|b| matches!(b, b'-' | b'_')).all(|part| {
        let rest = part.get(1..).unwrap_or_default();
        let lower = rest.iter().all(u8::is_ascii_lowercase) && part.first().is_none_or(u8::is_ascii_alphabetic);
        lower || part.iter().all(u8::is_ascii_uppercase) || part.iter().all(u8::is_ascii_digit)
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
            assert!(is_near_prefix(word.as_bytes()), "{word}");
        }
        for word in ["", "pr", "prok", "prxjx", "team", "project", "non-e-", "svc", "acct", "admins1"] {
            assert!(!is_near_prefix(word.as_bytes()), "{word}");
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
