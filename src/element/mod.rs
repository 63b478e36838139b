//! The boundary: attributes in, events out; mount, update, destroy. It thinks nothing. Browser only.

mod attributes;
pub(crate) mod events;
pub(crate) mod host;

use crate::{
    panel::{Msg, Origin, Panel, Props, Wish},
    words::Words,
};
use js_sys::{Array, Function};
use std::cell::Cell;
use wasm_bindgen::JsValue;
use web_sys::{Element, HtmlElement, HtmlInputElement};
use yew::AppHandle;

/// A mounted panel, in the loader's hands.
pub struct Mounted {
    props: Props,
    app: AppHandle<Panel>,
}

/// Mounts a panel next to the field that the loader painted.
///
/// `texts` are the values of the words file, in its order; `base` is where the widget's files are; `early` says how the field's value came there:
/// `paste`, `typed`, or anything else for a value that nobody put in by hand.
pub fn mount(
    host: HtmlElement,
    view: Element,
    field: HtmlInputElement,
    texts: &Array,
    base: String,
    early: &str,
) -> Mounted {
    let words = Words::new(texts.iter().map(|text| text.as_string().unwrap_or_default()));
    let config = attributes::read(&host);
    let early = match early {
        "paste" => Origin::Pasted,
        "typed" => Origin::Typed,
        _ => Origin::Foreign,
    };
    let props = Props { host, view: view.clone(), field, words, base: base.into(), config, early };
    let app = yew::Renderer::<Panel>::with_root_and_props(view, props.clone()).render();
    Mounted { props, app }
}

/// When something goes wrong that should not, the loader takes over; it is told nothing that could hold input.
pub fn on_panic(tell: Function) {
    TELL.set(Some(tell));
    yew::set_custom_panic_hook(Box::new(|_| {
        if let Some(tell) = TELL.take() {
            // The loader's function throws nothing that could be handled here.
            let _ = tell.call0(&JsValue::UNDEFINED);
        }
    }));
}

thread_local! {
    /// Whom a panic is told.
    static TELL: Cell<Option<Function>> = const { Cell::new(None) };
}

impl Mounted {
    /// Reads the attributes anew.
    pub fn configure(&mut self) {
        self.props.config = attributes::read(&self.props.host);
        self.app.update(self.props.clone());
    }

    /// The element speaks another language.
    pub fn speak(&mut self, texts: &Array) {
        self.props.words = Words::new(texts.iter().map(|text| text.as_string().unwrap_or_default()));
        self.app.update(self.props.clone());
    }

    /// Tries the key, as the button does, if a person put it in.
    pub fn check(&self) {
        self.app.send_message(Msg::Called(Wish::Check));
    }

    /// Saves the key, as the button does, if a person put it in.
    pub fn save(&self) {
        self.app.send_message(Msg::Called(Wish::Save));
    }

    /// Empties the field.
    pub fn reset(&self) {
        self.app.send_message(Msg::Wish(Wish::Clear));
    }

    /// Ends it: requests are dropped, listeners taken away.
    pub fn destroy(self) {
        self.app.destroy();
    }
}
