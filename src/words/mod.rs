//! Every sentence by name, and which language speaks. Pure.

mod ids;

pub use ids::Word;

use crate::text::{cut, entry};
use std::{fmt, rc::Rc};

/// The texts of one language, by [`Word`].
#[derive(Clone)]
pub struct Words(Rc<Texts>);

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
        Self(Rc::new(Texts { lines, starts }))
    }

    /// A text for each word.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn with(text: impl FnMut(Word) -> String) -> Self {
        Self::new(Word::ALL.map(text).join("\n"))
    }

    /// The text of a word.
    pub fn get(&self, word: Word) -> &str {
        let Texts { lines, starts } = &*self.0;
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

    /// Several things, each on a line of its own, as a list in a sentence; without a comma before the last, in English, too.
    pub fn list(&self, lines: &str) -> String {
        let (first, mut rest) = cut(lines, b'\n');
        let mut out = String::from(first);
        while !rest.is_empty() {
            let (line, after) = cut(rest, b'\n');
            if after.is_empty() {
                out.push(' ');
                out.push_str(self.get(Word::ListAnd));
            } else {
                out.push(',');
            }
            out.push(' ');
            out.push_str(line);
            rest = after;
        }
        out
    }
}

/// The same texts, not equal ones: a language is read once.
impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Words")
    }
}
