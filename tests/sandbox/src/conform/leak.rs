//! What answers let out: pieces of the keys that were sent.

use std::collections::HashSet;

use axum::http::HeaderValue;

use super::line::{Heard, MOST_READ};

/// So many characters in a row are a piece of a key.
const PIECE: usize = 8;

/// What was noticed, by the kind of answer: each a method and a status.
pub struct Notes {
    pieces: HashSet<Vec<u8>>,
    /// Answers to `GET`.
    pub states: Vec<String>,
    /// Other answers that say yes.
    pub replies: Vec<String>,
    /// Answers that refuse.
    pub refusals: Vec<String>,
    /// Answers of 64 KiB and more.
    pub big: Vec<String>,
}

impl Notes {
    /// No notes yet, of answers to requests with those keys.
    pub fn of(keys: &[String]) -> Self {
        let pieces = keys.iter().flat_map(|key| pieces(key)).collect();
        Self { pieces, states: Vec::new(), replies: Vec::new(), refusals: Vec::new(), big: Vec::new() }
    }

    /// Looks at an answer.
    pub fn note(&mut self, method: &str, heard: &Heard) {
        let headers = heard.headers.values().map(HeaderValue::as_bytes);
        let leaks = std::iter::once(heard.body.as_slice()).chain(headers).any(|text| self.holds(text));
        let name = format!("{method}, {}", heard.status);
        if heard.body.len() >= MOST_READ {
            self.big.push(name.clone());
        }
        match (method, heard.status) {
            _ if !leaks => {}
            ("GET", _) => self.states.push(name),
            (_, 0..=299) => self.replies.push(name),
            _ => self.refusals.push(name),
        }
    }

    /// Does the text hold a piece, in whatever letter case?
    fn holds(&self, text: &[u8]) -> bool {
        text.to_ascii_lowercase().windows(PIECE).any(|place| self.pieces.contains(place))
    }
}

/// The pieces of a key's halves, in small letters. What stands between the halves is the same in every key.
fn pieces(key: &str) -> Vec<Vec<u8>> {
    let body = key.strip_prefix("sk-proj-").unwrap_or(key).to_ascii_lowercase();
    let halves = body.split(concat!("t3blbk", "fj"));
    halves.flat_map(|half| half.as_bytes().windows(PIECE).map(<[u8]>::to_vec).collect::<Vec<_>>()).collect()
}

#[cfg(test)]
mod tests {
    use super::Notes;
    use crate::keys::key_for;

    #[test]
    fn eight_characters_of_a_half_are_a_piece_and_the_hint_is_not() {
        let key = key_for("leak");
        let notes = Notes::of(std::slice::from_ref(&key));
        for piece in [&key[8..16], &key[key.len() - 8..], &key.to_uppercase()[30..38], key.as_str()] {
            assert!(notes.holds(format!("no: {piece}!").as_bytes()), "{piece}");
        }
        let shown = format!("sk-proj-… {}", &key[key.len() - 4..]);
        for fit in [shown.as_str(), &key[8..15], &key[82..90]] {
            assert!(!notes.holds(fit.as_bytes()), "{fit}");
        }
    }
}
