//! The endpoint's replies: every answer has its own fault, and no bytes are too strange.

use passweb_ai_key::module::{
    ANSWER_LIMIT, Call, Fault, Reasons, Reply, Shown, State, Tokens, confirms, holds_piece_of, read_reply, shown,
};
use passweb_ai_key::words::{Word, Words};
use proptest::prelude::*;

const JSON: &str = "application/json";
const PROBLEM: &str = "application/problem+json; charset=utf-8";
const HTML: &str = "text/html; charset=UTF-8";
const CALLS: [Call; 3] = [Call::Load, Call::Save, Call::Remove];

fn fault(call: Call, status: u16, content_type: &str, body: &str) -> Option<Fault> {
    match read_reply(call, status, content_type, None, body.as_bytes()) {
        Reply::Failed(fault) => Some(fault),
        Reply::State(_) | Reply::Done => None,
    }
}

fn state(body: &str) -> Option<State> {
    match read_reply(Call::Load, 200, JSON, None, body.as_bytes()) {
        Reply::State(state) => Some(state),
        _ => None,
    }
}

/// Reasons of a 422 whose errors have these details.
fn reasons(details: &[&str]) -> Vec<String> {
    let errors: Vec<_> = details.iter().map(|d| serde_json::json!({"detail": d, "pointer": "#/apiKey"})).collect();
    let body = serde_json::json!({"title": "Invalid", "errors": errors}).to_string();
    match fault(Call::Save, 422, PROBLEM, &body) {
        Some(Fault::Invalid(reasons)) => reasons.told,
        other => panic!("no reasons in {other:?}"),
    }
}

/// A project key whose halves are made of these two characters' neighbours; built, so that no scanner takes it for one.
fn key() -> (String, String, String) {
    let alphabet: Vec<char> = ('A'..='Z').chain('a'..='z').chain('0'..='9').chain(['_', '-']).collect();
    let half =
        |step: usize| -> String { (0..74).map(|i| alphabet[(i * step + i * i * 7 + step) % alphabet.len()]).collect() };
    let (left, right) = (half(5), half(11));
    (["sk", "-proj-", &left, "T3Blbk", "FJ", &right].concat(), left, right)
}

// ── failures ──

/// Status, type (`-`: none), fault, body.
const FAILURES: &str = r#"
0   -       session_ended
302 html    session_ended
307 -       session_ended
308 -       session_ended
401 -       session_ended
401 problem session_ended    {"title":"Unauthorized"}
403 -       session_ended
403 html    session_ended    <html><title>Login</title><input type=password name=csrf_token>
403 problem session_ended    {"type":"about:blank","title":"Forbidden","status":403}
403 problem session_ended    {"title":"Session expired"}
403 problem session_ended    {"title":"Sessione scaduta"}
403 json    session_ended    {"detail":"Authentication credentials were not provided."}
403 json    session_ended    {"error":{"message":"no permission"}}
419 html    session_ended    <!doctype html><title>Page Expired</title>
419 json    session_ended    {"message":"CSRF token mismatch."}
422 html    session_ended    <html>The change you wanted was rejected.
403 problem csrf_refused     {"type":"https://passweb.example/problems/csrf","title":"Forbidden"}
403 problem csrf_refused     {"title":"Invalid token"}
403 problem csrf_refused     {"title":"Missing anti-forgery token"}
403 json    csrf_refused     {"detail":"CSRF Failed: CSRF token missing."}
403 html    csrf_refused     <h1>Forbidden</h1><p>CSRF verification failed. Request aborted.</p>
403 text    csrf_refused     ForbiddenError: invalid csrf token
400 json    csrf_refused     {"code":"EBADCSRFTOKEN","message":"invalid csrf token"}
422 json    csrf_refused     {"error":"ActionController::InvalidAuthenticityToken"}
403 problem forbidden        {"title":"Forbidden","detail":"Only an administrator may change the key."}
403 problem forbidden        {"type":"/problems/forbidden","title":"Forbidden"}
403 problem forbidden        {"title":"Permesso mancante"}
403 problem forbidden        {"detail":"The authenticated user lacks the permission."}
403 problem session_ended    {"title":"Session token expired"}
404 html    not_found        <html><h1>404 Not Found</h1></html>
410 -       not_found
405 problem method           {}
501 -       method
409 problem conflict         {}
412 -       conflict
428 problem conflict         {}
413 html    too_large        <html>413 Request Entity Too Large</html>
406 -       unsupported_type
415 problem unsupported_type {}
400 html    invalid          <html>400 Bad Request</html>
400 problem invalid          {"detail":"The token of the key is unknown."}
418 -       invalid
422 problem invalid          {"detail":"No."}
408 -       timed_out
429 problem rate_limited     {}
500 html    server_error     <html>oops</html>
502 html    server_error     <html><h1>502 Bad Gateway</h1>nginx</html>
503 -       server_error
511 html    network          <html>hotel wifi</html>
100 -       unreadable
304 -       unreadable
999 -       unreadable
"#;

/// Type, fault, body of an answer with status 200.
const NO_STATES: &str = r#"
html    session_ended <html>log in</html>
json    session_ended <!DOCTYPE html>
html    session_ended {"configured":true}
text    unreadable    {"configured":true}
-       unreadable    {"configured":true}
json    unreadable    hello
json    unreadable    {"configured":tr
json    unreadable    []
json    unreadable    null
json    unreadable    {}
json    unreadable    {"configured":"true"}
json    unreadable    {"configured":1}
json    unreadable    {"configured":null}
json    unreadable    {"configured":true,"hint":1234}
json    unreadable    {"configured":true,"readOnly":"false"}
json    unreadable    {"configured":true,"baseUrl":["https://api.openai.com/v1"]}
json    unreadable    {"configured":true,"verdict":false}
json    unreadable    {"configured":true} trailing
"#;

/// The first words of a row, and the rest of it.
fn columns<const N: usize>(row: &str) -> ([&str; N], &str) {
    let mut rest = row;
    let columns = core::array::from_fn(|_| {
        let (word, after) = rest.split_once(' ').unwrap_or((rest, ""));
        rest = after.trim_start();
        word
    });
    (columns, rest)
}

fn media(short: &str) -> &'static str {
    match short {
        "html" => HTML,
        "json" => JSON,
        "problem" => PROBLEM,
        "text" => "text/plain",
        _ => "",
    }
}

#[test]
fn c16_every_status_has_its_own_fault() {
    let rows: Vec<&str> = FAILURES.lines().filter(|row| !row.is_empty()).collect();
    assert_eq!(rows.len(), 52);
    for row in rows {
        let ([status, content_type, wanted], body) = columns::<3>(row);
        for call in CALLS {
            let found = fault(call, status.parse().unwrap_or(1), media(content_type), body);
            let code = found.as_ref().map(Fault::code);
            assert_eq!(code, Some(wanted), "{call:?}: {row}");
        }
    }
}

#[test]
fn c16_a_success_that_is_no_state_is_a_fault() {
    for row in NO_STATES.lines().filter(|row| !row.is_empty()) {
        let ([content_type, wanted], body) = columns::<2>(row);
        for call in CALLS {
            let found = fault(call, 200, media(content_type), body);
            let code = found.as_ref().map(Fault::code);
            assert_eq!(code, Some(wanted), "{call:?}: {row}");
        }
    }
    let page = "\u{feff}\n <html>";
    assert_eq!(fault(Call::Load, 200, JSON, page), Some(Fault::SessionEnded));
    let cut_utf8 = b"{\"configured\":true,\"source\":\"\xC3\"}";
    let reply = read_reply(Call::Load, 200, JSON, None, cut_utf8);
    assert_eq!(reply, Reply::Failed(Fault::Unreadable));
}

#[test]
fn c16_a_state_of_any_json_type_is_read() {
    for content_type in ["application/json", "Application/JSON; charset=utf-8", "application/hal+json"] {
        let found = fault(Call::Save, 200, content_type, r#"{"configured":true}"#);
        assert_eq!(found, None, "{content_type}");
    }
    for content_type in ["json", "+json", "application/jsonp", "text/json5"] {
        let found = fault(Call::Save, 200, content_type, r#"{"configured":true}"#);
        assert_eq!(found, Some(Fault::Unreadable), "{content_type}");
    }
}

#[test]
fn c16_an_answer_that_fills_the_limit_is_too_big() {
    let state = |length: usize| {
        let mut body = String::from(r#"{"configured":true}"#);
        body.push_str(&" ".repeat(length - body.len()));
        fault(Call::Save, 200, JSON, &body)
    };
    assert_eq!(state(ANSWER_LIMIT - 1), None);
    assert_eq!(state(ANSWER_LIMIT), Some(Fault::TooBig));
    assert_eq!(state(10_000_000), Some(Fault::TooBig));
    let failed = fault(Call::Save, 500, JSON, &"x".repeat(ANSWER_LIMIT));
    assert_eq!(failed, Some(Fault::ServerError), "a status needs no body");
}

#[test]
fn c16_an_empty_success_is_done_but_for_a_load() {
    for status in [200, 201, 202, 204, 205] {
        for content_type in ["", HTML, JSON] {
            assert_eq!(read_reply(Call::Save, status, content_type, None, b""), Reply::Done);
            assert_eq!(read_reply(Call::Remove, status, content_type, None, b" \r\n"), Reply::Done);
        }
        let load = fault(Call::Load, status, JSON, "");
        assert_eq!(load, Some(Fault::Unreadable), "a load of {status} without a state tells nothing");
    }
}

#[test]
fn c16_the_delay_counts_in_seconds_only() {
    let rows: &[(Option<&str>, Option<u32>)] = &[
        (None, None),
        (Some("7"), Some(7)),
        (Some(" 120 "), Some(120)),
        (Some("86400"), Some(86_400)),
        (Some("86401"), None),
        (Some("0"), None),
        (Some(""), None),
        (Some("-5"), None),
        (Some("+5"), None),
        (Some("1.5"), None),
        (Some("99999999999999999999"), None),
        (Some("Wed, 21 Oct 2026 07:28:00 GMT"), None),
        (Some("٣"), None),
    ];
    for (header, wanted) in rows {
        let reply = read_reply(Call::Save, 429, PROBLEM, *header, b"{}");
        assert_eq!(reply, Reply::Failed(Fault::RateLimited(*wanted)), "{header:?}");
    }
}

#[test]
fn the_delay_is_told_in_seconds_then_in_minutes() {
    let words = Words::with(|word| match word {
        Word::ModuleRateLimitedSeconds => "{seconds} s".to_owned(),
        Word::ModuleRateLimitedMinutes => "{minutes} min".to_owned(),
        Word::ModuleRateLimitedRemedy => "later".to_owned(),
        _ => String::new(),
    });
    let tell = |delay| Fault::RateLimited(delay).tell_remedy(&words);
    assert_eq!(tell(None), "later");
    assert_eq!(tell(Some(1)), "2 s");
    assert_eq!(tell(Some(90)), "90 s");
    assert_eq!(tell(Some(91)), "2 min");
    assert_eq!(tell(Some(3_600)), "60 min");
}

// ── reasons ──

#[test]
fn c16_reasons_are_shown_as_one_clean_line_each() {
    assert_eq!(reasons(&["La chiave\n\tnon  va\u{0}bene "]), ["La chiave non va bene"]);
    assert_eq!(reasons(&["a\u{202E}b\u{2066}c\u{200B}d\u{FEFF}e"]), ["abcde"]);
    assert_eq!(reasons(&["  \n ", "x"]), ["x"]);
    assert_eq!(reasons(&[" \n x"]), ["x"]);
    assert_eq!(reasons(&["same", "same"]), ["same"]);
    assert_eq!(reasons(&["1", "2", "3", "4", "5", "6"]), ["1", "2", "3", "4", "5"]);
    let long = "è ".repeat(400);
    assert_eq!(reasons(&[&long])[0].chars().count(), 299, "299 letters and gaps; a gap never comes last");
    assert_eq!(reasons(&[&"x".repeat(301)])[0].chars().count(), 300);
    assert_eq!(reasons(&["<b>bold</b>"]), ["<b>bold</b>"], "it is shown as text, so markup needs no care");
}

#[test]
fn reasons_of_another_shape_are_left_out() {
    for body in [r#"{"errors":{"apiKey":["bad"]}}"#, r#"{"errors":[1,null,"x",{"detail":7}]}"#, "[]", "nonsense", ""] {
        assert_eq!(fault(Call::Save, 422, PROBLEM, body), Some(Fault::Invalid(Reasons::default())), "{body}");
    }
    let body = r#"{"detail":"whole","errors":[{"detail":"part"}]}"#;
    assert_eq!(fault(Call::Save, 422, PROBLEM, body), Some(Fault::Invalid(vec!["part".to_owned()].into())));
}

#[test]
fn c12_a_reason_that_echoes_the_key_is_left_out() {
    let (key, left, right) = key();
    let echoes = [
        format!("key {key} is no good"),
        format!("starts with {}", &left[..8]),
        format!("ends with {}", &right[66..]),
        format!("…{}…", &left[30..38]),
        format!("IN CAPITALS {}", left[10..20].to_uppercase()),
        format!("in groups {} {}", &right[20..24], &right[24..28]),
        format!("in\u{200B}visible {}\u{200B}{}", &right[20..24], &right[24..28]),
    ];
    for echo in &echoes {
        assert!(holds_piece_of(echo, &key), "{echo}");
    }
    let fit = [
        "sk-proj- keys are not accepted here".to_owned(),
        format!("seven characters: {}", &left[..7]),
        "T3Blbk".to_owned() + "FJ is the marker",
        format!("it ends in {}", &right[70..]),
        "Die Prüfung schlug fehl: è già usata 🙂".to_owned(),
    ];
    let all: Vec<String> = echoes.iter().chain(&fit).cloned().collect();
    let kept = Reply::Failed(Fault::Invalid(all.into())).without_pieces_of(&key);
    assert_eq!(kept, Reply::Failed(Fault::Invalid(Reasons { told: fit.into(), withheld: true })));
}

#[test]
fn c12_that_a_reason_was_left_out_is_remembered() {
    let (key, left, _) = key();
    let reply = |reasons: &[&str]| {
        let errors: Vec<_> = reasons.iter().map(|reason| serde_json::json!({"detail": reason})).collect();
        let body = serde_json::json!({"errors": errors}).to_string();
        read_reply(Call::Save, 422, PROBLEM, None, body.as_bytes())
    };
    let wanted = |told: &[&str], withheld| {
        let told = told.iter().map(|&reason| reason.to_owned()).collect();
        Reply::Failed(Fault::Invalid(Reasons { told, withheld }))
    };
    let echo = format!("no good: {}", &left[..8]);
    assert_eq!(reply(&[&echo, "fit"]).without_pieces_of(&key), wanted(&["fit"], true));
    assert_eq!(reply(&["fit"]).without_pieces_of(&key), wanted(&["fit"], false));
    let twice = reply(&[&echo]).without_pieces_of(&key).without_pieces_of("");
    assert_eq!(twice, wanted(&[], true), "a second look forgets nothing");
}

#[test]
fn an_address_that_holds_a_piece_of_the_key_does_not_pass_for_the_usual_one() {
    let (key, left, _) = key();
    let hint = &key[key.len() - 4..];
    let url = format!("https://eu.example/{}", &left[..8]);
    let body = serde_json::json!({"configured": true, "hint": hint, "baseUrl": url}).to_string();
    let reply = read_reply(Call::Load, 200, JSON, None, body.as_bytes()).without_pieces_of(&key);
    let Reply::State(state) = reply else { panic!("{reply:?}") };
    assert!(!confirms(&state, hint, None));
    assert!(!holds_piece_of(&state.base_url.unwrap_or_default(), &key));
}

// ── tokens ──

#[test]
fn the_newest_token_goes_with_a_change_and_a_refused_one_only_for_want_of_another() {
    let mut tokens = Tokens::default();
    assert_eq!(tokens.pick(None, None), None);
    assert_eq!(tokens.pick(None, Some("meta")).as_deref(), Some("meta"));
    assert_eq!(tokens.pick(Some("attribute"), Some("meta")).as_deref(), Some("attribute"));
    tokens.refused(Some("attribute".into()));
    assert_eq!(tokens.pick(Some("attribute"), Some("meta")).as_deref(), Some("meta"), "the page renewed it there");
    assert_eq!(tokens.pick(Some("attribute"), Some("attribute")).as_deref(), Some("attribute"));
    tokens.heard("answer".into());
    assert_eq!(tokens.pick(Some("attribute"), Some("meta")).as_deref(), Some("answer"));
    tokens.refused(Some("answer".into()));
    assert_eq!(tokens.pick(None, Some("meta")).as_deref(), Some("meta"));
    assert_eq!(tokens.pick(None, None).as_deref(), Some("answer"));
}

#[test]
fn c12_the_halves_of_every_shape_of_key_are_known() {
    let (_, left, right) = key();
    let marker = ["T3Blbk", "FJ"].concat();
    for prefix in ["sk-", "sk-proj-", "sk-svcacct-", "sk-None-", "sk-admin-", "sk-my-shop-account-", ""] {
        let key = [prefix, &left[..20], &marker, &right[..20]].concat();
        assert!(holds_piece_of(&left[..8], &key), "{prefix}");
        assert!(holds_piece_of(&left[12..20], &key), "{prefix}");
        assert!(holds_piece_of(&right[12..20], &key), "{prefix}");
        assert!(!holds_piece_of(&marker, &key), "{prefix}: the marker is no secret");
        assert!(!holds_piece_of(&[&left[16..20], &marker[..4]].concat(), &key), "{prefix}: not wholly in a half");
    }
    assert!(!holds_piece_of("my-shop-account", &["sk-my-shop-account-", &left[..20], &marker, &right[..20]].concat()));
    assert!(holds_piece_of(&left[3..11], &["sk-proj-", &left].concat()), "a key without the marker is all secret");
    assert!(!holds_piece_of("anything at all", ""));
    assert!(!holds_piece_of("", "sk-"));
}

// ── the state ──

#[test]
fn a_full_state_is_read_whole() {
    let full = state(
        r#"{"configured":true,"hint":"AbC-","updatedAt":"2026-11-03T09:00:00Z","baseUrl":"https://us.api.openai.com/v1",
            "verdict":"no_credit","checkedAt":"2026-11-03 10:00:00+01:00","readOnly":true,"source":"Server\nsettings","more":1}"#,
    );
    let wanted = State {
        configured: true,
        hint: Some("AbC-".into()),
        updated_at: Some("2026-11-03T09:00:00Z".into()),
        base_url: Some("https://us.api.openai.com/v1".into()),
        verdict: Some("no_credit".into()),
        checked_at: Some("2026-11-03 10:00:00+01:00".into()),
        read_only: true,
        source: Some("Server settings".into()),
    };
    assert_eq!(full, Some(wanted));
}

#[test]
fn absent_and_null_members_are_none() {
    let none = State { configured: false, ..State::default() };
    assert_eq!(state(r#"{"configured":false}"#), Some(none.clone()));
    let nulls = r#"{"configured":false,"hint":null,"updatedAt":null,"baseUrl":null,"verdict":null,"checkedAt":null,"readOnly":null,"source":null}"#;
    assert_eq!(state(nulls), Some(none));
}

#[test]
fn members_that_are_only_shown_may_have_any_type() {
    let odd = state(r#"{"configured":true,"updatedAt":1762160400,"checkedAt":{},"source":[1]}"#);
    assert_eq!(odd, Some(State { configured: true, ..State::default() }));
    let odd = state(r#"{"configured":true,"updatedAt":"<b>yesterday</b>","checkedAt":"1","source":" "}"#);
    assert_eq!(odd, Some(State { configured: true, ..State::default() }));
}

#[test]
fn c12_no_more_than_four_characters_are_taken_for_a_hint() {
    let hint = |hint: &str| {
        state(&serde_json::json!({"configured": true, "hint": hint}).to_string()).and_then(|state| state.hint)
    };
    let (key, _, right) = key();
    assert_eq!(hint(&key).as_deref(), Some(&right[70..]));
    assert_eq!(hint("sk-…AbCd").as_deref(), Some("AbCd"));
    assert_eq!(hint("d").as_deref(), Some("d"));
    assert_eq!(hint(""), None);
    assert_eq!(hint("••••"), None);
    assert_eq!(hint("a\u{202E}bc"), None);
}

#[test]
fn the_usual_address_needs_no_saying() {
    let base = |base: &str| {
        state(&serde_json::json!({"configured": true, "baseUrl": base}).to_string()).and_then(|state| state.base_url)
    };
    assert_eq!(base("https://api.openai.com/v1"), None);
    assert_eq!(base("https://api.openai.com/v1/"), None);
    assert_eq!(base(""), None);
    assert_eq!(base("https://eu.api.openai.com/v1").as_deref(), Some("https://eu.api.openai.com/v1"));
    assert_eq!(base("https://evil.example/v1").as_deref(), Some("https://evil.example/v1"));
}

#[test]
fn a_verdict_is_an_id_or_nothing() {
    let verdict = |verdict: &str| {
        state(&serde_json::json!({"configured": true, "verdict": verdict}).to_string()).and_then(|state| state.verdict)
    };
    assert_eq!(verdict("rate_limited").as_deref(), Some("rate_limited"));
    for odd in ["", "Ready", "no credit", "è", &"x".repeat(41)] {
        assert_eq!(verdict(odd), None, "{odd}");
    }
}

// ── confirmation ──

fn stored(hint: &str, base_url: Option<&str>) -> State {
    State { configured: true, hint: Some(hint.into()), base_url: base_url.map(Into::into), ..State::default() }
}

#[test]
fn c16_saved_is_said_only_when_hint_and_base_url_are_shown() {
    let us = Some("https://us.api.openai.com/v1");
    assert!(confirms(&stored("AbCd", None), "AbCd", None));
    assert!(confirms(&stored("AbCd", us), "AbCd", us));
    assert!(confirms(&stored("AbCd", us), "AbCd", Some("https://us.api.openai.com/v1/")));
    assert!(confirms(&stored("AbCd", None), "AbCd", Some("https://api.openai.com/v1")));
    assert!(!confirms(&stored("AbCd", None), "AbCd", us), "the module would ask at the wrong address");
    assert!(!confirms(&stored("AbCd", us), "AbCd", None));
    assert!(!confirms(&stored("AbCd", Some("https://eu.api.openai.com/v1")), "AbCd", us));
    assert!(!confirms(&stored("abcd", None), "AbCd", None));
    assert!(!confirms(&stored("bCd", None), "AbCd", None));
    assert!(!confirms(&State { configured: false, ..stored("AbCd", None) }, "AbCd", None));
    assert!(!confirms(&State { hint: None, ..stored("AbCd", None) }, "AbCd", None));
}

#[test]
fn c16_a_key_that_somebody_else_saved_is_told_from_the_old_one() {
    let (old, new, other) = (stored("old1", None), stored("new2", None), stored("else", None));
    assert_eq!(shown(Some(&old), &new, "new2", None), Shown::Sent);
    assert_eq!(shown(Some(&old), &old, "new2", None), Shown::Nothing);
    assert_eq!(shown(Some(&old), &other, "new2", None), Shown::Another);
    assert_eq!(shown(Some(&State::default()), &other, "new2", None), Shown::Another);
    assert_eq!(shown(None, &other, "new2", None), Shown::Nothing, "it may be the old one");
    assert_eq!(shown(Some(&old), &State::default(), "new2", None), Shown::Nothing);
    let gone = State { configured: false, ..other.clone() };
    assert_eq!(shown(Some(&gone), &other, "new2", None), Shown::Another);
    assert_eq!(shown(Some(&old), &gone, "new2", None), Shown::Nothing);
    let elsewhere = stored("new2", Some("https://us.api.openai.com/v1"));
    assert_eq!(shown(Some(&old), &elsewhere, "new2", None), Shown::Nothing);
}

// ── the table ──

fn all_faults() -> Vec<Fault> {
    vec![
        Fault::SessionEnded,
        Fault::CsrfRefused,
        Fault::Forbidden,
        Fault::NotFound,
        Fault::Method,
        Fault::Conflict,
        Fault::TooLarge,
        Fault::UnsupportedType,
        Fault::Invalid(Reasons::default()),
        Fault::RateLimited(None),
        Fault::ServerError,
        Fault::Unreadable,
        Fault::TooBig,
        Fault::Network,
        Fault::TimedOut,
        Fault::Offline,
        Fault::MissingEndpoint,
        Fault::ForeignEndpoint,
    ]
}

#[test]
fn every_fault_has_a_code_and_a_cause_of_its_own() {
    let faults = all_faults();
    for (i, one) in faults.iter().enumerate() {
        assert!(one.code().bytes().all(|b| b.is_ascii_lowercase() || b == b'_'), "{one:?}");
        assert_ne!(one.cause(), one.remedy(), "{one:?}");
        for other in &faults[i + 1..] {
            assert_ne!(one.code(), other.code());
            assert_ne!(one.cause(), other.cause(), "{one:?} and {other:?} say the same");
        }
    }
}

#[test]
fn c16_what_may_have_arrived_is_asked_for_before_it_is_sent_again() {
    let asked: Vec<_> = all_faults().into_iter().filter(Fault::may_have_arrived).map(|f| f.code()).collect();
    let wanted = ["session_ended", "server_error", "unreadable", "too_big", "network", "timed_out", "offline"];
    assert_eq!(asked, wanted);
    let mended: Vec<_> = all_faults().into_iter().filter(|f| !f.retryable()).map(|f| f.code()).collect();
    let wanted = ["not_found", "method", "too_large", "unsupported_type", "missing_endpoint", "foreign_endpoint"];
    assert_eq!(mended, wanted);
}

#[test]
fn docs_name_every_fault() {
    let docs = include_str!("../docs/endpoint.md");
    for fault in all_faults() {
        assert!(docs.contains(&format!("`{}`", fault.code())), "docs/endpoint.md does not name {}", fault.code());
    }
}

// ── any bytes ──

proptest! {
    #[test]
    fn any_reply_is_read_without_a_panic(
        call in 0..3usize,
        status in any::<u16>(),
        content_type in "\\PC{0,40}",
        retry_after in proptest::option::of("\\PC{0,20}"),
        body in proptest::collection::vec(any::<u8>(), 0..400),
    ) {
        let reply = read_reply(CALLS[call], status, &content_type, retry_after.as_deref(), &body);
        if let Reply::Failed(fault) = reply {
            prop_assert!(!fault.code().is_empty());
        } else {
            prop_assert!((200..300).contains(&status));
        }
    }

    #[test]
    fn any_state_is_read_as_json_says_or_refused(configured in any::<bool>(), hint in "\\PC{0,80}", source in "\\PC{0,400}") {
        let body = serde_json::json!({"configured": configured, "hint": hint, "source": source}).to_string();
        let state = state(&body).ok_or_else(|| TestCaseError::fail("a state"))?;
        prop_assert_eq!(state.configured, configured);
        prop_assert!(state.hint.is_none_or(|h| (1..=4).contains(&h.len())));
        prop_assert!(state.source.is_none_or(|s| s.chars().count() <= 300 && !s.chars().any(char::is_control)));
    }

    #[test]
    fn any_text_round_a_piece_is_left_out(start in 0..66usize, before in "\\PC{0,30}", after in "\\PC{0,30}") {
        let (key, left, right) = key();
        for half in [left, right] {
            let text = [before.as_str(), " ", &half[start..start + 8], " ", after.as_str()].concat();
            let kept = Reply::Failed(Fault::Invalid(vec![text].into())).without_pieces_of(&key);
            prop_assert_eq!(kept, Reply::Failed(Fault::Invalid(Reasons { told: vec![], withheld: true })));
        }
    }

    #[test]
    fn any_text_and_any_key_are_compared_without_a_panic(text in "\\PC{0,200}", key in "\\PC{0,200}") {
        let _ = holds_piece_of(&text, &key);
    }
}
