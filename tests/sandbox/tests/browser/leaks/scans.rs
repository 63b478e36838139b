//! Before a save only the field holds the key; after *Salvata*, after *Svuota*, after removal nothing does.

use super::{
    memory::Line,
    pieces::Pieces,
    traces::{field, no_trace, traces},
};
use crate::stage::{Stage, on_stage, usual};
use sandbox::{Options, keys::key_for};
use serde_json::json;
use thirtyfour::prelude::*;

/// Notes what every event of the element's tells, and what goes to `sendBeacon`.
const EARS: &str = "window.told = [];
    for (const name of ['reading', 'checked', 'saved', 'removed', 'dirty', 'error'])
        document.addEventListener('ai-key-' + name, ({type, detail}) => told.push([type, detail]));
    const beacon = navigator.sendBeacon.bind(navigator);
    navigator.sendBeacon = (...all) => { told.push(['beacon', String(all)]); return beacon(...all); };";

/// The usual stage without the tray, which holds sample keys of its own.
pub fn bare() -> Options {
    let mut options = usual();
    options.page.tray = false;
    options
}

/// Puts a text on the clipboard as another program would: from a tab of its own, so that the page under test never
/// sees it before it is pasted.
pub async fn copy_elsewhere(stage: &Stage, text: &str) {
    let here = stage.driver.window().await.unwrap();
    let tab = stage.driver.new_tab().await.unwrap();
    stage.driver.switch_to_window(tab).await.unwrap();
    stage.copy(text).await;
    stage.driver.close_window().await.unwrap();
    stage.driver.switch_to_window(here).await.unwrap();
}

/// Presses Ctrl+V in the field.
pub async fn paste_here(stage: &Stage) {
    stage.focus().await;
    stage.driver.action_chain().key_down(Key::Control).send_keys("v").key_up(Key::Control).perform().await.unwrap();
}

/// The page, and a key that was pasted and tried.
pub async fn tried(stage: &Stage) -> (Line, Pieces) {
    let line = Line::open(&stage.driver).await;
    line.ask("Page.addScriptToEvaluateOnNewDocument", json!({"source": EARS})).await;
    let pieces = Pieces::of(&key_for("good"));
    copy_elsewhere(stage, &pieces.key).await;
    stage.visit().await;
    paste_here(stage).await;
    stage.says(".verdict h3", "funziona").await;
    (line, pieces)
}

/// Neither memory holds a piece.
pub async fn no_memory(line: &Line, pieces: &Pieces) {
    let wasm = line.wasm().await;
    assert_eq!(wasm.len(), 1, "the widget's memory is found");
    assert!(wasm[0].len() > 100_000, "{} bytes", wasm[0].len());
    assert_eq!(pieces.in_memory(&wasm[0]), 0, "no piece is left in the wasm memory");
    let heap = line.heap().await;
    assert!(heap.contains("passweb-ai-key"), "it is the page's heap");
    assert_eq!(pieces.in_memory(heap.as_bytes()), 0, "no piece is left in V8's heap");
    println!("scanned: {} bytes of wasm memory, {} of heap", wasm[0].len(), heap.len());
}

#[test]
fn c12_before_a_save_only_the_field_s_value_holds_the_key() {
    on_stage(bare(), async |stage| {
        let (line, pieces) = tried(&stage).await;
        no_trace(&stage, &line, &pieces).await;
        assert_eq!(field(&stage).await, json!(pieces.key));
        // Shown on the page, it is in the accessibility tree, as anything that can be seen is: the scan works.
        stage.press("Mostra").await;
        let tree = line.ask("Accessibility.getFullAXTree", json!({})).await;
        assert!(pieces.in_text(&tree.to_string()).is_some());
        stage.press("Nascondi").await;
        no_trace(&stage, &line, &pieces).await;
        stage.script("host.reset()").await;
        stage
    });
}

#[test]
fn c12_after_a_save_nothing_of_the_key_is_left_in_the_page() {
    on_stage(bare(), async |stage| {
        let (line, pieces) = tried(&stage).await;
        stage.press("Mostra").await;
        stage.press("Salva la chiave").await;
        stage.says(".verdict h3", "Chiave salvata").await;
        no_memory(&line, &pieces).await;
        no_trace(&stage, &line, &pieces).await;
        assert_eq!(field(&stage).await, json!(""));

        // The record is whole, and the key went where it is meant to go.
        let sent = stage.sandbox.endpoint_requests("POST");
        assert_eq!(sent.len(), 1);
        assert!(pieces.in_text(&sent[0].text()).is_some(), "the scan finds the key in the POST");
        let asked = stage.sandbox.openai_requests();
        assert_eq!(asked.len(), 2);
        assert!(asked.iter().all(|request| pieces.in_text(request.bearer().unwrap()).is_some()));
        let told = stage.script("return told.map(([name]) => name)").await;
        assert!(told.as_array().unwrap().contains(&json!("ai-key-saved")), "the events were heard: {told}");

        // The clipboard keeps what was copied by hand, and what is copied next: the element writes nothing to it.
        copy_elsewhere(&stage, "altro").await;
        stage.script("root.querySelector('#key').focus()").await;
        assert_eq!(stage.pasted_elsewhere().await, "altro");
        stage
    });
}

#[test]
fn c12_after_svuota_nothing_of_the_key_is_left_in_the_page() {
    on_stage(bare(), async |stage| {
        let (line, pieces) = tried(&stage).await;
        stage.press("Svuota").await;
        stage.until("the field is empty", "return root.querySelector('#key').value === ''").await;
        no_memory(&line, &pieces).await;
        no_trace(&stage, &line, &pieces).await;
        stage
    });
}

#[test]
fn c12_after_the_element_is_removed_nothing_of_the_key_is_left_in_the_page() {
    on_stage(bare(), async |stage| {
        let (line, pieces) = tried(&stage).await;
        stage.script("host.remove()").await;
        stage.until("it is gone", "return !document.querySelector('passweb-ai-key')").await;
        no_memory(&line, &pieces).await;
        no_trace(&stage, &line, &pieces).await;
        // A removed element warns of nothing any more.
        let warned = "const event = new Event('beforeunload', {cancelable: true}); dispatchEvent(event); return event.defaultPrevented";
        assert_eq!(stage.script(warned).await, json!(false));
        stage
    });
}

/// Scripts that put `piece` somewhere, and the name of the trace in which it has to be found.
const PLANTS: [(&str, &str); 17] = [
    ("the document", "document.body.append(piece)"),
    ("the document", "root.querySelector('.verdict').append(piece)"),
    ("the document", "host.setAttribute('data-x', piece)"),
    ("the document", "root.querySelector('.view').title = piece"),
    ("the document", "host.remembered = piece"),
    (
        "the document",
        "const other = document.createElement('textarea'); other.value = piece; document.body.append(other)",
    ),
    ("the accessibility tree", "root.querySelector('.verdict h3').setAttribute('aria-label', piece)"),
    ("storage, address, performance or events", "localStorage.setItem('x', piece)"),
    ("storage, address, performance or events", "sessionStorage.setItem('x', piece)"),
    ("storage, address, performance or events", "history.replaceState(piece, '')"),
    ("storage, address, performance or events", "location.hash = piece"),
    ("storage, address, performance or events", "performance.mark(piece)"),
    (
        "storage, address, performance or events",
        "host.dispatchEvent(new CustomEvent('ai-key-error', {bubbles: true, detail: {code: piece}}))",
    ),
    ("storage, address, performance or events", "navigator.sendBeacon('/admin/ai', piece)"),
    ("a cookie", "document.cookie = 'x=' + piece"),
    ("the console", "console.log('x', {deep: piece})"),
    ("the history", "history.pushState(null, '', '?x=' + piece)"),
];

#[test]
fn c12_every_trace_that_is_planted_is_found() {
    on_stage(bare(), async |stage| {
        let line = Line::open(&stage.driver).await;
        line.ask("Page.addScriptToEvaluateOnNewDocument", json!({"source": EARS})).await;
        for (at, (what, plant)) in PLANTS.iter().enumerate() {
            // A key of its own for each: what was planted before is not it.
            let pieces = Pieces::of(&key_for(&format!("planted-{at}")));
            stage.visit().await;
            let found = |traces: Vec<(&str, String)>| {
                traces.iter().any(|(name, text)| name == what && pieces.in_text(text).is_some())
            };
            assert!(!found(traces(&stage, &line).await), "nothing is there before: {plant}");
            stage.script(&format!("const piece = {}; {plant}", json!(pieces.sample()))).await;
            assert!(found(traces(&stage, &line).await), "{what}: {plant}");
        }
        stage
    });
}

#[test]
fn c12_a_data_base_and_both_memories_give_up_what_is_planted() {
    on_stage(bare(), async |stage| {
        let line = Line::open(&stage.driver).await;
        let pieces = Pieces::of(&key_for("planted"));
        stage.visit().await;
        no_memory(&line, &pieces).await;
        // The widget keeps the models' names: a piece among them is in its own memory.
        stage.script(&format!("host.setAttribute('models', {})", json!(pieces.sample()))).await;
        assert!(pieces.in_memory(&line.wasm().await[0]) >= 3, "twelve bytes are three pieces");
        stage.script("host.removeAttribute('models')").await;
        let piece = json!(pieces.sample());
        stage
            .script(&format!(
                "window.kept = [{piece}, new WebAssembly.Memory({{initial: 2}})];
            new Uint8Array(kept[1].buffer).set(new TextEncoder().encode({piece}), 70000);
            const open = indexedDB.open('x');
            open.onupgradeneeded = () => open.result.createObjectStore('y', {{autoIncrement: true}}).add({piece});
            open.onsuccess = () => {{ open.result.close(); window.stored = true }};"
            ))
            .await;
        stage.until("it is stored", "return window.stored === true").await;
        let data = traces(&stage, &line).await.into_iter().find(|(what, _)| *what == "a data base").unwrap();
        assert!(pieces.in_text(&data.1).is_some(), "a data base gives it up: {}", data.1);
        let wasm = line.wasm().await;
        assert_eq!(wasm.len(), 2, "every memory is found");
        assert_eq!(
            wasm.iter().map(|memory| pieces.in_memory(memory)).sum::<usize>(),
            3,
            "twelve bytes are three pieces"
        );
        assert!(pieces.in_memory(line.heap().await.as_bytes()) >= 3, "the heap gives it up");
        stage
    });
}

#[test]
fn c12_while_a_try_hangs_the_widget_s_own_memory_holds_no_piece() {
    on_stage(bare(), async |stage| {
        stage.sandbox.set_openai_fault(Some(sandbox::OpenAiFault::Hang));
        let line = Line::open(&stage.driver).await;
        let pieces = Pieces::of(&key_for("good"));
        stage.visit().await;
        copy_elsewhere(&stage, &pieces.key).await;
        paste_here(&stage).await;
        stage
            .until("two requests are under way", "return root.querySelector('.verdict').classList.contains('wait')")
            .await;
        assert_eq!(pieces.in_memory(&line.wasm().await[0]), 0, "what was sent is wiped before the answer comes");
        stage.sandbox.set_openai_fault(None);
        stage.script("host.reset()").await;
        stage.until("the field is empty", "return root.querySelector('#key').value === ''").await;
        no_memory(&line, &pieces).await;
        stage
    });
}
