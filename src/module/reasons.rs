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
    /// Leaves out the reasons that repeat a piece of the key, whole; that some did is remembered.
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
