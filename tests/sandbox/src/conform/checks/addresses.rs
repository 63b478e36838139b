//! Base URLs that are not OpenAI's. A forged one would send the key, and every text of the shop, to somebody else.

use serde_json::{Value, json};

use super::check;
use crate::conform::{
    call::Call,
    problem,
    report::Check,
    trial::{BrokenOff, Refusal, Trial},
};

const WHOLE: &str = "match the whole text, once, against ^https://([a-z]{2}\\.)?api\\.openai\\.com/v1$, with letter case, \
                     `$` as the end of the text, and before anything parses, trims or normalises it; else 422";
const NAMED: Check = check(
    "base-url-error",
    "the refusal of a base URL names its field",
    "answer 422 with `errors`: a list of {\"detail\": a sentence for the merchant, \"pointer\": \"#/baseUrl\"}",
);

/// Forms of addresses, each with what it gets past.
const FORMS: [(&str, &str, &str); 21] = [
    ("base-url-http", "a base URL by http is refused", "http://api.openai.com/v1"),
    ("base-url-host", "another host is refused", "https://evil.example/v1"),
    (
        "base-url-suffix",
        "OpenAI's name in front of another domain is refused",
        "https://api.openai.com.evil.example/v1",
    ),
    ("base-url-prefix", "OpenAI's name at the end of another name is refused", "https://evilapi.openai.com/v1"),
    ("base-url-region", "a region that is not two letters is refused", "https://evil.api.openai.com/v1"),
    (
        "base-url-in-path",
        "OpenAI's address as another's path is refused",
        "https://evil.example/https://api.openai.com/v1",
    ),
    (
        "base-url-in-query",
        "OpenAI's address as another's query is refused",
        "https://evil.example/?https://api.openai.com/v1",
    ),
    ("base-url-userinfo", "OpenAI's name as another host's user is refused", "https://api.openai.com@evil.example/v1"),
    ("base-url-user", "a user's name is refused", "https://someone@api.openai.com/v1"),
    ("base-url-backslash", "a backslash is refused", "https://evil.example\\@api.openai.com/v1"),
    ("base-url-port", "a port is refused", "https://api.openai.com:8443/v1"),
    ("base-url-no-path", "a missing /v1 is refused", "https://api.openai.com"),
    ("base-url-path", "a longer path is refused", "https://api.openai.com/v1/files"),
    ("base-url-dots", "a path that climbs is refused", "https://api.openai.com/v1/../"),
    ("base-url-slash", "a slash at the end is refused", "https://api.openai.com/v1/"),
    ("base-url-query", "a query is refused", "https://api.openai.com/v1?x=/v1"),
    ("base-url-upper", "capital letters are refused", "https://API.OPENAI.COM/v1"),
    ("base-url-root", "a dot after the name is refused", "https://api.openai.com./v1"),
    ("base-url-letter", "a letter in the place of a dot is refused", "https://apixopenai.com/v1"),
    ("base-url-unicode", "letters that only look like OpenAI's are refused", "https://\u{430}pi.openai.com/v1"),
    ("base-url-lines", "a second line is refused", "https://evil.example/v1\nhttps://api.openai.com/v1"),
];

/// Tries them all.
pub(super) async fn refused(trial: &mut Trial<'_>) -> Result<(), BrokenOff> {
    let mut named = None;
    for (id, what, url) in FORMS {
        let heard = trial.refused(check(id, what, WHOLE), with(trial, &json!(url)), Refusal::Exactly(422)).await?;
        named = named.or(heard.filter(|heard| heard.status == 422));
    }
    for (id, what, value) in [
        ("base-url-list", "a base URL that is a list is refused", json!(["https://api.openai.com/v1"])),
        ("base-url-number", "a base URL that is a number is refused", json!(1)),
    ] {
        trial.refused(check(id, what, WHOLE), with(trial, &value), Refusal::Exactly(422)).await?;
    }
    match named {
        None => trial.report.skip(NAMED, "no base URL was refused with 422"),
        Some(heard) => trial.report.put(NAMED, problem::names(&heard, "#/baseUrl")),
    }
    line_end(trial).await
}

/// Frameworks that trim what they read are welcome to: what counts is the address that they then keep.
async fn line_end(trial: &mut Trial<'_>) -> Result<(), BrokenOff> {
    let check = check("base-url-line-end", "a line end after the address is refused, or trimmed away", WHOLE);
    let seen = match trial.desk.ask(&with(trial, &json!("https://eu.api.openai.com/v1\n"))).await {
        Err(why) => Err(why),
        Ok(heard) if heard.status == 422 => Ok(()),
        Ok(heard) if heard.status < 300 && trial.state().await?.base_url() == Some("https://eu.api.openai.com/v1") => {
            Ok(())
        }
        Ok(heard) if heard.status < 300 => Err("it was stored with its line end".to_owned()),
        Ok(heard) => Err(format!("it was answered with {}; wanted is 422", heard.status)),
    };
    trial.report.put(check, seen);
    trial.restore().await
}

fn with(trial: &Trial<'_>, base_url: &Value) -> Call {
    let mut body = trial.desk.body();
    body["baseUrl"] = base_url.clone();
    Call::post(&body)
}
