//! One fetch that always ends in a value. Browser only.
//!
//! A page may have patched `fetch` to reject with something that is no `Error`, or to answer something
//! that is no `Response`; gloo-net panics on both (measured). So gloo-net builds the request, and this
//! sends it.

use gloo_net::http::Request;
use js_sys::{Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStreamDefaultReader, Response};

/// Sends a request. `None`: it failed, and nobody can say why.
pub async fn send(request: Request) -> Option<Response> {
    let window = web_sys::window()?;
    let fetch: Function = Reflect::get(&window, &JsValue::from_str("fetch")).ok()?.dyn_into().ok()?;
    let promise = fetch.call1(&window, &web_sys::Request::from(request)).ok()?;
    // A page's own `Promise` would not know the browser's: taking it for one by its class fails.
    JsFuture::from(Promise::resolve(&promise)).await.ok()?.dyn_into().ok()
}

/// Reads a body up to `limit` bytes and drops the rest. `None`: it broke off.
pub async fn read(response: &Response, limit: usize) -> Option<Vec<u8>> {
    let Some(stream) = response.body() else {
        return Some(Vec::new());
    };
    let reader: ReadableStreamDefaultReader = stream.get_reader().dyn_into().ok()?;
    let mut bytes = Vec::new();
    while bytes.len() < limit {
        let part = JsFuture::from(reader.read()).await.ok()?;
        if Reflect::get(&part, &JsValue::from_str("done")).ok()?.is_truthy() {
            return Some(bytes);
        }
        let value = Reflect::get(&part, &JsValue::from_str("value")).ok()?;
        bytes.extend(value.dyn_into::<Uint8Array>().ok()?.to_vec());
    }
    bytes.truncate(limit);
    // Nobody waits for the rest; whether dropping it succeeds changes nothing.
    let _ = reader.cancel();
    Some(bytes)
}

/// A header of an answer, where the page may see it.
pub fn header(response: &Response, name: &str) -> Option<String> {
    response.headers().get(name).ok().flatten()
}
