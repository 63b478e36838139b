//! The verdicts: one table.

use crate::{guide::Step, words::Word};

/// What a verdict means for saving.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// It ran.
    Ready,
    /// The key is right, something else is missing.
    Attention,
    /// Could not be judged from this browser.
    Unknown,
    /// The key is wrong, or not allowed.
    Refused,
}

/// A verdict. The ids are stable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// It ran.
    Ready,
    // …
}

impl Verdict {
    /// All.
    pub const ALL: &[Verdict] = &[Verdict::Ready];

    /// The stable id, for instance `no_credit`.
    pub fn id(self) -> &'static str {
        todo!()
    }
    /// The verdict of that id (a stored one comes back from the endpoint as its id).
    pub fn from_id(id: &str) -> Option<Verdict> {
        Self::ALL.iter().copied().find(|v| v.id() == id)
    }
    /// What it means for saving.
    pub fn severity(self) -> Severity {
        todo!()
    }
    /// Its short title.
    pub fn title(self) -> Word {
        todo!()
    }
    /// The cause, a sentence.
    pub fn cause(self) -> Word {
        todo!()
    }
    /// The remedy, a sentence.
    pub fn remedy(self) -> Word {
        todo!()
    }
    /// One deep link to OpenAI's pages, with the label of its button.
    pub fn link(self) -> Option<(&'static str, Word)> {
        todo!()
    }
    /// The guide step that cures it.
    pub fn step(self) -> Option<Step> {
        todo!()
    }
    /// Is another try worth it, with nothing changed?
    pub fn retryable(self) -> bool {
        todo!()
    }
}
