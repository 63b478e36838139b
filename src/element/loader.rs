//! What the loader does for one mount. Browser only.

use crate::words::Locale;
use js_sys::{Array, Function};
use std::fmt;
use wasm_bindgen::{JsValue, closure::Closure, prelude::wasm_bindgen};
use web_sys::{Event, EventTarget};

#[wasm_bindgen]
extern "C" {
    /// The loader's hand, one a mount: when the element leaves the page, or wasm traps, everything that hangs on it ends.
    #[derive(Clone, PartialEq)]
    pub type Loader;

    #[wasm_bindgen(method)]
    fn listen(this: &Loader, target: &EventTarget, name: &str, capture: bool, on: &Function);

    #[wasm_bindgen(method)]
    fn show(this: &Loader, states: &str);

    /// The texts of a language, in the order of the words file; and how it writes what is no word.
    #[derive(Clone)]
    #[wasm_bindgen(extends = Array)]
    pub type Texts;

    #[wasm_bindgen(method)]
    fn list(this: &Texts, lines: &str) -> String;

    #[wasm_bindgen(method)]
    fn number(this: &Texts, number: usize) -> String;

    #[wasm_bindgen(method)]
    fn day(this: &Texts, date: &str) -> String;
}

impl fmt::Debug for Loader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Loader")
    }
}

/// What is called at an event. The loader takes the listeners away before this is dropped.
pub struct Listener {
    _closure: Closure<dyn FnMut(Event)>,
}

impl Loader {
    /// Listens until the mount ends.
    pub fn on(&self, target: &EventTarget, name: &'static str, on: impl FnMut(Event) + 'static) -> Listener {
        self.listener(target, name, false, on)
    }

    /// The same, before the event reaches its target.
    pub fn on_the_way(&self, target: &EventTarget, name: &'static str, on: impl FnMut(Event) + 'static) -> Listener {
        self.listener(target, name, true, on)
    }

    fn listener(
        &self,
        target: &EventTarget,
        name: &'static str,
        capture: bool,
        on: impl FnMut(Event) + 'static,
    ) -> Listener {
        let closure = Closure::<dyn FnMut(Event)>::new(on);
        let function: &JsValue = closure.as_ref();
        self.listen(target, name, capture, wasm_bindgen::JsCast::unchecked_ref(function));
        Listener { _closure: closure }
    }

    /// Shows the custom states, separated by spaces: `:state(ready)` and the like.
    pub fn states(&self, states: &str) {
        self.show(states);
    }
}

impl Locale for Texts {
    fn list(&self, lines: &str) -> String {
        self.list(lines)
    }

    fn number(&self, number: usize) -> String {
        self.number(number)
    }

    fn day(&self, date: &str) -> String {
        self.day(date)
    }
}
