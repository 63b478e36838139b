//! Why the endpoint refused, in its own words.

use super::text::holds_piece_of;

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
    pub fn without_pieces_of(mut self, key: &str) -> Self {
        self.leave_out_pieces_of(key);
        self
    }

    /// The same, in place.
    pub(super) fn leave_out_pieces_of(&mut self, key: &str) {
        let all = self.told.len();
        self.told.retain(|reason| !holds_piece_of(reason, key));
        self.withheld |= self.told.len() < all;
    }
}

impl From<Vec<String>> for Reasons {
    fn from(told: Vec<String>) -> Self {
        Self { told, withheld: false }
    }
}
