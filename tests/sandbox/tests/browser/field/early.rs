//! What comes into the field before the wasm is there.

use super::{a_while, nothing_left, paste_here, set};
use crate::stage::{GATE, Stage, on_stage, usual};
use sandbox::keys::key_for;

async fn early(stage: &Stage) {
    stage.before_the_page(GATE).await;
    stage.driver.goto(stage.sandbox.page_url()).await.unwrap();
    stage.until("the field is painted", "return !!root?.querySelector('#key')").await;
}

#[test]
fn what_is_pasted_before_the_wasm_is_there_is_read_raw_and_tried() {
    on_stage(usual(), async |stage| {
        early(&stage).await;
        let key = key_for("good");
        let env = format!(
            "> DB_PASSWORD=abc\n> # la chiave\n> OPENAI_API_KEY={}=\n> {}\n> PORT=80\n",
            &key[..76],
            &key[76..]
        );
        paste_here(&stage, &env).await;
        a_while(&stage).await;
        nothing_left(&stage, "nobody listens yet");
        stage.script("letThrough()").await;
        stage.says(".verdict h3", "funziona").await;
        assert_eq!(stage.value().await, key);
        stage.script("host.reset()").await;
        stage
    });
}

#[test]
fn two_halves_pasted_before_the_wasm_is_there_are_one_key() {
    on_stage(usual(), async |stage| {
        early(&stage).await;
        let key = key_for("good");
        paste_here(&stage, &key[..100]).await;
        paste_here(&stage, &key[100..]).await;
        stage.script("letThrough()").await;
        stage.says(".verdict h3", "funziona").await;
        assert_eq!(stage.value().await, key);
        stage.script("host.reset()").await;
        stage
    });
}

#[test]
fn what_is_typed_before_the_wasm_is_there_is_read_and_waits() {
    on_stage(usual(), async |stage| {
        early(&stage).await;
        stage.focus().await;
        stage.type_keys(&key_for("good")).await;
        stage.script("letThrough()").await;
        stage.says(".verdict h3", "Chiave pronta per la prova").await;
        a_while(&stage).await;
        nothing_left(&stage, "typing tries nothing");
        stage.script("host.reset()").await;
        stage
    });
}

#[test]
fn c7_what_replaced_an_early_paste_without_an_event_is_not_tried() {
    on_stage(usual(), async |stage| {
        early(&stage).await;
        paste_here(&stage, &key_for("good")).await;
        set(&stage, &key_for("no-credit"), "").await;
        stage.script("letThrough()").await;
        stage.says(".verdict h3", "Chiave pronta per la prova").await;
        stage.script("host.check()").await;
        a_while(&stage).await;
        nothing_left(&stage, "nobody pasted that");
        stage.script("host.reset()").await;
        stage
    });
}
