//! Passweb's module configuration endpoint.

use std::time::Duration;

use sandbox::{
    EndpointFault, Options, PageOptions, Sandbox,
    keys::key_for,
    passweb::{On, What},
};
use serde_json::json;
use tokio::time::timeout;

use crate::client::{Admin, dist, start, start_with};

fn save(scenario: &str) -> String {
    json!({"apiKey": key_for(scenario), "verdict": "ready"}).to_string()
}

fn hint(scenario: &str) -> String {
    let key = key_for(scenario);
    key[key.len() - 4..].to_owned()
}

#[tokio::test]
async fn a_key_is_stored_shown_by_its_last_four_and_removed() {
    let sandbox = start().await;
    let admin = Admin::open(&sandbox).await;
    let empty = admin.ask(&sandbox, "GET", &[], "").await.unwrap();
    assert_eq!((empty.status, empty.header("content-type")), (200, Some("application/json")));
    assert_eq!(empty.header("cache-control"), Some("no-store"));
    assert_eq!(
        empty.json(),
        json!({"configured": false, "hint": null, "updatedAt": null, "baseUrl": null, "verdict": null,
            "checkedAt": null, "readOnly": false, "source": null})
    );

    let body = json!({"apiKey": key_for("good"), "baseUrl": "https://us.api.openai.com/v1", "verdict": "no_credit"});
    let saved = admin.ask(&sandbox, "POST", &[], &body.to_string()).await.unwrap();
    assert_eq!((saved.status, saved.json()["hint"].as_str()), (200, Some(hint("good").as_str())));
    let state = admin.ask(&sandbox, "GET", &[], "").await.unwrap();
    assert_eq!(state.json(), saved.json());
    assert!(!state.text().contains(&key_for("good")[8..16]));
    let stored = sandbox.stored().unwrap();
    assert_eq!(stored.api_key, Some(key_for("good")));
    assert_eq!(stored.base_url.as_deref(), Some("https://us.api.openai.com/v1"));
    assert_eq!((stored.verdict.as_deref(), stored.changes), (Some("no_credit"), 1));

    let removed = admin.ask(&sandbox, "DELETE", &[], "").await.unwrap();
    assert_eq!((removed.status, removed.body.len()), (204, 0));
    assert_eq!((sandbox.stored(), sandbox.changes()), (None, 2));
    assert_eq!(sandbox.endpoint_requests("POST").len(), 1);
}

#[tokio::test]
async fn whoever_may_not_is_refused_and_nothing_is_stored() {
    let sandbox = start().await;
    let admin = Admin::open(&sandbox).await;
    for (header, value, status) in [
        ("cookie", "", 401),
        ("cookie", "passweb_session=forged", 401),
        ("x-csrf-token", "", 403),
        ("x-csrf-token", "old", 403),
        ("origin", "https://evil.example", 403),
        ("origin", "null", 403),
        ("sec-fetch-site", "cross-site", 403),
        ("content-type", "text/plain", 415),
        ("content-type", "", 415),
    ] {
        let answer = admin.ask(&sandbox, "POST", &[(header, value)], &save("good")).await.unwrap();
        assert_eq!(answer.status, status, "{header}: {value}");
        assert_eq!(answer.header("content-type"), Some("application/problem+json"));
        assert_eq!(answer.json()["status"], status);
    }
    assert_eq!(sandbox.changes(), 0);
}

#[tokio::test]
async fn what_may_not_be_stored_is_refused_by_its_field() {
    let sandbox = start().await;
    let admin = Admin::open(&sandbox).await;
    let key = key_for("good");
    for (body, status, pointer) in [
        ("nonsense".to_owned(), 400, ""),
        (json!({"verdict": "ready"}).to_string(), 422, "#/apiKey"),
        (json!({"apiKey": "sk-...AbCd", "verdict": "ready"}).to_string(), 422, "#/apiKey"),
        (json!({"apiKey": format!("{key}\n"), "verdict": "ready"}).to_string(), 422, "#/apiKey"),
        (json!({"apiKey": key}).to_string(), 422, "#/verdict"),
        (
            json!({"apiKey": key, "verdict": "ready", "baseUrl": "https://evil.example/v1"}).to_string(),
            422,
            "#/baseUrl",
        ),
        (json!({"apiKey": key, "verdict": "ready", "baseUrl": 1}).to_string(), 422, "#/baseUrl"),
        (format!("{{\"apiKey\":\"{}\"}}", "x".repeat(20_000)), 413, ""),
    ] {
        let answer = admin.ask(&sandbox, "POST", &[], &body).await.unwrap();
        assert_eq!(answer.status, status, "{pointer}");
        assert_eq!(answer.json()["errors"][0]["pointer"].as_str().unwrap_or(""), pointer);
        assert!(!answer.text().contains(&key[8..16]));
    }
    assert_eq!(admin.ask(&sandbox, "PUT", &[], "").await.unwrap().status, 405);
    assert_eq!(sandbox.changes(), 0);
}

#[tokio::test]
async fn a_request_sent_twice_is_carried_out_once() {
    let sandbox = start().await;
    let admin = Admin::open(&sandbox).await;
    let once = [("idempotency-key", "one")];
    let first = admin.ask(&sandbox, "POST", &once, &save("good")).await.unwrap();
    let second = admin.ask(&sandbox, "POST", &once, &save("good")).await.unwrap();
    assert_eq!((first.status, first.body), (second.status, second.body));
    assert_eq!(sandbox.changes(), 1);
    assert_eq!(admin.ask(&sandbox, "POST", &once, &save("no-credit")).await.unwrap().status, 422);
    assert_eq!(sandbox.changes(), 1);
}

#[tokio::test]
async fn what_somebody_else_saved_is_not_overwritten_unseen() {
    let sandbox = start().await;
    let admin = Admin::open(&sandbox).await;
    let etag = admin.ask(&sandbox, "GET", &[], "").await.unwrap().header("etag").unwrap().to_owned();
    sandbox.store(&key_for("no-credit"), None, "no_credit").unwrap();
    let seen = [("if-match", etag.as_str())];
    assert_eq!(admin.ask(&sandbox, "POST", &seen, &save("good")).await.unwrap().status, 412);
    assert_eq!(admin.ask(&sandbox, "DELETE", &seen, "").await.unwrap().status, 412);
    assert_eq!(sandbox.stored().unwrap().api_key, Some(key_for("no-credit")));
    let now = admin.ask(&sandbox, "GET", &[], "").await.unwrap().header("etag").unwrap().to_owned();
    assert_eq!(admin.ask(&sandbox, "POST", &[("if-match", &now)], &save("good")).await.unwrap().status, 200);
}

#[tokio::test]
async fn an_ended_session_and_a_renewed_token_are_mended_as_in_life() {
    let sandbox = start().await;
    let mut admin = Admin::open(&sandbox).await;
    sandbox.renew_csrf();
    let refused = admin.ask(&sandbox, "POST", &[], &save("good")).await.unwrap();
    assert_eq!(refused.status, 403);
    admin.csrf = refused.header("x-csrf-token").unwrap().to_owned();
    assert_eq!(admin.ask(&sandbox, "POST", &[], &save("good")).await.unwrap().status, 200);
    sandbox.end_sessions();
    assert_eq!(admin.ask(&sandbox, "GET", &[], "").await.unwrap().status, 401);
    let admin = Admin::open(&sandbox).await;
    assert_eq!(admin.ask(&sandbox, "GET", &[], "").await.unwrap().json()["configured"], true);
}

#[tokio::test]
async fn a_page_without_a_token_works_where_none_is_asked_for() {
    let sandbox = start().await;
    let admin = Admin::open(&sandbox).await;
    sandbox.set_page(PageOptions { csrf: false, ..PageOptions::default() });
    assert_eq!(admin.ask(&sandbox, "POST", &[("x-csrf-token", "")], &save("good")).await.unwrap().status, 200);
}

#[tokio::test]
async fn a_key_from_elsewhere_can_not_be_changed_here() {
    let sandbox = start().await;
    let admin = Admin::open(&sandbox).await;
    sandbox.store(&key_for("good"), None, "ready").unwrap();
    sandbox.set_read_only(Some("variabile d'ambiente"));
    let state = admin.ask(&sandbox, "GET", &[], "").await.unwrap().json();
    assert_eq!((state["readOnly"].as_bool(), state["source"].as_str()), (Some(true), Some("variabile d'ambiente")));
    assert_eq!(admin.ask(&sandbox, "POST", &[], &save("good")).await.unwrap().status, 409);
    assert_eq!(admin.ask(&sandbox, "DELETE", &[], "").await.unwrap().status, 409);
}

#[tokio::test]
async fn a_fault_before_storing_stores_nothing() {
    let sandbox = start().await;
    let admin = Admin::open(&sandbox).await;
    let mut statuses = Vec::new();
    for what in [
        What::Status(503),
        What::RetryAfter(30),
        What::CsrfRefused,
        What::Redirect,
        What::LoginPage,
        What::EchoKey,
        What::Reason("Chiave già in uso".into()),
        What::FalseYes,
        What::FalseDone,
    ] {
        sandbox.set_endpoint_fault(Some(EndpointFault::new(what)));
        let answer = admin.ask(&sandbox, "POST", &[], &save("good")).await.unwrap();
        statuses.push(answer.status);
        match answer.status {
            429 => assert_eq!(answer.header("retry-after"), Some("30")),
            302 => assert_eq!(answer.header("location"), Some("/admin/login")),
            _ => {}
        }
    }
    assert_eq!(statuses, [503, 429, 403, 302, 200, 422, 422, 200, 204]);
    for what in [What::Reset, What::Hang] {
        sandbox.set_endpoint_fault(Some(EndpointFault::new(what)));
        let answer = timeout(Duration::from_millis(300), admin.ask(&sandbox, "POST", &[], &save("good"))).await;
        assert!(answer.is_err() || answer.unwrap().is_err());
    }
    assert_eq!(sandbox.changes(), 0);
}

#[tokio::test]
async fn a_fault_after_storing_has_stored() {
    for (what, whole) in [
        (What::LostAnswer, false),
        (What::SilentAnswer, false),
        (What::Cut, false),
        (What::Drip(Duration::from_millis(100)), false),
        (What::Slow(Duration::from_millis(10)), true),
        (What::CutJson, true),
        (What::WrongType, true),
        (What::NotUtf8, true),
        (What::NotJson, true),
        (What::NoContent, true),
        (What::Huge, true),
    ] {
        let sandbox = start().await;
        let admin = Admin::open(&sandbox).await;
        sandbox.set_endpoint_fault(Some(EndpointFault::new(what.clone()).on(On::Post)));
        let patience = Duration::from_millis(if whole { 20_000 } else { 900 });
        let answer = timeout(patience, admin.ask(&sandbox, "POST", &[], &save("good"))).await;
        assert_eq!(matches!(answer, Ok(Ok(_))), whole, "{what:?}");
        assert_eq!(sandbox.changes(), 1, "{what:?}");
        let state = admin.ask(&sandbox, "GET", &[], "").await.unwrap().json();
        assert_eq!(state["hint"].as_str(), Some(hint("good").as_str()));
    }
}

#[tokio::test]
async fn a_fault_counts_its_calls_and_shows_another_hint_where_told() {
    let sandbox = start().await;
    let admin = Admin::open(&sandbox).await;
    sandbox.set_endpoint_fault(Some(EndpointFault::new(What::Status(500)).times(1)));
    assert_eq!(admin.ask(&sandbox, "POST", &[], &save("good")).await.unwrap().status, 500);
    assert_eq!(admin.ask(&sandbox, "POST", &[], &save("good")).await.unwrap().status, 200);
    sandbox.set_endpoint_fault(Some(EndpointFault::new(What::OtherHint("ZzZz".into())).on(On::Get)));
    assert_eq!(admin.ask(&sandbox, "GET", &[], "").await.unwrap().json()["hint"], "ZzZz");
}

#[tokio::test]
async fn a_store_of_its_own_outlives_the_sandbox() {
    let store = dist().join("store");
    let options = || Options { dist: dist(), store: Some(store.clone()), ..Options::default() };
    let sandbox = Sandbox::start(options()).await.unwrap();
    sandbox.store(&key_for("good"), None, "ready").unwrap();
    sandbox.stop().await;
    let sandbox = Sandbox::start(options()).await.unwrap();
    assert_eq!(sandbox.stored().unwrap().api_key, Some(key_for("good")));
}

#[tokio::test]
async fn the_login_of_a_page_without_a_session_is_refused() {
    let page = PageOptions { session: sandbox::page::Session::Ended, ..PageOptions::default() };
    let sandbox = start_with(page).await;
    let admin = Admin { cookie: String::new(), csrf: "ended".into() };
    assert_eq!(admin.ask(&sandbox, "GET", &[("cookie", "")], "").await.unwrap().status, 401);
}
