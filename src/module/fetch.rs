//! Calling the module configuration endpoint. The one file of this room that knows the browser.

use super::{ANSWER_LIMIT, Call, Fault, Reply, SaveBody, read_reply};
use crate::{element::stage, paste::Secret};
use gloo_net::http::Request;
use web_sys::{AbortSignal, ReferrerPolicy, RequestCache, RequestCredentials, RequestMode, RequestRedirect};

/// What goes with a call besides its body.
#[derive(Clone, Default)]
pub struct Headers {
    /// The CSRF header's name and token.
    pub csrf: Option<(String, String)>,
    /// One per press of the button, so that the endpoint can tell a repetition.
    pub idempotency: Option<String>,
    /// The `ETag` that the last `GET` gave.
    pub if_match: Option<String>,
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

/// Makes one call. It always ends in a reply; `csrf_header` names the header that may carry a newer token.
pub async fn fetch(
    call: Call,
    url: &str,
    headers: Headers,
    body: Option<String>,
    csrf_header: &str,
    signal: &AbortSignal,
) -> Fetched {
    let failed = Fetched { reply: Reply::Failed(Fault::Network), csrf: None, etag: None };
    let Some(request) = build(call, url, &headers, body, signal) else {
        return failed;
    };
    let Some(answer) = stage::send(request, ANSWER_LIMIT).await else {
        return failed;
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
fn build(call: Call, url: &str, headers: &Headers, body: Option<String>, signal: &AbortSignal) -> Option<Request> {
    let mut builder = match call {
        Call::Load => Request::get(url),
        Call::Save => Request::post(url).header("Content-Type", "application/json"),
        Call::Remove => Request::delete(url),
    };
    builder = builder
        .header("Accept", "application/json, application/problem+json")
        .mode(RequestMode::SameOrigin)
        .credentials(RequestCredentials::SameOrigin)
        .cache(RequestCache::NoStore)
        .referrer_policy(ReferrerPolicy::SameOrigin)
        .redirect(RequestRedirect::Manual)
        .abort_signal(Some(signal));
    let csrf = headers.csrf.as_ref().map(|(name, token)| (name.as_str(), token.as_str()));
    let rest = [("Idempotency-Key", headers.idempotency.as_deref()), ("If-Match", headers.if_match.as_deref())];
    let rest = rest.into_iter().filter_map(|(name, value)| value.map(|value| (name, value)));
    for (name, value) in csrf.into_iter().chain(rest) {
        builder = builder.header(name, value);
    }
    match body {
        Some(body) => builder.body(body).ok(),
        None => builder.build().ok(),
    }
}
