//! Leaving with a key in the field that is stored nowhere.

use super::{stored_before, tried};
use crate::stage::{Stage, on_stage, usual};
use sandbox::{Options, PageOptions, keys::key_for};
use serde_json::json;

/// Would the browser ask before it leaves the page?
async fn warns(stage: &Stage) -> bool {
    let script = "const leave = new Event('beforeunload', { cancelable: true }); dispatchEvent(leave);
        return leave.defaultPrevented";
    stage.script(script).await == json!(true)
}

const NOTED: &str = "window.dirt = []; host.addEventListener('ai-key-dirty', (event) => dirt.push(event.detail.dirty))";

#[test]
fn an_accepted_key_tried_or_not_warns_until_it_is_saved() {
    let page = PageOptions::default().attribute("check", Some("manual"));
    on_stage(Options { page, ..usual() }, async |stage| {
        stage.visit().await;
        stage.script(NOTED).await;
        stored_before(&stage).await;
        assert!(!warns(&stage).await, "an empty field is nothing to lose");
        stage.paste("https://platform.openai.com/api-keys").await;
        assert!(!warns(&stage).await, "what is no key is nothing to lose");
        stage.paste(&key_for("good")).await;
        stage.says(".verdict h3", "Chiave pronta per la prova").await;
        assert!(warns(&stage).await, "an untried key");
        stage.press("Prova la chiave").await;
        stage.verdict("ready").await;
        assert!(warns(&stage).await, "a tried key");
        stage.press("Salva la chiave").await;
        stage.says(".verdict h3", "Chiave salvata").await;
        assert!(!warns(&stage).await, "it is stored");
        assert_eq!(stage.script("return dirt").await, json!([true, false]));
        stage
    });
}

#[test]
fn the_form_round_the_field_is_held_once_and_told() {
    on_stage(usual(), async |stage| {
        stage.visit().await;
        stage
            .script(
                "const form = document.createElement('form'); window.form = form; window.submits = 0;
                 form.addEventListener('submit', (event) => { event.preventDefault(); window.submits += 1; });
                 const other = document.createElement('form'); window.other = other; window.others = 0;
                 other.addEventListener('submit', (event) => { event.preventDefault(); window.others += 1; });
                 document.querySelector('main').append(other);
                 host.before(form); form.append(host);",
            )
            .await;
        stage.script("form.requestSubmit()").await;
        assert_eq!(stage.script("return submits").await, json!(1), "nothing to lose, nothing held");
        tried(&stage).await;
        stage.script("other.requestSubmit()").await;
        assert_eq!(stage.script("return others").await, json!(1), "another form is not held");
        stage.script("form.requestSubmit()").await;
        stage.says(".verdict .held", "non è ancora salvata").await;
        assert_eq!(stage.script("return submits").await, json!(1), "held");
        stage.picture("submit-held").await;
        stage.script("form.requestSubmit()").await;
        assert_eq!(stage.script("return submits").await, json!(2), "once");
        stage.press("Svuota").await;
        stage
    });
}
