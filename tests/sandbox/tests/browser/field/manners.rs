//! How the field behaves in a person's hands.

use super::{a_while, by_hand, control, nothing_left, paste_here};
use crate::stage::{Stage, on_stage, usual};
use sandbox::keys::key_for;
use serde_json::json;

/// Is anything said against what is in the field?
async fn red(stage: &Stage) -> bool {
    stage.script("return !!root.querySelector('#reading.bad, #reading.warn')").await == json!(true)
}

const LEAVE: &str = "\u{e004}";
const BACKSPACE: &str = "\u{e003}";

#[test]
fn typing_a_key_is_never_contradicted() {
    on_stage(by_hand(), async |stage| {
        stage.visit().await;
        stage.focus().await;
        for letter in key_for("good").chars() {
            stage.type_keys(&letter.to_string()).await;
            assert!(
                !red(&stage).await,
                "after {} letters: {}",
                stage.value().await.len(),
                stage.text("#reading").await
            );
        }
        stage.says(".verdict h3", "Chiave pronta per la prova").await;
        stage.type_keys(LEAVE).await;
        stage.says("#reading", "Chiave di progetto OpenAI").await;
        nothing_left(&stage, "typing tries nothing");
        stage.script("host.reset()").await;
        stage
    });
}

#[test]
fn typing_is_calm_also_after_the_empty_field_was_left() {
    on_stage(by_hand(), async |stage| {
        stage.visit().await;
        stage.focus().await;
        stage.type_keys(LEAVE).await;
        stage.focus().await;
        stage.type_keys("sk-pro").await;
        assert!(!red(&stage).await, "nothing was wrong yet: {}", stage.text("#reading").await);
        stage
    });
}

#[test]
fn a_text_that_can_t_become_a_key_is_said_at_once_and_read_on_every_keystroke_until_it_is_cured() {
    on_stage(by_hand(), async |stage| {
        stage.visit().await;
        stage.focus().await;
        stage.type_keys("ciao").await;
        stage.until("it is said", "return !!root.querySelector('#reading.bad')").await;
        for _ in 0..4 {
            stage.type_keys(BACKSPACE).await;
        }
        assert!(!red(&stage).await, "an empty field is not wrong");
        stage.type_keys("sk-").await;
        assert!(!red(&stage).await, "a fresh start is calm: {}", stage.text("#reading").await);

        // A key but for its end, left.
        let key = key_for("good");
        let (almost, end) = key.split_at(key.len() - 2);
        stage.type_keys(&almost[3..]).await;
        assert!(!red(&stage).await);
        stage.type_keys(LEAVE).await;
        stage.until("it is said once the field is left", "return !!root.querySelector('#reading.bad')").await;
        stage.focus().await;
        stage.type_keys("\u{e010}").await;
        stage.type_keys(&end[..1]).await;
        stage.until("it is read again", "return !!root.querySelector('#reading.bad')").await;
        stage.type_keys(&end[1..]).await;
        stage.until("it is cured", "return !!root.querySelector('#reading.good')").await;
        stage.script("host.reset()").await;
        stage
    });
}

#[test]
fn showing_and_hiding_changes_nothing_but_the_sight() {
    on_stage(by_hand(), async |stage| {
        let key = key_for("good");
        stage.visit().await;
        stage.paste(&key).await;
        let kind = "return root.querySelector('#key').type";
        assert_eq!(stage.script(kind).await, json!("password"));
        stage.press("Mostra").await;
        stage.until("it is shown", "return root.querySelector('#key').type === 'text'").await;
        assert_eq!(stage.value().await, key);
        stage.press("Nascondi").await;
        stage.until("it is hidden", "return root.querySelector('#key').type === 'password'").await;
        assert_eq!(stage.value().await, key);
        stage.says(".verdict h3", "Chiave pronta per la prova").await;
        stage.press("Svuota").await;
        stage.until("it is empty", "return root.querySelector('#key').value === ''").await;
        stage.until("the field has the focus", "return root.activeElement?.id === 'key'").await;
        stage.says(".verdict h3", "Incollare la chiave").await;
        nothing_left(&stage, "nobody asked");
        stage
    });
}

#[test]
fn c6_the_missing_part_of_a_cut_key_can_be_pasted_after_it() {
    on_stage(usual(), async |stage| {
        let key = key_for("good");
        stage.visit().await;
        stage.paste(&key[..131]).await;
        stage.until("it is said", "return !!root.querySelector('#reading.bad')").await;
        nothing_left(&stage, "a cut key is not sent");
        paste_here(&stage, &format!("{}\n", &key[131..])).await;
        stage.says(".verdict h3", "funziona").await;
        assert_eq!(stage.value().await, key);
        stage.script("host.reset()").await;
        stage
    });
}

#[test]
fn c6_a_part_can_be_pasted_before_and_between() {
    on_stage(by_hand(), async |stage| {
        let key = key_for("good");
        stage.visit().await;
        stage.paste(&key[120..]).await;
        stage.type_keys("\u{e011}").await;
        paste_here(&stage, &key[..50]).await;
        let cursor = "return root.querySelector('#key').selectionStart";
        assert_eq!(stage.script(cursor).await, json!(50), "the cursor stands after what was pasted");
        paste_here(&stage, &key[50..120]).await;
        stage.says(".verdict h3", "Chiave pronta per la prova").await;
        assert_eq!(stage.value().await, key);
        stage.script("host.reset()").await;
        stage
    });
}

#[test]
fn c9_a_whole_key_takes_the_place_of_what_was_there_and_the_old_verdict_dies() {
    on_stage(usual(), async |stage| {
        stage.visit().await;
        stage.paste(&key_for("invalid")).await;
        stage.says(".verdict h3", "non valida").await;
        paste_here(&stage, &key_for("good")).await;
        stage.says(".verdict h3", "funziona").await;
        assert_eq!(stage.value().await, key_for("good"));
        stage.type_keys(BACKSPACE).await;
        stage.until("the verdict is gone", "return !root.querySelector('.verdict.good')").await;
        stage.until("no rung is lit", "return !root.querySelector('.ladder .good, .ladder .bad') || root.querySelector('.ladder li').className === 'bad'").await;
        stage.script("host.reset()").await;
        stage
    });
}

#[test]
fn c12_undo_never_brings_a_saved_or_removed_key_back() {
    on_stage(usual(), async |stage| {
        let key = key_for("good");
        stage.visit().await;
        stage.paste(&key).await;
        stage.says(".verdict h3", "funziona").await;
        stage.press("Salva la chiave").await;
        stage.says(".verdict h3", "Chiave salvata").await;
        stage.focus().await;
        control(&stage, "z").await;
        a_while(&stage).await;
        assert_eq!(stage.value().await, "", "not after a paste and a save");

        stage.type_keys(&key).await;
        stage.press("Svuota").await;
        stage.until("it is empty", "return root.querySelector('#key').value === ''").await;
        control(&stage, "z").await;
        a_while(&stage).await;
        assert_eq!(stage.value().await, "", "not after typing and emptying");
        stage
    });
}

#[test]
fn c12_the_key_is_in_no_attribute_no_form_and_no_storage() {
    on_stage(by_hand(), async |stage| {
        let key = key_for("good");
        stage.visit().await;
        stage
            .script(
                "const form = document.createElement('form'); window.form = form; window.submits = 0;
                 form.addEventListener('submit', (event) => { event.preventDefault(); window.submits += 1; });
                 host.before(form); form.append(host);
                 form.append(Object.assign(document.createElement('button'), {textContent: 'Invia'}));",
            )
            .await;
        stage.paste(&key).await;
        stage.says(".verdict h3", "Chiave pronta per la prova").await;
        stage.press("Mostra").await;
        let places = stage
            .script(
                "const all = [...document.querySelectorAll('*'), ...root.querySelectorAll('*')];
                 return [
                   ...all.flatMap((element) => [...element.attributes].map((attribute) => attribute.value)),
                   ...[...new FormData(form).values()].map(String), document.body.innerText, root.innerHTML,
                   root.querySelector('.frame').innerText, ...Object.values(localStorage), ...Object.values(sessionStorage),
                   document.cookie, location.href, document.title, JSON.stringify(history.state), window.name]",
            )
            .await;
        for place in places.as_array().unwrap() {
            let place = place.as_str().unwrap_or_default();
            let piece = key
                .as_bytes()
                .windows(8)
                .skip(8)
                .take(60)
                .find(|piece| place.as_bytes().windows(8).any(|window| window == *piece));
            assert!(piece.is_none(), "a piece of the key is in {}", &place[..place.len().min(60)]);
        }
        assert_eq!(stage.script("return form.elements.length").await, json!(1), "the form knows its own button alone");
        stage.focus().await;
        stage.type_keys("\u{e007}").await;
        stage.says(".verdict h3", "funziona").await;
        assert_eq!(stage.script("return window.submits").await, json!(0), "Enter submits no form");
        stage.script("host.reset()").await;
        stage
    });
}

#[test]
fn c7_the_field_asks_browsers_to_keep_nothing() {
    on_stage(by_hand(), async |stage| {
        stage.visit().await;
        let asked = stage
            .script("const {type, autocomplete, name} = root.querySelector('#key'); return [type, autocomplete, name]")
            .await;
        // docs/field.md: the one pair that Chromium neither offers to keep nor writes into the form history.
        assert_eq!(asked, json!(["password", "one-time-code", ""]));
        stage
    });
}
