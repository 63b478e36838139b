//! The custom states of the element (`:state(ready)`), for the page's own style sheet.

use super::{Model, Saving, Stored, Trial};
use crate::paste::Standing;

/// Every state there is, with what it says. `loading` and `failed` are the loader's.
pub const STATES: [(&str, &str); 14] = [
    ("loading", "the widget is on its way; the field is there"),
    ("failed", "the widget could not be loaded, or broke down"),
    ("accepted", "a key that may be tried is in the field"),
    ("wrong", "something else is in the field"),
    ("dirty", "a key is in the field and not saved"),
    ("trying", "a try is under way"),
    ("ready", "the key was tried, and works"),
    ("attention", "the key is right, something else is missing"),
    ("unknown", "the key could not be judged"),
    ("refused", "the key does not work"),
    ("saving", "a key is on its way to the endpoint, or being removed"),
    ("saved", "the endpoint confirmed the key"),
    ("stored", "the endpoint holds a key"),
    ("readonly", "the stored key can't be changed from here"),
];

impl Model {
    /// The states that hold now, separated by spaces.
    pub fn states(&self) -> String {
        let mut states = String::new();
        let mut add = |state: &str, holds: bool| {
            if holds {
                if !states.is_empty() {
                    states.push(' ');
                }
                states.push_str(state);
            }
        };
        let standing = self.field.reading.standing;
        add("accepted", standing == Standing::Accepted);
        add("wrong", !self.field.calm && matches!(standing, Standing::Refused | Standing::Insistable));
        add("dirty", self.dirty());
        add("trying", matches!(self.trial, Trial::Running { .. }));
        if let Some(report) = self.report() {
            add(report.severity().id(), true);
        }
        add("saving", self.saving_now());
        add("saved", matches!(self.saving, Saving::Saved(_)));
        if let Stored::Known(state) = &self.stored {
            add("stored", state.configured);
            add("readonly", state.read_only);
        }
        states
    }
}
