//! Addresses that an attribute may carry: whatever it says, the key goes to OpenAI and to the page's own origin.
//! The addresses are taken apart here by the same standard as in a browser (WHATWG URL).

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used)]

use passweb_ai_key::{
    check::Base,
    panel::{EndpointProblem, Place, endpoint_url, openai_base},
};
use serde_json::Value;
use url::Url;

const HOSTILE: &str = include_str!("data/hostile.json");
const LOCAL: &str = "http://127.0.0.1:8080/admin/ai";
const SHOP: &str = "https://shop.example/admin/ai";

fn dissect(url: &Url) -> Place {
    Place {
        href: url.to_string(),
        // The crate gives an origin to `blob:` alone; browsers give `filesystem:` one too.
        origin: url.origin().ascii_serialization(),
        scheme: format!("{}:", url.scheme()),
        host: url.host_str().unwrap_or_default().to_owned(),
        credentials: !url.username().is_empty() || url.password().is_some(),
    }
}

fn resolve(address: &str, page: &Url) -> Option<Place> {
    page.join(address.trim()).ok().map(|url| dissect(&url))
}

/// The addresses under that name, on that page.
fn hostile(name: &str, page: &Url) -> Vec<String> {
    let all: Value = serde_json::from_str(HOSTILE).unwrap();
    let host = &page[url::Position::BeforeHost..url::Position::AfterPort];
    let origin = page.origin().ascii_serialization();
    let fill = |text: &Value| text.as_str().unwrap().replace("{host}", host).replace("{origin}", &origin);
    all[name].as_array().unwrap().iter().map(fill).collect()
}

fn pages() -> [Url; 2] {
    [LOCAL, SHOP].map(|page| Url::parse(page).unwrap())
}

#[test]
fn c12_a_hostile_endpoint_is_foreign() {
    for page in pages() {
        let place = dissect(&page);
        for address in hostile("endpoint", &page) {
            // On a page over TLS these are the own host over TLS, and a path (WHATWG URL, 4.4: special scheme, no slash).
            if page.scheme() == "https"
                && ["https://shop.example/admin/ai/api-key", "https:evil.example/key"].contains(&&*address)
            {
                continue;
            }
            let found = endpoint_url(Some(resolve(&address, &page)), Some(&place));
            assert_eq!(found, Err(EndpointProblem::Foreign), "{address} on {page}");
        }
    }
}

#[test]
fn c12_an_address_of_the_own_origin_is_taken_however_it_is_spelt() {
    let page = Url::parse(SHOP).unwrap();
    for (address, href) in [
        ("/admin/ai/api-key", "https://shop.example/admin/ai/api-key"),
        ("api-key", "https://shop.example/admin/api-key"),
        ("../../../../api-key", "https://shop.example/api-key"),
        ("/a/%2e%2e/api-key", "https://shop.example/api-key"),
        ("\\api-key", "https://shop.example/api-key"),
        ("HTTPS://SHOP.EXAMPLE:443/api-key", "https://shop.example/api-key"),
        (" /api-key\n", "https://shop.example/api-key"),
    ] {
        let found = endpoint_url(Some(resolve(address, &page)), Some(&dissect(&page)));
        assert_eq!(found.as_deref(), Ok(href), "{address:?}");
    }
}

#[test]
fn c12_a_hostile_base_is_never_asked() {
    for page in pages() {
        let place = dissect(&page);
        for address in hostile("openai-base", &page) {
            let found = openai_base(resolve(&address, &page), Some(&place));
            assert_eq!(found, Base::Plain, "{address} on {page}");
        }
    }
}

#[test]
fn c12_a_base_on_loopback_is_asked_by_a_page_on_loopback_alone() {
    let [local, shop] = pages();
    for address in
        ["http://127.0.0.1:9/v1", "http://localhost/v1/", "http://[::1]:9/v1", "https://127.0.0.1/v1", "/openai/v1"]
    {
        let base = openai_base(resolve(address, &local), Some(&dissect(&local)));
        assert!(matches!(base, Base::Loopback(_)), "{address}");
        assert_eq!(openai_base(resolve(address, &shop), Some(&dissect(&shop))), Base::Plain, "{address}");
    }
}
