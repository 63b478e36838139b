//! The rows of `tests/data`.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::answer::Answer;

/// One answer that OpenAI gave (`tests/data/openai-answers.jsonl`).
#[derive(Clone, Debug, Deserialize)]
pub struct Row {
    /// Its name.
    pub id: String,
    /// The HTTP status; 0 where the browser saw no answer.
    pub status: u16,
    /// `Content-Type`, empty where there was no answer.
    #[serde(default)]
    pub content_type: String,
    /// The body, byte for byte.
    pub body: String,
    /// The id of the verdict, `ok` for a success.
    pub expected: String,
    /// The request it answered, where that is known: `POST /v1/chat/completions`.
    #[serde(default)]
    pub endpoint: Option<String>,
}

impl Row {
    /// Does it answer the list of models (rather than a run)?
    pub fn answers_the_list(&self) -> bool {
        self.endpoint.as_deref() == Some("GET /v1/models")
    }

    /// Was it said before the address was looked at, and so to any request? Of the key, the account, the place.
    pub fn answers_any(&self) -> bool {
        (self.status == 401 && self.expected != "missing_scope") || self.expected == "country_unsupported"
    }

    /// As an answer; a reset line where the browser saw none.
    pub fn answer(&self) -> Answer {
        if self.status == 0 { Answer::reset() } else { Answer::new(self.status, &self.content_type, self.body.clone()) }
    }
}

/// One thing that people paste (`tests/data/pastes.jsonl`).
#[derive(Clone, Debug, Deserialize)]
pub struct Paste {
    /// Its name.
    pub id: String,
    /// What was pasted, in parts.
    pub parts: Vec<String>,
    /// What it is.
    pub kind: String,
    /// Does it hold exactly one key that may be tried?
    pub accept: bool,
    /// The cleaned key, in parts, where it is not the input.
    #[serde(default)]
    pub clean_parts: Option<Vec<String>>,
}

impl Paste {
    /// What was pasted.
    pub fn text(&self) -> String {
        self.parts.concat()
    }

    /// What is tried and saved, where it may be.
    pub fn clean(&self) -> Option<String> {
        self.accept.then(|| self.clean_parts.as_ref().unwrap_or(&self.parts).concat())
    }
}

/// All answers.
pub static ANSWERS: LazyLock<Vec<Row>> = LazyLock::new(|| rows(include_str!("../../data/openai-answers.jsonl")));

/// All pastes.
pub static PASTES: LazyLock<Vec<Paste>> = LazyLock::new(|| rows(include_str!("../../data/pastes.jsonl")));

/// The answer of that id, as an answer; 500 with a word of its own where the corpus has lost it.
pub fn answer(id: &str) -> Answer {
    ANSWERS
        .iter()
        .find(|row| row.id == id)
        .map_or_else(|| Answer::new(500, "text/plain", format!("the corpus has no row {id}")), Row::answer)
}

// A line that can't be read is left out; the tests below count them.
fn rows<T: for<'de> Deserialize<'de>>(text: &str) -> Vec<T> {
    text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_corpora_is_a_row() {
        assert_eq!(ANSWERS.len(), include_str!("../../data/openai-answers.jsonl").lines().count());
        assert_eq!(PASTES.len(), include_str!("../../data/pastes.jsonl").lines().count());
    }
}
