//! What answers let out: pieces of the keys that were sent.

use super::line::{Heard, MOST_READ};

/// So many characters in a row are a piece of a key.
const PIECE: usize = 8;

/// What was noticed, by the kind of answer: each a method and a status.
#[derive(Default)]
pub struct Notes {
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
    /// Looks at an answer.
    pub fn note(&mut self, method: &str, heard: &Heard, keys: &[String]) {
        let place = match (method, heard.status) {
            ("GET", _) => &mut self.states,
            (_, 0..=299) => &mut self.replies,
            _ => &mut self.refusals,
        };
        let name = format!("{method}, {}", heard.status);
        if heard.body.len() >= MOST_READ {
            self.big.push(name.clone());
        }
        let headers = heard.headers.values().map(|value| value.as_bytes());
        if std::iter::once(heard.body.as_slice()).chain(headers).any(|text| keys.iter().any(|key| holds(text, key))) {
            place.push(name);
        }
    }
}

/// Does the text hold a piece of one of the key's halves, in whatever letter case?
fn holds(text: &[u8], key: &str) -> bool {
    let text = text.to_ascii_lowercase();
    let body = key.strip_prefix("sk-proj-").unwrap_or(key).to_ascii_lowercase();
    // What stands between the halves is the same in every key.
    let halves: Vec<&str> = body.split(concat!("t3blbk", "fj")).collect();
    halves
        .iter()
        .any(|half| half.as_bytes().windows(PIECE).any(|piece| text.windows(PIECE).any(|place| place == piece)))
}

#[cfg(test)]
mod tests {
    use super::holds;
    use crate::keys::key_for;

    #[test]
    fn eight_characters_of_a_half_are_a_piece_and_the_hint_is_not() {
        let key = key_for("leak");
        for piece in [&key[8..16], &key[key.len() - 8..], &key.to_uppercase()[30..38], key.as_str()] {
            assert!(holds(format!("no: {piece}!").as_bytes(), &key), "{piece}");
        }
        let shown = format!("sk-proj-… {}", &key[key.len() - 4..]);
        for fit in [shown.as_str(), &key[8..15], &key[82..90]] {
            assert!(!holds(fit.as_bytes(), &key), "{fit}");
        }
    }
}
