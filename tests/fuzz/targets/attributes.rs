//! Any attribute on any page: no panic; what is obeyed is of the page's own origin, or on loopback like the page.

#![no_main]

use libfuzzer_sys::fuzz_target;
use passweb_ai_key::{
    check::Base,
    panel::{Place, endpoint_url, openai_base},
};
use url::Url;

const PAGES: [&str; 4] =
    ["https://shop.example/admin/ai", "http://127.0.0.1:8080/admin/ai", "http://shop.example/", "file:///admin.html"];

fn dissect(url: &Url) -> Place {
    Place {
        href: url.to_string(),
        origin: url.origin().ascii_serialization(),
        scheme: format!("{}:", url.scheme()),
        host: url.host_str().unwrap_or_default().to_owned(),
        credentials: !url.username().is_empty() || url.password().is_some(),
    }
}

fuzz_target!(|input: (u8, &str)| {
    let (page, address) = input;
    let page = Url::parse(PAGES[usize::from(page) % PAGES.len()]).expect("a page has an address");
    let place = dissect(&page);
    let given = page.join(address).ok().map(|url| dissect(&url));
    if let Ok(endpoint) = endpoint_url(Some(given.clone()), Some(&place)) {
        let endpoint = Url::parse(&endpoint).expect("an endpoint is an address");
        assert_eq!(endpoint.origin(), page.origin(), "the endpoint is of the page's own origin");
        assert!(endpoint.username().is_empty() && endpoint.password().is_none());
        assert!(endpoint.scheme() == "https" || endpoint.host_str() == Some("127.0.0.1"), "never in the clear");
    }
    match openai_base(given, Some(&place)) {
        Base::Loopback(base) => {
            let base = Url::parse(&base).expect("a base is an address");
            assert!(matches!(base.host_str(), Some("127.0.0.1" | "localhost" | "[::1]")), "{base}");
            assert_eq!(page.host_str(), Some("127.0.0.1"));
        }
        other => assert_eq!(other, Base::Plain),
    }
});
