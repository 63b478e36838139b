//! How the two requests leave, and that no redirect carries the key on.

use super::{pieces::Pieces, scans::bare, traces::no_request};
use crate::stage::{Stage, on_stage};
use sandbox::{
    EndpointFault, OpenAiFault, Recorded,
    keys::key_for,
    passweb::{On, What},
};
use serde_json::json;

/// The headers that a browser adds by itself, as Chromium 156 does.
const BROWSER_S_OWN: [&str; 17] = [
    "host",
    "connection",
    "content-length",
    "pragma",
    "cache-control",
    "sec-ch-ua",
    "sec-ch-ua-mobile",
    "sec-ch-ua-platform",
    "user-agent",
    "accept",
    "origin",
    "sec-fetch-site",
    "sec-fetch-mode",
    "sec-fetch-dest",
    "accept-encoding",
    "accept-language",
    "priority",
];

async fn tried(stage: &Stage, key: &str) {
    stage.visit().await;
    stage.paste(key).await;
    stage.until("a try has ended", "return checked.length > 0").await;
}

/// Waits until such a request is on record.
async fn comes(stage: &Stage, what: &str, such: impl Fn(&Recorded) -> bool) {
    stage.until_so(what, |sandbox| sandbox.requests().iter().any(&such)).await;
}

#[test]
fn c12_openai_gets_two_headers_and_neither_cookie_nor_referrer() {
    on_stage(bare(), async |stage| {
        // What a server sees depends on what the browser had to send; what was asked of the browser, the page's own
        // `fetch` sees.
        stage.visit().await;
        let ears = "window.asked = []; const real = window.fetch;
            window.fetch = (request) => {
                const {url, mode, credentials, cache, redirect, referrerPolicy, keepalive} = request;
                asked.push({url, mode, credentials, cache, redirect, referrerPolicy, keepalive});
                return real(request);
            }";
        stage.script(ears).await;
        stage.paste(&key_for("good")).await;
        stage.says(".verdict h3", "funziona").await;
        for wanted in stage.script("return asked").await.as_array().unwrap() {
            let policy = json!({"url": wanted["url"], "mode": "cors", "credentials": "omit", "cache": "no-store",
                "redirect": "error", "referrerPolicy": "no-referrer", "keepalive": false});
            assert_eq!(wanted, &policy);
        }
        let asked = stage.sandbox.openai_requests();
        assert_eq!(asked.len(), 2);
        for request in &asked {
            let sent: Vec<&str> = request.headers.iter().map(|(name, _)| name.as_str()).collect();
            let ours: Vec<&str> = sent.iter().copied().filter(|name| !BROWSER_S_OWN.contains(name)).collect();
            let expected =
                if request.method == "POST" { vec!["authorization", "content-type"] } else { vec!["authorization"] };
            let mut sorted = ours.clone();
            sorted.sort_unstable();
            assert_eq!(sorted, expected, "{} {}: {sent:?}", request.method, request.path);
            assert_eq!((request.header("cookie"), request.header("referer")), (None, None));
            assert_eq!((request.host.as_str(), request.query.as_deref()), ("api.openai.com", None));
        }
        // A page that gives its address away is seen to.
        stage.script("fetch('https://api.openai.com/v1/models?x', {mode: 'no-cors', referrerPolicy: 'unsafe-url'}).catch(() => {})").await;
        let told = |request: &Recorded| request.header("referer").is_some_and(|page| page.contains("/admin/ai"));
        comes(&stage, "the record shows an address", told).await;
        stage.script("host.reset()").await;
        stage
    });
}

#[test]
fn c12_the_endpoint_gets_the_session_and_the_key_in_the_body_alone() {
    on_stage(bare(), async |stage| {
        let pieces = Pieces::of(&key_for("good"));
        tried(&stage, &pieces.key).await;
        stage.press("Salva la chiave").await;
        stage.says(".verdict h3", "Chiave salvata").await;
        let sent = stage.sandbox.endpoint_requests("POST");
        assert_eq!(sent.len(), 1);
        assert!(sent[0].header("cookie").is_some(), "the session goes with it: the record shows cookies");
        let page = stage.sandbox.page_url();
        assert!(sent[0].header("referer").is_none_or(|told| told == page), "the own origin knows the page");
        assert_eq!(sent[0].header("content-type"), Some("application/json"));
        assert!(pieces.in_text(&sent[0].text()).is_some());
        no_request(&stage.sandbox.requests(), &pieces);
        stage
    });
}

#[test]
fn c12_no_redirect_of_openai_s_carries_the_key_on() {
    on_stage(bare(), async |stage| {
        stage.sandbox.set_openai_fault(Some(OpenAiFault::Redirect));
        let pieces = Pieces::of(&key_for("good"));
        tried(&stage, &pieces.key).await;
        stage.verdict("network_or_cors").await;
        let asked = stage.sandbox.openai_requests();
        assert_eq!(asked.len(), 2);
        assert!(asked.iter().all(|request| request.path != "/v1/moved"), "no redirect is followed");
        no_request(&stage.sandbox.requests(), &pieces);
        // Whoever follows gets there.
        stage.script("fetch('https://api.openai.com/v1/models', {mode: 'no-cors'}).catch(() => {})").await;
        comes(&stage, "the redirect leads there", |request| request.path == "/v1/moved").await;
        stage.script("host.reset()").await;
        stage
    });
}

#[test]
fn c12_no_redirect_of_the_endpoint_s_carries_the_key_on() {
    on_stage(bare(), async |stage| {
        let pieces = Pieces::of(&key_for("good"));
        tried(&stage, &pieces.key).await;
        stage.says(".verdict h3", "funziona").await;
        // 307 keeps the method and the body.
        let moved = sandbox::answer::Answer::empty(307).with("location", "/admin/login");
        stage.sandbox.set_endpoint_fault(Some(EndpointFault::new(What::Answer(moved)).on(On::Post)));
        stage.press("Salva la chiave").await;
        stage.until("it failed", "return root.querySelector('.verdict').classList.contains('bad')").await;
        let with_key = |request: &&Recorded| pieces.in_text(&request.text()).is_some();
        let requests = stage.sandbox.requests();
        let carrying: Vec<_> = requests.iter().filter(with_key).collect();
        assert!(!carrying.is_empty(), "the POST is on record");
        assert!(carrying.iter().all(|request| request.path == "/admin/ai/api-key"), "and nothing after it");
        no_request(&requests, &pieces);
        stage.script("host.reset()").await;
        stage
    });
}
