//! The texts of a language, as the scripts take them: each on a line, in the order of the words file.

use super::Done;
use serde_json::{Map, Value};
use std::{fs, path::Path};

/// The languages; each has a words file.
pub const LANGUAGES: [&str; 5] = ["it", "en", "es", "fr", "de"];

/// A words file.
pub struct Spoken(Map<String, Value>);

impl Spoken {
    /// Reads the file of a language.
    ///
    /// # Errors
    /// Where it can't be read, or has a text that is empty or more than a line.
    pub fn read(folder: &Path, language: &str) -> Done<Self> {
        let file = folder.join(format!("{language}.json"));
        let text = fs::read_to_string(&file).map_err(|why| format!("{}: {why}", file.display()))?;
        let texts: Map<String, Value> = serde_json::from_str(&text).map_err(|why| format!("{language}.json: {why}"))?;
        let line = |text: &Value| text.as_str().is_some_and(|text| !text.is_empty() && !text.contains('\n'));
        match texts.iter().find(|(_, text)| !line(text)) {
            None => Ok(Self(texts)),
            Some((id, _)) => Err(format!("{language}.json: {id} is no text of one line.")),
        }
    }

    /// The place of a text.
    ///
    /// # Errors
    /// Where there is none of that name.
    pub fn place(&self, id: &str) -> Done<usize> {
        self.0.keys().position(|key| key == id).ok_or(format!("No words file has {id}."))
    }

    /// A text.
    ///
    /// # Errors
    /// Where there is none of that name.
    pub fn text(&self, id: &str) -> Done<&str> {
        self.0.get(id).and_then(Value::as_str).ok_or(format!("No words file has {id}."))
    }

    /// A text by its place, with its name.
    pub fn at(&self, place: usize) -> Option<(&str, &str)> {
        self.0.iter().nth(place).and_then(|(id, text)| Some((id.as_str(), text.as_str()?)))
    }

    /// The texts at those places, which ascend; and all the others, with empty lines in the places of the first.
    pub fn split(&self, places: &[usize]) -> [String; 2] {
        let first = |at: &usize| places.contains(at);
        let texts: Vec<&str> = self.0.values().filter_map(Value::as_str).collect();
        let text = |at: usize| texts.get(at).copied().unwrap_or_default();
        let rest = (0..texts.len()).map(|at| if first(&at) { "" } else { text(at) });
        [places.iter().map(|at| text(*at)).collect::<Vec<_>>(), rest.collect()].map(|lines| lines.join("\n"))
    }
}

#[cfg(test)]
impl From<Map<String, Value>> for Spoken {
    fn from(texts: Map<String, Value>) -> Self {
        Self(texts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn texts_in_two_parts_can_be_put_together_again() {
        let all = ["a", "b", "c", "d"];
        let spoken = Spoken(all.iter().map(|text| ((*text).to_owned(), json!(text))).collect());
        assert_eq!(spoken.split(&[1, 3]), ["b\nd", "a\n\nc\n"]);
        let [first, rest] = spoken.split(&[0, 1]);
        let mut first = first.split('\n');
        let whole = rest.split('\n').map(|line| if line.is_empty() { first.next().unwrap_or("?") } else { line });
        assert_eq!(whole.collect::<Vec<_>>(), all);
    }
}
