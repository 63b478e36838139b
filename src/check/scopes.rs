//! Which permissions an answer says are missing.

use crate::text;

/// A closed set of scopes. Names that are not known are kept as *other*, never as text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scopes(u8);

/// The names that are known, without the `api.` that some begin with; and no name at all.
const NAMES: [(&str, Scopes); 5] = [
    ("", Scopes(0)),
    ("model.read", Scopes::MODEL_READ),
    ("models.read", Scopes::MODEL_READ),
    ("model.request", Scopes::MODEL_REQUEST),
    ("responses.write", Scopes::RESPONSES_WRITE),
];

impl Scopes {
    /// To read the list of models (`api.model.read`: marcusquinn/aidevops#24564).
    pub const MODEL_READ: Scopes = Scopes(1);
    /// To run a model (`model.request`: microsoft/PowerToys#32989; `api.model.request`: openai-openapi).
    pub const MODEL_REQUEST: Scopes = Scopes(2);
    /// To use `/responses` (`api.responses.write`: anomalyco/opencode#21928).
    pub const RESPONSES_WRITE: Scopes = Scopes(4);
    /// Any other.
    pub const OTHER: Scopes = Scopes(8);

    /// Reads the names behind "missing scopes:" in a sentence in small letters. Empty where none is named.
    pub fn read(message: &str) -> Scopes {
        let mut scopes = Scopes::default();
        let rest = text::after(message, "missing scope").unwrap_or_default().as_bytes();
        let rest = rest.strip_prefix(b"s").unwrap_or(rest).trim_ascii_start();
        let Some(mut rest) = rest.strip_prefix(b":") else { return scopes };
        loop {
            rest = rest.trim_ascii_start();
            let is_part = |byte: &&u8| byte.is_ascii_alphanumeric() || b"._-:".contains(byte);
            let (word, after) = rest.split_at(rest.iter().take_while(is_part).count());
            let name = text::without_dots(word);
            let plain = name.strip_prefix(b"api.").unwrap_or(name);
            scopes.0 |= text::entry(&NAMES, plain).unwrap_or(Scopes::OTHER).0;
            // A full stop, or anything but the next comma, ends the list: a sentence follows.
            match after.trim_ascii_start().strip_prefix(b",") {
                Some(next) if name.len() == word.len() => rest = next,
                _ => break,
            }
        }
        scopes
    }

    /// No scope is named.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// All of the other set are in this one.
    pub fn contains(self, other: Scopes) -> bool {
        self.0 & other.0 == other.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both(a: Scopes, b: Scopes) -> Scopes {
        Scopes(a.0 | b.0)
    }

    #[test]
    fn the_named_scopes_are_read_and_the_sentence_after_them_is_not() {
        let (read, request) = (Scopes::MODEL_READ, Scopes::MODEL_REQUEST);
        for (text, scopes) in [
            ("missing scopes: model.request.", request),
            ("missing scopes: model.request. check that you have the correct role, reader, writer", request),
            ("missing scopes: api.model.read", read),
            ("missing scopes: api.model.read, api.model.request. check x", both(read, request)),
            ("missing scopes: api.model.read,model.request", both(read, request)),
            ("missing scope: api.responses.write", Scopes::RESPONSES_WRITE),
            ("missing scopes : model.read check that", read),
            ("missing scopes: api.files.read, model.request and more", both(Scopes::OTHER, request)),
            ("missing scopes: something new, model.request", Scopes::OTHER),
        ] {
            assert_eq!(Scopes::read(text), scopes, "{text}");
        }
    }

    #[test]
    fn a_permissions_sentence_without_a_name_names_none() {
        for text in [
            "",
            "missing scopes",
            "missing scopes:",
            "missing scopes: .",
            "missing scopes. model.request",
            "scopes: model.request",
        ] {
            assert!(Scopes::read(text).is_empty(), "{text}");
        }
        assert!(!Scopes::OTHER.is_empty());
        assert!(both(Scopes::MODEL_READ, Scopes::OTHER).contains(Scopes::MODEL_READ));
        assert!(!Scopes::MODEL_READ.contains(both(Scopes::MODEL_READ, Scopes::OTHER)));
    }
}
