//! What the stage (`static/stage.js`) does for the wasm: it stands in the glue's own file. Browser only.

use crate::check::Fault;
use gloo_net::http::RequestBuilder;
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue, closure::Closure, prelude::wasm_bindgen};
use web_sys::{AbortSignal, Element, HtmlElement, HtmlInputElement, Request, RequestCache};

#[wasm_bindgen]
extern "C" {
    fn exchange(request: &Request, limit: usize, patience: u32, done: JsValue);

    fn clipboard(text: Option<&str>, done: JsValue);

    /// Can the clipboard be read after a press? Pages without TLS can't, nor Firefox before 125. Firefox and Safari first
    /// show a menu of their own, *Paste*, where the text comes from another page.
    #[wasm_bindgen(js_name = canPaste)]
    pub fn can_paste() -> bool;

    /// Tells the page: an event's name, the names of its detail's members, apart by spaces, and their values.
    pub fn tell(host: &HtmlElement, name: &str, names: &str, values: &Array);

    /// The browser's word on whether there is a network.
    pub fn online() -> bool;

    /// The day, as a number: 20261127.
    pub fn today() -> u32;

    /// A time (RFC 3339) as the reader's clock has it, without a zone; a day, or what is no time, as it came.
    pub fn local(time: &str) -> String;

    /// Fills a place with random bytes, for keyed hashes.
    pub fn random(bytes: &mut [u8]);

    /// The browser and the time, one a line, for the diagnostics.
    pub fn about() -> String;

    /// An address as the browser reads it, beside the page's own, or the page's own: its parts, one a line.
    pub fn dissect(address: Option<&str>) -> Option<String>;

    /// What the page's `<meta name="csrf-token">` holds.
    #[wasm_bindgen(js_name = metaToken)]
    pub fn meta_token() -> Option<String>;

    /// The ticked steps in local storage: puts them there or, without any, gives them. Nothing where storage is refused.
    pub fn steps(text: Option<&str>) -> Option<String>;

    /// Opens a link in a new tab that knows nothing of this one.
    #[wasm_bindgen(js_name = openTab)]
    pub fn open(url: &str);

    /// Tells this shop's other tabs that the stored key changed.
    #[wasm_bindgen(js_name = tellTabs)]
    pub fn tell_tabs(endpoint: &str);

    /// What the field would hold with a text at its cursor.
    pub fn joined(field: &HtmlInputElement, text: &str) -> String;

    /// How much of what the field holds stands behind its cursor.
    pub fn behind(field: &HtmlInputElement) -> u32;

    /// Puts the cursor where that much stands behind it.
    #[wasm_bindgen(js_name = putCursor)]
    pub fn put_cursor(field: &HtmlInputElement, behind: u32);

    /// Is the focus on something inside?
    #[wasm_bindgen(js_name = holdsFocus)]
    pub fn holds_focus(view: &Element) -> bool;

    /// Where the focus is gone from the panel, and nothing else on the page has it, what is selected takes it.
    #[wasm_bindgen(js_name = keepFocus)]
    pub fn keep_focus(view: &Element, selector: &str);

    /// Puts the focus on what is selected, after the next rendering.
    #[wasm_bindgen(js_name = focusSoon)]
    pub fn focus_soon(view: &Element, selector: &str);

    /// An answer.
    pub type Exchanged;

    /// Why there is no answer: 0 where there is one; `send` knows the rest.
    #[wasm_bindgen(method, getter)]
    fn fault(this: &Exchanged) -> u8;

    /// The status; 0 for a redirect that was not followed.
    #[wasm_bindgen(method, getter)]
    pub fn status(this: &Exchanged) -> u16;

    /// The body, up to the limit.
    #[wasm_bindgen(method, getter)]
    pub fn bytes(this: &Exchanged) -> Vec<u8>;

    /// A header, where the page may see it.
    #[wasm_bindgen(method)]
    pub fn header(this: &Exchanged, name: &str) -> Option<String>;
}

/// What is done with an answer, or without one.
pub type Done = Box<dyn FnOnce(Result<Exchanged, Fault>)>;

/// Ends what gloo-net builds: the headers that have a value, the body, the signal; nothing comes from a cache.
pub fn build(
    mut builder: RequestBuilder,
    headers: &[(&str, Option<&str>)],
    body: Option<&str>,
    signal: &AbortSignal,
) -> Option<Request> {
    for (name, value) in headers {
        if let Some(value) = value {
            builder = builder.header(name, value);
        }
    }
    let body = body.map_or(JsValue::NULL, JsValue::from_str);
    builder.cache(RequestCache::NoStore).abort_signal(Some(signal)).body(body).ok().map(Request::from)
}

/// Sends a request, and reads the answer's body up to `limit` bytes. Where it fails, the reason is waited for: milliseconds.
/// Nobody hears of one that was aborted, or that a page's own `fetch` never ends.
pub fn send(request: &Request, limit: usize, patience: u32, done: Done) {
    let done = Closure::once(move |answer: JsValue| {
        let answer: Exchanged = answer.unchecked_into();
        match answer.fault() {
            0 => done(Ok(answer)),
            1 => done(Err(Fault::Network)),
            2 => done(Err(Fault::CspBlocked)),
            3 => done(Err(Fault::Offline)),
            _ => {}
        }
    });
    exchange(request, limit, patience, done.into_js_value());
}

/// Puts a text on the clipboard or, without one, reads it, if the browser and the merchant allow it. `done` gets the text.
pub fn use_clipboard(text: Option<&str>, done: Box<dyn FnOnce(Option<String>)>) {
    clipboard(text, Closure::once(move |text: JsValue| done(text.as_string())).into_js_value());
}
