//! The secret type. It shows itself to nobody; whoever opens it says why.

use core::{fmt, hash::Hasher};
use std::hash::DefaultHasher;

/// A key on its way from the field to a request. Wiped by the allocator when it is dropped.
///
/// It has no `Debug` that shows it, no `Display`, no `Clone`, no `Serialize`.
pub struct Secret(Box<str>);

/// The last four characters of a key, as OpenAI's own list shows them. No secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint(String);

/// A keyed hash of a secret, to see whether the field still holds what was tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint(u64);

impl Secret {
    /// Takes the text of a key, as the field holds it.
    pub fn new(text: impl Into<Box<str>>) -> Self {
        Self(text.into())
    }

    /// Opens the secret. Every call carries an `EXPOSE:` comment with its reason.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The last four characters.
    pub fn hint(&self) -> Hint {
        let start = self.0.char_indices().rev().nth(3).map_or(0, |(at, _)| at);
        Hint(self.0[start..].to_owned())
    }

    /// A keyed hash (SipHash of a random salt, then the text): equal where the texts are equal.
    pub fn fingerprint(&self, salt: &[u8; 16]) -> Fingerprint {
        let mut hasher = DefaultHasher::new();
        hasher.write(salt);
        hasher.write(self.0.as_bytes());
        Fingerprint(hasher.finish())
    }
}

impl Hint {
    /// The characters, four at most.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_shows_its_last_four_characters_and_no_more() {
        let secret = Secret::new("sk-proj-aB3dE6gH");
        assert_eq!(secret.hint().as_str(), "E6gH");
        assert_eq!(Secret::new("è9").hint().as_str(), "è9");
        assert_eq!(format!("{secret:?}"), "Secret(…)");
    }

    #[test]
    fn a_fingerprint_tells_secrets_apart_under_one_salt() {
        let of = |text: &str, salt: u8| Secret::new(text).fingerprint(&[salt; 16]);
        assert_eq!(of("sk-a", 1), of("sk-a", 1));
        assert_ne!(of("sk-a", 1), of("sk-b", 1));
        assert_ne!(of("sk-a", 1), of("sk-a", 2));
    }
}
