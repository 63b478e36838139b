//! Answers that repeat parts of the request, as OpenAI's do.

use serde_json::json;

use super::Ask;
use crate::{answer::Answer, corpus};

/// 401 `invalid_api_key` in the very body of the corpus, with the echo of this key in the place of that one's.
pub fn invalid_key(key: &str) -> Answer {
    let mut answer = corpus::answer("invalid-key-chat-2026");
    let body = String::from_utf8_lossy(&answer.body).into_owned();
    if let Some((before, rest)) = body.split_once("provided: ")
        && let Some((_, after)) = rest.split_once(". You can find")
    {
        // The key goes into a JSON string: quotes and control characters have to be escaped.
        let echo = serde_json::to_string(&masked(key)).unwrap_or_default();
        let echo = echo.strip_prefix('"').and_then(|echo| echo.strip_suffix('"')).unwrap_or("");
        answer.body = format!("{before}provided: {echo}. You can find{after}").into();
    }
    answer
}

/// The first eight characters, stars, the last four, at the full length; short texts come back whole
/// (`invalid-key`, `hello`: rows of the corpus).
fn masked(key: &str) -> String {
    let letters: Vec<char> = key.chars().collect();
    if letters.len() <= 12 {
        return key.to_owned();
    }
    let tail = letters.len() - 4;
    letters.iter().enumerate().map(|(at, letter)| if at < 8 || at >= tail { *letter } else { '*' }).collect()
}

/// 404 with the model's name.
pub fn no_such_model(model: &str) -> Answer {
    error(
        404,
        &format!("The model `{model}` does not exist or you do not have access to it."),
        None,
        Some("model_not_found"),
    )
}

/// 400 for a parameter that the model doesn't know.
pub fn unsupported(parameter: &str, instead: &str) -> Answer {
    error(
        400,
        &format!("Unsupported parameter: '{parameter}' is not supported with this model. Use '{instead}' instead."),
        Some(parameter),
        Some("unsupported_parameter"),
    )
}

/// 401 that names the right host.
pub fn wrong_region(host: &str) -> Answer {
    let mut answer = corpus::answer("wrong-region-us-message");
    answer.body = String::from_utf8_lossy(&answer.body).replace("us.api.openai.com", host).into();
    answer
}

/// 401 of a regional host, for a project that has no region. Its code was not seen.
pub fn no_region() -> Answer {
    let text = "This endpoint is only accessible by projects with geography restrictions enabled.";
    error(401, text, None, None)
}

/// 404 for an address that OpenAI doesn't have.
pub fn no_such_url(method: &str, path: &str) -> Answer {
    error(404, &format!("Invalid URL ({method} {path})"), None, None)
}

/// 405.
pub fn method_refused(method: &str, path: &str) -> Answer {
    let text = format!("Not allowed to {method} on {path}.");
    error(405, &text, None, Some("method_not_supported"))
}

/// 400 for a run whose body is no request at all.
pub fn malformed(ask: &Ask) -> Option<Answer> {
    if ask.params.is_none() {
        let text = "We could not parse the JSON body of your request.";
        return Some(error(400, text, None, None));
    }
    if ask.model().is_empty() {
        return Some(error(400, "you must provide a model parameter", None, None));
    }
    let text = "Missing required parameter: 'messages'.";
    (!ask.has("messages")).then(|| error(400, text, Some("messages"), Some("missing_required_parameter")))
}

/// OpenAI's envelope round a message.
pub fn error(status: u16, message: &str, param: Option<&str>, code: Option<&str>) -> Answer {
    of_type(status, message, "invalid_request_error", param, code)
}

/// The same with another type.
pub fn of_type(status: u16, message: &str, kind: &str, param: Option<&str>, code: Option<&str>) -> Answer {
    let body = json!({"error": {"message": message, "type": kind, "param": param, "code": code}});
    Answer::new(status, "application/json", body.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_key_is_echoed_as_eight_stars_and_four_at_its_length() {
        assert_eq!(masked("bad-key-0123456789test"), "bad-key-**********test");
        assert_eq!(masked("hello"), "hello");
        assert_eq!(masked("invalid-key"), "invalid-key");
    }

    #[test]
    fn a_quote_in_the_key_leaves_the_answer_json() {
        let body = invalid_key("\"\"").body;
        assert!(serde_json::from_slice::<serde_json::Value>(&body).is_ok());
    }
}
