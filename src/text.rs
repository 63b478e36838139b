//! What the standard library does for any text and any number, and in more bytes of the download than these few need:
//! looking for phrases and names, cutting, and writing a number.

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

/// What stands before an ASCII character and behind it; all and nothing, where it is not there.
pub(crate) fn cut(text: &str, at: u8) -> (&str, &str) {
    let end = text.bytes().position(|byte| byte == at).unwrap_or(text.len());
    (text.get(..end).unwrap_or_default(), text.get(end + 1..).unwrap_or_default())
}

/// A text with something else in the place of a character.
pub(crate) fn swapped(text: &str, from: char, to: &str) -> String {
    let mut new = String::with_capacity(text.len());
    for c in text.chars() {
        if c == from { new.push_str(to) } else { new.push(c) }
    }
    new
}

/// A word without the full stops at its end.
pub(crate) fn without_dots(mut word: &[u8]) -> &[u8] {
    while let [before @ .., b'.'] = word {
        word = before;
    }
    word
}

/// What a table has under that name.
pub(crate) fn entry<T: Copy>(table: &[(&str, T)], name: &[u8]) -> Option<T> {
    table.iter().find(|(known, _)| known.as_bytes() == name).map(|(_, value)| *value)
}

/// A number in digits.
pub(crate) fn digits(number: usize) -> String {
    let mut place = 1;
    while number / place > 9 {
        place *= 10;
    }
    let mut text = String::new();
    push_digits(&mut text, number, place);
    text
}

/// Writes a number from the digit of that place on, a power of ten.
pub(crate) fn push_digits(text: &mut String, number: usize, mut place: usize) {
    while place > 0 {
        text.push(char::from(b"0123456789"[number / place % 10]));
        place /= 10;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_found_wherever_it_stands() {
        assert_eq!(find("abcabd", "abd"), Some(3));
        assert_eq!(find("abc", "abcd"), None);
        assert_eq!(after("è: try again in 5s", "again in "), Some("5s"));
        assert_eq!(after("again", "again"), Some(""));
        assert!(holds("one two", &["three", "two"]) && !holds("one two", &["three", "twos"]));
    }

    #[test]
    fn a_text_is_cut_and_swapped() {
        assert_eq!(cut("a\nè\nc", b'\n'), ("a", "è\nc"));
        assert_eq!(cut("è", b'\n'), ("è", ""));
        assert_eq!(cut("è;", b';'), ("è", ""));
        assert_eq!(swapped("a’b’", '’', "'"), "a'b'");
    }

    #[test]
    fn a_name_is_found_whole() {
        let table = [("a", 1), ("ab", 2)];
        assert_eq!([&b"ab"[..], b"a", b"", b"abc"].map(|name| entry(&table, name)), [Some(2), Some(1), None, None]);
    }

    #[test]
    fn a_number_is_written_as_everywhere() {
        for number in [0, 7, 9, 10, 99, 100, 429, 65_535, usize::MAX] {
            assert_eq!(digits(number), number.to_string());
        }
    }
}
