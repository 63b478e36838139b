//! Every answer ends in the verdict that it means: recorded answers, and invented ones for what was not recorded.

#![allow(clippy::expect_used, reason = "a test may fail")]

use passweb_ai_key::check::{Scopes, Which, read_answer};
use serde_json::Value;

const RECORDED: &str = include_str!("data/openai-answers.jsonl");
const INVENTED: &str = include_str!("data/answers-more.jsonl");

fn rows(text: &str) -> impl Iterator<Item = Value> + '_ {
    text.lines().filter(|line| !line.trim().is_empty()).map(|line| serde_json::from_str(line).expect("a row"))
}

fn check(row: &Value) {
    let text = |name: &str| row[name].as_str().unwrap_or_default();
    let status = u16::try_from(row["status"].as_u64().expect("a status")).expect("a status");
    let which = if text("endpoint") == "GET /v1/models" { Which::Models } else { Which::Run };
    let finding = read_answer(status, text("content_type"), text("body").as_bytes(), which);
    let expected = match text("expected") {
        "gateway_html" | "gateway_text" => "gateway",
        other => other,
    };
    assert_eq!(finding.label(), expected, "{}", text("id"));
    if let Some(seconds) = row["retry_after"].as_u64() {
        assert_eq!(finding.retry_after.map(u64::from), Some(seconds), "{}", text("id"));
    }
    if let Some(named) = row["named"].as_bool() {
        assert_eq!(finding.named, named, "{}", text("id"));
    }
}

#[test]
fn every_recorded_answer_has_its_verdict() {
    assert_eq!(rows(RECORDED).map(|row| check(&row)).count(), 77);
}

#[test]
fn every_invented_answer_has_its_verdict() {
    let count = rows(INVENTED)
        .map(|row| {
            assert_eq!(row["origin"], "invented", "{}", row["id"]);
            check(&row);
        })
        .count();
    assert!(count >= 60, "{count} rows");
}

#[test]
fn the_status_alone_decides_nothing_that_a_sentence_decides() {
    for row in rows(RECORDED).filter(|row| {
        let (expected, status) = (row["expected"].as_str(), row["status"].as_u64());
        status >= Some(400)
            && !matches!(expected, Some("bad_request" | "server_error" | "gateway_html" | "gateway_text"))
    }) {
        for status in [400, 401, 403, 404, 429, 500, 503] {
            let mut other = row.clone();
            other["status"] = status.into();
            check(&other);
        }
    }
}

#[test]
fn spaces_that_do_not_break_part_the_names_of_scopes_like_any_other() {
    let space = '\u{a0}';
    for (message, scopes) in [
        (format!("Missing scopes:{space}api.model.request."), &[Scopes::MODEL_REQUEST][..]),
        ("Missing scopes:\\u00a0api.model.request.".to_owned(), &[Scopes::MODEL_REQUEST]),
        (format!("missing scopes: model.request{space}, api.files.read"), &[Scopes::MODEL_REQUEST, Scopes::OTHER]),
        (
            format!("Missing scopes{space}:{space}{space}model.read,{space}model.request. Check that{space}you"),
            &[Scopes::MODEL_READ, Scopes::MODEL_REQUEST],
        ),
    ] {
        let body =
            format!(r#"{{"error":{{"message":"{message}","type":"invalid_request_error","param":null,"code":null}}}}"#);
        let finding = read_answer(403, "application/json", body.as_bytes(), Which::Run);
        assert_eq!(finding.label(), "missing_scope", "{body}");
        for scope in [Scopes::MODEL_READ, Scopes::MODEL_REQUEST, Scopes::OTHER] {
            assert_eq!(finding.scopes.contains(scope), scopes.contains(&scope), "{body}");
        }
    }
}

#[test]
fn c12_nothing_of_an_echoed_key_is_kept() {
    let key = ["sk-proj-", "Zz9QwErTyUiOpAsDfGhJ", "T3Blbk", "FJ", "MnBvCxZlKjHgFdSaPoIu"].concat();
    let places = [
        format!(r#"{{"error":{{"message":"{key}","type":"{key}","code":"{key}","param":"{key}"}}}}"#),
        format!(r#"{{"error":{{"message":"Missing scopes: {key}. Please try again in 5s at {key}.api.openai.com"}}}}"#),
        format!(r#"{{"error":{{"message":"make your request to {key}","code":"incorrect_hostname","type":"x"}}}}"#),
        format!(r#"{{"object":"list","data":[{{"id":"{key}","object":"model","shutdown_date":"{key}"}}]}}"#),
        format!(r#"{{"error":"{key}","code":"{key}","type":"{key}"}}"#),
        format!("<html>{key}"),
    ];
    for body in &places {
        for status in [0, 200, 400, 401, 403, 404, 429, 500] {
            for which in [Which::Models, Which::Run] {
                let kept = format!("{:?}", read_answer(status, &key, body.as_bytes(), which));
                let lower = kept.to_lowercase();
                for piece in key.to_lowercase().as_bytes().windows(8) {
                    let piece = core::str::from_utf8(piece).expect("ASCII");
                    assert!(!lower.contains(piece), "{piece} of {body} in {kept}");
                }
            }
        }
    }
}
