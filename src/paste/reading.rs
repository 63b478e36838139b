//! What `read` found, and how it is told.

use super::{Kind, Repair, kind::Way};
use crate::{
    text::digits,
    words::{Word, Words},
};

/// How a reading stands towards a try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing is there.
    Empty,
    /// An OpenAI key that may be tried.
    Accepted,
    /// Never tried by itself; behind a confirmation it may be (`marker_missing` with `sk-proj-` or `sk-svcacct-`).
    Insistable,
    /// Never sent anywhere.
    Refused,
}

/// What `read` found. It holds nothing of the text but counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// What it is.
    pub kind: Kind,
    /// What was repaired, in the order in which it is told.
    pub repairs: Vec<Repair>,
    /// The kind is right, its length is new.
    pub new_length: bool,
    /// How many characters are missing, where that can be known (`truncated`).
    pub missing: Option<u16>,
    /// May it be tried?
    pub standing: Standing,
}

impl Reading {
    /// The reading of an empty field.
    pub fn empty() -> Self {
        Self::of(Kind::Empty)
    }

    /// A kind that is no key, and nothing more.
    pub(super) fn of(kind: Kind) -> Self {
        let standing = if kind == Kind::Empty { Standing::Empty } else { Standing::Refused };
        Self { kind, repairs: Vec::new(), new_length: false, missing: None, standing }
    }

    /// What it is, in whole sentences; and where it is no key, the way out.
    pub fn tell(&self, words: &Words) -> String {
        let sentence = self.kind.sentence();
        let name = sentence.name.unwrap_or_default();
        let purpose = sentence.purpose.map_or("", |word| words.get(word));
        let mut out = match self.missing {
            Some(count) => words.fill(Word::PasteTruncatedBy, &[("count", &digits(count.into()))]),
            None => words.fill(sentence.word, &[("name", name), ("purpose", purpose)]),
        };
        let mut add = |word: Word| {
            out.push(' ');
            out.push_str(words.get(word));
        };
        if self.new_length {
            add(Word::PasteNewLength);
        }
        if sentence.name.is_some() || self.kind == Kind::UnnamedSecret {
            add(Word::PasteNotSent);
        }
        if self.kind.is_delicate() {
            add(Word::PasteCareful);
        }
        if let Some(way) = Some(self.kind.way()).filter(|_| self.standing != Standing::Insistable).and_then(Way::word) {
            add(way);
        }
        out
    }

    /// What was repaired, as one sentence with a list: "Tolti: uno spazio e le virgolette." `None` where nothing was.
    pub fn tell_repairs(&self, words: &Words) -> Option<String> {
        if self.repairs.is_empty() {
            return None;
        }
        let repairs: Vec<&str> = self.repairs.iter().map(|repair| words.get(repair.word())).collect();
        let mut out = words.fill(Word::PasteRemoved, &[("list", &words.list(&repairs.join("\n")))]);
        if self.repairs.contains(&Repair::OtherSecrets) {
            out.push(' ');
            out.push_str(words.get(Word::PasteKeptOnly));
        }
        Some(out)
    }
}
