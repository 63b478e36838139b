//! From a paste to a saved key.

use crate::stage::Stage;
use sandbox::{Network, PageOptions, keys::key_for};
use serde_json::json;

/// What the endpoint holds.
fn stored(stage: &Stage) -> Option<String> {
    stage.sandbox.stored().and_then(|stored| stored.api_key)
}

pub async fn a_pasted_key_is_tried_saved_confirmed_and_shown_after_a_reload(stage: &Stage) {
    let key = key_for("good");
    let hint = format!("sk-…{}", &key[key.len() - 4..]);
    stage.visit().await;
    stage.paste(&key).await;
    stage.says(".verdict h3", "funziona").await;
    assert_eq!(stage.ladder().await, "good good good good good good");
    let asked = stage.sandbox.openai_requests();
    assert_eq!(asked.len(), 2, "a try is two requests");
    for request in &asked {
        assert_eq!((request.host.as_str(), request.bearer()), ("api.openai.com", Some(key.as_str())));
        assert!(request.header("cookie").is_none() && request.header("referer").is_none());
    }
    assert!(stage.sandbox.endpoint_requests("POST").is_empty(), "nothing is saved by itself");
    engine_picture(stage, "ready").await;

    stage.press("Salva la chiave").await;
    stage.says(".verdict h3", "Chiave salvata").await;
    stage.says(".stored", &hint).await;
    assert_eq!(stage.value().await, "", "the field is empty once the key is saved");
    assert_eq!((stored(stage), stage.sandbox.changes()), (Some(key), 1));
    let posts = stage.sandbox.endpoint_requests("POST");
    let page = stage.sandbox.url("");
    assert!(posts.iter().all(|post| post.header("origin") == Some(page.as_str())), "the page names its origin");

    stage.visit().await;
    stage.says(".stored", &hint).await;
}

pub async fn a_key_without_credit_is_said_as_credit_and_may_be_saved(stage: &Stage) {
    let key = key_for("no-credit");
    stage.visit().await;
    stage.paste(&key).await;
    stage.verdict("no_credit").await;
    stage.says(".verdict h3", "credito").await;
    stage.says(".verdict", "ChatGPT Plus").await;
    assert_eq!(stage.ladder().await, "good good good good good bad");
    engine_picture(stage, "no-credit").await;
    stage.press("Salva la chiave comunque").await;
    stage.says(".verdict h3", "Chiave salvata").await;
    assert_eq!(stored(stage), Some(key));
    stage.visit().await;
    stage.says(".stored", "credito").await;
}

pub async fn a_session_that_ended_keeps_the_key_and_the_next_press_saves_it(stage: &Stage) {
    // The token of the session before is another story.
    stage.sandbox.set_page(PageOptions { csrf: false, ..PageOptions::default() });
    let key = key_for("good");
    stage.visit().await;
    stage.paste(&key).await;
    stage.says(".verdict h3", "funziona").await;
    stage.sandbox.end_sessions();
    stage.press("Salva la chiave").await;
    stage.says(".verdict h3", "scaduto").await;
    assert_eq!(stage.value().await, key, "the key is still in the field");
    assert_eq!((stored(stage), stage.sandbox.changes()), (None, 0));
    engine_picture(stage, "session-ended").await;

    // As in another tab: the cookie is the browser's, not the page's.
    stage
        .script("fetch('/admin/login', {method: 'POST', redirect: 'manual'}).then(() => { window.entered = true; })")
        .await;
    stage.until("the reader has logged in again", "return window.entered === true").await;
    stage.press("Riprova a salvare").await;
    stage.says(".verdict h3", "Chiave salvata").await;
    assert_eq!((stored(stage), stage.sandbox.changes()), (Some(key), 1));
}

pub async fn an_openai_out_of_reach_makes_no_key_wrong_and_saving_asks_first(stage: &Stage) {
    let key = key_for("good");
    stage.visit().await;
    stage.sandbox.set_network(Network::NoOpenai);
    stage.paste(&key).await;
    stage.verdict("network_or_cors").await;
    stage.press("Salva senza prova").await;
    stage.says(".verdict h3", "Salvare senza una prova riuscita?").await;
    assert!(stage.sandbox.endpoint_requests("POST").is_empty(), "nothing is saved before the answer");
    stage.press("Salva lo stesso").await;
    stage.says(".verdict h3", "Chiave salvata").await;
    assert_eq!(stored(stage), Some(key));
}

pub async fn without_a_network_the_key_is_kept_and_tried_by_itself_later(stage: &Stage) {
    let key = key_for("good");
    stage.visit().await;
    stage.offline(true).await;
    stage.until("the browser knows", "return !navigator.onLine").await;
    stage.paste(&key).await;
    stage.verdict("offline").await;
    assert_eq!(stage.value().await, key);
    stage.offline(false).await;
    stage.says(".verdict h3", "funziona").await;
    assert_eq!(stage.script("return root.querySelector('.save').disabled").await, json!(false));
}

/// Keeps a picture under the engine's name.
pub async fn engine_picture(stage: &Stage, name: &str) {
    stage.snap(&format!("{:?}-{name}", stage.engine).to_lowercase()).await;
}
