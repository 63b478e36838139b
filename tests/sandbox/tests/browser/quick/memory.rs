//! How much memory the wasm takes, and that it takes no more with use.

use super::{INSTANCES, SCRIPT, goto, memory, mounted, with_page};
use crate::stage::{Stage, on_stage};
use sandbox::{Options, keys::key_for};
use serde_json::json;

fn by_hand() -> Options {
    with_page(
        "rounds",
        SCRIPT,
        r#"<passweb-ai-key endpoint="/admin/ai/api-key" models="gpt-4o" check="manual"></passweb-ai-key>"#,
    )
}

async fn open(stage: &Stage) {
    stage.before_the_page(INSTANCES).await;
    goto(stage, "rounds").await;
    mounted(stage).await;
}

/// Has every key that is pasted from now on tried and saved. Once a key is saved, the field is read again: empty.
const TRY_AND_SAVE: &str = "window.saves = 0;
    host.addEventListener('ai-key-reading', ({detail}) => detail.accept && host.check());
    host.addEventListener('ai-key-checked', () => host.save());
    host.addEventListener('ai-key-saved', () => window.saved((window.saves += 1)));";

/// Pastes what is on the clipboard, and waits until it is saved.
async fn round(stage: &Stage, count: u32) {
    stage.script("window.round = new Promise((done) => { window.saved = done; }); host.focus()").await;
    stage.paste_here().await;
    assert_eq!(stage.script("return window.round").await, json!(count));
}

/// What linear memory may be: bytes.
const READY: u64 = 256 * 1024;

#[test]
fn a_panel_that_is_ready_takes_256_kib_at_most_and_so_it_does_with_a_key_saved() {
    on_stage(by_hand(), async |stage| {
        open(&stage).await;
        stage.says(".stored", "Nessuna chiave").await;
        assert!(memory(&stage).await <= READY, "{} bytes", memory(&stage).await);
        stage.copy(&key_for("good")).await;
        stage.script(TRY_AND_SAVE).await;
        round(&stage, 1).await;
        stage.says(".verdict h3", "salvata").await;
        assert!(memory(&stage).await <= READY, "{} bytes with a key saved", memory(&stage).await);
        stage
    });
}

#[test]
fn five_hundred_times_pasted_tried_and_saved_it_takes_no_more() {
    on_stage(by_hand(), async |stage| {
        open(&stage).await;
        stage.copy(&key_for("good")).await;
        stage.script(TRY_AND_SAVE).await;
        for count in 1..=50 {
            round(&stage, count).await;
        }
        let before = memory(&stage).await;
        for count in 51..=550 {
            round(&stage, count).await;
        }
        assert_eq!(memory(&stage).await, before);
        assert_eq!(stage.sandbox.endpoint_requests("POST").len(), 550, "each round saved");
        stage
    });
}

#[test]
fn a_thousand_times_moved_it_takes_no_more() {
    on_stage(by_hand(), async |stage| {
        open(&stage).await;
        let moves = "const places = [document.createElement('div'), document.createElement('div')];
            document.body.append(...places);
            for (let n = 0; n < 100; n++) { places[n % 2].append(host); await Promise.resolve(); }";
        let moves = format!("return (async () => {{ {moves} }})()");
        stage.script(&moves).await;
        let before = memory(&stage).await;
        for _ in 0..10 {
            stage.script(&moves).await;
        }
        assert_eq!(memory(&stage).await, before);
        mounted(&stage).await;
        stage
    });
}
