//! Every answer, on every call: what is said, what is in the field, how often was sent, what is stored.

use super::{
    CLOCK, arrived, carried_out, fault,
    faults::{Fault, after, instead},
    old_key, removal_is_confirmed, sent, shown, stored, stored_before, time_passes, told_by_another_tab, tried, word,
};
use crate::stage::{Stage, on_stage, root, usual};
use sandbox::passweb::{On, What};
use serde_json::Value;
use std::fs;

/// The sentence that tells a fault's cause.
fn cause(code: &str) -> String {
    let text = fs::read_to_string(root().join("static").join("words").join("it.json")).unwrap();
    let words: Value = serde_json::from_str(&text).unwrap();
    words[format!("module.{code}.cause")].as_str().unwrap().to_owned()
}

/// The card says the fault, what is the case, and its cure.
async fn is_told(stage: &Stage, row: &Fault, case: &str) {
    // A title stands without its full stop.
    stage.says(".verdict h3", cause(row.code).trim_end_matches('.')).await;
    let card = stage.text(".verdict").await;
    assert!(card.contains(row.cure), "{}: {card}", row.name);
    assert!(card.contains(case), "{}: {card}", row.name);
    assert!(card.contains("La chiave è ancora nel campo"), "{}: {card}", row.name);
    no_piece_is_told(stage, row.name).await;
}

async fn no_piece_is_told(stage: &Stage, name: &str) {
    let (key, page) = (sandbox::keys::key_for("good"), stage.text(".view").await);
    let random = &key[8..82];
    let piece = (0..random.len() - 8).map(|at| &random[at..at + 8]).find(|piece| page.contains(*piece));
    assert_eq!(piece, None, "{name}");
}

/// A page with the clock in hand, and an old key stored.
async fn begin(stage: &Stage) {
    stage.visit().await;
    stage.script(CLOCK).await;
    stored_before(stage).await;
}

/// The faults of one half of a group, so that two browsers share the work.
fn half(faults: Vec<Fault>, second: bool) -> Vec<Fault> {
    let middle = faults.len() / 2;
    faults.into_iter().enumerate().filter(|(at, _)| (*at >= middle) == second).map(|(_, row)| row).collect()
}

fn a_refused_save(second: bool) {
    on_stage(usual(), async |stage| {
        begin(&stage).await;
        for row in half(instead(), second) {
            stored_before(&stage).await;
            let key = tried(&stage).await;
            let (name, changes) = (row.name, stage.sandbox.changes());
            stage.sandbox.clear_requests();
            fault(&stage, &row.what, On::Post);
            stage.press("Salva la chiave").await;
            if row.silent {
                arrived(&stage, "POST").await;
                time_passes(&stage).await;
            }
            is_told(&stage, &row, "La chiave non è stata salvata").await;
            stage.snap(&format!("save-{}", name.replace(' ', "-"))).await;
            assert_eq!(stage.value().await, key, "{name}: byte for byte");
            assert_eq!((sent(&stage, "POST"), stage.sandbox.changes()), (1, changes), "{name}");
            assert_eq!(stored(&stage), Some(old_key()), "{name}");

            // Cured, and tried again with nothing typed.
            stage.sandbox.set_endpoint_fault(None);
            stage.press("Riprova a salvare").await;
            stage.says(".verdict h3", "Chiave salvata").await;
            assert_eq!((sent(&stage, "POST"), stage.sandbox.changes()), (2, changes + 1), "{name}");
            assert_eq!((stored(&stage), stage.value().await), (Some(key), String::new()), "{name}");
        }
        stage
    });
}

#[test]
fn a_refused_save_is_told_keeps_everything_and_succeeds_once_cured_first_half() {
    a_refused_save(false);
}

#[test]
fn a_refused_save_is_told_keeps_everything_and_succeeds_once_cured_second_half() {
    a_refused_save(true);
}

#[test]
fn a_save_whose_answer_is_spoilt_is_confirmed_by_the_state_and_sent_once() {
    on_stage(usual(), async |stage| {
        begin(&stage).await;
        let other = What::OtherHint(word("other"));
        let rows = after().into_iter().map(|row| (row.name, row.what, row.silent));
        let fine = [("no content", What::NoContent, false), ("other hint", other, false)];
        for (name, what, silent) in rows.chain(fine) {
            stored_before(&stage).await;
            let key = tried(&stage).await;
            let changes = stage.sandbox.changes();
            stage.sandbox.clear_requests();
            fault(&stage, &what, On::Post);
            stage.press("Salva la chiave").await;
            if silent {
                carried_out(&stage, changes + 1).await;
                time_passes(&stage).await;
            }
            stage.says(".verdict h3", "Chiave salvata").await;
            stage.says(".stored", &shown(&key)).await;
            assert_eq!((sent(&stage, "POST"), stage.sandbox.changes()), (1, changes + 1), "{name}");
            assert_eq!((stored(&stage), stage.value().await), (Some(key), String::new()), "{name}");
        }
        stage
    });
}

#[test]
fn a_yes_that_the_state_does_not_show_is_not_called_saved() {
    on_stage(usual(), async |stage| {
        begin(&stage).await;
        for (name, what) in [("state", What::FalseYes), ("204", What::FalseDone)] {
            stored_before(&stage).await;
            let key = tried(&stage).await;
            let changes = stage.sandbox.changes();
            stage.sandbox.clear_requests();
            fault(&stage, &what, On::Post);
            stage.press("Salva la chiave").await;
            for again in [false, true] {
                if again {
                    stage.press("Ricontrolla").await;
                    stage.until("it was asked again", "return !root.querySelector('.verdict.wait')").await;
                }
                stage.says(".verdict h3", "Inviata, non confermata").await;
                assert_eq!((stage.value().await, stored(&stage)), (key.clone(), Some(old_key())), "{name}");
                assert_eq!((sent(&stage, "POST"), stage.sandbox.changes()), (1, changes), "{name}");
            }
            stage.picture(&format!("save-false-{name}")).await;
            stage.sandbox.set_endpoint_fault(None);
            stage.press("Riprova a salvare").await;
            stage.says(".verdict h3", "Chiave salvata").await;
            assert_eq!((sent(&stage, "POST"), stage.sandbox.changes()), (2, changes + 1), "{name}");
            assert_eq!(stored(&stage), Some(key), "{name}");
        }
        stage
    });
}

fn an_unread_state(second: bool) {
    on_stage(usual(), async |stage| {
        begin(&stage).await;
        for row in half(instead().into_iter().chain(after()).collect(), second) {
            stored_before(&stage).await;
            let key = tried(&stage).await;
            let (name, changes) = (row.name, stage.sandbox.changes());
            stage.sandbox.clear_requests();
            fault(&stage, &row.what, On::Get);
            stage.press("Salva la chiave").await;
            if row.silent {
                // Not for the POST, whose answer may still be on its way.
                arrived(&stage, "GET").await;
                time_passes(&stage).await;
            }
            stage.says(".verdict h3", "Inviata, non confermata").await;
            assert_eq!(stage.value().await, key, "{name}: byte for byte");
            assert_eq!((sent(&stage, "POST"), stage.sandbox.changes()), (1, changes + 1), "{name}");
            no_piece_is_told(&stage, name).await;

            stage.sandbox.set_endpoint_fault(None);
            stage.press("Ricontrolla").await;
            stage.says(".verdict h3", "Chiave salvata").await;
            assert_eq!((sent(&stage, "POST"), stage.sandbox.changes()), (1, changes + 1), "{name}");
            assert_eq!((stored(&stage), stage.value().await), (Some(key), String::new()), "{name}");
        }
        stage
    });
}

#[test]
fn a_save_whose_state_can_not_be_read_is_not_called_saved_first_half() {
    an_unread_state(false);
}

#[test]
fn a_save_whose_state_can_not_be_read_is_not_called_saved_second_half() {
    an_unread_state(true);
}

#[test]
fn the_hint_of_another_key_is_told_as_such_and_the_own_key_kept() {
    on_stage(usual(), async |stage| {
        begin(&stage).await;
        let key = tried(&stage).await;
        let changes = stage.sandbox.changes();
        let other = word("other");
        fault(&stage, &What::OtherHint(other.clone()), On::Get);
        stage.press("Salva la chiave").await;
        stage.says(".verdict h3", "qualcun altro ha cambiato la chiave").await;
        stage.says(".verdict", &format!("un’altra chiave, che finisce con {other}")).await;
        stage.says(".verdict", "La chiave è ancora nel campo").await;
        stage.picture("save-another").await;
        assert_eq!((stage.value().await, stage.sandbox.changes()), (key.clone(), changes + 1));

        // It was there after all: that is seen before anything is sent again.
        stage.sandbox.set_endpoint_fault(None);
        stage.press("Riprova a salvare").await;
        stage.says(".verdict h3", "Chiave salvata").await;
        assert_eq!((sent(&stage, "POST"), stage.sandbox.changes(), stored(&stage)), (1, changes + 1, Some(key)));
        stage
    });
}

fn a_refused_removal(second: bool) {
    on_stage(usual(), async |stage| {
        begin(&stage).await;
        let key = tried(&stage).await;
        for row in half(instead(), second) {
            stored_before(&stage).await;
            let (name, changes) = (row.name, stage.sandbox.changes());
            stage.sandbox.clear_requests();
            fault(&stage, &row.what, On::Delete);
            stage.press("Rimuovi").await;
            removal_is_confirmed(&stage).await;
            if row.silent {
                arrived(&stage, "DELETE").await;
                time_passes(&stage).await;
            }
            is_told(&stage, &row, &format!("La chiave {} è ancora in uso", shown(&old_key()))).await;
            assert_eq!((stage.value().await, stored(&stage)), (key.clone(), Some(old_key())), "{name}");
            assert_eq!((sent(&stage, "DELETE"), stage.sandbox.changes()), (1, changes), "{name}");

            stage.sandbox.set_endpoint_fault(None);
            stage.press("Riprova").await;
            removal_is_confirmed(&stage).await;
            stage.says(".verdict h3", "Chiave rimossa").await;
            stage.says(".stored", "Nessuna chiave salvata").await;
            assert_eq!((stage.value().await, stored(&stage)), (key.clone(), None), "{name}");
            assert_eq!((sent(&stage, "DELETE"), stage.sandbox.changes()), (2, changes + 1), "{name}");
            assert_eq!(sent(&stage, "POST"), 0, "{name}");
        }
        stage
    });
}

#[test]
fn a_refused_removal_is_told_keeps_everything_and_succeeds_once_cured_first_half() {
    a_refused_removal(false);
}

#[test]
fn a_refused_removal_is_told_keeps_everything_and_succeeds_once_cured_second_half() {
    a_refused_removal(true);
}

#[test]
fn a_removal_whose_answer_is_spoilt_is_confirmed_by_the_state_and_sent_once() {
    on_stage(usual(), async |stage| {
        begin(&stage).await;
        let key = tried(&stage).await;
        for row in after() {
            stored_before(&stage).await;
            let (name, changes) = (row.name, stage.sandbox.changes());
            stage.sandbox.clear_requests();
            fault(&stage, &row.what, On::Delete);
            stage.press("Rimuovi").await;
            removal_is_confirmed(&stage).await;
            if row.silent {
                carried_out(&stage, changes + 1).await;
                time_passes(&stage).await;
            }
            stage.says(".verdict h3", "Chiave rimossa").await;
            assert_eq!((stage.value().await, stored(&stage)), (key.clone(), None), "{name}");
            assert_eq!((sent(&stage, "DELETE"), stage.sandbox.changes()), (1, changes + 1), "{name}");
        }
        stage
    });
}

#[test]
fn a_removal_that_the_state_does_not_show_is_not_called_done() {
    on_stage(usual(), async |stage| {
        begin(&stage).await;
        let changes = stage.sandbox.changes();
        fault(&stage, &What::FalseDone, On::Delete);
        stage.press("Rimuovi").await;
        removal_is_confirmed(&stage).await;
        stage.says(".verdict h3", "Rimozione non confermata").await;
        stage.picture("remove-unconfirmed").await;
        assert_eq!((stored(&stage), stage.sandbox.changes()), (Some(old_key()), changes));
        stage.press("Ricontrolla").await;
        stage.says(".verdict h3", "Rimozione non confermata").await;
        stage.sandbox.set_endpoint_fault(None);
        stage.press("Rimuovi").await;
        removal_is_confirmed(&stage).await;
        stage.says(".verdict h3", "Chiave rimossa").await;
        assert_eq!((sent(&stage, "DELETE"), stored(&stage)), (2, None));
        stage
    });
}

#[test]
fn a_state_that_can_not_be_read_is_told_in_its_place_and_read_again_once_cured() {
    on_stage(usual(), async |stage| {
        begin(&stage).await;
        let key = tried(&stage).await;
        let changes = stage.sandbox.changes();
        for row in instead().into_iter().chain(after()) {
            fault(&stage, &row.what, On::Get);
            told_by_another_tab(&stage).await;
            if row.silent {
                time_passes(&stage).await;
            }
            stage.says(".stored", &cause(row.code)).await;
            let strip = stage.text(".stored").await;
            assert!(strip.contains(row.cure), "{}: {strip}", row.name);
            no_piece_is_told(&stage, row.name).await;
            stage.sandbox.set_endpoint_fault(None);
            stage.press("Riprova").await;
            stage.says(".stored", &shown(&old_key())).await;
            assert_eq!(stage.value().await, key, "{}: byte for byte", row.name);
        }
        assert_eq!((sent(&stage, "POST"), sent(&stage, "DELETE"), stage.sandbox.changes()), (0, 0, changes));
        assert_eq!(stored(&stage), Some(old_key()));
        stage
    });
}
