//! What the page's own scripts have done before the element came.

use super::{hostile, lenient, open};
use crate::stage::{Stage, on_stage};
use sandbox::{Options, PageOptions, keys::key_for};
use serde_json::json;

/// Paste, try, save: the whole way.
async fn whole_way(stage: &Stage) {
    stage.paste(&key_for("good")).await;
    stage.says(".verdict h3", "funziona").await;
    stage.press("Salva la chiave").await;
    stage.says(".verdict h3", "salvata").await;
    assert_eq!(stage.sandbox.stored().and_then(|stored| stored.api_key), Some(key_for("good")));
    assert_eq!(stage.sandbox.changes(), 1);
}

#[test]
fn patched_fetch_and_promise_and_polluted_prototypes_change_nothing() {
    on_stage(hostile(), async |stage| {
        open(&stage, "patched.html").await;
        assert_eq!(
            stage.script("return ({}).inherited").await,
            json!("by everything"),
            "the page is as hostile as meant"
        );
        whole_way(&stage).await;
        assert!(stage.script("return seenByFetch").await.as_u64().unwrap() > 4, "the page's fetch was in the way");
        stage
    });
}

#[test]
fn frozen_prototypes_change_nothing() {
    on_stage(hostile(), async |stage| {
        open(&stage, "frozen.html").await;
        assert_eq!(stage.script("return Object.isFrozen(Promise.prototype)").await, json!(true));
        whole_way(&stage).await;
        stage
    });
}

#[test]
fn a_page_that_sets_its_domain_changes_nothing() {
    let options =
        lenient(|csp| format!("{csp}; frame-src 'self'").replace("frame-ancestors 'none'", "frame-ancestors 'self'"));
    // Without this header a browser of today takes no notice of `document.domain`.
    let headers = vec![("origin-agent-cluster".to_owned(), "?0".to_owned())];
    let options = Options { page: PageOptions { headers, ..options.page }, ..options };
    on_stage(options, async |stage| {
        let page = stage.sandbox.url("/pages/domain.html").replace("127.0.0.1", "localhost");
        stage.driver.goto(page).await.unwrap();
        stage.until("the panel is mounted", "return !!root?.querySelector('.view:not(.drawn) .ladder')").await;
        stage.until("the frame is there", "return frames.length === 1").await;
        let shut = "try { return !frames[0].document } catch { return true }";
        stage.until("the domain is set: a frame that set none is another one's", shut).await;
        whole_way(&stage).await;
        stage
    });
}

#[test]
fn an_old_jquery_page_gets_no_key_with_its_form_and_no_submit_by_enter() {
    // Old jQuery writes HTML by itself: no policy of trusted types fits it.
    let policy = |csp: &str| csp.replace("; require-trusted-types-for 'script'; trusted-types 'none'", "");
    on_stage(lenient(policy), async |stage| {
        open(&stage, "jquery.html").await;
        stage.script("host.setAttribute('check', 'manual')").await;
        stage.paste(&key_for("good")).await;
        stage.says(".verdict h3", "Chiave pronta").await;
        stage.type_keys("\u{E007}").await;
        stage.says(".verdict h3", "funziona").await;
        assert_eq!(stage.script("return sent").await, json!([]), "Enter in the field submits nothing");
        let submit = "document.querySelector('[type=submit]').click(); return sent";
        assert_eq!(stage.script(submit).await, json!([]), "the first submit is held, since the key is not saved");
        stage.says(".held", "non").await;
        let sent = stage.script(submit).await;
        assert_eq!(sent, json!(["temperature=0.7"]), "the form holds the page's field, and no key");
        let entries = "return [...new FormData(document.querySelector('form')).keys()]";
        assert_eq!(stage.script(entries).await, json!(["temperature"]));
        stage.script("host.reset()").await;
        stage
    });
}

#[test]
fn a_base_points_elsewhere_and_moves_nothing() {
    on_stage(lenient(|csp| csp.replace("base-uri 'none'", "base-uri 'self'")), async |stage| {
        open(&stage, "places.html").await;
        assert!(stage.script("return document.baseURI").await.as_str().unwrap().ends_with("/elsewhere/deep/"));
        stage
            .until("the stored state is known", "return root.querySelector('.stored').innerText.includes('Nessuna')")
            .await;
        stage.script("document.querySelector('dialog').show()").await;
        whole_way(&stage).await;
        assert!(stage.sandbox.requests().iter().all(|request| !request.path.contains("elsewhere")));
        stage
    });
}
