//! The key field: the one place where a key lives. Reads it, repairs it, listens to it. Browser only.

use super::{Msg, Origin, Wish};
use crate::{
    element::{Listener, Loader},
    module::holds_piece_of,
    paste::{self, Fingerprint, Reading, Secret, Standing},
};
use js_sys::{JsString, Reflect};
use std::{cell::Cell, rc::Rc};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{ClipboardEvent, DataTransfer, Event, HtmlInputElement, InputEvent, KeyboardEvent};
use yew::Callback;

/// The field, and what was last read in it (as a keyed hash).
#[derive(Clone)]
pub struct KeyField {
    input: HtmlInputElement,
    salt: [u8; 16],
    last: Rc<Cell<Option<Fingerprint>>>,
    link: Callback<Msg>,
}

impl KeyField {
    /// Takes the field that the loader painted.
    pub fn new(input: HtmlInputElement, salt: [u8; 16], link: Callback<Msg>) -> Self {
        Self { input, salt, last: Rc::default(), link }
    }

    /// Listens to everything that can change the field.
    pub fn listen(&self, loader: &Loader) -> Vec<Listener> {
        let on = |name, react: fn(&KeyField, &Event)| {
            let field = self.clone();
            loader.on(&self.input, name, move |event| react(&field, &event))
        };
        vec![
            on("paste", KeyField::pasted),
            on("input", KeyField::changed),
            on("drop", KeyField::dropped),
            on("change", |field, _| field.look()),
            on("focus", |field, _| field.look()),
            on("keydown", KeyField::pressed),
            on("blur", KeyField::left),
        ]
    }

    /// Takes what came into the field before this was listening. Its line breaks are U+2028 by then, the one that an
    /// input keeps.
    pub fn take(&self, origin: Origin) {
        let text = self.input.value();
        if !text.is_empty() {
            self.settle(&text.replace('\u{2028}', "\n"), origin);
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
        if paste::read(raw).0.standing == Standing::Accepted {
            self.settle(raw, origin);
            return;
        }
        let value = JsString::from(self.input.value());
        let end = value.length();
        let from = self.input.selection_start().ok().flatten().unwrap_or(end);
        let to = self.input.selection_end().ok().flatten().unwrap_or(end);
        let joined = value.slice(0, from).concat(&JsValue::from_str(raw)).concat(&value.slice(to, end));
        self.settle(&String::from(joined), origin);
        let at = JsString::from(self.input.value()).length().saturating_sub(end.saturating_sub(to));
        // A selection fails on no text field.
        let _ = self.input.set_selection_range(at, at);
    }

    /// A whole key takes the place of what was there, read raw; any other text the browser puts where it was dropped.
    fn dropped(&self, event: &Event) {
        let data = Reflect::get(event, &JsValue::from_str("dataTransfer")).ok();
        let Some(data) = data.and_then(|data| data.dyn_into::<DataTransfer>().ok()) else { return };
        let Ok(raw) = data.get_data("text/plain") else { return };
        if paste::read(&raw).0.standing == Standing::Accepted {
            event.prevent_default();
            self.settle(&raw, if event.is_trusted() { Origin::Pasted } else { Origin::Foreign });
        }
    }

    fn pasted(&self, event: &Event) {
        let Some(clipboard) = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data) else {
            return;
        };
        let Ok(raw) = clipboard.get_data("text/plain") else { return };
        event.prevent_default();
        if !raw.is_empty() {
            self.paste(&raw, if event.is_trusted() { Origin::Pasted } else { Origin::Foreign });
        }
    }

    fn changed(&self, event: &Event) {
        let kind = event.dyn_ref::<InputEvent>().map(InputEvent::input_type).unwrap_or_default();
        let origin = match kind.as_str() {
            _ if !event.is_trusted() => Origin::Foreign,
            // Autofill says nothing of how the text came, or that it replaced it.
            "" | "insertReplacementText" => Origin::Foreign,
            "insertFromPaste" | "insertFromDrop" => Origin::Pasted,
            _ => Origin::Typed,
        };
        self.settle(&self.input.value(), origin);
    }

    /// Enter presses the primary button, and never submits a form round the element.
    fn pressed(&self, event: &Event) {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        if event.is_trusted() && event.key() == "Enter" && !event.is_composing() {
            event.prevent_default();
            self.link.emit(Msg::Wish(Wish::Primary));
        }
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
    fn left(&self, _: &Event) {
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
