//! The focus is never lost: what has it may go with the next rendering. Browser only.

use crate::element::stage;
use web_sys::Element;

/// Where the focus goes when what had it is gone: the card says what became of the press.
const NEXT: &str = ".verdict";

/// Watches over the focus of one panel.
pub struct Focus {
    view: Element,
    held: bool,
}

impl Focus {
    /// The panel's own nodes are inside of `view`; the field is not.
    pub fn new(view: Element) -> Self {
        Self { view, held: false }
    }

    /// Before a rendering: does something in the panel have the focus?
    pub fn note(&mut self) {
        self.held |= stage::holds_focus(&self.view);
    }

    /// After it: where the focus is gone, the card takes it.
    pub fn keep(&mut self) {
        if core::mem::take(&mut self.held) {
            stage::keep_focus(&self.view, NEXT);
        }
    }
}
