//! The attributes, read into a [`Config`]. What they may say is decided in `panel::config`.

use super::stage;
use crate::{
    check::Base,
    panel::{Config, Place, acted_out, endpoint_url, is_base_refused, openai_base},
    text::cut,
};
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

#[wasm_bindgen]
extern "C" {
    /// Tells the integrator, in the browser's console.
    #[wasm_bindgen(js_namespace = console)]
    fn warn(text: &str);
}

/// Reads all attributes of the element. What is refused of them is told in the console too.
pub fn read(host: &HtmlElement) -> Config {
    let page = place(None);
    let attribute =
        |name: &str| host.get_attribute(name).map(|text| text.trim_ascii().to_owned()).filter(|text| !text.is_empty());
    let address = |name: &str| attribute(name).map(|address| place(Some(&address)));
    let wanted = address("openai-base");
    let (endpoint, base) = match acted_out(attribute("mock").as_deref(), page.as_ref()) {
        Some((endpoint, base)) => (Ok(endpoint), Base::Loopback(base)),
        None => {
            (endpoint_url(address("endpoint"), page.as_ref()), openai_base(wanted.clone().flatten(), page.as_ref()))
        }
    };
    let base_refused = is_base_refused(wanted.as_ref(), &base);
    if endpoint.is_err() {
        warn("passweb-ai-key: endpoint is missing or refused");
    }
    if base_refused {
        warn("passweb-ai-key: openai-base is refused");
    }
    Config {
        endpoint,
        models: attribute("models")
            .map(|models| models.split_ascii_whitespace().map(str::to_owned).collect())
            .unwrap_or_default(),
        auto: attribute("check").as_deref() != Some("manual"),
        base,
        base_refused,
        csrf_header: attribute("csrf-header")
            .filter(|name| is_token(name))
            .unwrap_or_else(|| "X-CSRF-Token".to_owned()),
        csrf_token: attribute("csrf-token").filter(|token| token.bytes().all(|byte| byte.is_ascii_graphic())),
    }
}

/// An address beside the page's own, or where the page is, whatever a `<base>` says.
fn place(address: Option<&str>) -> Option<Place> {
    let parts = stage::dissect(address)?;
    let mut rest = parts.as_str();
    let mut next = || {
        let (part, behind) = cut(rest, b'\n');
        rest = behind;
        part.to_owned()
    };
    Some(Place { href: next(), origin: next(), scheme: next(), host: next(), credentials: !next().is_empty() })
}

/// A name that a header may have (RFC 9110, token), as far as anybody uses it.
fn is_token(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}
