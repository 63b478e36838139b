//! How much memory the wasm takes, and that it takes no more with use.

use super::{INSTANCES, SCRIPT, first, goto, memory, mounted, with_page};
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
    first(stage, INSTANCES).await;
    goto(stage, "rounds").await;
    mounted(stage).await;
}

/// Pastes what is on the clipboard, tries it, saves it.
async fn round(stage: &Stage) {
    stage
        .script(
            "const once = (name, then) => host.addEventListener(`ai-key-${name}`, then, {once: true});
             window.round = new Promise((done) => {
               once('reading', () => host.check());
               once('checked', () => host.save());
               once('saved', () => done(true));
             });
             host.focus()",
        )
        .await;
    stage.paste_here().await;
    assert_eq!(stage.script("return window.round").await, json!(true));
}

#[test]
fn five_hundred_times_pasted_tried_and_saved_it_takes_no_more() {
    on_stage(by_hand(), async |stage| {
        open(&stage).await;
        stage.copy(&key_for("good")).await;
        for _ in 0..50 {
            round(&stage).await;
        }
        let before = memory(&stage).await;
        for _ in 0..500 {
            round(&stage).await;
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
