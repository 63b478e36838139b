//! The panel's first view, drawn before the wasm is there.

use crate::stage::{GATE, Stage, on_stage, usual};
use sandbox::{
    EndpointFault,
    keys::key_for,
    passweb::{On, What},
};
use serde_json::json;

const DRAWN: &str = "return !!root?.querySelector('.drawn .guide')";
const TAKEN_OVER: &str = "return !!root?.querySelector('.view:not(.drawn) .guide')";

/// The page, with the wasm held back.
async fn drawn(stage: &Stage) {
    stage.goto_page().await;
    stage.until("the first view is drawn", DRAWN).await;
}

#[test]
fn the_first_view_is_the_panels_own_in_every_language() {
    on_stage(usual(), async |stage| {
        stage.before_the_page(GATE).await;
        // The panel's first view lasts until the endpoint answers.
        stage.sandbox.set_endpoint_fault(Some(EndpointFault::new(What::Hang).on(On::Get)));
        for lang in ["it", "en", "es", "fr", "de"] {
            drawn(&stage).await;
            stage.script(&format!("host.lang = '{lang}'")).await;
            let speaks = format!(
                "return root.querySelector('.frame').lang === '{lang}' && !!root.querySelector('.drawn .guide')"
            );
            stage.until("the first view speaks that language", &speaks).await;
            let before = "window.nodes = [...root.querySelector('.view').querySelectorAll('*')];
                window.markup = root.querySelector('.view').innerHTML;
                return /[\\ue000-\\uf8ff{}]/.test(markup) ? markup : nodes.length > 80";
            assert_eq!(stage.script(before).await, json!(true), "{lang}: every mark has its word");
            stage.script("root.querySelectorAll('.step-head')[4].focus(); letThrough()").await;
            stage.until("the panel has taken over", TAKEN_OVER).await;
            stage.turn().await;
            let after = "const now = [...root.querySelector('.view').querySelectorAll('*')];
                return [root.querySelector('.view').innerHTML === markup, now.every((node, at) => node === nodes[at]),
                    root.activeElement === root.querySelectorAll('.step-head')[4]]";
            let same = "the same, the same elements, and the focus where it was";
            assert_eq!(stage.script(after).await, json!([true, true, true]), "{lang}: {same}");
        }
        stage
    });
}

#[test]
fn a_press_before_the_wasm_is_there_is_kept() {
    on_stage(usual(), async |stage| {
        stage.before_the_page(GATE).await;
        drawn(&stage).await;
        let press = "root.querySelectorAll('.step-head')[2].click();
            [...root.querySelectorAll('.bar button')].find(({innerText}) => innerText === 'Mostra').click();
            return root.querySelector('#key').type";
        assert_eq!(stage.script(press).await, json!("password"), "nobody hears it yet");
        stage.script("root.querySelector('.before').open = true; letThrough()").await;
        stage.until("the step is open", "return root.querySelectorAll('.step')[2].matches('.open')").await;
        stage.until("the field is shown", "return root.querySelector('#key').type === 'text'").await;
        assert_eq!(
            stage.script("return root.querySelector('.before').open").await,
            json!(true),
            "what was open stays so"
        );
        stage
    });
}

#[test]
fn a_kept_press_meets_its_own_button_whatever_else_the_panel_shows() {
    on_stage(usual(), async |stage| {
        stage.before_the_page(GATE).await;
        stage.before_the_page("Object.defineProperty(navigator, 'clipboard', {value: undefined})").await;
        drawn(&stage).await;
        stage.focus().await;
        stage.type_keys(&key_for("good")).await;
        stage.script("root.querySelectorAll('.step-head')[0].click(); letThrough()").await;
        stage.until("the step is open", "return root.querySelectorAll('.step')[0].matches('.open')").await;
        stage.says(".verdict h3", "Chiave pronta per la prova").await;
        assert_eq!(stage.value().await, key_for("good"), "nothing was emptied");
        assert_eq!(stage.sandbox.openai_requests().len(), 0, "nothing was tried");
        stage.script("host.reset()").await;
        stage
    });
}

#[test]
fn what_was_drawn_and_wiped_is_not_taken_over() {
    on_stage(usual(), async |stage| {
        stage.before_the_page(GATE).await;
        drawn(&stage).await;
        // Painted anew, for somebody who has ticked a step in another tab meanwhile.
        stage.script("localStorage['passweb-ai-key.steps'] = '1'; host.lang = 'en'").await;
        stage.until("it is wiped", "return !!root.querySelector('.first')").await;
        stage.script("letThrough()").await;
        stage.until("the panel is there", TAKEN_OVER).await;
        let seen = "return [root.querySelectorAll('.step').length, root.querySelectorAll('#reading').length]";
        assert_eq!(stage.script(seen).await, json!([8, 1]));
        stage
    });
}

#[test]
fn who_was_here_before_or_has_no_endpoint_waits_for_the_panel() {
    on_stage(usual(), async |stage| {
        stage.before_the_page(GATE).await;
        let outline = "performance.getEntriesByType('resource').find(({name}) => name.endsWith('.it.js'))";
        for planted in ["localStorage['passweb-ai-key.steps'] = '1'", "delete localStorage['passweb-ai-key.steps']"] {
            drawn(&stage).await;
            stage.script(planted).await;
            let bare = planted.starts_with("delete");
            if bare {
                let stripped =
                    "new MutationObserver(() => document.querySelector('passweb-ai-key')?.removeAttribute('endpoint'))
                    .observe(document, {subtree: true, childList: true})";
                stage.before_the_page(stripped).await;
            }
            stage.goto_page().await;
            stage.until("the outline is there", &format!("return !!{outline}")).await;
            // The same module: it has run then.
            stage.script(&format!("return import({outline}.name).then(() => true)")).await;
            stage.turn().await;
            assert_eq!(stage.script("return root.querySelector('.frame').lang").await, json!("it"));
            assert_eq!(stage.script(DRAWN).await, json!(false), "{planted}");
            let hint = "return root.querySelector('.first .reading').innerText";
            assert_eq!(
                stage.script(hint).await,
                json!("Incollare qui la chiave di OpenAI. Inizia con sk-…"),
                "{planted}"
            );
            stage.script("localStorage.clear(); letThrough()").await;
            stage.until("the panel is there", TAKEN_OVER).await;
        }
        stage
    });
}
