//! The focus is never lost: what has it may go with the next rendering. Browser only.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, ShadowRoot};

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
        self.held |= self.is_inside();
    }

    /// After it: where the focus is gone, the card takes it.
    pub fn keep(&mut self) {
        if !core::mem::take(&mut self.held) || !self.is_lost() {
            return;
        }
        let next = self.view.query_selector(NEXT).ok().flatten();
        if let Some(next) = next.and_then(|next| next.dyn_into::<HtmlElement>().ok()) {
            // Focusing fails on no element that is in a page.
            let _ = next.focus();
        }
    }

    fn active(&self) -> Option<Element> {
        self.view.get_root_node().dyn_into::<ShadowRoot>().ok()?.active_element()
    }

    fn is_inside(&self) -> bool {
        self.active().is_some_and(|active| self.view.contains(Some(&active)))
    }

    /// A button that was disabled keeps the focus for one frame more. Whatever else on the page has it shall keep it.
    fn is_lost(&self) -> bool {
        match self.active() {
            Some(active) => active.has_attribute("disabled"),
            None => self
                .view
                .owner_document()
                .and_then(|page| page.active_element())
                .is_none_or(|active| active.tag_name() == "BODY"),
        }
    }
}
