//! What the stage (`static/stage.js`) does for the wasm: it stands in the glue's own file. Browser only.

use js_sys::{Array, Promise};
use wasm_bindgen::{JsCast, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlElement, Request};

#[wasm_bindgen]
extern "C" {
    fn exchange(request: &Request, limit: usize) -> Promise;

    fn clipboard(text: Option<&str>) -> Promise;

    /// Can the clipboard be read after a press? Pages without TLS can't, nor Firefox before 125. Firefox and Safari first
    /// show a menu of their own, *Paste*, where the text comes from another page.
    #[wasm_bindgen(js_name = canPaste)]
    pub fn can_paste() -> bool;

    /// Tells the page: an event's name, the names of its detail's members, apart by spaces, and their values.
    pub fn tell(host: &HtmlElement, name: &str, names: &str, values: &Array);

    /// An answer.
    pub type Exchanged;

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

/// Sends a request, and reads the answer's body up to `limit` bytes. `None`: it failed, and nobody can say why.
pub async fn send(request: gloo_net::http::Request, limit: usize) -> Option<Exchanged> {
    let answer = JsFuture::from(exchange(&request.into(), limit)).await.ok()?;
    answer.is_object().then(|| answer.unchecked_into())
}

/// The clipboard's text, if the browser and the merchant allow it.
pub async fn clipboard_text() -> Option<String> {
    JsFuture::from(clipboard(None)).await.ok()?.as_string()
}

/// Puts a text on the clipboard; says whether it is there.
pub async fn copy(text: &str) -> bool {
    JsFuture::from(clipboard(Some(text))).await.is_ok_and(|copied| copied.is_string())
}
