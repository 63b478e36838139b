//! The attributes, read into a [`Config`]. What they may say is decided in `panel::config`.

use crate::{
    check::Base,
    panel::{Config, Place, acted_out, endpoint_url, openai_base},
};
use web_sys::{HtmlElement, Url};

/// Reads all attributes of the element.
pub fn read(host: &HtmlElement) -> Config {
    let page = page();
    let attribute =
        |name: &str| host.get_attribute(name).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let place = |name: &str| attribute(name).map(|address| resolve(&address, page.as_ref()));
    let (endpoint, base) = match acted_out(attribute("mock").as_deref(), page.as_ref()) {
        Some((endpoint, base)) => (Ok(endpoint), Base::Loopback(base)),
        None => {
            (endpoint_url(place("endpoint"), page.as_ref()), openai_base(place("openai-base").flatten(), page.as_ref()))
        }
    };
    Config {
        endpoint,
        models: attribute("models")
            .map(|models| models.split_whitespace().map(str::to_owned).collect())
            .unwrap_or_default(),
        auto: attribute("check").as_deref() != Some("manual"),
        base,
        csrf_header: attribute("csrf-header")
            .filter(|name| is_token(name))
            .unwrap_or_else(|| "X-CSRF-Token".to_owned()),
        csrf_token: attribute("csrf-token").filter(|token| token.bytes().all(|byte| byte.is_ascii_graphic())),
    }
}

/// Where the page is, whatever a `<base>` says.
fn page() -> Option<Place> {
    let href = web_sys::window()?.location().href().ok()?;
    Some(dissect(&Url::new(&href).ok()?))
}

fn resolve(address: &str, page: Option<&Place>) -> Option<Place> {
    let url = Url::new_with_base(address, &page?.href).ok()?;
    Some(dissect(&url))
}

fn dissect(url: &Url) -> Place {
    Place {
        href: url.href(),
        origin: url.origin(),
        scheme: url.protocol(),
        host: url.hostname(),
        credentials: !(url.username().is_empty() && url.password().is_empty()),
    }
}

/// A name that a header may have (RFC 9110, token), as far as anybody uses it.
fn is_token(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}
