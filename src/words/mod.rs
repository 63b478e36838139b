//! Every sentence by name, and which language speaks. Pure.

mod ids;

pub use ids::Word;

use std::rc::Rc;

/// The texts of one language, by [`Word`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words(Rc<[Box<str>]>);

impl Words {
    /// Takes the texts in the order of [`Word::ALL`], which is the order of each words file
    /// (held by a test). Where some are missing, an empty text stands in.
    pub fn new(texts: impl IntoIterator<Item = String>) -> Self {
        let mut texts: Vec<Box<str>> = texts.into_iter().map(String::into_boxed_str).collect();
        texts.resize(Word::COUNT, Box::from(""));
        Self(texts.into())
    }

    /// The text of a word.
    pub fn get(&self, word: Word) -> &str {
        &self.0[word as usize]
    }

    /// The text of a word with its placeholders filled: `{count}` becomes the value of `count`.
    pub fn fill(&self, word: Word, values: &[(&str, &str)]) -> String {
        let mut rest = self.get(word);
        let mut out = String::new();
        while let Some(open) = rest.find('{') {
            let Some(close) = rest[open..].find('}') else { break };
            out.push_str(&rest[..open]);
            let name = &rest[open + 1..open + close];
            if let Some((_, value)) = values.iter().find(|(n, _)| *n == name) {
                out.push_str(value);
            }
            rest = &rest[open + close + 1..];
        }
        out.push_str(rest);
        out
    }
}
