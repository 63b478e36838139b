//! The endpoint's replies: every answer has its own fault, and no bytes are too strange.

use passweb_ai_key::module::{
    ANSWER_LIMIT, Call, Fault, Reply, Shown, State, confirms, holds_piece_of, read_reply, shown,
    without_pieces_of,
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
    let errors: Vec<_> = details
        .iter()
        .map(|d| serde_json::json!({"detail": d, "pointer": "#/apiKey"}))
        .collect();
    let body = serde_json::json!({"title": "Invalid", "errors": errors}).to_string();
    match fault(Call::Save, 422, PROBLEM, &body) {
        Some(Fault::Invalid(reasons)) => reasons,
        other => panic!("no reasons in {other:?}"),
    }
}

/// A project key whose halves are made of these two characters' neighbours; built, so that no scanner takes it for one.
fn key() -> (String, String, String) {
    let alphabet: Vec<char> = ('A'..='Z')
        .chain('a'..='z')
        .chain('0'..='9')
        .chain(['_', '-'])
        .collect();
    let half = |step: usize| -> String {
        (0..74)
            .map(|i| alphabet[(i * step + i * i * 7 + step) % alphabet.len()])
            .collect()
    };
    let (left, right) = (half(5), half(11));
    (
        ["sk", "-proj-", &left, "T3Blbk", "FJ", &right].concat(),
        left,
        right,
    )
}

// ── failures ──

#[test]
fn c16_every_status_has_its_own_fault() {
    let rows: &[(u16, &str, &str, Fault)] = &[
        // The session.
        (0, "", "", Fault::SessionEnded),
        (302, HTML, "", Fault::SessionEnded),
        (401, "", "", Fault::SessionEnded),
        (
            401,
            PROBLEM,
            r#"{"title":"Unauthorized"}"#,
            Fault::SessionEnded,
        ),
        (403, "", "", Fault::SessionEnded),
        (
            403,
            HTML,
            "<html><title>Login</title><input type=password name=csrf_token>",
            Fault::SessionEnded,
        ),
        (
            403,
            PROBLEM,
            r#"{"type":"about:blank","title":"Forbidden","status":403}"#,
            Fault::SessionEnded,
        ),
        (
            403,
            PROBLEM,
            r#"{"title":"Session expired"}"#,
            Fault::SessionEnded,
        ),
        (
            403,
            PROBLEM,
            r#"{"title":"Sessione scaduta"}"#,
            Fault::SessionEnded,
        ),
        (
            403,
            JSON,
            r#"{"detail":"Authentication credentials were not provided."}"#,
            Fault::SessionEnded,
        ),
        (
            419,
            HTML,
            "<!doctype html><title>Page Expired</title>",
            Fault::SessionEnded,
        ),
        (
            419,
            JSON,
            r#"{"message":"CSRF token mismatch."}"#,
            Fault::SessionEnded,
        ),
        (
            422,
            HTML,
            "<html>The change you wanted was rejected.",
            Fault::SessionEnded,
        ),
        // The CSRF token.
        (
            403,
            PROBLEM,
            r#"{"type":"https://passweb.example/problems/csrf","title":"Forbidden"}"#,
            Fault::CsrfRefused,
        ),
        (
            403,
            PROBLEM,
            r#"{"title":"Invalid token"}"#,
            Fault::CsrfRefused,
        ),
        (
            403,
            PROBLEM,
            r#"{"title":"Missing anti-forgery token"}"#,
            Fault::CsrfRefused,
        ),
        (
            403,
            JSON,
            r#"{"detail":"CSRF Failed: CSRF token missing."}"#,
            Fault::CsrfRefused,
        ),
        (
            403,
            HTML,
            "<h1>Forbidden</h1><p>CSRF verification failed. Request aborted.</p>",
            Fault::CsrfRefused,
        ),
        (
            403,
            "text/plain",
            "ForbiddenError: invalid csrf token",
            Fault::CsrfRefused,
        ),
        (
            400,
            JSON,
            r#"{"code":"EBADCSRFTOKEN","message":"invalid csrf token"}"#,
            Fault::CsrfRefused,
        ),
        (
            422,
            JSON,
            r#"{"error":"ActionController::InvalidAuthenticityToken"}"#,
            Fault::CsrfRefused,
        ),
        // The user.
        (
            403,
            PROBLEM,
            r#"{"title":"Forbidden","detail":"Only an administrator may change the key."}"#,
            Fault::Forbidden,
        ),
        (
            403,
            PROBLEM,
            r#"{"type":"/problems/forbidden","title":"Forbidden"}"#,
            Fault::Forbidden,
        ),
        (
            403,
            PROBLEM,
            r#"{"title":"Permesso mancante"}"#,
            Fault::Forbidden,
        ),
        // The address: a page with an error status is not a login page.
        (
            404,
            HTML,
            "<html><h1>404 Not Found</h1></html>",
            Fault::NotFound,
        ),
        (410, "", "", Fault::NotFound),
        (405, PROBLEM, "{}", Fault::Method),
        (501, "", "", Fault::Method),
        // Somebody else.
        (409, PROBLEM, "{}", Fault::Conflict),
        (412, "", "", Fault::Conflict),
        (428, PROBLEM, "{}", Fault::Conflict),
        // The request.
        (
            413,
            HTML,
            "<html>413 Request Entity Too Large</html>",
            Fault::TooLarge,
        ),
        (406, "", "", Fault::UnsupportedType),
        (415, PROBLEM, "{}", Fault::UnsupportedType),
        (
            400,
            HTML,
            "<html>400 Bad Request</html>",
            Fault::Invalid(vec![]),
        ),
        (418, "", "", Fault::Invalid(vec![])),
        (
            422,
            PROBLEM,
            r#"{"detail":"No."}"#,
            Fault::Invalid(vec!["No.".into()]),
        ),
        // Time and the server.
        (408, "", "", Fault::TimedOut),
        (429, PROBLEM, "{}", Fault::RateLimited(None)),
        (500, HTML, "<html>oops</html>", Fault::ServerError),
        (
            502,
            HTML,
            "<html><h1>502 Bad Gateway</h1>nginx</html>",
            Fault::ServerError,
        ),
        (503, "", "", Fault::ServerError),
        (511, HTML, "<html>hotel wifi</html>", Fault::Network),
        // What can't be.
        (100, "", "", Fault::Unreadable),
        (304, "", "", Fault::Unreadable),
        (999, "", "", Fault::Unreadable),
    ];
    for (status, content_type, body, wanted) in rows {
        for call in CALLS {
            let found = fault(call, *status, content_type, body);
            assert_eq!(
                found.as_ref(),
                Some(wanted),
                "{call:?} {status} {content_type} {body}"
            );
        }
    }
}

#[test]
fn c16_a_success_that_is_no_state_is_a_fault() {
    let mut big = String::from(r#"{"configured":false,"source":""#);
    big.push_str(&"x".repeat(ANSWER_LIMIT));
    big.push_str(r#""}"#);
    let rows: &[(&str, &str, Fault)] = &[
        (HTML, "<html>log in</html>", Fault::SessionEnded),
        (JSON, "\u{feff}\n <!DOCTYPE html>", Fault::SessionEnded),
        ("text/html", r#"{"configured":true}"#, Fault::SessionEnded),
        ("application/xhtml+xml", "x", Fault::SessionEnded),
        ("text/plain", r#"{"configured":true}"#, Fault::Unreadable),
        ("", r#"{"configured":true}"#, Fault::Unreadable),
        ("json", r#"{"configured":true}"#, Fault::Unreadable),
        (JSON, "hello", Fault::Unreadable),
        (JSON, r#"{"configured":tr"#, Fault::Unreadable),
        (JSON, "[]", Fault::Unreadable),
        (JSON, "null", Fault::Unreadable),
        (JSON, "{}", Fault::Unreadable),
        (JSON, r#"{"configured":"true"}"#, Fault::Unreadable),
        (JSON, r#"{"configured":1}"#, Fault::Unreadable),
        (JSON, r#"{"configured":null}"#, Fault::Unreadable),
        (
            JSON,
            r#"{"configured":true,"hint":1234}"#,
            Fault::Unreadable,
        ),
        (
            JSON,
            r#"{"configured":true,"readOnly":"false"}"#,
            Fault::Unreadable,
        ),
        (
            JSON,
            r#"{"configured":true,"baseUrl":["https://api.openai.com/v1"]}"#,
            Fault::Unreadable,
        ),
        (
            JSON,
            r#"{"configured":true,"verdict":false}"#,
            Fault::Unreadable,
        ),
        (JSON, r#"{"configured":true} trailing"#, Fault::Unreadable),
        (JSON, &big, Fault::TooBig),
    ];
    for (content_type, body, wanted) in rows {
        for call in CALLS {
            let found = fault(call, 200, content_type, body);
            let shown: String = body.chars().take(60).collect();
            assert_eq!(
                found.as_ref(),
                Some(wanted),
                "{call:?} {content_type} {shown}"
            );
        }
    }
    let cut_utf8 = b"{\"configured\":true,\"source\":\"\xC3\"}";
    assert_eq!(
        read_reply(Call::Load, 200, JSON, None, cut_utf8),
        Reply::Failed(Fault::Unreadable)
    );
}

#[test]
fn c16_an_empty_success_is_done_but_for_a_load() {
    for status in [200, 201, 202, 204, 205] {
        for content_type in ["", HTML, JSON] {
            assert_eq!(
                read_reply(Call::Save, status, content_type, None, b""),
                Reply::Done
            );
            assert_eq!(
                read_reply(Call::Remove, status, content_type, None, b" \r\n"),
                Reply::Done
            );
        }
        let load = fault(Call::Load, status, JSON, "");
        assert_eq!(
            load,
            Some(Fault::Unreadable),
            "a load of {status} without a state tells nothing"
        );
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
        assert_eq!(
            reply,
            Reply::Failed(Fault::RateLimited(*wanted)),
            "{header:?}"
        );
    }
}

#[test]
fn the_delay_is_told_in_seconds_then_in_minutes() {
    let words = Words::new(Word::ALL.iter().map(|word| match word {
        Word::ModuleRateLimitedSeconds => "{seconds} s".to_owned(),
        Word::ModuleRateLimitedMinutes => "{minutes} min".to_owned(),
        Word::ModuleRateLimitedRemedy => "later".to_owned(),
        _ => String::new(),
    }));
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
    assert_eq!(
        reasons(&["La chiave\n\tnon  va\u{0}bene "]),
        ["La chiave non va bene"]
    );
    assert_eq!(
        reasons(&["a\u{202E}b\u{2066}c\u{200B}d\u{FEFF}e"]),
        ["abcde"]
    );
    assert_eq!(reasons(&["  \n ", "x"]), ["x"]);
    assert_eq!(reasons(&["same", "same"]), ["same"]);
    assert_eq!(
        reasons(&["1", "2", "3", "4", "5", "6"]),
        ["1", "2", "3", "4", "5"]
    );
    let long = "è ".repeat(400);
    assert_eq!(
        reasons(&[&long])[0].chars().count(),
        299,
        "299 letters and gaps; a gap never comes last"
    );
    assert_eq!(reasons(&[&"x".repeat(301)])[0].chars().count(), 300);
    assert_eq!(
        reasons(&["<b>bold</b>"]),
        ["<b>bold</b>"],
        "it is shown as text, so markup needs no care"
    );
}

#[test]
fn reasons_of_another_shape_are_left_out() {
    for body in [
        r#"{"errors":{"apiKey":["bad"]}}"#,
        r#"{"errors":[1,null,"x",{"detail":7}]}"#,
        "[]",
        "nonsense",
        "",
    ] {
        assert_eq!(
            fault(Call::Save, 422, PROBLEM, body),
            Some(Fault::Invalid(vec![])),
            "{body}"
        );
    }
    let body = r#"{"detail":"whole","errors":[{"detail":"part"}]}"#;
    assert_eq!(
        fault(Call::Save, 422, PROBLEM, body),
        Some(Fault::Invalid(vec!["part".into()]))
    );
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
        format!(
            "in\u{200B}visible {}\u{200B}{}",
            &right[20..24],
            &right[24..28]
        ),
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
    assert_eq!(without_pieces_of(&all, &key), fit);
}

#[test]
fn c12_the_halves_of_every_shape_of_key_are_known() {
    let (_, left, right) = key();
    let marker = ["T3Blbk", "FJ"].concat();
    for prefix in [
        "sk-",
        "sk-proj-",
        "sk-svcacct-",
        "sk-None-",
        "sk-admin-",
        "sk-my-shop-account-",
        "",
    ] {
        let key = [prefix, &left[..20], &marker, &right[..20]].concat();
        assert!(holds_piece_of(&left[..8], &key), "{prefix}");
        assert!(holds_piece_of(&left[12..20], &key), "{prefix}");
        assert!(holds_piece_of(&right[12..20], &key), "{prefix}");
        assert!(
            !holds_piece_of(&marker, &key),
            "{prefix}: the marker is no secret"
        );
        assert!(
            !holds_piece_of(&[&left[16..20], &marker[..4]].concat(), &key),
            "{prefix}: not wholly in a half"
        );
    }
    assert!(!holds_piece_of(
        "my-shop-account",
        &["sk-my-shop-account-", &left[..20], &marker, &right[..20]].concat()
    ));
    assert!(
        holds_piece_of(&left[3..11], &["sk-proj-", &left].concat()),
        "a key without the marker is all secret"
    );
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
    let none = State {
        configured: false,
        ..State::default()
    };
    assert_eq!(state(r#"{"configured":false}"#), Some(none.clone()));
    let nulls = r#"{"configured":false,"hint":null,"updatedAt":null,"baseUrl":null,"verdict":null,"checkedAt":null,"readOnly":null,"source":null}"#;
    assert_eq!(state(nulls), Some(none));
}

#[test]
fn members_that_are_only_shown_may_have_any_type() {
    let odd = state(r#"{"configured":true,"updatedAt":1762160400,"checkedAt":{},"source":[1]}"#);
    assert_eq!(
        odd,
        Some(State {
            configured: true,
            ..State::default()
        })
    );
    let odd = state(r#"{"configured":true,"updatedAt":"<b>yesterday</b>","checkedAt":"1"}"#);
    assert_eq!(
        odd,
        Some(State {
            configured: true,
            ..State::default()
        })
    );
}

#[test]
fn c12_no_more_than_four_characters_are_taken_for_a_hint() {
    let hint = |hint: &str| {
        state(&serde_json::json!({"configured": true, "hint": hint}).to_string())
            .and_then(|state| state.hint)
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
        state(&serde_json::json!({"configured": true, "baseUrl": base}).to_string())
            .and_then(|state| state.base_url)
    };
    assert_eq!(base("https://api.openai.com/v1"), None);
    assert_eq!(base("https://api.openai.com/v1/"), None);
    assert_eq!(base(""), None);
    assert_eq!(
        base("https://eu.api.openai.com/v1").as_deref(),
        Some("https://eu.api.openai.com/v1")
    );
    assert_eq!(
        base("https://evil.example/v1").as_deref(),
        Some("https://evil.example/v1")
    );
}

#[test]
fn a_verdict_is_an_id_or_nothing() {
    let verdict = |verdict: &str| {
        state(&serde_json::json!({"configured": true, "verdict": verdict}).to_string())
            .and_then(|state| state.verdict)
    };
    assert_eq!(verdict("rate_limited").as_deref(), Some("rate_limited"));
    for odd in ["", "Ready", "no credit", "è", &"x".repeat(41)] {
        assert_eq!(verdict(odd), None, "{odd}");
    }
}

// ── confirmation ──

fn stored(hint: &str, base_url: Option<&str>) -> State {
    State {
        configured: true,
        hint: Some(hint.into()),
        base_url: base_url.map(Into::into),
        ..State::default()
    }
}

#[test]
fn c16_saved_is_said_only_when_hint_and_base_url_are_shown() {
    let us = Some("https://us.api.openai.com/v1");
    assert!(confirms(&stored("AbCd", None), "AbCd", None));
    assert!(confirms(&stored("AbCd", us), "AbCd", us));
    assert!(confirms(
        &stored("AbCd", us),
        "AbCd",
        Some("https://us.api.openai.com/v1/")
    ));
    assert!(confirms(
        &stored("AbCd", None),
        "AbCd",
        Some("https://api.openai.com/v1")
    ));
    assert!(
        !confirms(&stored("AbCd", None), "AbCd", us),
        "the module would ask at the wrong address"
    );
    assert!(!confirms(&stored("AbCd", us), "AbCd", None));
    assert!(!confirms(
        &stored("AbCd", Some("https://eu.api.openai.com/v1")),
        "AbCd",
        us
    ));
    assert!(!confirms(&stored("abcd", None), "AbCd", None));
    assert!(!confirms(&stored("bCd", None), "AbCd", None));
    assert!(!confirms(
        &State {
            configured: false,
            ..stored("AbCd", None)
        },
        "AbCd",
        None
    ));
    assert!(!confirms(
        &State {
            hint: None,
            ..stored("AbCd", None)
        },
        "AbCd",
        None
    ));
}

#[test]
fn c16_a_key_that_somebody_else_saved_is_told_from_the_old_one() {
    let (old, new, other) = (
        stored("old1", None),
        stored("new2", None),
        stored("else", None),
    );
    assert_eq!(shown(Some(&old), &new, "new2", None), Shown::Sent);
    assert_eq!(shown(Some(&old), &old, "new2", None), Shown::Nothing);
    assert_eq!(shown(Some(&old), &other, "new2", None), Shown::Another);
    assert_eq!(
        shown(Some(&State::default()), &other, "new2", None),
        Shown::Another
    );
    assert_eq!(
        shown(None, &other, "new2", None),
        Shown::Nothing,
        "it may be the old one"
    );
    assert_eq!(
        shown(Some(&old), &State::default(), "new2", None),
        Shown::Nothing
    );
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
        Fault::Invalid(vec![]),
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
        assert!(
            one.code()
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b == b'_'),
            "{one:?}"
        );
        assert_ne!(one.cause(), one.remedy(), "{one:?}");
        for other in &faults[i + 1..] {
            assert_ne!(one.code(), other.code());
            assert_ne!(
                one.cause(),
                other.cause(),
                "{one:?} and {other:?} say the same"
            );
        }
    }
}

#[test]
fn c16_what_may_have_arrived_is_asked_for_before_it_is_sent_again() {
    let asked: Vec<_> = all_faults()
        .into_iter()
        .filter(Fault::may_have_arrived)
        .map(|f| f.code())
        .collect();
    let wanted = [
        "session_ended",
        "server_error",
        "unreadable",
        "too_big",
        "network",
        "timed_out",
        "offline",
    ];
    assert_eq!(asked, wanted);
    let mended: Vec<_> = all_faults()
        .into_iter()
        .filter(|f| !f.retryable())
        .map(|f| f.code())
        .collect();
    let wanted = [
        "not_found",
        "method",
        "too_large",
        "unsupported_type",
        "missing_endpoint",
        "foreign_endpoint",
    ];
    assert_eq!(mended, wanted);
}

#[test]
fn docs_name_every_fault() {
    let docs = include_str!("../docs/endpoint.md");
    for fault in all_faults() {
        assert!(
            docs.contains(&format!("`{}`", fault.code())),
            "docs/endpoint.md does not name {}",
            fault.code()
        );
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
            prop_assert!(without_pieces_of(&[text], &key).is_empty());
        }
    }

    #[test]
    fn any_text_and_any_key_are_compared_without_a_panic(text in "\\PC{0,200}", key in "\\PC{0,200}") {
        let _ = holds_piece_of(&text, &key);
    }
}
