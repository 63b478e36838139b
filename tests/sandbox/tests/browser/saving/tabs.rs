//! Two tabs, a page that comes back, and somebody else at another desk.

use super::{sent, shown, stored, stored_before, tried};
use crate::stage::{Stage, on_stage, usual};
use sandbox::{Options, PageOptions, keys::key_for};
use serde_json::json;
use thirtyfour::prelude::*;

async fn another_tab(stage: &Stage) -> (WindowHandle, WindowHandle) {
    let here = stage.driver.window().await.unwrap();
    let other = stage.driver.new_tab().await.unwrap();
    stage.driver.switch_to_window(other.clone()).await.unwrap();
    stage.goto_page().await;
    stage.until("the panel is mounted", "return !!root.querySelector('.view:not(.drawn) .ladder')").await;
    (here, other)
}

#[test]
fn the_other_tab_learns_of_every_change_and_saves_over_it_knowingly() {
    on_stage(usual(), async |stage| {
        stage.visit().await;
        stored_before(&stage).await;
        let (here, other) = another_tab(&stage).await;
        let key = tried(&stage).await;
        stage.press("Salva la chiave").await;
        stage.says(".verdict h3", "Chiave salvata").await;

        stage.driver.switch_to_window(here.clone()).await.unwrap();
        stage.says(".stored", &shown(&key)).await;
        stage.press("Rimuovi").await;
        stage.says(".verdict h3", &shown(&key)).await;

        // The question dies with the key that it named.
        stage.driver.switch_to_window(other).await.unwrap();
        stage.press("Rimuovi").await;
        stage.press("Rimuovi la chiave").await;
        stage.says(".verdict h3", "Chiave rimossa").await;
        stage.driver.switch_to_window(here).await.unwrap();
        stage.says(".stored", "Nessuna chiave salvata").await;
        stage.until("nothing is asked any more", "return !root.querySelector('button.danger')").await;

        // It read the newest ETag as well: nobody has to press twice.
        let key = tried(&stage).await;
        stage.press("Salva la chiave").await;
        stage.says(".verdict h3", "Chiave salvata").await;
        assert_eq!((stored(&stage), sent(&stage, "POST"), sent(&stage, "DELETE")), (Some(key), 2, 1));
        stage
    });
}

#[test]
fn what_somebody_else_saved_meanwhile_is_shown_before_it_is_replaced() {
    on_stage(usual(), async |stage| {
        stage.visit().await;
        stored_before(&stage).await;
        let (key, theirs) = (tried(&stage).await, key_for("somebody-else"));
        stage.sandbox.store(&theirs, None, "ready").unwrap();
        let changes = stage.sandbox.changes();
        stage.press("Salva la chiave").await;
        stage.says(".verdict h3", "qualcun altro ha cambiato la chiave").await;
        stage.says(".verdict", &theirs[theirs.len() - 4..]).await;
        stage.says(".stored", &shown(&theirs)).await;
        stage.picture("somebody-else").await;
        assert_eq!((stored(&stage), stage.sandbox.changes()), (Some(theirs), changes));
        assert_eq!(stage.value().await, key);
        stage.focus().await;
        stage.type_keys("\u{e007}").await;
        stage.press("Riprova a salvare").await;
        stage.says(".verdict h3", "Chiave salvata").await;
        assert_eq!((stored(&stage), stage.sandbox.changes(), sent(&stage, "POST")), (Some(key), changes + 1, 2));
        stage
    });
}

#[test]
fn a_page_that_the_browser_kept_comes_back_with_its_key_and_reads_the_state_again() {
    let page = PageOptions { kept: true, ..PageOptions::default() };
    on_stage(Options { page, ..usual() }, async |stage| {
        stage.visit().await;
        stored_before(&stage).await;
        let (key, theirs) = (tried(&stage).await, key_for("somebody-else"));
        stage.script("addEventListener('pageshow', (event) => { window.persisted = event.persisted })").await;
        stage.driver.goto(stage.sandbox.url("/admin/login")).await.unwrap();
        stage.sandbox.store(&theirs, None, "ready").unwrap();
        stage.driver.back().await.unwrap();
        stage.until("it is the page that was left", "return window.persisted === true").await;
        stage.says(".stored", &shown(&theirs)).await;
        assert_eq!(stage.value().await, key);
        stage
    });
}

#[test]
fn a_key_from_elsewhere_shows_its_source_and_offers_no_change() {
    on_stage(usual(), async |stage| {
        stage.sandbox.store(&super::old_key(), None, "ready").unwrap();
        stage.sandbox.set_read_only(Some("Variabile OPENAI_API_KEY del server"));
        stage.visit().await;
        stage.says(".stored", &shown(&super::old_key())).await;
        stage.says(".stored", "Variabile OPENAI_API_KEY del server").await;
        assert_eq!(stage.script("return root.querySelectorAll('.stored button').length").await, json!(0));
        tried(&stage).await;
        stage.says("#save-reason", "non si cambia da questa pagina").await;
        stage.picture("read-only").await;
        stage.focus().await;
        stage.type_keys("\u{e007}").await;
        stage.script("host.save()").await;
        assert_eq!((sent(&stage, "POST"), stage.sandbox.changes()), (0, 1));

        // It became so while the page was open.
        stage.sandbox.set_read_only(None);
        super::told_by_another_tab(&stage).await;
        stage.until("it may be saved", "return !root.querySelector('.save').disabled").await;
        stage.sandbox.set_read_only(Some("Variabile OPENAI_API_KEY del server"));
        stage.press("Salva la chiave").await;
        stage.says("#save-reason", "non si cambia da questa pagina").await;
        stage.says(".stored", "Variabile OPENAI_API_KEY del server").await;
        assert_eq!((stage.sandbox.changes(), stored(&stage)), (1, Some(super::old_key())));
        stage
    });
}
