//! The key field in a real Chromium: what is pasted, typed, dropped, filled in by a script, and what stays of it.

mod early;
mod manners;
mod origin;
mod pastes;

use crate::stage::{Stage, usual};
use sandbox::Options;
use serde_json::json;
use thirtyfour::prelude::*;

/// The usual stage, where only the button tries.
fn by_hand() -> Options {
    let mut options = usual();
    options.page = options.page.attribute("check", Some("manual"));
    options
}

/// What would happen by itself is on record by then: two frames were drawn, their tasks are done, and a request that left
/// after all that, by the way that the widget's own take, has come back. It is an `OPTIONS`, which no try is.
async fn a_while(stage: &Stage) {
    a_while_until(stage, "fetch('https://api.openai.com/v1/models', {method: 'OPTIONS', cache: 'no-store'})").await;
}

/// The same, for those who look for the first sign of a connection to OpenAI: the request goes to the page's own server.
async fn a_while_without_openai(stage: &Stage) {
    a_while_until(stage, "fetch('/ai-key/passweb-ai-key.js', {cache: 'no-store'})").await;
}

async fn a_while_until(stage: &Stage, asked: &str) {
    let frames = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 0))))";
    stage.script(&format!("return {frames}.then(() => {asked}.catch(() => {{}})).then(() => {{}})")).await;
}

/// Presses a key together with Ctrl.
async fn control(stage: &Stage, key: &str) {
    let chain = stage.driver.action_chain().key_down(Key::Control).send_keys(key).key_up(Key::Control);
    chain.perform().await.unwrap();
}

/// Puts exactly that text on the clipboard, as another program would: a textarea makes `\n` of every line break.
async fn copy(stage: &Stage, text: &str) {
    let script = format!(
        "const area = document.createElement('textarea'); area.id = 'elsewhere'; area.value = '-';
         area.addEventListener('copy', (event) => {{
           event.clipboardData.setData('text/plain', {});
           event.preventDefault();
         }});
         document.body.append(area); area.focus(); area.select();",
        json!(text)
    );
    stage.script(&script).await;
    control(stage, "c").await;
    stage.script("document.querySelector('#elsewhere').remove()").await;
}

/// Pastes exactly that text where the cursor is, or over what is selected.
async fn paste_here(stage: &Stage, text: &str) {
    copy(stage, text).await;
    stage.script("root.querySelector('#key').focus()").await;
    control(stage, "v").await;
}

/// Sets the field's value the way a script does, then runs what follows with `field` and `value`.
async fn set(stage: &Stage, value: &str, then: &str) {
    stage
        .script(&format!(
            "const field = root.querySelector('#key'); const value = {}; field.value = value; {then}",
            json!(value)
        ))
        .await;
}

/// Nothing was asked of OpenAI, and nothing posted to the endpoint.
fn nothing_left(stage: &Stage, why: &str) {
    assert_eq!(stage.sandbox.openai_requests().len(), 0, "no request to OpenAI: {why}");
    assert_eq!(stage.sandbox.endpoint_requests("POST").len(), 0, "nothing is posted: {why}");
}
