//! The key field: the one place where a key lives. Reads it, repairs it, listens to it. Browser only.

use super::{Msg, Origin, Wish};
use crate::{
    element::{Heard, stage},
    module::holds_piece_of,
    paste::{self, Fingerprint, Reading, Secret, Standing},
    text::swapped,
};
use std::cell::Cell;
use web_sys::HtmlInputElement;
use yew::Callback;

/// The field, and what was last read in it (as a keyed hash).
pub struct KeyField {
    input: HtmlInputElement,
    salt: [u8; 16],
    last: Cell<Option<Fingerprint>>,
    link: Callback<Msg>,
}

impl KeyField {
    /// Takes the field that the loader painted.
    pub fn new(input: HtmlInputElement, salt: [u8; 16], link: Callback<Msg>) -> Self {
        Self { input, salt, last: Cell::default(), link }
    }

    /// Something happened to the field. Says whether the browser shall not do what it would.
    pub fn hear(&self, heard: Heard, by_hand: bool, text: &str) -> bool {
        let put_in = if by_hand { Origin::Pasted } else { Origin::Foreign };
        match heard {
            Heard::Paste => {
                if !text.is_empty() {
                    self.paste(text, put_in);
                }
                return true;
            }
            // A whole key takes the place of what was there, read raw; any other text the browser puts where it was dropped.
            Heard::Drop if is_key(text) => {
                self.settle(text, put_in);
                return true;
            }
            Heard::Input => self.changed(by_hand, text),
            // Enter presses the primary button, and never submits a form round the element.
            Heard::Enter if by_hand => {
                self.link.emit(Msg::Wish(Wish::Primary));
                return true;
            }
            Heard::Change | Heard::Focus => self.look(),
            Heard::Blur => self.left(),
            _ => {}
        }
        false
    }

    /// Takes what came into the field before this was listening. Its line breaks are U+2028 by then, the one that an
    /// input keeps.
    pub fn take(&self, origin: Origin) {
        let text = self.input.value();
        if !text.is_empty() {
            self.settle(&swapped(&text, '\u{2028}', "\n"), origin);
        }
    }

    /// The key in the field, if the field still holds what was last read. Else what it holds now is read,
    /// told, and not given away.
    pub fn secret(&self) -> Option<Secret> {
        let held = self.held();
        if self.last.get() == Some(held.fingerprint(&self.salt)) {
            return Some(held);
        }
        // EXPOSE: what is no longer the text that was read is read anew, inside this room.
        let reading = self.take_in(held.expose());
        self.link.emit(Msg::Swapped(reading));
        None
    }

    /// Whatever the field holds.
    pub fn held(&self) -> Secret {
        Secret::new(self.input.value())
    }

    /// Does the text repeat a piece of the key that was read? Of one that left the field since, nobody can say.
    pub fn echoes(&self, text: &str) -> bool {
        let held = self.held();
        // EXPOSE: what OpenAI's answer gives as its id must be none of the key's pieces.
        self.last.get() != Some(held.fingerprint(&self.salt)) || holds_piece_of(text, held.expose())
    }

    /// The keyed hash of what the field holds.
    pub fn fingerprint(&self) -> Fingerprint {
        self.held().fingerprint(&self.salt)
    }

    /// Empties the field.
    pub fn clear(&self) {
        self.input.set_value("");
        self.settle("", Origin::Typed);
    }

    /// Shows or hides the characters.
    pub fn show(&self, shown: bool) {
        self.input.set_type(if shown { "text" } else { "password" });
    }

    /// Puts the focus into the field.
    pub fn focus(&self) {
        // Focusing fails on no element that is in a page.
        let _ = self.input.focus();
    }

    /// Takes a pasted text in, raw: an input drops line breaks before anyone could see them.
    pub fn paste(&self, raw: &str, origin: Origin) {
        // A whole key takes the place of what was there; a piece goes in at the cursor.
        if is_key(raw) {
            return self.settle(raw, origin);
        }
        let behind = stage::behind(&self.input);
        self.settle(&stage::joined(&self.input, raw), origin);
        stage::put_cursor(&self.input, behind);
    }

    fn changed(&self, by_hand: bool, kind: &str) {
        let origin = match kind {
            _ if !by_hand => Origin::Foreign,
            // Autofill says nothing of how the text came, or that it replaced it.
            "" | "insertReplacementText" => Origin::Foreign,
            "insertFromPaste" | "insertFromDrop" => Origin::Pasted,
            _ => Origin::Typed,
        };
        self.settle(&self.input.value(), origin);
    }

    /// Some autofill says only that something changed, a script not even that.
    fn look(&self) {
        let (held, empty) = (self.held(), Secret::new("").fingerprint(&self.salt));
        let (last, now) = (self.last.get().unwrap_or(empty), held.fingerprint(&self.salt));
        if last == now {
            return;
        }
        // EXPOSE: what changed without an event is read anew, inside this room.
        let text = held.expose();
        if last == empty || now == empty {
            self.settle(text, Origin::Foreign);
        } else {
            self.link.emit(Msg::Swapped(self.take_in(text)));
        }
    }

    /// What is left empty is not judged: whatever is typed later begins calmly.
    fn left(&self) {
        self.look();
        if !self.input.value().is_empty() {
            self.link.emit(Msg::Left);
        }
    }

    /// Reads a text, puts what is left of it after the repairs into the field, and tells.
    fn settle(&self, text: &str, origin: Origin) {
        let reading = self.take_in(text);
        let may_become = origin == Origin::Typed && paste::may_become_key(text);
        self.link.emit(Msg::Read { reading, origin, may_become });
    }

    /// Reads a text, and puts what is left of it after the repairs into the field.
    fn take_in(&self, text: &str) -> Reading {
        let (reading, cleaned) = paste::read(text);
        match &cleaned {
            // EXPOSE: the repaired key belongs into the field; its bytes are the ones tried and saved.
            Some(key) => self.put(key.expose()),
            None => self.put(text),
        }
        self.last.set(Some(self.fingerprint()));
        reading
    }

    fn put(&self, text: &str) {
        if self.input.value() != text {
            self.input.set_value(text);
        }
    }
}

/// Is it a whole key?
fn is_key(text: &str) -> bool {
    paste::read(text).0.standing == Standing::Accepted
}
