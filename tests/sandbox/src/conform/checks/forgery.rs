//! Requests that the logged-in administrator's own page did not make.

use serde_json::json;

use super::{check, reading::foreign_reader};
use crate::conform::{
    call::Call,
    problem,
    report::Check,
    session::{Token, Who},
    trial::{BrokenOff, Refusal, Trial},
};

/// A page of somebody else's.
pub(super) const EVIL: &str = "https://evil.example";

const SESSION: &str = "ask for the session before anything else, on every method; 401 where there is none";
const CSRF: &str = "compare the token of the header with the session's, on POST and DELETE; 403 where it differs";
const ORIGIN: &str = "compare the whole Origin with your own, token or not, on POST and DELETE; 403 where it differs";

const NOBODY_READS: Check = check("no-session-get", "GET without a session tells nothing", SESSION);
const NOBODY_SAVES: Check = check("no-session-post", "POST without a session is refused", SESSION);
const FORGER_SAVES: Check = check("forged-session-post", "POST with an invented session is refused", SESSION);
const NOBODY_REMOVES: Check = check("no-session-delete", "DELETE without a session is refused", SESSION);
const NO_TOKEN: Check = check("csrf-missing-post", "POST without the CSRF token is refused", CSRF);
const WRONG_TOKEN: Check = check("csrf-wrong-post", "POST with a wrong CSRF token is refused", CSRF);
const NO_TOKEN_DELETE: Check = check("csrf-missing-delete", "DELETE without the CSRF token is refused", CSRF);
const NAMED: Check = check(
    "csrf-named",
    "the refusal of a CSRF token says that it is one",
    "answer 403 with a `type` that ends in `csrf`, so that the widget tries again with a new token instead of asking \
     the merchant to log in",
);
const FOREIGN: Check = check("foreign-origin-post", "POST from another site is refused, even with the token", ORIGIN);
const OPAQUE: Check = check("null-origin-post", "POST with Origin: null is refused", ORIGIN);
const ALIKE: Check = check("lookalike-origin-post", "POST from a site whose name begins like yours is refused", ORIGIN);
const FOREIGN_DELETE: Check =
    check("foreign-origin-delete", "DELETE from another site is refused, even with the token", ORIGIN);

const NO_TOKEN_GIVEN: &str = "the headers hold no CSRF token; the check of Origin carries the weight alone";

/// Whoever is not logged in.
pub(super) async fn without_session(trial: &mut Trial<'_>) -> Result<(), BrokenOff> {
    let nobody = trial.desk.ask(&Call::get().of(Who::Nobody)).await;
    let seen = nobody.and_then(|heard| match heard.status {
        401 | 403 | 419 | 301..=303 | 307 | 308 => Ok(()),
        status => Err(format!("it was answered with {status}; wanted is 401")),
    });
    trial.report.put(NOBODY_READS, seen);
    let post = Call::post(&trial.desk.body());
    trial.refused(NOBODY_SAVES, post.clone().of(Who::Nobody), Refusal::LoggedOut).await?;
    trial.refused(FORGER_SAVES, post.of(Who::Forged), Refusal::LoggedOut).await?;
    foreign_reader(trial).await;
    Ok(())
}

/// Pages of other sites, with nothing stored.
pub(super) async fn of_other_pages(trial: &mut Trial<'_>) -> Result<(), BrokenOff> {
    let post = Call::post(&trial.desk.body());
    if trial.desk.session.has_csrf() {
        let missing = trial.refused(NO_TOKEN, post.clone().with_token(Token::Missing), Refusal::AnyOf400).await?;
        let wrong = trial.refused(WRONG_TOKEN, post.clone().with_token(Token::Wrong), Refusal::AnyOf400).await?;
        // Where the token isn't looked at, there is no refusal that could name it.
        let refusals: Vec<_> = [missing, wrong].into_iter().flatten().filter(|heard| heard.status >= 400).collect();
        if refusals.is_empty() {
            trial.report.skip(NAMED, "no token was refused");
        } else {
            let named = refusals.iter().all(problem::names_csrf);
            trial.report.put(NAMED, if named { Ok(()) } else { Err("a refusal that does not name CSRF".to_owned()) });
        }
    } else {
        for check in [NO_TOKEN, WRONG_TOKEN, NAMED] {
            trial.report.skip(check, NO_TOKEN_GIVEN);
        }
    }
    let alike = format!("{}.evil.example", trial.desk.session.origin);
    for (check, origin) in [(FOREIGN, EVIL), (OPAQUE, "null"), (ALIKE, alike.as_str())] {
        trial.refused(check, post.clone().from(origin), Refusal::AnyOf400).await?;
    }
    Ok(())
}

/// The same with a key that is stored, and has to stay.
pub(super) async fn over_a_stored_key(trial: &mut Trial<'_>) -> Result<(), BrokenOff> {
    let body = json!({"apiKey": trial.desk.keys[0], "verdict": "no_credit"});
    if trial.save(body).await.is_err() {
        return Err("a key could not be stored again".to_owned());
    }
    trial.refused(NOBODY_REMOVES, Call::delete().of(Who::Nobody), Refusal::LoggedOut).await?;
    if trial.desk.session.has_csrf() {
        trial.refused(NO_TOKEN_DELETE, Call::delete().with_token(Token::Missing), Refusal::AnyOf400).await?;
    } else {
        trial.report.skip(NO_TOKEN_DELETE, NO_TOKEN_GIVEN);
    }
    trial.refused(FOREIGN_DELETE, Call::delete().from(EVIL), Refusal::AnyOf400).await?;
    Ok(())
}
