//! The server dies in the midst of it: nothing is lost, nothing is stored twice, nothing is called done that is not.

use super::{
    CLOCK, arrived, carried_out, fault, old_key, removal_is_confirmed, sent, shown, stored, stored_before, time_passes,
    tried,
};
use crate::stage::{Stage, on_stage, usual};
use sandbox::passweb::{On, What};

/// A page with an old key stored and another one tried.
async fn begin(stage: &Stage) -> (String, u64) {
    stage.visit().await;
    stored_before(stage).await;
    let key = tried(stage).await;
    stage.sandbox.clear_requests();
    (key, stage.sandbox.changes())
}

async fn revived(stage: &Stage) {
    stage.sandbox.set_endpoint_fault(None);
    stage.sandbox.revive().await.unwrap();
}

#[test]
fn killed_between_the_post_and_its_answer_the_key_is_stored_once_in_the_end() {
    on_stage(usual(), async |stage| {
        for (what, had_stored) in [(What::Hang, false), (What::SilentAnswer, true)] {
            let (key, changes) = begin(&stage).await;
            fault(&stage, &what, On::Post);
            stage.press("Salva la chiave").await;
            arrived(&stage, "POST").await;
            carried_out(&stage, changes + u64::from(had_stored)).await;
            stage.sandbox.kill().await;
            stage.says(".verdict h3", "La connessione con Passweb si è interrotta").await;
            stage.says(".verdict", "Non è certo se la chiave sia stata salvata").await;
            stage.says(".verdict", "La chiave è ancora nel campo").await;
            stage.picture(&format!("killed-{}", if had_stored { "after" } else { "before" })).await;
            let now = if had_stored { key.clone() } else { old_key() };
            assert_eq!((stage.value().await, stored(&stage)), (key.clone(), Some(now)));

            // It is still dead: asked first, and nothing is sent.
            let posts = sent(&stage, "POST");
            stage.press("Riprova a salvare").await;
            stage.says(".verdict", "Non è certo se la chiave sia stata salvata").await;
            assert_eq!((sent(&stage, "POST"), stage.value().await), (posts, key.clone()));

            revived(&stage).await;
            stage.press("Riprova a salvare").await;
            stage.says(".verdict h3", "Chiave salvata").await;
            assert_eq!((stored(&stage), stage.sandbox.changes()), (Some(key), changes + 1));
            assert_eq!((sent(&stage, "POST"), stage.value().await), (if had_stored { 1 } else { 2 }, String::new()));
        }
        stage
    });
}

#[test]
fn killed_after_the_answer_and_before_the_state_is_read_it_is_not_called_saved() {
    on_stage(usual(), async |stage| {
        let (key, changes) = begin(&stage).await;
        fault(&stage, &What::Hang, On::Get);
        stage.press("Salva la chiave").await;
        arrived(&stage, "GET").await;
        stage.sandbox.kill().await;
        stage.says(".verdict h3", "Inviata, non confermata").await;
        assert_eq!((stage.value().await, stage.sandbox.changes()), (key.clone(), changes + 1));
        stage.press("Ricontrolla").await;
        stage.says(".verdict h3", "Inviata, non confermata").await;

        revived(&stage).await;
        stage.press("Ricontrolla").await;
        stage.says(".verdict h3", "Chiave salvata").await;
        assert_eq!((stored(&stage), stage.sandbox.changes(), sent(&stage, "POST")), (Some(key), changes + 1, 1));
        stage
    });
}

#[test]
fn killed_during_a_removal_the_question_is_asked_again_or_the_key_is_gone() {
    on_stage(usual(), async |stage| {
        for (what, had_removed) in [(What::Hang, false), (What::SilentAnswer, true)] {
            let (key, changes) = begin(&stage).await;
            fault(&stage, &what, On::Delete);
            stage.press("Rimuovi").await;
            removal_is_confirmed(&stage).await;
            arrived(&stage, "DELETE").await;
            carried_out(&stage, changes + u64::from(had_removed)).await;
            stage.sandbox.kill().await;
            stage.says(".verdict h3", "La connessione con Passweb si è interrotta").await;
            stage.says(".verdict", "Non è certo se la chiave sia stata rimossa").await;
            assert_eq!(stage.value().await, key);

            revived(&stage).await;
            stage.press("Riprova").await;
            if !had_removed {
                removal_is_confirmed(&stage).await;
            }
            stage.says(".verdict h3", "Chiave rimossa").await;
            assert_eq!((stored(&stage), stage.sandbox.changes()), (None, changes + 1));
            assert_eq!((sent(&stage, "DELETE"), stage.value().await), (if had_removed { 1 } else { 2 }, key));
        }
        stage
    });
}

#[test]
fn without_a_network_it_is_said_and_goes_on_once_it_is_back() {
    on_stage(usual(), async |stage| {
        let (key, changes) = begin(&stage).await;
        stage.script(CLOCK).await;
        fault(&stage, &What::Hang, On::Post);
        stage.press("Salva la chiave").await;
        arrived(&stage, "POST").await;
        stage.offline(true).await;
        stage.sandbox.set_endpoint_fault(None);
        time_passes(&stage).await;
        stage.says(".verdict h3", "Il browser non è collegato a internet").await;
        stage.says("#save-reason", "Il dispositivo non è in rete").await;
        stage.until("it can't be pressed", "return root.querySelector('.save').disabled").await;
        assert_eq!((stage.value().await, stored(&stage)), (key.clone(), Some(old_key())));
        stage.offline(false).await;
        stage.until("it can be pressed", "return !root.querySelector('.save')?.disabled").await;
        stage.press("Riprova a salvare").await;
        stage.says(".verdict h3", "Chiave salvata").await;
        stage.says(".stored", &shown(&key)).await;
        assert_eq!((stored(&stage), stage.sandbox.changes()), (Some(key), changes + 1));
        stage
    });
}
