//! Presses in a row, a value that a script changed, and a page whose `fetch` is not the browser's.

use super::{CLOCK, sent, stored, stored_before, time_passes, tried};
use crate::stage::{Stage, on_stage, usual};
use sandbox::{
    Network,
    keys::key_for,
    passweb::{On, What},
};
use serde_json::json;
use thirtyfour::prelude::*;

async fn button(stage: &Stage, selector: &str) -> WebElement {
    let host = stage.driver.find(By::Css("passweb-ai-key")).await.unwrap();
    host.get_shadow_root().await.unwrap().find(By::Css(selector)).await.unwrap()
}

#[test]
fn a_double_click_enter_and_the_method_together_send_one_key() {
    on_stage(usual(), async |stage| {
        stage.visit().await;
        stored_before(&stage).await;
        let key = tried(&stage).await;
        let changes = stage.sandbox.changes();
        let save = button(&stage, ".save").await;
        stage.script("root.querySelector('.save').addEventListener('click', (event) => (window.clicks ??= []).push(event.detail))").await;
        stage.driver.action_chain().double_click_element(&save).perform().await.unwrap();
        stage
            .script("const save = root.querySelector('.save'); save?.click(); save?.click(); host.save(); host.save()")
            .await;
        stage.focus().await;
        stage.type_keys("\u{e007}\u{e007}").await;
        stage.says(".verdict h3", "Chiave salvata").await;
        assert_eq!((sent(&stage, "POST"), stage.sandbox.changes(), stored(&stage)), (1, changes + 1, Some(key)));
        stage
    });
}

#[test]
fn the_second_press_of_a_double_click_hits_no_button_that_came_with_the_first() {
    on_stage(usual(), async |stage| {
        stage.visit().await;
        stored_before(&stage).await;
        let changes = stage.sandbox.changes();
        tried(&stage).await;
        // The refusal is there before the second press: what it finds is `Riprova a salvare`.
        super::fault(&stage, &What::Status(413), On::Post);
        stage.press("Salva la chiave").await;
        stage.says(".verdict h3", "troppo grandi").await;
        let again = "const button = root.querySelector('.save');
            const click = (detail) => button.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, detail }));";
        stage.script(&format!("{again} click(2); click(3)")).await;
        assert_eq!(sent(&stage, "POST"), 1);
        stage.script(&format!("{again} click(1)")).await;
        stage.until("sent again", "return !root.querySelector('.verdict.wait')").await;
        stage.says(".verdict h3", "troppo grandi").await;
        assert_eq!(sent(&stage, "POST"), 2, "the first press of a row does");
        stage.sandbox.set_endpoint_fault(None);

        // A question is not answered by the click that asked it.
        stage.sandbox.set_network(Network::NoOpenai);
        stage.paste(&key_for("no-credit")).await;
        stage.until("it could not be tried", "return !!root.querySelector('.verdict.warn .save')").await;
        let save = button(&stage, ".save").await;
        stage.driver.action_chain().double_click_element(&save).perform().await.unwrap();
        stage.says(".verdict h3", "Salvare senza una prova riuscita?").await;
        assert_eq!((sent(&stage, "POST"), stage.sandbox.changes()), (2, changes));
        stage
    });
}

#[test]
fn a_key_that_a_script_changed_after_the_try_is_not_saved_as_tried() {
    on_stage(usual(), async |stage| {
        stage.visit().await;
        stored_before(&stage).await;
        tried(&stage).await;
        let (changes, other) = (stage.sandbox.changes(), key_for("no-credit"));
        stage.script(&format!("root.querySelector('#key').value = {}", json!(other))).await;
        stage.press("Salva la chiave").await;
        stage.says(".view", "è cambiato da solo").await;
        assert_eq!((sent(&stage, "POST"), stage.sandbox.changes()), (0, changes));
        assert_eq!(stage.value().await, other);
        stage.script("host.save()").await;

        // Between a failed save and the second try as well.
        tried(&stage).await;
        super::fault(&stage, &What::Status(413), On::Post);
        stage.press("Salva la chiave").await;
        stage.says(".verdict h3", "troppo grandi").await;
        stage.sandbox.set_endpoint_fault(None);
        stage.script(&format!("root.querySelector('#key').value = {}", json!(other))).await;
        stage.press("Riprova a salvare").await;
        stage.says(".view", "è cambiato da solo").await;
        assert_eq!((sent(&stage, "POST"), stage.sandbox.changes()), (1, changes));
        stage
    });
}

/// A page whose `fetch` knows no abort, and holds the endpoint's answers until the test lets them go, or for ever.
const HELD: &str = "const real = window.fetch;
    window.gates = [];
    window.passed = 0;
    window.fetch = async (request) => {
        if (!request.url.endsWith('/api-key')) return real(request);
        const { signal } = new AbortController();
        const answer = real(new Request(request, { signal }));
        if (!window.hold) return answer;
        await answer.catch(() => {});
        await new Promise((open) => gates.push(open));
        passed += 1;
        return answer;
    };";

#[test]
fn a_fetch_that_never_answers_is_ended_by_the_clock_and_its_late_answer_changes_nothing() {
    on_stage(usual(), async |stage| {
        stage.visit().await;
        stage.script(CLOCK).await;
        stage.script(HELD).await;
        stored_before(&stage).await;
        let key = tried(&stage).await;
        let changes = stage.sandbox.changes();
        stage.script("window.hold = true").await;
        stage.press("Salva la chiave").await;
        stage.until("the answer is held", "return gates.length === 1").await;
        time_passes(&stage).await;
        stage.until("so is the state", "return gates.length === 2").await;
        time_passes(&stage).await;
        stage.says(".verdict h3", "Passweb non ha risposto in tempo").await;
        stage.says(".verdict", "Non è certo se la chiave sia stata salvata").await;
        assert_eq!((stage.value().await, stored(&stage)), (key.clone(), Some(key.clone())), "it had arrived");

        // Let through now, they say nothing any more.
        stage.script("window.hold = false; for (const open of gates.splice(0)) open()").await;
        stage.until("both are through", "return passed === 2").await;
        stage.says(".verdict h3", "Passweb non ha risposto in tempo").await;
        assert_eq!(stage.value().await, key);
        stage.press("Riprova a salvare").await;
        stage.says(".verdict h3", "Chiave salvata").await;
        assert_eq!(
            (sent(&stage, "POST"), stage.sandbox.changes(), stage.value().await),
            (1, changes + 1, String::new())
        );

        // A state, and a removal, that never come.
        stage.script("window.hold = true").await;
        stage.press("Rimuovi").await;
        stage.press("Rimuovi la chiave").await;
        for call in [1, 2] {
            stage.until("it is held", &format!("return gates.length === {call}")).await;
            time_passes(&stage).await;
        }
        stage.says(".verdict", "Non è certo se la chiave sia stata rimossa").await;
        super::told_by_another_tab(&stage).await;
        stage.until("it is held", "return gates.length === 3").await;
        time_passes(&stage).await;
        stage.says(".stored", "Passweb non ha risposto in tempo").await;
        stage.script("window.hold = false").await;
        stage.press("Riprova").await;
        stage
    });
}

#[test]
fn a_state_that_was_asked_for_before_the_save_does_not_judge_it() {
    on_stage(usual(), async |stage| {
        stage.visit().await;
        stage.script(HELD).await;
        stored_before(&stage).await;
        let key = tried(&stage).await;
        stage.script("window.hold = true").await;
        super::told_by_another_tab(&stage).await;
        stage.until("the old state is held", "return gates.length === 1").await;
        stage.press("Salva la chiave").await;
        stage.until("so is the answer", "return gates.length === 2").await;
        stage.script("gates.pop()()").await;
        stage.until("the new state is held", "return gates.length === 2").await;
        // The state from before the save comes while the one from after it is waited for.
        stage.script("gates.shift()()").await;
        stage.until("it is through", "return passed === 2").await;
        stage.says(".verdict h3", "Salvataggio in corso").await;
        stage.script("window.hold = false; gates.shift()()").await;
        stage.says(".verdict h3", "Chiave salvata").await;
        assert_eq!((stored(&stage), sent(&stage, "POST")), (Some(key), 1));
        stage
    });
}

#[test]
fn an_echo_of_a_key_that_is_no_longer_in_the_field_is_not_shown() {
    on_stage(usual(), async |stage| {
        stage.visit().await;
        stage.script(HELD).await;
        stored_before(&stage).await;
        let key = tried(&stage).await;
        super::fault(&stage, &What::EchoKey, On::Post);
        stage.script("window.hold = true").await;
        stage.press("Salva la chiave").await;
        stage.until("the answer is held", "return gates.length === 1").await;
        stage.press("Svuota").await;
        assert_eq!(stage.value().await, "");
        stage.script("window.hold = false; gates.shift()()").await;
        stage.says(".verdict", "Il motivo dato da Passweb non si mostra").await;
        let shown = stage.text(".view").await;
        assert!((8..74).all(|at| !shown.contains(&key[at..at + 8])), "{shown}");
        assert_eq!((sent(&stage, "POST"), stored(&stage)), (1, Some(super::old_key())));
        stage
    });
}
