//! What was pasted: cleaning, shape, lookalikes, the secret type. Pure.

mod secret;

pub use secret::{Fingerprint, Hint, Secret};

use crate::{guide::Step, words::Word};

/// What a text is. The ids ([`Kind::id`]) are stable: events and documents use them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Nothing yet.
    Empty,
    /// A project key.
    OpenaiProject,
    // … the rest of the closed list: see README of the data
}

impl Kind {
    /// The stable id, for instance `openai_project`.
    pub fn id(self) -> &'static str {
        todo!()
    }
    /// The sentence that says what this is.
    pub fn sentence(self) -> Word {
        todo!()
    }
    /// The guide step that helps, where one does.
    pub fn step(self) -> Option<Step> {
        todo!()
    }
}

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

/// A repair that was made to reach the key, each told to the merchant by its word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repair {
    /// Spaces or tabs were taken away.
    Spaces,
    /// Line breaks were taken away.
    LineBreaks,
    // …
}

impl Repair {
    /// How the repair is told, as a noun phrase that fits a list: "uno spazio".
    pub fn word(self) -> Word {
        todo!()
    }
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

/// Reads a text, whatever it is.
pub fn read(text: &str) -> (Reading, Option<Secret>) {
    let _ = text;
    todo!()
}

/// While typing: can this text, as it stands, still become a key by typing on at its end?
/// As long as it can, nothing is said against it.
pub fn may_become_key(text: &str) -> bool {
    let _ = text;
    todo!()
}
