//! What the browser and the page offer round the element.

use super::{Listener, Loader};
use crate::{
    guide::{self, Progress},
    panel::{Config, Held, Msg, Wish},
};
use js_sys::{Array, Reflect};
use std::{cell::Cell, fmt::Write, rc::Rc};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, Element, Event, HtmlElement, Node, Storage, Window};
use yew::Callback;

/// The ticked steps' place in local storage: step numbers only.
const PROGRESS: &str = "passweb-ai-key.steps";
/// Where tabs of one shop tell each other that the stored key changed.
const CHANNEL: &str = "passweb-ai-key";

fn window() -> Option<Window> {
    web_sys::window()
}

/// The browser's word on whether there is a network.
pub fn online() -> bool {
    window().is_none_or(|window| window.navigator().on_line())
}

/// Random bytes, for keyed hashes.
pub fn random() -> [u8; 16] {
    let mut bytes = [0; 16];
    if let Some(crypto) = window().and_then(|window| window.crypto().ok()) {
        // Sixteen bytes are far below the quota.
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    bytes
}

/// A random number as 32 hexadecimal digits.
pub fn random_hex() -> String {
    let mut text = String::with_capacity(32);
    for byte in random() {
        // Writing to a string fails on none.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// The token in the page's `<meta name="csrf-token">`.
pub fn meta_token() -> Option<String> {
    let meta = window()?.document()?.query_selector("meta[name=csrf-token]").ok()??;
    meta.get_attribute("content").filter(|token| !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_graphic()))
}

/// Opens a link in a new tab that knows nothing of this one.
pub fn open(url: &str) {
    if let Some(window) = window() {
        let _ = window.open_with_url_and_target_and_features(url, "_blank", "noopener,noreferrer");
    }
}

/// Version of the widget, browser and time, for the diagnostics.
pub fn about() -> String {
    let browser = window().and_then(|window| window.navigator().user_agent().ok()).unwrap_or_default();
    let mut about = String::from(concat!("widget: ", env!("CARGO_PKG_VERSION"), "\nbrowser: "));
    about.push_str(&browser);
    about.push_str("\ntime: ");
    about.push_str(&String::from(js_sys::Date::new_0().to_iso_string()));
    about
}

fn storage() -> Option<Storage> {
    window()?.local_storage().ok().flatten()
}

/// What an earlier visit left behind; nothing where storage is refused.
pub fn progress() -> Progress {
    let kept = storage().and_then(|storage| storage.get_item(PROGRESS).ok().flatten()).unwrap_or_default();
    guide::from_text(&kept)
}

/// Keeps what is done of the guide; where storage is refused, the visit goes on without.
pub fn keep_progress(progress: Progress) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(PROGRESS, &guide::to_text(progress));
    }
}

/// Tells this shop's other tabs that the stored key changed.
pub fn tell_tabs(config: &Config) {
    if let (Ok(endpoint), Ok(channel)) = (&config.endpoint, BroadcastChannel::new(CHANNEL)) {
        let _ = channel.post_message(&JsValue::from_str(endpoint));
        channel.close();
    }
}

/// Listens to the page.
pub fn listen(loader: &Loader, host: &HtmlElement, link: &Callback<Msg>, dirty: &Rc<Cell<bool>>) -> Vec<Listener> {
    let Some(window) = window() else { return Vec::new() };
    let mut listeners = Vec::new();
    for (name, msg) in [
        ("online", Msg::Online(true)),
        ("offline", Msg::Online(false)),
        ("beforeprint", Msg::Printing(true)),
        ("afterprint", Msg::Printing(false)),
    ] {
        let link = link.clone();
        listeners.push(loader.on(&window, name, move |_| link.emit(msg.clone())));
    }
    let held = dirty.clone();
    listeners.push(loader.on(&window, "beforeunload", move |event| {
        if held.get() {
            event.prevent_default();
        }
    }));
    let leaving = link.clone();
    listeners.push(loader.on(&window, "pagehide", move |_| leaving.emit(Msg::Wish(Wish::Cancel))));
    let back = link.clone();
    listeners.push(loader.on(&window, "pageshow", move |event| {
        let persisted = Reflect::get(&event, &JsValue::from_str("persisted"));
        if persisted.is_ok_and(|persisted| persisted.is_truthy()) {
            back.emit(Msg::StateMayHaveChanged);
        }
    }));
    // A tab comes back into sight, or a window beside this one loses the focus to it; some come back with both events.
    if let Some(document) = window.document() {
        let away = Rc::<Cell<bool>>::default();
        for (target, name) in [(document.as_ref(), "visibilitychange"), (window.as_ref(), "focus")] {
            let (link, document, away) = (link.clone(), document.clone(), away.clone());
            listeners.push(loader.on(target, name, move |_| {
                let hidden = away.replace(document.hidden());
                if !document.hidden() {
                    link.emit(Msg::Back { hidden });
                }
            }));
        }
    }
    let (dirty, held, element) = (dirty.clone(), link.clone(), host.clone());
    let told = Cell::new(false);
    listeners.push(loader.on_the_way(&window, "submit", move |event| {
        if dirty.get() && !told.get() && encloses(&event, &element) {
            told.set(true);
            event.prevent_default();
            event.stop_propagation();
            held.emit(Msg::Held(Held::Submit));
        }
    }));
    if let Ok(channel) = BroadcastChannel::new(CHANNEL) {
        let link = link.clone();
        listeners.push(loader.on(&channel, "message", move |_| link.emit(Msg::StateMayHaveChanged)));
    }
    listeners
}

/// Is the element inside the form that is being sent?
fn encloses(event: &Event, host: &HtmlElement) -> bool {
    let path: Array = event.composed_path();
    let node: &Node = host;
    path.get(0).dyn_ref::<Element>().is_some_and(|form| form.contains(Some(node)))
}
