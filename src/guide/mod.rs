//! The steps to a working key, as data: what each shows, its link, its picture; and how far the merchant is. Pure.
//!
//! Which verdict opens which step stands in the verdicts' own table.

mod before;
mod card;
mod label;
mod progress;
#[cfg(test)]
mod tests;

pub use before::{BEFORE, PRICES};
pub use card::{Card, Link};
pub use label::{Label, Part, parts, spell};
pub use progress::{Kept, Progress, Proof, from_text, is_done, next, note, to_text};

/// A step of the guide, in the order in which they are followed: money before the key, so that the credit has time
/// to count, and copying and pasting are neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// An account on OpenAI's platform.
    Account,
    /// A payment method.
    Billing,
    /// Credit above zero.
    Credit,
    /// *Create new secret key*.
    CreateKey,
    /// Name, project, owner, permissions.
    KeySettings,
    /// Copy it before closing.
    Copy,
    /// Paste it in the field.
    Paste,
    /// Usage, limits, alerts.
    Watch,
}

impl Step {
    /// All, in order.
    pub const ALL: [Step; 8] = [
        Step::Account,
        Step::Billing,
        Step::Credit,
        Step::CreateKey,
        Step::KeySettings,
        Step::Copy,
        Step::Paste,
        Step::Watch,
    ];

    /// Its number, 1 to 8.
    pub fn number(self) -> u8 {
        self as u8 + 1
    }
}
