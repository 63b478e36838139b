//! What the loader does for one mount. Browser only.

use js_sys::Function;
use std::fmt;
use wasm_bindgen::{JsCast, closure::Closure, prelude::wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    /// The loader's hand, one a mount: when the element leaves the page, or wasm traps, everything that hangs on it ends.
    #[derive(Clone, PartialEq)]
    pub type Loader;

    #[wasm_bindgen(method)]
    fn listen(this: &Loader, hear: &Function);

    #[wasm_bindgen(method)]
    fn show(this: &Loader, states: &str);

    /// The texts of a language, in the order of the words file.
    pub type Texts;

    /// The texts, each on a line.
    #[wasm_bindgen(method, getter)]
    pub fn lines(this: &Texts) -> String;
}

impl fmt::Debug for Loader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Loader")
    }
}

/// What the stage tells of, in the order of `listen` in `static/stage.js`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// The field changed without saying how, or has the focus: some autofill says no more.
    Change,
    /// The same.
    Focus,
    /// The field lost the focus.
    Blur,
    /// The field changed; the text says how.
    Input,
    /// That text was pasted into the field.
    Paste,
    /// That text was dropped there.
    Drop,
    /// Enter was pressed there.
    Enter,
    /// There is a network again.
    Online,
    /// There is none.
    Offline,
    /// The page is about to be printed.
    BeforePrint,
    /// It was.
    AfterPrint,
    /// The page is about to be left.
    BeforeUnload,
    /// It is left.
    PageHide,
    /// It came back from the back/forward cache.
    PageShow,
    /// Its tab came into sight; with a text, it was out of sight before.
    Visible,
    /// The same: its window has the focus.
    Back,
    /// The form round the element is being sent.
    Submit,
    /// Another tab changed the stored key.
    Message,
}

impl Heard {
    const ALL: [Heard; 18] = [
        Heard::Change,
        Heard::Focus,
        Heard::Blur,
        Heard::Input,
        Heard::Paste,
        Heard::Drop,
        Heard::Enter,
        Heard::Online,
        Heard::Offline,
        Heard::BeforePrint,
        Heard::AfterPrint,
        Heard::BeforeUnload,
        Heard::PageHide,
        Heard::PageShow,
        Heard::Visible,
        Heard::Back,
        Heard::Submit,
        Heard::Message,
    ];
}

/// What hears of an event: which, whether a person did it, and the text that comes with it. It says whether the browser shall
/// not do what it would.
type Hear = dyn Fn(usize, bool, String) -> bool;

/// What is called at events. The loader takes the listeners away before this is dropped.
pub struct Listener {
    _closure: Closure<Hear>,
}

impl Loader {
    /// Listens to the field and to the page until the mount ends.
    pub fn on(&self, hear: impl Fn(Heard, bool, &str) -> bool + 'static) -> Listener {
        let closure = Closure::<Hear>::new(move |at: usize, by_hand, text: String| {
            Heard::ALL.get(at).is_some_and(|heard| hear(*heard, by_hand, &text))
        });
        self.listen(closure.as_ref().unchecked_ref());
        Listener { _closure: closure }
    }

    /// Shows the custom states, separated by spaces: `:state(ready)` and the like.
    pub fn states(&self, states: &str) {
        self.show(states);
    }
}
