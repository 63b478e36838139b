//! Bodies that are not what they should be.

use serde_json::{Value, json};

use super::check;
use crate::conform::{
    call::Call,
    desk::last_four,
    problem,
    report::Check,
    trial::{BrokenOff, Refusal, Trial},
};

const TYPE: &str = "compare the media type (what stands before `;`) with application/json; 415 where it differs. Forms \
                    of other sites can send text, but not that type";
const PLAIN: Check = check("text-plain", "JSON that calls itself text/plain is refused", TYPE);
const DISGUISED: Check = check("disguised-type", "`text/plain; x=application/json` is refused", TYPE);
const UNTYPED: Check = check("no-content-type", "a body without a Content-Type is refused", TYPE);
const FORM: Check = check("form", "a form is refused", TYPE);

const MALFORMED: Check = check("malformed-json", "JSON that stops in the middle is refused", "400");
const NO_OBJECT: Check = check("json-array", "JSON that is no object is refused", "400");
const LONG: Check = check("long-body", "a body of one megabyte is refused cleanly", "413 for every body over 16 KiB");

const KEY: &str = "422 with an error at `#/apiKey`, unless it is a text of 20 to 512 characters of A-Z a-z 0-9 _ - that \
                   begins with sk-";
const ODD: Check = check(
    "odd-key",
    "a key with other characters is refused, or stored whole",
    "refuse it with 422 rather than cut, escape or encode it",
);
const VERDICT: Check =
    check("verdict-shape", "a verdict that is no id is refused", "422 unless it matches ^[a-z_]{1,40}$ as a whole");
const FIELD: Check = check(
    "key-error",
    "the refusal of a key names its field",
    "answer 422 with `errors`: a list of {\"detail\": a sentence for the merchant, \"pointer\": \"#/apiKey\"}",
);

const PUT: Check = check("put", "PUT is not known there", "405 with Allow: GET, POST, DELETE");
const PATCH: Check = check("patch", "PATCH is not known there", "405 with Allow: GET, POST, DELETE");
const HEAD: Check = check("head", "HEAD is refused, or answered as GET without its body", "405, or what GET says");

/// Bodies that may not be stored.
pub(super) async fn refused(trial: &mut Trial<'_>) -> Result<(), BrokenOff> {
    let body = trial.desk.body();
    let post = Call::post(&body);
    let key = trial.desk.keys[0].clone();
    for (check, kind) in
        [(PLAIN, Some("text/plain")), (DISGUISED, Some("text/plain; x=application/json")), (UNTYPED, None)]
    {
        trial.refused(check, post.clone().typed(kind), Refusal::AnyOf400).await?;
    }
    let form = Call::new("POST", format!("apiKey={key}&verdict=ready").into_bytes());
    trial.refused(FORM, form.typed(Some("application/x-www-form-urlencoded")), Refusal::AnyOf400).await?;

    let cut = body.to_string();
    let cut = Call { body: cut.as_bytes()[..cut.len() - 1].to_vec(), ..post.clone() };
    trial.refused(MALFORMED, cut, Refusal::AnyOf400).await?;
    trial.refused(NO_OBJECT, Call::post(&json!([body])), Refusal::AnyOf400).await?;
    let mut long = body.clone();
    long["padding"] = Value::from("x".repeat(1_000_000));
    trial.refused(LONG, Call::post(&long), Refusal::TooLong).await?;

    let verdict = json!({"apiKey": key, "verdict": "<b>ready</b>"});
    trial.refused(VERDICT, Call::post(&verdict), Refusal::Exactly(422)).await?;
    keys(trial, &key).await?;
    odd_key(trial, &key).await
}

/// Keys that are none.
async fn keys(trial: &mut Trial<'_>, key: &str) -> Result<(), BrokenOff> {
    let masked = format!("sk-...{}", last_four(key));
    let bare = key.trim_start_matches("sk-proj-");
    let mut named = None;
    for (id, what, value) in [
        ("key-null", "`apiKey` null is refused", Value::Null),
        ("key-number", "`apiKey` that is a number is refused", json!(12_345_678_901_234_567_890_u64)),
        ("key-masked", "a masked key (sk-...AbCd) is refused", json!(masked)),
        ("key-prefix", "a key that does not begin with sk- is refused", json!(bare)),
        ("key-short", "a key of 19 characters is refused", json!(&key[..19])),
        ("key-long", "a key of 513 characters is refused", json!(format!("sk-{}", &key[8..16].repeat(64))[..513])),
    ] {
        let call = Call::post(&json!({"apiKey": value, "verdict": "ready"}));
        let heard = trial.refused(check(id, what, KEY), call, Refusal::Exactly(422)).await?;
        named = named.or(heard.filter(|heard| heard.status == 422));
    }
    match named {
        None => trial.report.skip(FIELD, "no key was refused with 422"),
        Some(heard) => trial.report.put(FIELD, problem::names(&heard, "#/apiKey")),
    }
    Ok(())
}

/// A key with characters that no key has: whoever stores it has to store it whole.
async fn odd_key(trial: &mut Trial<'_>, key: &str) -> Result<(), BrokenOff> {
    let odd = format!("{}%2B<&\"'\\ é€😀{}+/=~", &key[..80], &key[90..140]);
    let seen = match trial.desk.ask(&Call::post(&json!({"apiKey": odd, "verdict": "ready"}))).await {
        Err(why) => Err(why),
        Ok(heard) if (400..500).contains(&heard.status) => Ok(()),
        Ok(heard) if heard.status < 300 => {
            let whole = trial.state().await?.text("hint") == Some(last_four(&odd).as_str());
            if whole { Ok(()) } else { Err("it was stored, and not whole".to_owned()) }
        }
        Ok(heard) => Err(format!("it was answered with {}", heard.status)),
    };
    trial.report.put(ODD, seen);
    trial.restore().await
}

/// Methods that the contract has not.
pub(super) async fn methods(trial: &mut Trial<'_>) -> Result<(), BrokenOff> {
    for (check, method) in [(PUT, "PUT"), (PATCH, "PATCH")] {
        let call = Call { method, ..Call::post(&trial.desk.body()) };
        trial.refused(check, call, Refusal::Method).await?;
    }
    let head = trial.desk.ask(&Call::new("HEAD", Vec::new())).await;
    let seen = head.and_then(|heard| match heard.status {
        200 | 204 | 404 | 405 | 501 => Ok(()),
        status => Err(format!("it was answered with {status}; wanted is 405, or 200")),
    });
    trial.report.put(HEAD, seen);
    Ok(())
}
