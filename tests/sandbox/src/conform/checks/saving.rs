//! Storing a key, and what the state then shows of it.

use serde_json::{Value, json};

use super::{check, reading};
use crate::conform::{
    desk::{Seen, last_four},
    line::Heard,
    report::Check,
    trial::{BrokenOff, Trial},
};

const REGIONAL: &str = "https://eu.api.openai.com/v1";
const USUAL: &str = "https://api.openai.com/v1";

const SAVE: Check = check(
    "save",
    "POST stores a key",
    "take {\"apiKey\", \"baseUrl\", \"verdict\"}; don't try the key at OpenAI yourself, and ask for no narrower shape \
     than the contract; 200 with the state, or 204",
);
const REPLY: Check = check(
    "save-reply",
    "POST answers with the state, or 204",
    "write first; then answer as GET would, or 204 without a body",
);
const HINT: Check = check(
    "hint",
    "GET shows the key's last four characters",
    "store the key whole; `hint` is its last four characters, no more",
);
const REGION: Check = check(
    "base-url-regional",
    "a regional base URL is stored and shown",
    "accept ^https://([a-z]{2}\\.)?api\\.openai\\.com/v1$, and tell it as `baseUrl`",
);
const VERDICT: Check =
    check("verdict", "the verdict is stored and shown", "keep `verdict` and its time with the key, and tell both");
const REPLACE: Check = check(
    "replace",
    "a new key takes the old one's place",
    "replace key, base URL, verdict and times in one transaction",
);
const FORGET: Check = check(
    "base-url-forgotten",
    "without `baseUrl` an older one is forgotten",
    "write `baseUrl` on every POST; absent, it is null",
);
const UNKNOWN: Check = check(
    "unknown-members",
    "members that the endpoint does not know are ignored",
    "read the members you know, and pass over others",
);
const WRITTEN_OUT: Check =
    check("base-url-usual", "the usual base URL may be written out", "accept https://api.openai.com/v1 as well");
const ETAG: Check = check(
    "etag-changes",
    "the ETag changes with the key",
    "derive it from a version that every change counts up, and send it strong; a server in front that compresses may \
     turn it into a weak one",
);

/// Stores keys, and looks.
pub(super) async fn save(trial: &mut Trial<'_>) -> Result<(), BrokenOff> {
    let [first, second] = trial.desk.keys.clone();
    let empty = trial.state().await?;

    let saved = trial.save(json!({"apiKey": first, "verdict": "no_credit"})).await;
    trial.report.put(SAVE, saved.as_ref().map(drop).map_err(Clone::clone));
    let heard = saved.map_err(|_| "no key could be stored".to_owned())?;
    let full = trial.state().await?;
    reading::shown(trial.report, &empty, &full);
    trial.report.put(REPLY, reply(&heard, &full));
    trial.report.put(HINT, hint(&full, &first));
    trial.report.put(VERDICT, equal("verdict", full.text("verdict"), Some("no_credit")));
    match (&empty.etag, &full.etag) {
        (None, None) => trial.report.skip(ETAG, "GET gives no ETag; two people who save at once are not told"),
        (before, after) => trial.report.put(ETAG, version(before.as_deref(), after.as_deref())),
    }

    let replaced = trial.save(json!({"apiKey": second, "verdict": "ready"})).await;
    let after = trial.state().await?;
    trial.report.put(REPLACE, replaced.map(drop).and_then(|()| shows(&after, &second)));

    let regional = trial.save(json!({"apiKey": first, "baseUrl": REGIONAL, "verdict": "ready"})).await;
    let there = trial.state().await?;
    trial.report.put(REGION, regional.map(drop).and_then(|()| equal("baseUrl", there.base_url(), Some(REGIONAL))));
    let usual = trial.save(json!({"apiKey": second, "verdict": "ready"})).await;
    let after = trial.state().await?;
    trial.report.put(FORGET, usual.map(drop).and_then(|()| equal("baseUrl", after.base_url(), None)));

    for (check, body) in [
        (UNKNOWN, json!({"apiKey": first, "verdict": "ready", "somethingNew": {"of": ["a", "later", "version"]}})),
        (WRITTEN_OUT, json!({"apiKey": second, "verdict": "ready", "baseUrl": USUAL})),
    ] {
        let key = body["apiKey"].as_str().unwrap_or("").to_owned();
        let saved = trial.save(body).await;
        let after = trial.state().await?;
        trial.report.put(check, saved.map(drop).and_then(|()| shows(&after, &key)));
    }
    Ok(())
}

/// Does a `POST` answer as a `GET` would?
fn reply(heard: &Heard, full: &Seen) -> Result<(), String> {
    if heard.body.trim_ascii().is_empty() {
        return Ok(());
    }
    if heard.media_type() != "application/json" {
        return Err("a body whose Content-Type is not application/json".to_owned());
    }
    let Ok(Value::Object(members)) = serde_json::from_slice(&heard.body) else {
        return Err("a body that is no JSON object".to_owned());
    };
    let differ = ["configured", "hint", "baseUrl", "verdict"]
        .into_iter()
        .find(|name| members.get(*name).unwrap_or(&Value::Null) != full.members.get(*name).unwrap_or(&Value::Null));
    differ.map_or(Ok(()), |name| Err(format!("its `{name}` is not the one of the GET that followed")))
}

/// Are these the ETags of before and after?
fn version(before: Option<&str>, after: Option<&str>) -> Result<(), String> {
    if before == after {
        return Err("the same ETag before and after".to_owned());
    }
    match (before, after) {
        (Some(before), Some(after)) if !before.starts_with("W/") && !after.starts_with("W/") => Ok(()),
        (Some(_), Some(_)) => Err("a weak ETag (W/…), which If-Match never matches".to_owned()),
        _ => Err("an ETag on one state and none on the other".to_owned()),
    }
}

fn hint(seen: &Seen, key: &str) -> Result<(), String> {
    let hint = seen.text("hint").ok_or("no text `hint`")?;
    match hint.chars().count() {
        4 if hint == last_four(key) => Ok(()),
        4 => Err("four other characters".to_owned()),
        count => Err(format!("{count} characters")),
    }
}

/// Does the state show that key? However long its hint is: that is a check of its own.
pub(super) fn shows(seen: &Seen, key: &str) -> Result<(), String> {
    let fits = seen.text("hint").is_some_and(|hint| hint.ends_with(&last_four(key)));
    if seen.configured() && fits { Ok(()) } else { Err("GET does not show the key that was sent last".to_owned()) }
}

fn equal(name: &str, seen: Option<&str>, wanted: Option<&str>) -> Result<(), String> {
    if seen == wanted { Ok(()) } else { Err(format!("`{name}` is another than was sent")) }
}
