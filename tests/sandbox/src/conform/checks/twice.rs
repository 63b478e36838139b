//! The same request twice, and two people at once.

use serde_json::json;

use super::{check, saving::shows};
use crate::{
    conform::{
        call::Call,
        report::Check,
        trial::{BrokenOff, Refusal, Trial},
    },
    passweb::random,
};

const TWICE: Check = check(
    "repeated-post",
    "a POST that is sent twice is carried out once",
    "keep each Idempotency-Key with its answer for 24 hours; look there before If-Match, and answer a repetition with \
     the first answer",
);
const STALE: Check = check("stale-if-match-post", "POST over a change that was not seen is refused", CONFLICT);
const STALE_DELETE: Check =
    check("stale-if-match-delete", "DELETE over a change that was not seen is refused", CONFLICT);
const CONFLICT: &str = "compare If-Match with the current ETag, within the transaction; 412 where it differs";

const NO_ETAG: &str = "GET gives no ETag";

/// Sends what was already sent.
pub(super) async fn twice(trial: &mut Trial<'_>) -> Result<(), BrokenOff> {
    let [first, second] = trial.desk.keys.clone();
    let old = trial.state().await?.etag;

    let once = Call::post(&json!({"apiKey": first, "verdict": "ready"})).once(&random());
    // As the widget repeats it after a lost answer: to the letter, with what was the newest ETag then.
    let once = old.as_ref().map_or_else(|| once.clone(), |etag| once.clone().matching(etag));
    let before = trial.desk.ask(&once).await.map(|heard| heard.status);
    trial.state().await?;
    if trial.save(json!({"apiKey": second, "verdict": "ready"})).await.is_err() {
        return Err("a second key could not be stored".to_owned());
    }
    let newest = trial.state().await?.etag;
    let again = trial.desk.ask(&once).await.map(|heard| heard.status);
    let after = trial.state().await?;
    let seen = shows(&after, &second).map_err(|_| "the repetition was carried out once more".to_owned());
    let seen = seen.and_then(|()| match (before, again) {
        (Ok(before), Ok(again)) if before == again => Ok(()),
        (Ok(before), Ok(again)) => Err(format!("the first was answered with {before}, the repetition with {again}")),
        (Err(why), _) | (_, Err(why)) => Err(why),
    });
    let carried_out = shows(&after, &second).is_err();
    trial.report.put(TWICE, seen);
    if carried_out {
        trial.restore().await?;
    }

    let stale = old.filter(|old| Some(old) != newest.as_ref()).or_else(|| newest.map(|_| "\"conform\"".to_owned()));
    let Some(stale) = stale else {
        trial.report.skip(STALE, NO_ETAG);
        trial.report.skip(STALE_DELETE, NO_ETAG);
        return Ok(());
    };
    let post = Call::post(&json!({"apiKey": first, "verdict": "ready"}));
    trial.refused(STALE, post.matching(&stale), Refusal::Exactly(412)).await?;
    trial.refused(STALE_DELETE, Call::delete().matching(&stale), Refusal::Exactly(412)).await?;
    Ok(())
}
