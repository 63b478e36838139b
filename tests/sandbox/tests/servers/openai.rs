//! OpenAI acted out.

use std::time::{Duration, Instant};

use sandbox::{OpenAiFault, Sandbox, corpus, keys::key_for};
use tokio::time::timeout;

use crate::client::{Read, ask, ask_raw, start};

const RUN: &str = r#"{"model":"gpt-4o","messages":[{"role":"user","content":"Ok?"}],"max_completion_tokens":16}"#;

async fn list(sandbox: &Sandbox, key: &str) -> Result<Read, hyper::Error> {
    let bearer = format!("Bearer {key}");
    ask(sandbox, "GET", "/openai/v1/models", &[("authorization", &bearer), ("origin", "https://shop.example")], "")
        .await
}

async fn run_with(sandbox: &Sandbox, key: &str, body: &str) -> Result<Read, hyper::Error> {
    let bearer = format!("Bearer {key}");
    let headers =
        [("authorization", bearer.as_str()), ("origin", "https://shop.example"), ("content-type", "application/json")];
    ask(sandbox, "POST", "/openai/v1/chat/completions", &headers, body).await
}

async fn run(sandbox: &Sandbox, key: &str) -> Result<Read, hyper::Error> {
    run_with(sandbox, key, RUN).await
}

#[tokio::test]
async fn a_preflight_is_answered_to_any_origin_and_its_headers_are_reflected() {
    let sandbox = start().await;
    let asked = [
        ("origin", "https://shop.example"),
        ("access-control-request-method", "POST"),
        ("access-control-request-headers", "authorization,content-type"),
    ];
    let answer = ask(&sandbox, "OPTIONS", "/openai/v1/chat/completions", &asked, "").await.unwrap();
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
    assert_eq!(answer.header("access-control-allow-headers"), Some("authorization,content-type"));
    assert!(answer.header("access-control-allow-methods").unwrap().contains("POST"));
    assert!(answer.header("access-control-max-age").is_some());
    assert!(answer.body.is_empty());
}

#[tokio::test]
async fn every_answer_exposes_its_request_id_and_cf_ray_and_nothing_else() {
    let sandbox = start().await;
    for key in ["good", "no-credit", "invalid"] {
        for answer in [list(&sandbox, &key_for(key)).await.unwrap(), run(&sandbox, &key_for(key)).await.unwrap()] {
            assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
            assert_eq!(answer.header("access-control-expose-headers"), Some("X-Request-ID, CF-Ray"));
            let id = answer.header("x-request-id").unwrap();
            assert!(id.starts_with("req_") && id.len() == 36, "{id}");
            assert_eq!(answer.header("access-control-allow-credentials"), None);
        }
    }
}

#[tokio::test]
async fn every_row_of_the_corpus_is_answered_byte_for_byte() {
    let sandbox = start().await;
    for row in corpus::ANSWERS.iter().filter(|row| row.status != 0) {
        let key = key_for(&row.id);
        let answers = [list(&sandbox, &key).await.unwrap(), run(&sandbox, &key).await.unwrap()];
        let (told, other) = if row.answers_the_list() { (0, 1) } else { (1, 0) };
        assert_eq!(answers[told].status, row.status, "{}", row.id);
        assert_eq!(answers[told].body, row.body.as_bytes(), "{}", row.id);
        assert_eq!(answers[told].header("content-type"), Some(row.content_type.as_str()), "{}", row.id);
        let elsewhere = if row.answers_any() { row.status } else { 200 };
        assert_eq!(answers[other].status, elsewhere, "{}", row.id);
    }
}

#[tokio::test]
async fn a_row_without_an_answer_is_a_reset_line() {
    let sandbox = start().await;
    assert!(run(&sandbox, &key_for("network-firefox")).await.is_err());
    assert_eq!(list(&sandbox, &key_for("network-firefox")).await.unwrap().status, 200);
}

#[tokio::test]
async fn an_unknown_key_is_echoed_as_openai_echoes_it() {
    let sandbox = start().await;
    for answer in [list(&sandbox, "sk-wrong-of-some-length").await, run(&sandbox, "sk-wrong-of-some-length").await] {
        let answer = answer.unwrap();
        assert_eq!((answer.status, answer.code().as_str()), (401, "invalid_api_key"));
        assert!(answer.text().contains("provided: sk-wrong***********ngth. You can find"), "{}", answer.text());
    }
}

#[tokio::test]
async fn a_request_without_a_key_is_told_so() {
    let sandbox = start().await;
    let answer = ask(&sandbox, "GET", "/openai/v1/models", &[], "").await.unwrap();
    assert_eq!(answer.status, 401);
    assert!(answer.text().contains("You didn't provide an API key"));
}

#[tokio::test]
async fn other_addresses_methods_and_bodies_are_refused() {
    let sandbox = start().await;
    assert_eq!(ask(&sandbox, "GET", "/openai/v1/me", &[], "").await.unwrap().status, 404);
    assert_eq!(ask(&sandbox, "DELETE", "/openai/v1/models", &[], "").await.unwrap().status, 405);
    for body in ["", "[]", "{\"model\":\"gpt-4o\"}", "{\"messages\":[]}"] {
        assert_eq!(run_with(&sandbox, &key_for("good"), body).await.unwrap().status, 400, "{body}");
    }
}

#[tokio::test]
async fn the_named_scenarios_say_what_they_are_named_after() {
    let sandbox = start().await;
    let said = |key: &'static str| {
        let sandbox = &sandbox;
        async move {
            let list = list(sandbox, &key_for(key)).await.unwrap();
            let run = run(sandbox, &key_for(key)).await.unwrap();
            (list.status, run.status, run.text())
        }
    };
    for (key, statuses, piece) in [
        ("good", (200, 200), "chat.completion"),
        ("good-legacy", (200, 200), "chat.completion"),
        ("good-none", (200, 200), "chat.completion"),
        ("good-service-account", (200, 200), "chat.completion"),
        ("no-credit", (200, 429), "quota"),
        ("no-credit-balance", (200, 429), "credit_balance_exhausted"),
        ("spend-limit-project", (200, 429), "project_spend_limit_exceeded"),
        ("invalid", (401, 401), "invalid_api_key"),
        ("missing-scope", (200, 403), "Missing scopes: model.request"),
        ("missing-scope-list", (403, 200), "chat.completion"),
        ("missing-scope-both", (403, 403), "Missing scopes"),
        ("no-credit-no-list", (403, 429), "quota"),
        ("rate-limited", (200, 429), "Please try again in"),
        ("rate-limited-bare", (200, 429), "come back later"),
        ("region-us", (401, 401), "us.api.openai.com"),
        ("region-eu", (401, 401), "eu.api.openai.com"),
        ("region-forged", (401, 401), "us.api.openai.com.example.net"),
        ("model-gone", (200, 404), "`gpt-4o` does not exist"),
        ("models-none", (200, 404), "model_not_found"),
        ("ip-blocked", (401, 401), "IP address is not authorized"),
        ("server-error", (500, 500), "server_error"),
        ("overloaded", (503, 503), "overloaded"),
        ("html", (502, 502), "<title>api.openai.com"),
        ("portal", (200, 200), "<html>"),
        ("redirect", (307, 307), ""),
    ] {
        let (list, run, text) = said(key).await;
        assert_eq!((list, run), statuses, "{key}");
        assert!(text.contains(piece), "{key}: {text}");
    }
}

#[tokio::test]
async fn a_model_that_is_gone_leaves_another_that_runs() {
    let sandbox = start().await;
    let other = RUN.replace("gpt-4o", "gpt-6-luna");
    assert!(!list(&sandbox, &key_for("model-gone")).await.unwrap().text().contains("gpt-4o"));
    assert_eq!(run_with(&sandbox, &key_for("model-gone"), &other).await.unwrap().status, 200);
}

#[tokio::test]
async fn the_refused_limit_stays_refused_and_the_other_one_runs() {
    for (first, second) in [("max_completion_tokens", "max_tokens"), ("max_tokens", "max_completion_tokens")] {
        let sandbox = start().await;
        let key = key_for("max-tokens-refused-then-ok");
        let before = RUN.replace("max_completion_tokens", first);
        let after = RUN.replace("max_completion_tokens", second);
        let refusal = run_with(&sandbox, &key, &before).await.unwrap();
        assert_eq!((refusal.status, refusal.json()["error"]["param"].as_str()), (400, Some(first)));
        assert_eq!(refusal.code(), "unsupported_parameter");
        assert_eq!(run_with(&sandbox, &key, &after).await.unwrap().status, 200);
        assert_eq!(run_with(&sandbox, &key, &before).await.unwrap().status, 400);
    }
}

#[tokio::test]
async fn faults_of_the_line_are_faults_of_the_line() {
    let sandbox = start().await;
    let whole = run(&sandbox, &key_for("good")).await.unwrap().body;
    assert!(run(&sandbox, &key_for("reset")).await.is_err());
    assert!(run(&sandbox, &key_for("cut-line")).await.is_err());
    let cut = run(&sandbox, &key_for("cut-json")).await.unwrap();
    assert_eq!((cut.status, &cut.body[..]), (200, &whole[..whole.len() / 2]));
    let huge = list(&sandbox, &key_for("huge")).await.unwrap();
    assert!(huge.body.len() > 10_000_000 && huge.json()["object"] == "list");
    assert!(run(&sandbox, &key_for("huge")).await.unwrap().body.len() > 10_000_000);
    let hidden = run(&sandbox, &key_for("no-cors")).await.unwrap();
    assert!(hidden.headers.iter().all(|(name, _)| !name.starts_with("access-control-")));
    let short = Duration::from_millis(600);
    assert!(timeout(short, run(&sandbox, &key_for("hang"))).await.is_err());
    assert!(timeout(short, run(&sandbox, &key_for("drip"))).await.is_err());
}

#[tokio::test]
async fn the_slow_one_takes_six_seconds() {
    let sandbox = start().await;
    let start = Instant::now();
    assert_eq!(run(&sandbox, &key_for("slow")).await.unwrap().status, 200);
    assert!(start.elapsed() > Duration::from_millis(5_900));
}

#[tokio::test]
async fn a_fault_set_by_the_test_is_every_keys_fault_until_it_is_taken_back() {
    let sandbox = start().await;
    sandbox.set_openai_fault(Some(OpenAiFault::Status(418)));
    assert_eq!(run(&sandbox, &key_for("good")).await.unwrap().status, 418);
    sandbox.set_openai_fault(Some(OpenAiFault::NoCors));
    let preflight =
        ask(&sandbox, "OPTIONS", "/openai/v1/models", &[("origin", "https://a.example")], "").await.unwrap();
    assert_eq!(preflight.header("access-control-allow-origin"), None);
    sandbox.set_openai_fault(Some(OpenAiFault::Unreachable));
    let end = ask_raw(&sandbox, "OPTIONS /openai/v1/models HTTP/1.1").await;
    assert_eq!(end.unwrap_err().kind(), std::io::ErrorKind::ConnectionReset);
    sandbox.set_openai_fault(None);
    assert_eq!(run(&sandbox, &key_for("good")).await.unwrap().status, 200);
}
