//! The session ends, the token ages, or there is none: nothing is typed twice.

use super::{sent, shown, stored, stored_before, tried};
use crate::stage::{Stage, on_stage, usual};
use sandbox::{Options, PageOptions, page::Session};
use serde_json::json;

/// Logs in the way a person does: in another tab.
///
/// It is closed once its page is there: a tab that is told to close while its page still comes stays open (Chromium
/// 148).
async fn log_in_elsewhere(stage: &Stage) {
    let here = stage.driver.window().await.unwrap();
    let other = stage.driver.new_tab().await.unwrap();
    stage.driver.switch_to_window(other).await.unwrap();
    stage.goto_page().await;
    stage.driver.close_window().await.unwrap();
    stage.driver.switch_to_window(here).await.unwrap();
}

fn tokens(stage: &Stage) -> Vec<String> {
    let posts = stage.sandbox.endpoint_requests("POST");
    posts.iter().map(|post| post.header("x-csrf-token").unwrap_or("none").to_owned()).collect()
}

#[test]
fn after_the_session_s_end_a_login_elsewhere_and_one_press_save_the_key() {
    on_stage(usual(), async |stage| {
        stage.visit().await;
        stored_before(&stage).await;
        let key = tried(&stage).await;
        let changes = stage.sandbox.changes();
        stage.sandbox.end_sessions();
        stage.press("Salva la chiave").await;
        stage.says(".verdict h3", "L’accesso a Passweb è scaduto").await;
        stage.says(".verdict", "in un’altra scheda").await;
        stage.picture("session-ended").await;
        // Still out: asked first, nothing is sent.
        stage.press("Riprova a salvare").await;
        stage.says(".verdict h3", "L’accesso a Passweb è scaduto").await;
        assert_eq!((sent(&stage, "POST"), stage.sandbox.changes(), stage.value().await), (1, changes, key.clone()));

        log_in_elsewhere(&stage).await;
        assert_eq!(stage.value().await, key);
        stage.press("Riprova a salvare").await;
        stage.says(".verdict h3", "Chiave salvata").await;
        assert_eq!((sent(&stage, "POST"), stage.sandbox.changes(), stored(&stage)), (2, changes + 1, Some(key)));
        let tokens = tokens(&stage);
        assert_ne!(tokens[0], tokens[1], "the new session's token, from the answer to the question");
        stage
    });
}

#[test]
fn a_page_opened_without_a_session_reads_the_state_after_a_login_elsewhere() {
    let page = PageOptions { session: Session::Ended, ..PageOptions::default() };
    on_stage(Options { page, ..usual() }, async |stage| {
        stage.visit().await;
        stage.says(".stored", "L’accesso a Passweb è scaduto").await;
        stage.sandbox.set_page(PageOptions::default());
        log_in_elsewhere(&stage).await;
        stage.script("dispatchEvent(new Event('focus'))").await;
        stage.says(".stored", "Nessuna chiave salvata").await;
        let key = tried(&stage).await;
        stage.press("Salva la chiave").await;
        stage.says(".verdict h3", "Chiave salvata").await;
        assert_eq!((sent(&stage, "POST"), stored(&stage)), (1, Some(key)));
        stage
    });
}

#[test]
fn a_renewed_token_is_taken_from_the_answer_before_the_second_try() {
    on_stage(usual(), async |stage| {
        stage.visit().await;
        stored_before(&stage).await;
        let key = tried(&stage).await;
        let changes = stage.sandbox.changes();
        stage.sandbox.renew_csrf();
        stage.press("Salva la chiave").await;
        stage.says(".verdict h3", "codice di sicurezza").await;
        assert_eq!((stage.value().await, stage.sandbox.changes()), (key.clone(), changes));
        stage.press("Riprova a salvare").await;
        stage.says(".verdict h3", "Chiave salvata").await;
        assert_eq!((sent(&stage, "POST"), stage.sandbox.changes(), stored(&stage)), (2, changes + 1, Some(key)));
        stage
    });
}

/// Answers of the endpoint without the header that carries the token.
const WITHOUT_TOKEN: &str = "const real = window.fetch;
    window.fetch = async (request) => {
        const answer = await real(request);
        if (!answer.url.endsWith('/api-key')) return answer;
        const headers = new Headers(answer.headers);
        window.newest = headers.get('x-csrf-token');
        headers.delete('x-csrf-token');
        return new Response(await answer.blob(), { status: answer.status, headers });
    };";

#[test]
fn a_token_that_the_page_renews_is_read_from_the_meta_anew() {
    on_stage(usual(), async |stage| {
        stage.visit().await;
        stage.says(".stored", "Nessuna chiave salvata").await;
        stage.script(WITHOUT_TOKEN).await;
        stored_before(&stage).await;
        let key = tried(&stage).await;
        stage.sandbox.renew_csrf();
        stage.press("Salva la chiave").await;
        stage.says(".verdict h3", "codice di sicurezza").await;
        stage.script("document.querySelector('meta[name=csrf-token]').content = newest").await;
        stage.press("Riprova a salvare").await;
        stage.says(".verdict h3", "Chiave salvata").await;
        assert_eq!((sent(&stage, "POST"), stored(&stage)), (2, Some(key)));
        stage
    });
}

#[test]
fn a_page_without_a_token_saves_and_removes() {
    let page = PageOptions { csrf: false, ..PageOptions::default() };
    on_stage(Options { page, ..usual() }, async |stage| {
        // What the endpoint's answers offer is no business of a page that has no token.
        stage.visit().await;
        let meta = "return document.querySelector('meta[name=csrf-token]') === null";
        assert_eq!(stage.script(meta).await, json!(true));
        stage.says(".stored", "Nessuna chiave salvata").await;
        stage.script(WITHOUT_TOKEN).await;
        let key = tried(&stage).await;
        stage.press("Salva la chiave").await;
        stage.says(".verdict h3", "Chiave salvata").await;
        assert_eq!(stored(&stage), Some(key.clone()));
        stage.press("Rimuovi").await;
        stage.says(".verdict h3", &format!("Rimuovere la chiave {}?", shown(&key))).await;
        stage.press("Rimuovi la chiave").await;
        stage.says(".verdict h3", "Chiave rimossa").await;
        assert_eq!((sent(&stage, "POST"), sent(&stage, "DELETE"), stored(&stage)), (1, 1, None));
        stage
    });
}
