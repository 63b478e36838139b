//! What each directive of the policy is for: without it, the element says what is missing.

use super::{goto, lenient};
use crate::stage::{Stage, on_stage, root};
use sandbox::{keys::key_for, page::STRICT_CSP};
use serde_json::json;
use std::fs;

/// The policy of docs/embedding.md, or of docs/security.md, on one line.
fn documented(document: &str) -> String {
    let text = fs::read_to_string(root().join("docs").join(document)).unwrap();
    let policy = text.split("```").find(|block| block.trim_start().starts_with("default-src")).unwrap();
    policy.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_policy_of_the_documents_is_the_one_of_every_test() {
    for document in ["embedding.md", "security.md"] {
        assert_eq!(documented(document), STRICT_CSP, "{document}");
    }
}

/// The element's field is there, and a line for the technician says that; so many titles of the guide are told.
async fn is_told(stage: &Stage, what: &str, titles: usize) {
    goto(stage, "usual.html").await;
    let told = format!("return root?.querySelector('[role=alert]')?.innerText.includes({}) ?? false", json!(what));
    stage.until(&format!("{what} is told"), &told).await;
    // They come with the words, which may be later.
    let told = "[...root.querySelectorAll('.step-title')].filter((title) => title.innerText.trim()).length";
    stage.until("the guide's titles are told", &format!("return {told} === {titles}")).await;
    stage.focus().await;
    stage.type_keys("sk-").await;
    assert_eq!(stage.value().await, "sk-", "the field is there");
    stage.script("host.reset()").await;
}

/// Only that directive was violated.
async fn only(stage: &Stage, directive: &str) {
    stage.until("a violation is told", "return witnessed.length > 0").await;
    let seen = stage.witnessed().await;
    assert!(!seen.is_empty() && seen.iter().all(|told| told.starts_with(directive)), "{seen:?}");
}

/// Paste, try, save.
async fn whole_way(stage: &Stage) {
    goto(stage, "usual.html").await;
    stage.until("it is served", "return !!root?.querySelector('.view:not(.drawn) .ladder')").await;
    stage.paste(&key_for("good")).await;
    stage.says(".verdict h3", "funziona").await;
    stage.press("Salva la chiave").await;
    stage.says(".verdict h3", "Chiave salvata").await;
}

#[test]
fn without_wasm_unsafe_eval_the_technician_is_told_and_the_guide_stays_readable() {
    on_stage(lenient(|csp| csp.replace(" 'wasm-unsafe-eval'", "")), async |stage| {
        is_told(&stage, "wasm-unsafe-eval", 8).await;
        only(&stage, "script-src").await;
        stage.snap("hostile-no-wasm-eval").await;
        stage
    });
}

#[test]
fn without_connect_src_self_the_technician_is_told_and_the_field_is_there() {
    on_stage(lenient(|csp| csp.replace("connect-src 'self' ", "connect-src ")), async |stage| {
        // The words came with the outline, which is a script.
        is_told(&stage, "connect-src", 8).await;
        only(&stage, "connect-src").await;
        stage
    });
}

#[test]
fn without_img_src_the_guide_has_its_words_and_the_rest_works() {
    on_stage(lenient(|csp| csp.replace("img-src 'self'; ", "")), async |stage| {
        goto(&stage, "usual.html").await;
        stage.until("it is served", "return !!root?.querySelector('.view:not(.drawn) .ladder')").await;
        stage.script("root.querySelector('.step-head').click()").await;
        stage.until("the picture is refused", "return witnessed.length > 0").await;
        let told = "return root.querySelector('.open img').alt.length > 20 && root.querySelector('.open').innerText.length > 20";
        assert_eq!(stage.script(told).await, json!(true), "what the picture shows is told in words");
        only(&stage, "img-src").await;
        whole_way(&stage).await;
        // A verdict opens a step of its own.
        assert!(stage.witnessed().await.iter().all(|told| told.starts_with("img-src")));
        stage
    });
}

#[test]
fn without_style_src_it_looks_the_same_and_violates_nothing() {
    on_stage(lenient(|csp| csp.replace("style-src 'self'; ", "")), async |stage| {
        whole_way(&stage).await;
        assert_eq!(stage.script("return root.querySelector('#key').offsetHeight").await, json!(44));
        stage
    });
}

#[test]
fn the_whole_way_violates_no_directive_of_the_documented_policy() {
    on_stage(lenient(|_| documented("embedding.md")), async |stage| {
        goto(&stage, "usual.html").await;
        stage.until("it is served", "return !!root?.querySelector('.view:not(.drawn) .ladder')").await;
        for step in 0..8 {
            stage.script(&format!("root.querySelectorAll('.step-head')[{step}].click()")).await;
            stage.until("its picture is there", "return root.querySelector('.open img')?.naturalWidth > 0").await;
        }
        assert_eq!(stage.witnessed().await, [""; 0]);
        whole_way(&stage).await;
        stage.press("Rimuovi").await;
        stage.press("Rimuovi la chiave").await;
        stage.says(".verdict h3", "Chiave rimossa").await;
        assert_eq!(stage.witnessed().await, [""; 0]);
        // The witness sees a violation where there is one.
        stage.script("document.body.setAttribute('style', 'color: red')").await;
        stage.until("it is seen", "return witnessed.length > 0").await;
        only(&stage, "style-src").await;
        stage
    });
}
