//! Reading problem details (RFC 9457), and what frameworks send in their place.

use super::{Fault, text};
use crate::{
    json::{self, Json},
    text::holds,
};

/// How many reasons are shown.
const MOST_REASONS: usize = 5;
/// How much of a page is searched, in bytes.
const SEARCHED: usize = 8 * 1024;

/// What a problem says of itself: the members of RFC 9457, and the usual ones beside it. `detail` is also where Django
/// REST framework puts everything, `message` where Laravel does.
const MEMBERS: [&str; 6] = ["type", "title", "code", "error", "detail", "message"];
/// The first of them are what it calls itself.
const NAMES: usize = 4;

/// Words for a refused token, in whatever a JSON problem says of itself.
const CSRF: [&str; 4] = ["csrf", "xsrf", "forgery", "authenticity"];
/// The same in a page or plain text. Whole phrases, since any login page has a field called csrf-something.
/// Sources: django/django csrf.py and views/csrf.py, expressjs/csurf, spring-projects/spring-security, rails/rails.
const CSRF_PHRASES: [&str; 5] = [
    "csrf verification failed",
    "csrf token mismatch",
    "invalid csrf token",
    "invalidauthenticitytoken",
    "could not verify the provided csrf token",
];
/// Words for a session that ended. They matter beside a *token*, which may be the session's.
const SESSION: [&str; 7] = ["session", "login", "log in", "sign in", "authentica", "sessione", "accedere"];
/// Words for a user who may not. A bare title *Forbidden* is the status again (RFC 9457, 4.2.1) and gives no reason.
const MAY_NOT: [&str; 10] = [
    "permission",
    "permess",
    "privileg",
    "not allowed",
    "insufficient",
    "administrator",
    "amministrator",
    "role",
    "ruolo",
    "read-only",
];

/// What a 403 means. Without a reason it is read as an ended session: by far its most frequent cause here, and the
/// cure costs nothing.
pub(super) fn refusal(body: &[u8]) -> Fault {
    if blames_csrf(body) {
        return Fault::CsrfRefused;
    }
    let Some(problem) = json::parse(body) else {
        return Fault::SessionEnded;
    };
    let [kind, names, all] = [1, NAMES, MEMBERS.len()].map(|count| said(problem, count));
    if holds(&all, &MAY_NOT) || holds(&kind, &["forbidden"]) {
        Fault::Forbidden
    } else if holds(&names, &["token"]) && !holds(&all, &SESSION) {
        // No other token goes with these calls.
        Fault::CsrfRefused
    } else {
        Fault::SessionEnded
    }
}

/// Does the body say that a CSRF token was missing, wrong or old?
pub(super) fn blames_csrf(body: &[u8]) -> bool {
    if let Some(problem) = json::parse(body) {
        return holds(&said(problem, MEMBERS.len()), &CSRF);
    }
    let start = &body[..body.len().min(SEARCHED)];
    holds(&String::from_utf8_lossy(start).to_ascii_lowercase(), &CSRF_PHRASES)
}

/// The endpoint's own reasons, fit for one line each: `errors[].detail`, else the problem's `detail`.
pub(super) fn reasons(body: &[u8]) -> Vec<String> {
    let Some(problem) = json::parse(body) else {
        return Vec::new();
    };
    let mut reasons = Vec::new();
    if let Some(errors) = problem.get("errors") {
        errors.list().for_each(|error| add_detail(error, &mut reasons));
    }
    if reasons.is_empty() {
        add_detail(problem, &mut reasons);
    }
    reasons
}

fn add_detail(told: Json, reasons: &mut Vec<String>) {
    let reason = text::one_line(&told.member("detail"));
    if !reason.is_empty() && !reasons.contains(&reason) && reasons.len() < MOST_REASONS {
        reasons.push(reason);
    }
}

/// What the first of the members say, in small letters.
fn said(problem: Json, count: usize) -> String {
    let mut said = String::new();
    for name in &MEMBERS[..count] {
        said.push_str(&problem.member(name));
        said.push('\n');
    }
    said.make_ascii_lowercase();
    said
}
