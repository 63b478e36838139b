//! The boundary: attributes in, events and states out; mount, update, leave. It thinks nothing. Browser only.

mod attributes;
pub(crate) mod events;
pub(crate) mod host;
mod loader;
pub(crate) mod stage;

pub use loader::{Heard, Listener, Loader, Texts};

use crate::{
    panel::{Msg, Origin, Panel, Props, Seat, Wish},
    words::Words,
};
use wasm_bindgen::JsValue;
use web_sys::{Element, HtmlElement, HtmlInputElement};
use yew::AppHandle;

/// A panel, in the loader's hands. It serves one element after the other.
pub struct Mounted {
    turn: u32,
    props: Props,
    spoken: JsValue,
    app: AppHandle<Panel>,
}

impl Mounted {
    /// A panel that serves no element yet, and speaks a language. `base` is where the widget's files are.
    pub fn new(view: Element, base: String, texts: &Texts) -> Self {
        // Yew's own hook would write a panic's text, which could hold input, to the console. A panic ends in a trap: the
        // stage hears of it.
        yew::set_custom_panic_hook(Box::new(|_| {}));
        let props = Props { view: view.clone(), words: Words::new(texts.lines()), base: base.into(), seat: None };
        let app = yew::Renderer::<Panel>::with_root_and_props(view, props.clone()).render();
        Self { turn: 0, props, spoken: texts.into(), app }
    }

    /// Serves an element, next to the field that the loader painted.
    ///
    /// `texts` are the values of the words file, in its order; `early` says how the field's value came there: `paste`,
    /// `typed`, or anything else for a value that nobody put in by hand.
    pub fn enter(&mut self, host: HtmlElement, field: HtmlInputElement, loader: Loader, texts: &Texts, early: &str) {
        self.turn = self.turn.wrapping_add(1);
        let early = match early {
            "paste" => Origin::Pasted,
            "typed" => Origin::Typed,
            _ => Origin::Foreign,
        };
        let config = attributes::read(&host);
        self.props.seat = Some(Seat { turn: self.turn, host, field, loader, config, early });
        self.speak(texts);
    }

    /// The element left the page: requests are dropped, and what was known of it is forgotten.
    pub fn leave(&mut self) {
        self.props.seat = None;
        self.app.update(self.props.clone());
    }

    /// Reads the attributes anew.
    pub fn configure(&mut self) {
        if let Some(seat) = &mut self.props.seat {
            seat.config = attributes::read(&seat.host);
            self.app.update(self.props.clone());
        }
    }

    /// The element speaks another language.
    pub fn speak(&mut self, texts: &Texts) {
        // A language is read once: the same texts for the next element would leave holes in the memory.
        if self.spoken != **texts {
            self.props.words = Words::new(texts.lines());
            self.spoken = texts.into();
        }
        self.app.update(self.props.clone());
    }

    /// Tries the key, as the button does, if a person put it in.
    pub fn check(&self) {
        self.tell(Msg::Called(Wish::Check));
    }

    /// Saves the key, as the button does, if a person put it in.
    pub fn save(&self) {
        self.tell(Msg::Called(Wish::Save));
    }

    /// Empties the field.
    pub fn reset(&self) {
        self.tell(Msg::Wish(Wish::Clear));
    }

    fn tell(&self, msg: Msg) {
        self.app.send_message((self.turn, Some(msg)));
    }
}
