//! The page that the browser keeps for the way back (back/forward cache).

use super::{
    memory::Line,
    pieces::Pieces,
    scans::{bare, copy_elsewhere, no_memory, paste_here, tried},
    traces::{field, no_trace, traces},
};
use crate::stage::{Stage, on_stage};
use sandbox::{Options, keys::key_for};
use serde_json::json;

/// An admin page that lets the browser keep it.
fn kept() -> Options {
    let mut options = bare();
    options.page.kept = true;
    options
}

/// Leaves the page, and comes back to the very one that was left.
async fn away_and_back(stage: &Stage) {
    stage.script("window.persisted = false; addEventListener('pageshow', ({persisted}) => window.persisted = persisted, {once: true})").await;
    stage.driver.goto(stage.sandbox.url("/admin/login")).await.unwrap();
    stage.driver.back().await.unwrap();
    stage.until("it is the page that was left", "return window.persisted === true").await;
}

/// The scan of a page that came back finds `piece`, planted before it was left.
async fn is_found(stage: &Stage, line: &Line) {
    let planted = Pieces::of(&key_for("planted"));
    stage.script(&format!("host.title = window.held = {}", json!(planted.sample()))).await;
    away_and_back(stage).await;
    let found = traces(stage, line).await;
    assert!(found.iter().any(|(what, text)| *what == "the document" && planted.in_text(text).is_some()));
    assert!(planted.in_memory(line.heap().await.as_bytes()) >= 3, "twelve bytes are three pieces");
}

#[test]
fn c12_a_page_that_is_kept_for_the_way_back_holds_nothing_of_a_saved_key() {
    on_stage(kept(), async |stage| {
        let (line, pieces) = tried(&stage).await;
        stage.press("Salva la chiave").await;
        stage.says(".verdict h3", "Chiave salvata").await;
        away_and_back(&stage).await;
        no_memory(&line, &pieces).await;
        no_trace(&stage, &line, &pieces).await;
        assert_eq!(field(&stage).await, json!(""));
        is_found(&stage, &line).await;
        stage
    });
}

#[test]
fn c12_of_a_key_that_was_not_saved_such_a_page_keeps_the_field_alone() {
    on_stage(kept(), async |stage| {
        let (line, pieces) = tried(&stage).await;
        // It waits for its answer as the page is left: that request ends there.
        stage.sandbox.set_openai_fault(Some(sandbox::OpenAiFault::Hang));
        stage.press("Mostra").await;
        copy_elsewhere(&stage, &pieces.key).await;
        paste_here(&stage).await;
        stage.says(".verdict h3", "Prova in corso").await;
        away_and_back(&stage).await;
        stage.sandbox.set_openai_fault(None);
        stage.press("Nascondi").await;
        assert_eq!(pieces.in_memory(&line.wasm().await[0]), 0, "the widget's own memory is clean");
        no_trace(&stage, &line, &pieces).await;
        assert_eq!(field(&stage).await, json!(pieces.key));
        is_found(&stage, &line).await;
        stage.script("host.reset()").await;
        stage
    });
}
