//! Asking OpenAI. The one file of this room that knows the browser.

use super::{Answer, Ask, LIMIT, Which, attempt::is_plain_id, read_answer};
use crate::{element::stage, paste::Secret};
use gloo_net::http::{Request, RequestBuilder};
use web_sys::{AbortSignal, ReferrerPolicy, RequestCache, RequestCredentials, RequestMode, RequestRedirect};

/// Makes one request. `None`: it failed. What OpenAI wrote goes no further than `read_answer`.
pub async fn fetch(ask: Ask, key: Secret, signal: AbortSignal) -> Option<Answer> {
    let request = build(&ask, &key, &signal)?;
    drop(key);
    let answer = stage::send(request, LIMIT).await?;
    let content_type = answer.header("content-type").unwrap_or_default();
    let request_id = answer.header("x-request-id").filter(|id| is_plain_id(id));
    let status = answer.status();
    Some(Answer { status, finding: read_answer(status, &content_type, &answer.bytes(), ask.which), request_id })
}

/// Only the two headers that OpenAI needs; no cookie, no referrer, no cache, and no redirect is followed.
fn build(ask: &Ask, key: &Secret, signal: &AbortSignal) -> Option<Request> {
    // EXPOSE: the Authorization header of a request to OpenAI is what the key is for.
    let key = key.expose();
    if !key.bytes().all(|byte| byte.is_ascii_graphic()) {
        return None;
    }
    let mut bearer = String::with_capacity(7 + key.len());
    bearer.push_str("Bearer ");
    bearer.push_str(key);
    let builder = match ask.which {
        Which::Models => Request::get(&ask.url),
        Which::Run => Request::post(&ask.url).header("Content-Type", "application/json"),
    };
    let builder: RequestBuilder = builder
        .header("Authorization", &bearer)
        .mode(RequestMode::Cors)
        .credentials(RequestCredentials::Omit)
        .cache(RequestCache::NoStore)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .redirect(RequestRedirect::Error)
        .abort_signal(Some(signal));
    match &ask.body {
        Some(body) => builder.body(body.as_str()).ok(),
        None => builder.build().ok(),
    }
}
