//! Asking OpenAI. The one file of this room that knows the browser.

use super::{Answer, Ask, Fault, LIMIT, Which, attempt::is_plain_id, read_answer};
use crate::{
    element::stage::{self, Exchanged},
    paste::Secret,
};
use gloo_net::http::Request;
use web_sys::{AbortSignal, ReferrerPolicy, RequestCredentials, RequestMode, RequestRedirect};

/// How long a failed request waits for the event that would explain it, which fires after the rejection (measured in
/// Chromium 156): milliseconds.
const PATIENCE: u32 = 400;

/// Makes one request, and tells what came of it. What OpenAI wrote goes no further than `read_answer`.
pub fn fetch(ask: &Ask, key: Secret, signal: &AbortSignal, done: impl FnOnce(Result<Answer, Fault>) + 'static) {
    let request = build(ask, &key, signal);
    drop(key);
    let Some(request) = request else { return done(Err(Fault::Network)) };
    let which = ask.which;
    stage::send(&request, LIMIT, PATIENCE, Box::new(move |answer| done(answer.map(|answer| read(which, &answer)))));
}

fn read(which: Which, answer: &Exchanged) -> Answer {
    let content_type = answer.header("content-type").unwrap_or_default();
    let request_id = answer.header("x-request-id").filter(|id| is_plain_id(id));
    let status = answer.status();
    Answer { status, finding: read_answer(status, &content_type, &answer.bytes(), which), request_id }
}

/// Only the two headers that OpenAI needs; no cookie, no referrer, no cache, and no redirect is followed.
fn build(ask: &Ask, key: &Secret, signal: &AbortSignal) -> Option<web_sys::Request> {
    // EXPOSE: the Authorization header of a request to OpenAI is what the key is for.
    let key = key.expose();
    if !key.bytes().all(|byte| byte.is_ascii_graphic()) {
        return None;
    }
    let mut bearer = String::with_capacity(7 + key.len());
    bearer.push_str("Bearer ");
    bearer.push_str(key);
    let (builder, content_type) = match ask.which {
        Which::Models => (Request::get(&ask.url), None),
        Which::Run => (Request::post(&ask.url), Some("application/json")),
    };
    let builder = builder
        .mode(RequestMode::Cors)
        .credentials(RequestCredentials::Omit)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .redirect(RequestRedirect::Error);
    let headers = [("Authorization", Some(bearer.as_str())), ("Content-Type", content_type)];
    stage::build(builder, &headers, ask.body.as_deref(), signal)
}
