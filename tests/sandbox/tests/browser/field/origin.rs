//! How a value came: only what a person put in is tried by itself or by a method.

use super::{a_while, by_hand, copy, nothing_left, set};
use crate::stage::{Stage, on_stage, usual};
use sandbox::keys::key_for;
use serde_json::json;

const NO_EVENT: &str = "";
const PLAIN_INPUT: &str = "field.dispatchEvent(new Event('input', {bubbles: true}))";
const REPLACEMENT: &str =
    "field.dispatchEvent(new InputEvent('input', {bubbles: true, inputType: 'insertReplacementText', data: value}))";
const FORGED_TYPING: &str =
    "field.dispatchEvent(new InputEvent('input', {bubbles: true, inputType: 'insertText', data: value}))";
const CHANGE: &str = "field.dispatchEvent(new Event('change', {bubbles: true}))";
const FORGED_PASTE: &str = "field.value = ''; const data = new DataTransfer(); data.setData('text/plain', value);
    field.dispatchEvent(new ClipboardEvent('paste', {bubbles: true, cancelable: true, clipboardData: data}))";

async fn never_by_itself(stage: &Stage, key: &str, event: &str) {
    stage.visit().await;
    set(stage, key, event).await;
    a_while(stage).await;
    stage.script("host.check(); host.save()").await;
    a_while(stage).await;
    nothing_left(stage, event);
    // Whoever comes to the field finds it read.
    stage.focus().await;
    stage.says(".verdict h3", "Chiave pronta per la prova").await;
    stage.script("host.check(); host.save()").await;
    a_while(stage).await;
    nothing_left(stage, event);
    stage.press("Prova la chiave").await;
    stage.says(".verdict h3", "funziona").await;
    assert_eq!(stage.sandbox.openai_requests().len(), 2, "the button tries: {event}");
    stage.sandbox.clear_requests();
    stage.script("host.save()").await;
    a_while(stage).await;
    nothing_left(stage, "a method saves nothing that nobody put in");
    // The page may be left without being asked.
    stage.script("host.reset()").await;
    stage.until("the field is empty", "return root.querySelector('#key').value === ''").await;
}

#[test]
fn c7_what_a_script_or_a_password_manager_put_in_is_read_and_tried_by_the_button_alone() {
    on_stage(usual(), async |stage| {
        for event in [NO_EVENT, PLAIN_INPUT, REPLACEMENT, FORGED_TYPING, CHANGE, FORGED_PASTE] {
            never_by_itself(&stage, &key_for("good"), event).await;
        }
        stage
    });
}

#[test]
fn c7_an_admin_s_password_that_was_filled_in_is_never_sent() {
    on_stage(usual(), async |stage| {
        for event in [NO_EVENT, PLAIN_INPUT, CHANGE] {
            stage.visit().await;
            set(&stage, "Negozio-2026!", event).await;
            stage.focus().await;
            stage.type_keys("\u{e007}").await;
            stage.script("host.check(); host.save()").await;
            a_while(&stage).await;
            nothing_left(&stage, event);
        }
        stage
    });
}

#[test]
fn a_key_that_a_person_pasted_is_tried_and_saved_by_the_methods() {
    on_stage(by_hand(), async |stage| {
        stage.visit().await;
        stage.paste(&key_for("good")).await;
        a_while(&stage).await;
        nothing_left(&stage, "check=\"manual\"");
        stage.script("host.check()").await;
        stage.says(".verdict h3", "funziona").await;
        stage.script("host.save()").await;
        stage.says(".verdict h3", "Chiave salvata").await;
        stage
    });
}

#[test]
fn c9_a_value_that_a_script_swapped_after_the_try_is_not_saved() {
    on_stage(usual(), async |stage| {
        stage.visit().await;
        stage.paste(&key_for("good")).await;
        stage.says(".verdict h3", "funziona").await;
        set(&stage, &key_for("no-credit"), NO_EVENT).await;
        stage.press("Salva la chiave").await;
        stage.says("#reading", "cambiato da solo").await;
        stage.says(".verdict h3", "Chiave pronta per la prova").await;
        a_while(&stage).await;
        assert_eq!(stage.sandbox.endpoint_requests("POST").len(), 0);
        assert!(stage.sandbox.stored().is_none());
        stage.picture("field-swapped").await;
        stage.script("host.reset()").await;
        stage
    });
}

#[test]
fn c9_a_value_that_a_script_swapped_before_the_try_is_not_tried() {
    on_stage(by_hand(), async |stage| {
        stage.visit().await;
        stage.paste(&key_for("good")).await;
        stage.says(".verdict h3", "Chiave pronta per la prova").await;
        set(&stage, &key_for("no-credit"), NO_EVENT).await;
        stage.script("host.check()").await;
        stage.says("#reading", "cambiato da solo").await;
        a_while(&stage).await;
        nothing_left(&stage, "it is not what was read");
        stage.script("host.reset()").await;
        stage
    });
}

#[test]
fn c6_a_swapped_value_is_repaired_before_the_button_tries_it() {
    on_stage(by_hand(), async |stage| {
        stage.visit().await;
        stage.paste(&key_for("no-credit")).await;
        stage.says(".verdict h3", "Chiave pronta per la prova").await;
        set(&stage, &format!("Bearer {}", key_for("good")), NO_EVENT).await;
        stage.script("host.check()").await;
        stage.says("#reading", "cambiato da solo").await;
        assert_eq!(stage.value().await, key_for("good"));
        stage.press("Prova la chiave").await;
        stage.says(".verdict h3", "funziona").await;
        for request in stage.sandbox.openai_requests() {
            assert_eq!(request.bearer(), Some(key_for("good").as_str()), "the repaired bytes are tried");
        }
        stage.script("host.reset()").await;
        stage
    });
}

#[test]
fn a_dropped_text_is_read_raw_like_a_pasted_one() {
    on_stage(usual(), async |stage| {
        let key = key_for("good");
        let (left, right) = key.split_at(90);
        stage.visit().await;
        let place = stage
            .script("const box = root.querySelector('#key').getBoundingClientRect(); return [box.x + 20, box.y + box.height / 2]")
            .await;
        let text = format!("# chiave\nOPENAI_API_KEY=\"{left}\\\n{right}\"\n");
        let data = json!({"items": [{"mimeType": "text/plain", "data": text}], "dragOperationsMask": 1});
        for step in ["dragEnter", "dragOver", "drop"] {
            let event = json!({"type": step, "x": place[0], "y": place[1], "data": data});
            stage.cdp("Input.dispatchDragEvent", event).await;
        }
        stage.says(".verdict h3", "funziona").await;
        assert_eq!(stage.value().await, key);
        stage.script("host.reset()").await;
        stage
    });
}

#[test]
fn the_paste_button_reads_the_clipboard_where_it_may() {
    on_stage(usual(), async |stage| {
        stage.visit().await;
        let origin = stage.script("return location.origin").await;
        stage.cdp("Browser.grantPermissions", json!({"origin": origin, "permissions": ["clipboardReadWrite"]})).await;
        copy(&stage, &format!("Bearer {}\r\n", key_for("good"))).await;
        stage.press("Incolla").await;
        stage.says(".verdict h3", "funziona").await;
        assert_eq!(stage.value().await, key_for("good"));
        stage.script("host.reset()").await;
        stage
    });
}

#[test]
fn where_the_clipboard_is_refused_the_paste_button_leaves_and_the_field_has_the_focus() {
    on_stage(usual(), async |stage| {
        stage.visit().await;
        let permission = json!({"permission": {"name": "clipboard-read"}, "setting": "denied"});
        stage.cdp("Browser.setPermission", permission).await;
        copy(&stage, &key_for("good")).await;
        stage.press("Incolla").await;
        let gone = "return ![...root.querySelectorAll('.bar button')].some((button) => button.innerText === 'Incolla')";
        stage.until("the button is gone", gone).await;
        stage.until("the field has the focus", "return root.activeElement?.id === 'key'").await;
        nothing_left(&stage, "nothing could be read");
        stage
    });
}
