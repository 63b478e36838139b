//! The main job, case by case.

use crate::stage::{Stage, on_stage, usual};
use sandbox::{
    Network,
    keys::{anthropic_key_for, key_for, masked},
};
use serde_json::json;

const ALL_GREEN: &str = "good good good good good good";

/// What every case begins with: the page, a paste, the verdict.
async fn tried(stage: &Stage, key: &str, title: &str) {
    stage.visit().await;
    stage.paste(key).await;
    stage.says(".verdict h3", title).await;
}

#[test]
fn a_typed_key_waits_for_enter_and_enter_presses_one_thing_at_a_time() {
    on_stage(usual(), async |stage| {
        let key = key_for("good");
        stage.visit().await;
        stage.focus().await;
        stage.type_keys(&key).await;
        stage.says(".verdict h3", "Chiave pronta per la prova").await;
        assert_eq!(stage.sandbox.openai_requests().len(), 0, "typing tries nothing");
        stage.type_keys("\u{e007}").await;
        stage.says(".verdict h3", "funziona").await;
        assert_eq!(stage.sandbox.endpoint_requests("POST").len(), 0, "the first Enter saves nothing");
        stage.focus().await;
        stage.type_keys("\u{e007}").await;
        stage.says(".verdict h3", "Chiave salvata").await;
        assert_eq!(stage.sandbox.stored().unwrap().api_key, Some(key));
        stage
    });
}

fn last_four(key: &str) -> &str {
    &key[key.len() - 4..]
}

#[test]
fn a_a_good_key_is_tried_saved_and_shown_by_its_last_four() {
    on_stage(usual(), async |stage| {
        let key = key_for("good");
        tried(&stage, &key, "funziona").await;
        assert_eq!(stage.ladder().await, ALL_GREEN);
        assert_eq!(stage.sandbox.openai_requests().len(), 2, "a try is two requests");
        stage.picture("a-1-ready").await;

        stage.press("Salva la chiave").await;
        stage.says(".verdict h3", "Chiave salvata").await;
        stage.says(".stored", &format!("sk-…{}", last_four(&key))).await;
        assert_eq!(stage.value().await, "", "the field is empty once the key is saved");
        assert_eq!(stage.sandbox.stored().unwrap().api_key, Some(key.clone()));
        assert_eq!(stage.sandbox.changes(), 1);
        stage.picture("a-2-saved").await;

        stage.visit().await;
        stage.says(".stored", &format!("sk-…{}", last_four(&key))).await;
        stage.picture("a-3-reloaded").await;
        stage
    });
}

#[test]
fn b_a_key_without_credit_is_said_as_credit_and_may_be_saved() {
    on_stage(usual(), async |stage| {
        let key = key_for("no-credit");
        tried(&stage, &key, "credito").await;
        let said = stage.text(".verdict").await;
        assert!(said.contains("ChatGPT Plus"), "Plus is named in the verdict itself: {said}");
        assert_eq!(stage.ladder().await, "good good good good good bad");
        stage.picture("b-1-no-credit").await;

        stage.press("Salva la chiave comunque").await;
        stage.says(".verdict h3", "Chiave salvata").await;
        let stored = stage.sandbox.stored().unwrap();
        assert_eq!((stored.api_key, stored.verdict.as_deref()), (Some(key), Some("no_credit")));

        stage.visit().await;
        stage.says(".stored", "credito").await;
        stage.picture("b-2-reloaded").await;
        stage
    });
}

#[test]
fn c_an_invalid_key_is_refused_and_the_reason_stands_beside_the_button() {
    on_stage(usual(), async |stage| {
        tried(&stage, &key_for("invalid"), "non valida").await;
        stage.until("the save button is disabled", "return root.querySelector('.save').disabled").await;
        stage.says("#save-reason", "Non si può salvare").await;
        let tied = "return root.querySelector('.save').getAttribute('aria-describedby') === 'save-reason'";
        assert_eq!(stage.script(tied).await, json!(true));
        stage.picture("c-1-invalid").await;
        assert_eq!(stage.sandbox.endpoint_requests("POST").len(), 0);
        assert!(stage.sandbox.stored().is_none());
        stage
    });
}

#[test]
fn d_what_is_no_openai_key_is_named_and_no_request_leaves() {
    on_stage(usual(), async |stage| {
        stage.visit().await;
        let cases = [
            ("anthropic", anthropic_key_for("tray"), "Anthropic"),
            ("masked", masked(&key_for("good")), "nascost"),
            ("url", "https://platform.openai.com/api-keys".to_owned(), "indirizzo"),
        ];
        for (name, text, said) in cases {
            stage.paste(&text).await;
            stage.says("#reading", said).await;
            stage.says(".verdict h3", "Non è stato inviato nulla").await;
            stage.picture(&format!("d-{name}")).await;
        }
        assert_eq!(stage.sandbox.openai_requests().len(), 0, "nothing that is no OpenAI key leaves");
        assert_eq!(stage.sandbox.endpoint_requests("POST").len(), 0);

        // The record itself works: a good key is on it.
        stage.paste(&key_for("good")).await;
        stage.says(".verdict h3", "funziona").await;
        assert_eq!(stage.sandbox.openai_requests().len(), 2);
        stage
    });
}

#[test]
fn e_openai_out_of_reach_is_not_tried_and_saved_only_after_a_confirmation() {
    on_stage(usual(), async |stage| {
        let key = key_for("good");
        stage.visit().await;
        stage.sandbox.set_network(Network::NoOpenai);
        stage.paste(&key).await;
        stage.until("it could not be tried", "return !!root.querySelector('.verdict.warn .save')").await;
        let said = stage.text(".verdict").await;
        assert!(!said.contains("sbagliata") && !said.contains("non valida"), "never called invalid: {said}");
        stage.picture("e-1-unreachable").await;

        stage.press("Salva senza prova").await;
        stage.says(".verdict h3", "Salvare senza una prova riuscita?").await;
        assert_eq!(stage.sandbox.endpoint_requests("POST").len(), 0, "nothing is saved before the answer");
        stage.picture("e-2-confirmation").await;
        stage.press("Annulla").await;
        stage.until("the question is gone", "return !!root.querySelector('.verdict.warn .save')").await;
        assert_eq!(stage.value().await, key);

        stage.press("Salva senza prova").await;
        stage.press("Salva lo stesso").await;
        stage.says(".verdict h3", "Chiave salvata").await;
        assert_eq!(stage.sandbox.stored().unwrap().api_key, Some(key));
        stage
    });
}

#[test]
fn e2_without_any_network_the_key_is_kept_and_tried_by_itself_later() {
    on_stage(usual(), async |stage| {
        let key = key_for("good");
        stage.visit().await;
        stage.offline(true).await;
        stage.until("the browser knows", "return !navigator.onLine").await;
        stage.paste(&key).await;
        stage.says(".verdict", "rete").await;
        stage.until("it can't be saved", "return [...root.querySelectorAll('.save')].every((b) => b.disabled)").await;
        assert_eq!(stage.value().await, key);
        assert_eq!(stage.sandbox.openai_requests().len(), 0);
        stage.picture("e2-1-offline").await;

        stage.offline(false).await;
        stage.says(".verdict h3", "funziona").await;
        assert_eq!(stage.sandbox.openai_requests().len(), 2, "one try, by itself");
        stage.press("Salva la chiave").await;
        stage.says(".verdict h3", "Chiave salvata").await;
        assert_eq!(stage.sandbox.stored().unwrap().api_key, Some(key));
        stage
    });
}

#[test]
fn f_a_wrapped_key_is_repaired_told_tried_and_saved_in_exactly_the_repaired_bytes() {
    on_stage(usual(), async |stage| {
        let key = key_for("good");
        let (left, right) = key.split_at(90);
        let wrapped = format!("export OPENAI_API_KEY=\"{left}\n{right}\"\n");
        tried(&stage, &wrapped, "funziona").await;
        assert_eq!(stage.value().await, key, "the field holds the repaired bytes");
        let told = stage.text("#reading").await;
        for repair in ["virgolette", "a capo", "impostazione"] {
            assert!(told.contains(repair), "{repair} is told: {told}");
        }
        stage.picture("f-1-repaired").await;
        for request in stage.sandbox.openai_requests() {
            assert_eq!(request.bearer(), Some(key.as_str()), "the repaired bytes are tried");
        }
        stage.press("Salva la chiave").await;
        stage.says(".verdict h3", "Chiave salvata").await;
        assert_eq!(stage.sandbox.stored().unwrap().api_key, Some(key));
        stage
    });
}
