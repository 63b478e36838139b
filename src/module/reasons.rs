//! Why the endpoint refused, in its own words.

use super::text::{holds_piece_of, without_pieces_of};

/// The endpoint's reasons, one clean line each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reasons {
    /// Those that may be shown.
    pub told: Vec<String>,
    /// There were others, left out because they repeat a piece of the key.
    pub withheld: bool,
}

impl Reasons {
    /// The reasons without those that repeat a piece of the key; that some did is remembered.
    #[must_use]
    pub fn without_pieces_of(self, key: &str) -> Self {
        let withheld = self.withheld || self.told.iter().any(|reason| holds_piece_of(reason, key));
        Self { told: without_pieces_of(&self.told, key), withheld }
    }
}

impl From<Vec<String>> for Reasons {
    fn from(told: Vec<String>) -> Self {
        Self { told, withheld: false }
    }
}
