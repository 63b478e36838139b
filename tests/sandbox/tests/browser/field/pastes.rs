//! Every known paste, through the real clipboard and the real field.

use super::{a_while_without_openai, by_hand, control, copy, nothing_left};
use crate::stage::{Stage, on_stage, usual};
use sandbox::{
    Recorded,
    corpus::{PASTES, Paste},
};
use serde_json::Value;

/// The rows of the larger corpus that a clipboard or an input could harm on their way: more than plain printable ASCII.
fn delicate() -> Vec<Paste> {
    let rows = include_str!("../../../../data/pastes-more.jsonl").lines().filter(|line| !line.is_empty());
    let rows = rows.map(|line| serde_json::from_str::<Paste>(line).unwrap());
    rows.filter(|row| row.text().chars().any(|c| !matches!(c, ' '..='~') || matches!(c, '"' | '\'' | '`'))).collect()
}

/// Notes what the clipboard gave, and what the panel read in it.
const WATCH: &str = "window.given = null; window.read = null;
    addEventListener('paste', (event) => { window.given = event.clipboardData.getData('text/plain'); }, true);
    host.addEventListener('ai-key-reading', (event) => { window.read = event.detail; });";

/// Pastes rows over one another; the faults, row by row.
async fn faults(stage: &Stage, rows: &[&Paste]) -> Vec<String> {
    stage.visit().await;
    stage.script(WATCH).await;
    let mut faults = Vec::new();
    for row in rows {
        let text = row.text();
        copy(stage, &text).await;
        stage.script("const field = root.querySelector('#key'); field.focus(); field.select()").await;
        control(stage, "v").await;
        let seen = stage
            .script("const seen = [window.given, window.read?.accept, root.querySelector('#key').value]; window.given = window.read = null; return seen")
            .await;
        if seen[0] != Value::String(text) {
            faults.push(format!("{}: the clipboard gave something else", row.id));
        } else if seen[1] != Value::Bool(row.accept) {
            faults.push(format!("{}: accept is {}", row.id, seen[1]));
        } else if let (true, Some(clean)) = (row.accept, row.clean())
            && seen[2] != Value::String(clean)
        {
            faults.push(format!("{}: other bytes in the field than the row's", row.id));
        }
    }
    a_while_without_openai(stage).await;
    faults
}

#[test]
fn c4_c6_every_key_in_a_paste_is_in_the_field_byte_for_byte() {
    on_stage(by_hand(), async |stage| {
        let more = delicate();
        let rows: Vec<_> = PASTES.iter().chain(&more).filter(|row| row.accept).collect();
        let faults = faults(&stage, &rows).await;
        assert!(faults.is_empty(), "{} of {}:\n{}", faults.len(), rows.len(), faults.join("\n"));
        nothing_left(&stage, "only the button tries");
        stage
    });
}

#[test]
fn c5_c8_a_paste_that_holds_no_key_makes_no_request_at_all() {
    on_stage(usual(), async |stage| {
        let more = delicate();
        let rows: Vec<_> = PASTES.iter().chain(&more).filter(|row| !row.accept && !row.text().is_empty()).collect();
        stage.visit().await;
        let before = stage.sandbox.requests().len();
        let faults = faults(&stage, &rows).await;
        assert!(faults.is_empty(), "{} of {}:\n{}", faults.len(), rows.len(), faults.join("\n"));
        nothing_left(&stage, "there was no key");
        // The browser's own calls home come through the proxy too, as do the tests' for the page.
        let openai = |request: &Recorded| request.host.ends_with("openai.com");
        let since = stage.sandbox.requests().split_off(before);
        assert!(!since.iter().any(openai), "not even a connection to OpenAI");
        assert!(!since.iter().any(|request| request.method == "POST"), "nothing is posted anywhere");
        stage
    });
}
