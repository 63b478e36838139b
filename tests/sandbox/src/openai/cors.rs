//! The headers that let a page of another origin read an answer of api.openai.com.
//!
//! Seen: `Access-Control-Allow-Origin: *` on the list always, on the chat answers where an `Origin` was sent;
//! `Access-Control-Expose-Headers: X-Request-ID, CF-Ray` since 2026-05, nothing else exposed (recorded
//! exchanges of dd-trace-py, ruby_llm, pydantic-ai). Request headers are reflected (openai-node sends a dozen of
//! its own from browsers). Not seen: a raw preflight answer; its status, methods and max-age are assumed.

use axum::http::request::Parts;

use crate::answer::Answer;

/// What a page may read of an answer's headers.
const EXPOSED: &str = "X-Request-ID, CF-Ray";

/// The answer to a preflight.
pub fn preflight(parts: &Parts) -> Answer {
    let asked = parts.headers.get("access-control-request-headers").and_then(|value| value.to_str().ok());
    let answer = Answer::empty(200)
        .with("access-control-allow-origin", "*")
        .with("access-control-allow-methods", "GET, OPTIONS, POST")
        .with("access-control-max-age", "600")
        .with("vary", "Origin, Access-Control-Request-Method, Access-Control-Request-Headers");
    match asked {
        Some(asked) => answer.with("access-control-allow-headers", asked),
        None => answer,
    }
}

/// The same without any leave to read it.
pub fn without(mut answer: Answer) -> Answer {
    answer.headers.retain(|(name, _)| !name.starts_with("access-control-"));
    answer
}

/// The headers that every answer carries, and CORS, where the answer has it.
pub fn dress(answer: Answer, number: u64, parts: &Parts) -> Answer {
    let limited = answer.status == 429;
    let refused = answer.status == 401;
    let cors = answer.cors;
    // Recorded from a real host, these are unlike for every answer; here they are unlike, but countable.
    let id = format!("req_{:032x}", 0x5a1d_0000_u128 + u128::from(number));
    let mut answer = if answer.header("x-request-id").is_some() { answer } else { answer.with("x-request-id", id) };
    answer = answer
        .with("cf-ray", format!("{number:016x}-MXP"))
        .with("server", "cloudflare")
        .with("openai-processing-ms", "12")
        .with("openai-version", "2020-10-01")
        .with("x-ratelimit-remaining-requests", "2")
        .with("vary", "Origin");
    if limited {
        answer = answer.with("retry-after", "20");
    }
    if refused {
        answer = answer.with("www-authenticate", "Bearer realm=\"OpenAI API\"");
    }
    let asked = parts.headers.contains_key("origin") || parts.method == "GET";
    if cors && asked {
        answer = answer.with("access-control-allow-origin", "*").with("access-control-expose-headers", EXPOSED);
    }
    answer
}
