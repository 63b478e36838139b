//! What the state tells, and what no answer may tell.

use serde_json::{Map, Value};

use super::check;
use crate::conform::{
    call::Call,
    desk::{Desk, Seen},
    line::Heard,
    report::{Check, Report},
    trial::Trial,
};

const STATE: Check = check(
    "state",
    "GET tells the state as JSON",
    "answer 200, Content-Type: application/json, and an object whose `configured` is true or false",
);
const MEMBERS: Check = check(
    "state-members",
    "the state's members have their types",
    "text or null: hint, updatedAt, baseUrl, verdict, checkedAt, source; times as RFC 3339; true or false: readOnly",
);
const NO_STORE: Check = check("no-store", "GET is not kept in caches", "send Cache-Control: no-store with every state");
const FOREIGN_READER: Check = check(
    "foreign-reader",
    "another site's page can't read the state",
    "send no Access-Control-Allow-Origin from this address",
);
const STATE_LEAK: Check = check(
    "state-without-key",
    "no GET holds a piece of the key",
    "leave the key out of the state: the last four characters are the most that leaves the server",
);
const REPLY_LEAK: Check = check(
    "reply-without-key",
    "no answer that says yes holds a piece of the key",
    "answer a POST with the state, or 204",
);
const REFUSAL_LEAK: Check = check(
    "refusal-without-key",
    "no refusal holds a piece of the key",
    "name the field in an error, never its value; turn off pages that print the request (debug mode)",
);
const BIG: Check = check("small-answers", "every answer is under 64 KiB", "answer with the state or a problem alone");
const PROBLEMS: Check = check(
    "problem-details",
    "refusals are problem details (RFC 9457)",
    "send Content-Type: application/problem+json, with `type` and `title` as texts and `status` as the answer's own",
);

/// Asks for the state for the first time, before anything is changed.
///
/// # Errors
/// Where there is none; the report says so too, unless the session itself was refused.
pub async fn read(desk: &mut Desk, report: &mut Report) -> Result<Seen, String> {
    let heard = desk.ask(&Call::get()).await?;
    if [401, 403, 419].contains(&heard.status) || (300..400).contains(&heard.status) {
        return Err(format!(
            "GET was answered with {}: the session of the headers is not (or no longer) valid",
            heard.status
        ));
    }
    let seen = desk.read_state(&heard);
    report.put(STATE, seen.as_ref().map(drop).map_err(Clone::clone));
    let seen = seen.map_err(|_| "GET does not tell the state".to_owned())?;
    report.put(NO_STORE, no_store(&heard));
    Ok(seen)
}

/// Checks a state's members. It is called for an empty state and for a full one.
pub fn shown(report: &mut Report, empty: &Seen, full: &Seen) {
    report.put(MEMBERS, members(&empty.members).and_then(|()| members(&full.members)));
}

fn no_store(heard: &Heard) -> Result<(), String> {
    let told = heard.header("cache-control").to_ascii_lowercase();
    if told.split(',').any(|word| word.trim() == "no-store") {
        Ok(())
    } else {
        Err("no `no-store` in Cache-Control".to_owned())
    }
}

fn members(state: &Map<String, Value>) -> Result<(), String> {
    for name in ["hint", "updatedAt", "baseUrl", "verdict", "checkedAt", "source"] {
        let value = state.get(name).unwrap_or(&Value::Null);
        if !value.is_null() && !value.is_string() {
            return Err(format!("`{name}` is neither text nor null"));
        }
        let time = value.as_str().filter(|_| name.ends_with("At"));
        if time.is_some_and(|time| !is_rfc3339(time)) {
            return Err(format!("`{name}` is no time of RFC 3339"));
        }
    }
    match state.get("readOnly") {
        None | Some(Value::Null | Value::Bool(_)) => Ok(()),
        Some(_) => Err("`readOnly` is neither true nor false".to_owned()),
    }
}

/// `2026-11-03T09:00:00Z`, with any fraction and offset (RFC 3339, 5.6).
fn is_rfc3339(time: &str) -> bool {
    let fits = |text: &str, shape: &str| {
        text.len() == shape.len()
            && text
                .bytes()
                .zip(shape.bytes())
                .all(|(b, s)| if s == b'0' { b.is_ascii_digit() } else { b.eq_ignore_ascii_case(&s) })
    };
    let Some((second, rest)) = time.split_at_checked(19) else {
        return false;
    };
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let fraction = rest.strip_prefix('.').map_or(0, |rest| 1 + digits(rest));
    let zone = &rest[fraction..];
    fits(second, "0000-00-00T00:00:00")
        && fraction != 1
        && (zone.eq_ignore_ascii_case("z") || fits(zone, "+00:00") || fits(zone, "-00:00"))
}

/// Does a page of another site get to read the state?
pub(super) async fn foreign_reader(trial: &mut Trial<'_>) {
    let seen = match trial.desk.ask(&Call::get().from(super::forgery::EVIL)).await {
        Err(why) => Err(why),
        Ok(heard) if !heard.header("access-control-allow-origin").is_empty() => {
            Err("a GET from another site was answered with Access-Control-Allow-Origin".to_owned())
        }
        Ok(_) => Ok(()),
    };
    trial.report.put(FOREIGN_READER, seen);
}

/// Puts down what was noticed on the way.
pub(super) fn what_was_noticed(trial: &mut Trial<'_>) {
    let leaks = &mut trial.desk.leaks;
    for (check, seen) in [
        (STATE_LEAK, &mut leaks.states),
        (REPLY_LEAK, &mut leaks.replies),
        (REFUSAL_LEAK, &mut leaks.refusals),
        (BIG, &mut leaks.big),
        (PROBLEMS, &mut trial.bare),
    ] {
        seen.dedup();
        seen.truncate(3);
        trial.report.put(check, if seen.is_empty() { Ok(()) } else { Err(seen.join("; ")) });
    }
}

#[cfg(test)]
mod tests {
    use super::is_rfc3339;

    #[test]
    fn times_are_told_from_what_only_looks_like_one() {
        for good in ["2026-11-03T09:00:00Z", "2026-11-03t09:00:00.123456+01:00", "2026-11-03T09:00:00-00:00"] {
            assert!(is_rfc3339(good), "{good}");
        }
        for bad in [
            "",
            "2026-11-03",
            "2026-11-03 09:00:00",
            "2026-11-03T09:00:00",
            "2026-11-03T09:00:00.Z",
            "1762160400",
            "2026-11-03T09:00:00+0100",
            "ààààààààààààààààààààà",
        ] {
            assert!(!is_rfc3339(bad), "{bad}");
        }
    }
}
