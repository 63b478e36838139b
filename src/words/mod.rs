//! Every sentence by name, and which language speaks. Pure.

mod ids;

pub use ids::Word;

use crate::text::{digits, entry, swapped};
use std::{fmt, rc::Rc};

/// How a language writes lists, numbers and days. The browser knows it (`Intl`).
pub trait Locale {
    /// The lines, as a list in a sentence.
    fn list(&self, lines: &str) -> String;
    /// A number.
    fn number(&self, number: usize) -> String;
    /// A day (`YYYY-MM-DD`), a month (`YYYY-MM`), or the day of a time (RFC 3339) where the reader is.
    fn day(&self, date: &str) -> String;
}

/// The texts of one language, by [`Word`].
#[derive(Clone)]
pub struct Words {
    texts: Rc<Texts>,
    locale: Option<Rc<dyn Locale>>,
}

/// The texts as they came, each on a line; and where each line starts, and one more would.
struct Texts {
    lines: String,
    starts: Vec<usize>,
}

impl Words {
    /// Takes the texts, each on a line, in the order of [`Word::ALL`], which is the order of each words file
    /// (held by a test). Where some are missing, an empty text stands in.
    pub fn new(lines: String) -> Self {
        let mut starts = vec![0];
        for (at, byte) in lines.bytes().enumerate() {
            if byte == b'\n' {
                starts.push(at + 1);
            }
        }
        starts.push(lines.len() + 1);
        Self { texts: Rc::new(Texts { lines, starts }), locale: None }
    }

    /// A text for each word.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn with(text: impl FnMut(Word) -> String) -> Self {
        Self::new(Word::ALL.map(text).join("\n"))
    }

    /// The same, with lists, numbers and days as the language writes them.
    #[must_use]
    pub fn written(self, locale: Rc<dyn Locale>) -> Self {
        Self { locale: Some(locale), ..self }
    }

    /// The text of a word.
    pub fn get(&self, word: Word) -> &str {
        let Texts { lines, starts } = &*self.texts;
        let Some([start, next, ..]) = starts.get(word as usize..) else { return "" };
        lines.get(*start..next - 1).unwrap_or_default()
    }

    /// The text of a word with its placeholders filled: `{count}` becomes the value of `count`.
    pub fn fill(&self, word: Word, values: &[(&str, &str)]) -> String {
        let mut rest = self.get(word);
        let mut out = String::new();
        while let Some((before, behind)) = rest.split_once('{')
            && let Some((name, after)) = behind.split_once('}')
        {
            out.push_str(before);
            out.push_str(entry(values, name.as_bytes()).unwrap_or_default());
            rest = after;
        }
        out.push_str(rest);
        out
    }

    /// Several things, each on a line of its own, as a list in a sentence.
    pub fn list(&self, lines: &str) -> String {
        self.locale.as_ref().map_or_else(|| swapped(lines, '\n', ", "), |locale| locale.list(lines))
    }

    /// A number, in a sentence.
    pub fn number(&self, number: usize) -> String {
        self.locale.as_ref().map_or_else(|| digits(number), |locale| locale.number(number))
    }

    /// A date, in a sentence: see [`Locale::day`].
    pub fn day(&self, date: &str) -> String {
        self.locale.as_ref().map_or_else(|| date.to_owned(), |locale| locale.day(date))
    }
}

/// The same texts, not equal ones: a language is read once.
impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.texts, &other.texts)
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Words")
    }
}
