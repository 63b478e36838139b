//! Looking at refusals: problem details (RFC 9457), and their list of wrong fields.

use serde_json::Value;

use super::line::Heard;

/// What a refusal lacks of problem details, in a few words.
pub fn lacks(heard: &Heard) -> Option<String> {
    // These often come from a server in front, or from the router.
    if [401, 404, 405, 413, 419, 501].contains(&heard.status) || !(400..500).contains(&heard.status) {
        return None;
    }
    if heard.media_type() != "application/problem+json" {
        return Some("a Content-Type other than application/problem+json".to_owned());
    }
    let Ok(Value::Object(members)) = serde_json::from_slice(&heard.body) else {
        return Some("no JSON object".to_owned());
    };
    for name in ["type", "title"] {
        if !members.get(name).is_some_and(Value::is_string) {
            return Some(format!("no text `{name}`"));
        }
    }
    match members.get("status") {
        Some(status) if status.as_u64() != Some(heard.status.into()) => {
            Some("a `status` other than its own".to_owned())
        }
        _ => None,
    }
}

/// Does it name that field, with a sentence, in its `errors`?
///
/// # Errors
/// Says in a few words what there is not.
pub fn names(heard: &Heard, pointer: &str) -> Result<(), String> {
    let body: Value = serde_json::from_slice(&heard.body).unwrap_or_default();
    let Some(errors) = body.get("errors").and_then(Value::as_array) else {
        return Err("no list `errors`".to_owned());
    };
    let text = |error: &Value, name: &str| error.get(name).and_then(Value::as_str).unwrap_or("").to_owned();
    match errors.iter().find(|error| text(error, "pointer") == pointer) {
        None => Err(format!("no error whose `pointer` is `{pointer}`")),
        Some(error) if text(error, "detail").trim().is_empty() => Err("an error without a `detail`".to_owned()),
        Some(_) => Ok(()),
    }
}

/// Does it say that a CSRF token was wrong, so that the widget can tell?
pub fn names_csrf(heard: &Heard) -> bool {
    let body: Value = serde_json::from_slice(&heard.body).unwrap_or_default();
    let said = |name: &str| body.get(name).and_then(Value::as_str).unwrap_or("").to_lowercase();
    let names = said("type") + " " + &said("title") + " " + &said("code");
    let csrf = ["csrf", "xsrf", "forgery", "authenticity"];
    heard.status == 419
        || csrf.iter().any(|word| names.contains(word) || said("detail").contains(word))
        || heard.status == 403 && names.contains("token")
}
