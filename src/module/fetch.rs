//! Calling the module configuration endpoint. The one file of this room that knows the browser.

use super::{ANSWER_LIMIT, Call, Fault, Reply, SaveBody, read_reply};
use crate::{
    element::stage::{self, Exchanged},
    paste::Secret,
};
use gloo_net::http::Request;
use web_sys::{AbortSignal, ReferrerPolicy, RequestCredentials, RequestMode, RequestRedirect};

/// What goes with a call besides its body.
pub struct Headers<'a> {
    /// The CSRF header's name and token.
    pub csrf: (&'a str, Option<&'a str>),
    /// One per press of the button, so that the endpoint can tell a repetition.
    pub idempotency: Option<&'a str>,
    /// The `ETag` that the last `GET` gave.
    pub if_match: Option<&'a str>,
}

/// What a call brought.
pub struct Fetched {
    /// The reply, read.
    pub reply: Reply,
    /// A newer CSRF token, where the answer carries one.
    pub csrf: Option<String>,
    /// The `ETag` of the state.
    pub etag: Option<String>,
}

/// Makes one call, and tells whether an answer came.
pub fn fetch(
    call: Call,
    url: &str,
    headers: &Headers,
    body: Option<&str>,
    signal: &AbortSignal,
    done: impl FnOnce(Option<Exchanged>) + 'static,
) {
    let Some(request) = build(call, url, headers, body, signal) else { return done(None) };
    stage::send(&request, ANSWER_LIMIT, 0, Box::new(|answer| done(answer.ok())));
}

/// Reads what came of a call; `csrf_header` names the header that may carry a newer token.
pub fn read(call: Call, answer: Option<&Exchanged>, csrf_header: &str) -> Fetched {
    let Some(answer) = answer else {
        return Fetched { reply: Reply::Failed(Fault::Network), csrf: None, etag: None };
    };
    let content_type = answer.header("content-type").unwrap_or_default();
    let retry_after = answer.header("retry-after");
    Fetched {
        reply: read_reply(call, answer.status(), &content_type, retry_after.as_deref(), &answer.bytes()),
        csrf: answer.header(csrf_header).filter(|token| !token.is_empty()),
        etag: answer.header("etag"),
    }
}

/// Writes the body of a `POST`. `None` can't happen for these types, and is treated as a failed call.
pub fn save_body(key: &Secret, base_url: Option<&str>, verdict: &str) -> Option<String> {
    // EXPOSE: the body of the POST is how the key reaches the module's configuration.
    serde_json::to_string(&SaveBody { api_key: key.expose(), base_url, verdict }).ok()
}

/// Same origin, with the session's cookies; a redirect is seen, not followed.
///
/// The referrer policy is `same-origin`: under `no-referrer` a request whose mode is not `cors` says `Origin: null`
/// (Fetch Standard, "append a request `Origin` header"; Firefox and WebKit do, Chromium does not), which the endpoint
/// has to refuse.
fn build(
    call: Call,
    url: &str,
    headers: &Headers,
    body: Option<&str>,
    signal: &AbortSignal,
) -> Option<web_sys::Request> {
    let builder = match call {
        Call::Load => Request::get(url),
        Call::Save => Request::post(url),
        Call::Remove => Request::delete(url),
    };
    let builder = builder
        .mode(RequestMode::SameOrigin)
        .credentials(RequestCredentials::SameOrigin)
        .referrer_policy(ReferrerPolicy::SameOrigin)
        .redirect(RequestRedirect::Manual);
    let headers = [
        ("Accept", Some("application/json, application/problem+json")),
        ("Content-Type", body.map(|_| "application/json")),
        headers.csrf,
        ("Idempotency-Key", headers.idempotency),
        ("If-Match", headers.if_match),
    ];
    stage::build(builder, &headers, body, signal)
}
