//! The keyboard alone: everything in reach, in the order in which it is seen, and the focus is never lost.

use super::gallery::{elapse, open};
use crate::stage::{Stage, on_stage, usual};
use sandbox::keys::key_for;
use serde_json::json;

const TAB: &str = "\u{e004}";
const ENTER: &str = "\u{e007}";

/// What has the focus, as a person would call it; empty where it is lost.
async fn focused(stage: &Stage) -> String {
    let name = "const one = root.activeElement;
        if (!one) return '';
        if (one.id === 'key') return 'field';
        if (one.matches('.verdict')) return 'card';
        const text = one.cloneNode(true);
        text.querySelectorAll('.sr, [aria-hidden], .quiet-text').forEach((part) => part.remove());
        return text.textContent.trim()";
    stage.script(name).await.as_str().unwrap().to_owned()
}

/// What has the focus is seen to have it.
async fn is_seen(stage: &Stage) {
    let seen = "const one = root.activeElement;
        const {outlineStyle, outlineWidth} = getComputedStyle(one);
        const {top, bottom} = one.getBoundingClientRect();
        return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && bottom > 0 && top < innerHeight";
    assert_eq!(stage.script(seen).await, json!(true), "{:?} shows its focus", focused(stage).await);
}

/// Goes on by Tab to what has that name, and says what was passed, it included.
async fn reach(stage: &Stage, name: &str) -> Vec<String> {
    let mut passed = Vec::new();
    while passed.last().is_none_or(|last| last != name) {
        assert!(passed.len() < 40, "{name} can't be reached: {passed:?}");
        stage.type_keys(TAB).await;
        passed.push(focused(stage).await);
        if passed.last().is_some_and(|last| !last.is_empty()) {
            is_seen(stage).await;
        }
    }
    passed
}

async fn press(stage: &Stage, name: &str) {
    reach(stage, name).await;
    stage.type_keys(ENTER).await;
}

async fn has_focus(stage: &Stage, selector: &str) {
    let condition = format!("return !!root.activeElement?.matches({})", json!(selector));
    stage.until(&format!("{selector} has the focus"), &condition).await;
    // The card may hold it only until what failed gets it.
    stage.turn().await;
    is_seen(stage).await;
}

#[test]
fn tab_goes_through_the_element_in_the_order_in_which_it_is_seen() {
    on_stage(usual(), async |stage| {
        stage.visit().await;
        stage.paste(&key_for("no-credit")).await;
        stage.verdict("no_credit").await;
        let order = reach(&stage, "1Aprire un account OpenAI").await;
        let expected = [
            "Mostra",
            "Incolla",
            "Svuota",
            "Aggiungi credito",
            "Riprova",
            "Salva la chiave comunque",
            "Dettagli per il tecnico",
            "Prima di cominciare",
            "1Aprire un account OpenAI",
        ];
        assert_eq!(order, expected);
        stage
    });
}

#[test]
fn a_key_is_saved_shown_replaced_and_removed_without_a_mouse_and_the_focus_stays() {
    on_stage(usual(), async |stage| {
        stage.visit().await;
        stage.paste(&key_for("good")).await;
        stage.says(".verdict h3", "funziona").await;
        press(&stage, "Mostra").await;
        stage.says(".bar", "Nascondi").await;
        assert_eq!(focused(&stage).await, "Nascondi", "the button keeps the focus, and says what it does now");
        assert_eq!(stage.text(".bar .sr").await.trim(), "I caratteri del campo sono visibili.");
        stage.type_keys(ENTER).await;
        stage.until("it is hidden", "return root.querySelector('#key').type === 'password'").await;
        press(&stage, "Salva la chiave").await;
        stage.says(".verdict h3", "Chiave salvata").await;
        has_focus(&stage, ".verdict").await;

        stage.focus().await;
        press(&stage, "Rimuovi").await;
        stage.says(".verdict h3", "Rimuovere la chiave").await;
        has_focus(&stage, ".stored button").await;
        press(&stage, "Rimuovi la chiave").await;
        stage.says(".verdict h3", "Chiave rimossa").await;
        has_focus(&stage, ".verdict").await;
        assert!(stage.sandbox.stored().is_none_or(|stored| stored.api_key.is_none()), "it is removed");

        stage.focus().await;
        stage.type_keys("sk-x").await;
        press(&stage, "Svuota").await;
        has_focus(&stage, "#key").await;
        press(&stage, "1Aprire un account OpenAI").await;
        has_focus(&stage, ".open .step-head").await;
        stage.type_keys(ENTER).await;
        stage.until("the step is closed", "return !root.querySelector('.open')").await;
        has_focus(&stage, ".step-head").await;
        stage
    });
}

#[test]
fn after_a_try_by_hand_the_focus_is_where_it_failed_and_the_next_stop_is_the_cure() {
    on_stage(usual(), async |stage| {
        stage.visit().await;
        stage.paste(&key_for("no-credit")).await;
        stage.verdict("no_credit").await;
        press(&stage, "Riprova").await;
        stage.until("it is tried again", "return checked.length === 2").await;
        has_focus(&stage, ".ladder .bad").await;
        stage.type_keys(TAB).await;
        assert_eq!(focused(&stage).await, "Aggiungi credito");
        stage
    });
}

#[test]
fn what_is_wrong_is_tied_to_the_field_and_a_reason_to_its_button() {
    on_stage(usual(), async |stage| {
        stage.visit().await;
        let tied = "const key = root.querySelector('#key');
            return [key.ariaInvalid ?? 'false', ...key.getAttribute('aria-describedby').split(' ').map((id) => root.getElementById(id).innerText.trim())]";
        assert_eq!(stage.script(tied).await[0], "false");
        stage.paste(&key_for("invalid")).await;
        stage.verdict("invalid_key").await;
        let said = stage.script(tied).await;
        assert_eq!((&said[0], &said[2]), (&json!("true"), &json!("Chiave non valida")), "{said}");
        let reason = "const save = root.querySelector('.save'); return save.disabled && root.getElementById(save.getAttribute('aria-describedby')).innerText";
        assert!(stage.script(reason).await.as_str().unwrap().contains("Non si può salvare"));
        let bare = "return [...root.querySelectorAll('button:disabled')].filter((one) => !one.getAttribute('aria-describedby')).length";
        assert_eq!(stage.script(bare).await, json!(0), "no button is disabled without a reason");
        stage.paste("La chiave me la manda il consulente").await;
        stage.until("the text is refused", "return root.querySelector('#key').ariaInvalid === 'true'").await;
        stage
    });
}

#[test]
fn a_slow_try_is_told_by_the_second_and_can_be_left_by_keyboard() {
    on_stage(usual(), async |stage| {
        open(&stage, "state=trying&lang=it").await;
        assert!(stage.text(".verdict").await.contains("Prova in corso"));
        elapse(&stage, 2_000).await;
        stage.says(".actions", "Annulla").await;
        elapse(&stage, 4_000).await;
        stage.says(".verdict", "OpenAI ci mette più del solito").await;
        stage.says(".actions", "4 s").await;
        elapse(&stage, 7_000).await;
        stage.says(".actions", "7 s").await;
        stage.focus().await;
        press(&stage, "Annulla").await;
        stage.says(".verdict h3", "Prova annullata").await;
        has_focus(&stage, ".verdict").await;
        press(&stage, "Prova la chiave").await;
        stage.says(".verdict h3", "Prova in corso").await;
        has_focus(&stage, ".verdict").await;
        stage
    });
}
