//! What comes into the field, and how.

use crate::stage::{GATE, Stage, WITNESS, root};
use sandbox::{
    PageOptions,
    keys::{key_for, letters},
};
use serde_json::json;
use std::{fs, thread};

const ENTER: &str = "\u{e007}";

/// Nothing was asked of OpenAI, and nothing posted to the endpoint.
fn nothing_left(stage: &Stage, why: &str) {
    assert_eq!(stage.sandbox.openai_requests().len(), 0, "no request to OpenAI: {why}");
    assert_eq!(stage.sandbox.endpoint_requests("POST").len(), 0, "nothing is posted: {why}");
}

pub async fn a_typed_key_waits_for_enter_and_enter_presses_one_thing_at_a_time(stage: &Stage) {
    let key = key_for("good");
    stage.visit().await;
    stage.focus().await;
    stage.type_keys(&key).await;
    stage.says(".verdict h3", "Chiave pronta per la prova").await;
    nothing_left(stage, "typing tries nothing");
    stage.type_keys(ENTER).await;
    stage.says(".verdict h3", "funziona").await;
    assert_eq!(stage.sandbox.endpoint_requests("POST").len(), 0, "the first Enter saves nothing");
    stage.focus().await;
    stage.type_keys(ENTER).await;
    stage.says(".verdict h3", "Chiave salvata").await;
    assert_eq!(stage.sandbox.stored().unwrap().api_key, Some(key));
}

pub async fn another_services_key_is_named_and_nothing_is_sent(stage: &Stage) {
    let letters = letters("engines", 24, b"0123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz");
    stage.visit().await;
    stage.paste(&format!("sk_{}_{letters}", "live")).await;
    stage.says("#reading", "Stripe").await;
    stage.says(".verdict h3", "Non è stato inviato nulla").await;
    nothing_left(stage, "it is no key of OpenAI's");
    // The record itself works: a good key is on it.
    stage.paste(&key_for("good")).await;
    stage.says(".verdict h3", "funziona").await;
    assert_eq!(stage.sandbox.openai_requests().len(), 2);
}

pub async fn a_wrapped_key_is_read_from_the_raw_clipboard_and_tried_in_its_repaired_bytes(stage: &Stage) {
    let key = key_for("good");
    let (left, right) = key.split_at(90);
    stage.visit().await;
    stage.paste(&format!("export OPENAI_API_KEY=\"{left}\n{right}\"\n")).await;
    stage.says(".verdict h3", "funziona").await;
    assert_eq!(stage.value().await, key, "the field holds the repaired bytes");
    stage.says("#reading", "a capo").await;
    for request in stage.sandbox.openai_requests() {
        assert_eq!(request.bearer(), Some(key.as_str()), "the repaired bytes are tried");
    }
}

pub async fn what_is_pasted_before_the_wasm_is_there_is_read_raw_and_tried(stage: &Stage) {
    stage.sandbox.set_before(&format!("{WITNESS} {GATE}"));
    let key = key_for("good");
    stage.goto_page().await;
    stage.paste(&format!("> OPENAI_API_KEY={}=\n> {}\n", &key[..76], &key[76..])).await;
    stage.until("it is in the field", "return root.querySelector('#key').value.length > 164").await;
    nothing_left(stage, "nobody listens yet");
    stage.script("letThrough()").await;
    stage.says(".verdict h3", "funziona").await;
    assert_eq!(stage.value().await, key);
}

pub async fn what_a_script_put_in_is_tried_by_the_button_alone(stage: &Stage) {
    let key = json!(key_for("good"));
    stage.visit().await;
    let set = "const field = root.querySelector('#key'); field.value =";
    stage.script(&format!("{set} {key}; field.dispatchEvent(new Event('input', {{bubbles: true}}))")).await;
    stage.says(".verdict h3", "Chiave pronta per la prova").await;
    stage.script("host.check(); host.save()").await;
    stage.says("#reading", "Chiave di progetto").await;
    nothing_left(stage, "nobody put that in");
    stage.press("Prova la chiave").await;
    stage.says(".verdict h3", "funziona").await;
    assert_eq!(stage.sandbox.openai_requests().len(), 2, "the button tries, once");
}

pub async fn showing_hiding_and_emptying_by_the_buttons(stage: &Stage) {
    stage.sandbox.set_page(PageOptions::default().attribute("check", Some("manual")));
    let key = key_for("good");
    stage.visit().await;
    stage.paste(&key).await;
    stage.says(".verdict h3", "Chiave pronta per la prova").await;
    stage.press("Mostra").await;
    stage.until("it is shown", "return root.querySelector('#key').type === 'text'").await;
    assert_eq!(stage.value().await, key);
    stage.press("Nascondi").await;
    stage.until("it is hidden", "return root.querySelector('#key').type === 'password'").await;
    stage.press("Svuota").await;
    stage.until("it is empty", "return root.querySelector('#key').value === ''").await;
    stage.until("the field has the focus", "return root.activeElement?.id === 'key'").await;
    nothing_left(stage, "nobody asked");
}

pub async fn the_button_incolla_reads_the_clipboard_and_the_key_is_tried(stage: &Stage) {
    let key = key_for("good");
    stage.visit().await;
    stage.copy(&key).await;
    stage.press("Incolla").await;
    stage.says(".verdict h3", "funziona").await;
    assert_eq!(stage.value().await, key);
}

/// The loader fetches the wasm so and, but for Chromium, the script before it runs it. An engine that took no notice of the
/// digest would run anything.
pub async fn a_file_is_taken_only_where_its_digest_is_the_one_that_is_asked_for(stage: &Stage) {
    stage.visit().await;
    let fetched = |digest: &str| {
        format!(
            "return (async () => {{
               const url = performance.getEntriesByType('resource').map(({{name}}) => name).find((name) => /assets.*[.]js$/.test(name));
               const hash = await crypto.subtle.digest('SHA-256', await (await fetch(url)).arrayBuffer());
               const built = 'sha256-' + btoa(String.fromCharCode(...new Uint8Array(hash)));
               return fetch(url, {{integrity: {digest}}}).then(() => 'taken', () => 'refused');
             }})()"
        )
    };
    assert_eq!(stage.script(&fetched("built")).await, json!("taken"), "the built one");
    let other = fetched("built.replace(/-(.)/, (_, first) => first === 'A' ? '-B' : '-A')");
    assert_eq!(stage.script(&other).await, json!("refused"), "another one");
}

/// What draws the first view is asked for by the page itself, and may be there before the loader.
pub async fn with_the_head_that_the_build_writes_a_key_is_tried_as_well(stage: &Stage) {
    let head = fs::read_to_string(root().join("dist/server/it.head.html")).unwrap();
    // Two engines walk at a time.
    let folder = root().join("target/engine-pages").join(format!("{:?}", thread::current().id()));
    fs::create_dir_all(&folder).unwrap();
    let element = r#"<passweb-ai-key endpoint="/admin/ai/api-key" models="gpt-4o"></passweb-ai-key>"#;
    let page = format!(
        "<!DOCTYPE html><html lang=\"it\"><head><meta charset=\"utf-8\"><title>headed</title>{head}</head><body>{element}</body></html>"
    );
    fs::write(folder.join("headed.html"), page).unwrap();
    stage.sandbox.set_page(PageOptions { pages: Some(folder), ..PageOptions::default() });
    stage.script("window.before = true").await;
    stage.driver.goto(stage.sandbox.url("/pages/headed.html")).await.unwrap();
    stage
        .until("the panel is mounted", "return !window.before && !!root?.querySelector('.view:not(.drawn) .ladder')")
        .await;
    stage.paste(&key_for("good")).await;
    stage.says(".verdict h3", "funziona").await;
}
