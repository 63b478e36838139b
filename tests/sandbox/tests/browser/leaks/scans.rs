//! After *Salvata*, after *Svuota*, after removal: no piece of the key is left in the page.

use super::{
    memory::Line,
    pieces::Pieces,
    traces::{field, no_trace, traces},
};
use crate::stage::{Stage, on_stage, usual};
use sandbox::keys::key_for;
use serde_json::json;

/// Notes what every event of the element's tells, and what goes to `sendBeacon`.
const EARS: &str = "window.told = [];
    for (const name of ['reading', 'checked', 'saved', 'removed', 'dirty', 'error'])
        document.addEventListener('ai-key-' + name, ({type, detail}) => told.push([type, JSON.stringify(detail)]));
    const beacon = navigator.sendBeacon.bind(navigator);
    navigator.sendBeacon = (...all) => { told.push(['beacon', String(all)]); return beacon(...all); };";

/// Puts a key on the clipboard as another program would, from a tab of its own: this page never sees it before it is
/// pasted.
async fn copy_elsewhere(stage: &Stage, text: &str) {
    let here = stage.driver.window().await.unwrap();
    let tab = stage.driver.new_tab().await.unwrap();
    stage.driver.switch_to_window(tab).await.unwrap();
    stage.copy(text).await;
    stage.driver.close_window().await.unwrap();
    stage.driver.switch_to_window(here).await.unwrap();
}

async fn press(stage: &Stage, key: &str) {
    use thirtyfour::prelude::*;
    stage.driver.action_chain().key_down(Key::Control).send_keys(key).key_up(Key::Control).perform().await.unwrap();
}

/// The page, and a key that was pasted and tried.
async fn tried(stage: &Stage) -> (Line, Pieces) {
    let line = Line::open(&stage.driver).await;
    line.ask("Page.addScriptToEvaluateOnNewDocument", json!({"source": EARS})).await;
    let pieces = Pieces::of(&key_for("good"));
    copy_elsewhere(stage, &pieces.key).await;
    stage.visit().await;
    stage.focus().await;
    press(stage, "v").await;
    stage.says(".verdict h3", "funziona").await;
    (line, pieces)
}

/// Neither memory holds a piece.
async fn no_memory(line: &Line, pieces: &Pieces) {
    let wasm = line.wasm().await;
    assert_eq!(wasm.len(), 1, "the widget's memory is found");
    assert!(wasm[0].len() > 100_000, "{} bytes", wasm[0].len());
    assert_eq!(pieces.in_memory(&wasm[0]), 0, "no piece is left in the wasm memory");
    let heap = line.heap().await;
    assert!(heap.contains("passweb-ai-key"), "it is the page's heap");
    assert_eq!(pieces.in_memory(heap.as_bytes()), 0, "no piece is left in V8's heap");
}

#[test]
fn c12_after_a_save_nothing_of_the_key_is_left_in_the_page() {
    on_stage(usual(), async |stage| {
        let (line, pieces) = tried(&stage).await;
        // Before: the field, and nothing else that can be read.
        assert_eq!(field(&stage).await, json!(pieces.key));
        no_trace(&stage, &line, &pieces).await;

        stage.press("Salva la chiave").await;
        stage.says(".verdict h3", "Chiave salvata").await;
        assert_eq!(field(&stage).await, json!(""));
        no_memory(&line, &pieces).await;
        no_trace(&stage, &line, &pieces).await;
        assert_eq!(stage.sandbox.endpoint_requests("POST").len(), 1);
        stage
    });
}
