//! An element's life: made, moved, removed, put back, broken and mended.

use super::{bytes, goto, hostile, keep_memory, lenient, open};
use crate::stage::{on_stage, root, usual};
use sandbox::{keys::key_for, openai::OpenAiFault};
use serde_json::json;
use std::fs;

#[test]
fn c14_a_move_keeps_everything_and_asks_nothing_again() {
    on_stage(hostile(), async |stage| {
        open(&stage, "usual.html").await;
        stage.paste(&key_for("no-credit")).await;
        stage.says(".verdict h3", "Manca il credito").await;
        stage.says(".stored", "Nessuna chiave salvata").await;
        let field = "window.field = root.querySelector('#key'); window.card = root.querySelector('.verdict')";
        stage.script(field).await;
        stage.script("const div = document.createElement('div'); document.body.prepend(div); div.append(host)").await;
        stage.script("for (let n = 0; n < 1000; n++) document.body.append(host)").await;
        let same = "return [root.querySelector('#key') === field, root.querySelector('.verdict') === card, card.innerText.includes('Manca')]";
        assert_eq!(stage.script(same).await, json!([true, true, true]));
        assert_eq!(stage.value().await, key_for("no-credit"));
        assert_eq!((stage.sandbox.openai_requests().len(), stage.sandbox.endpoint_requests("GET").len()), (2, 1));
        stage.script("host.reset()").await;
        stage
    });
}

#[test]
fn c14_removed_while_a_request_is_under_way_it_ends_and_put_back_it_begins_anew() {
    on_stage(hostile(), async |stage| {
        open(&stage, "usual.html").await;
        stage.sandbox.set_openai_fault(Some(OpenAiFault::Hang));
        stage.paste(&key_for("good")).await;
        stage.says(".verdict h3", "corso").await;
        stage.until_so("both requests", |sandbox| sandbox.openai_requests().len() == 2).await;
        stage.press("Mostra").await;
        stage.until("it is shown", "return root.querySelector('#key').type === 'text'").await;
        stage.script("window.kept = host; host.remove()").await;
        stage.sandbox.set_openai_fault(None);
        stage.script("return new Promise((done) => setTimeout(done)).then(() => document.body.append(kept))").await;
        stage.says(".verdict h3", "Chiave pronta per la prova").await;
        assert_eq!(stage.value().await, key_for("good"), "the field keeps what was in it");
        assert_eq!(
            stage.script("return root.querySelector('#key').type").await,
            json!("password"),
            "and hides it again"
        );
        stage.script("host.check()").await;
        assert_eq!(stage.sandbox.openai_requests().len(), 2, "nothing is tried by itself, nor by a script");
        stage.press("Prova la chiave").await;
        stage.says(".verdict h3", "funziona").await;
        stage.script("host.reset()").await;
        stage
    });
}

/// Takes elements in and out, one after the other, waiting until each is served.
const ROUNDS: &str = "return (async () => {
    const served = (element) => new Promise((done) => {
      const look = () => element.shadowRoot.querySelector('.view:not(.drawn) .ladder') ? done() : setTimeout(look);
      look();
    });
    const place = document.querySelector('#place');
    let element = document.createElement('passweb-ai-key');
    for (let round = 0; round < ROUNDS; round++) {
      if (FRESH) element = document.createElement('passweb-ai-key');
      place.append(element);
      await served(element);
      element.remove();
      await new Promise((done) => setTimeout(done));
    }
    return true;
  })()";

async fn rounds(stage: &crate::stage::Stage, rounds: u32, fresh: bool) {
    // A script may take half a minute: so they go in parts.
    for _ in 0..rounds / 100 {
        let script = ROUNDS.replace("ROUNDS", "100").replace("FRESH", &fresh.to_string());
        assert_eq!(stage.script(&script).await, json!(true));
    }
}

#[test]
fn c14_a_thousand_times_put_back_one_element_takes_no_more_memory() {
    on_stage(hostile(), async |stage| {
        keep_memory(&stage).await;
        goto(&stage, "bare.html").await;
        rounds(&stage, 100, false).await;
        let before = bytes(&stage).await;
        rounds(&stage, 1000, false).await;
        assert_eq!(bytes(&stage).await, before);
        assert_eq!(stage.script("return instances.length").await, json!(1));
        stage
    });
}

#[test]
fn a_thousand_elements_one_after_the_other_take_no_more_than_one_page_of_memory() {
    on_stage(hostile(), async |stage| {
        keep_memory(&stage).await;
        goto(&stage, "bare.html").await;
        rounds(&stage, 100, true).await;
        let before = bytes(&stage).await;
        rounds(&stage, 1000, true).await;
        assert!(bytes(&stage).await <= before + 65_536, "{before} bytes before, {} after", bytes(&stage).await);
        stage
    });
}

#[test]
fn fifty_elements_share_one_instance_and_know_nothing_of_each_other() {
    on_stage(hostile(), async |stage| {
        keep_memory(&stage).await;
        goto(&stage, "bare.html").await;
        stage.script("for (let n = 0; n < 50; n++) { const made = document.createElement('passweb-ai-key'); made.setAttribute('endpoint', '/admin/ai/api-key'); document.body.prepend(made); }").await;
        stage.until("all are served", "return [...document.querySelectorAll('passweb-ai-key')].every((one) => one.shadowRoot.querySelector('.view:not(.drawn) .ladder'))").await;
        stage.paste(&key_for("no-credit")).await;
        stage.says(".verdict h3", "Manca il credito").await;
        let others = "return [...document.querySelectorAll('passweb-ai-key')].slice(1).every((one) => one.shadowRoot.querySelector('#key').value === '' && one.shadowRoot.querySelector('.verdict').innerText.includes('Incollare'))";
        assert_eq!(stage.script(others).await, json!(true));
        assert_eq!(stage.script("return instances.length").await, json!(1));
        let wasm = "return performance.getEntriesByType('resource').filter(({name}) => name.endsWith('.wasm')).length";
        assert_eq!(stage.script(wasm).await, json!(1), "nothing is fetched twice");
        stage.script("host.reset()").await;
        stage
    });
}

#[test]
fn two_script_tags_two_elements_a_dialog_and_a_hidden_part_are_fine() {
    on_stage(lenient(|csp| csp.replace("base-uri 'none'", "base-uri 'self'")), async |stage| {
        open(&stage, "places.html").await;
        stage
            .until(
                "the hidden one is served too",
                "return !!document.querySelector('#hidden').shadowRoot.querySelector('.view:not(.drawn) .ladder')",
            )
            .await;
        stage.script("document.querySelector('dialog').show()").await;
        stage.paste(&key_for("no-credit")).await;
        stage.says(".verdict h3", "Manca il credito").await;
        let width = stage.script("return host.offsetWidth").await.as_u64().unwrap();
        assert!(width >= 600, "a dialog gives the element room by itself: {width} px");
        stage.script("host.reset()").await;
        stage
    });
}

#[test]
fn of_two_versions_the_first_serves_and_the_second_breaks_nothing() {
    let options = hostile();
    let folder = options.page.pages.clone().unwrap();
    let loader = fs::read_to_string(root().join("dist/passweb-ai-key.js")).unwrap();
    let other = loader.replacen(env!("CARGO_PKG_VERSION"), "99.0.0", 1);
    assert_ne!(other, loader);
    fs::write(folder.join("other.js"), other).unwrap();
    on_stage(options, async |stage| {
        open(&stage, "two.html").await;
        assert_eq!(stage.script("return host.version").await, json!(env!("CARGO_PKG_VERSION")));
        let fetched = "return performance.getEntriesByType('resource').some(({name}) => name.endsWith('/other.js'))";
        stage.until("the second one is there", fetched).await;
        stage.paste(&key_for("no-credit")).await;
        stage.says(".verdict h3", "Manca il credito").await;
        stage.script("host.reset()").await;
        stage
    });
}

#[test]
fn a_wasm_trap_keeps_the_field_and_riprova_takes_a_fresh_instance() {
    on_stage(hostile(), async |stage| {
        keep_memory(&stage).await;
        open(&stage, "usual.html").await;
        stage
            .script("window.errors = []; host.addEventListener('ai-key-error', ({detail}) => errors.push(detail.code))")
            .await;
        stage.focus().await;
        stage.type_keys("sk-proj-").await;
        // Everything that the instance knows is wrong from here on.
        stage.script("new Uint8Array(memories[0].buffer).fill(255)").await;
        stage.type_keys("a").await;
        stage.until("it is said", "return !!root.querySelector('[role=alert] button')").await;
        assert_eq!(stage.value().await, "sk-proj-a");
        stage.type_keys("b").await;
        stage.script("dispatchEvent(new Event('focus')); dispatchEvent(new Event('online'))").await;
        assert_eq!(stage.script("return errors").await, json!(["trap"]), "what listened to the page is gone, too");
        stage.press("Riprova").await;
        stage.until("it is served", "return !!root.querySelector('.view:not(.drawn) .ladder')").await;
        assert_eq!(stage.value().await, "sk-proj-ab");
        stage.witnessed().await;
        stage.paste(&key_for("good")).await;
        stage.says(".verdict h3", "funziona").await;
        assert_eq!(stage.script("return instances.length").await, json!(2));
        stage.script("host.reset()").await;
        stage
    });
}

#[test]
fn an_element_that_comes_to_a_broken_instance_says_so_and_riprova_takes_a_fresh_one() {
    on_stage(hostile(), async |stage| {
        keep_memory(&stage).await;
        open(&stage, "usual.html").await;
        stage.script("new Uint8Array(memories[0].buffer).fill(255)").await;
        stage.script("document.body.prepend(document.createElement('passweb-ai-key'))").await;
        stage.until("it is said", "return !!root.querySelector('[role=alert] button')").await;
        stage.press("Riprova").await;
        stage.until("it is served", "return !!root.querySelector('.view:not(.drawn) .ladder')").await;
        assert_eq!(stage.script("return instances.length").await, json!(2));
        stage.witnessed().await;
        stage
    });
}

#[test]
fn a_lazy_element_far_below_loads_the_loader_only() {
    on_stage(hostile(), async |stage| {
        goto(&stage, "lazy.html").await;
        stage.until("the field is painted", "return !!root?.querySelector('#key')").await;
        let assets =
            "return performance.getEntriesByType('resource').filter(({name}) => name.includes('/assets/')).length";
        stage.script("return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))").await;
        assert_eq!(stage.script(assets).await, json!(0));
        stage.script("host.scrollIntoView()").await;
        stage.until("it is served", "return !!root.querySelector('.view:not(.drawn) .ladder')").await;
        stage
    });
}

#[test]
fn a_lazy_element_that_is_moved_a_thousand_times_is_watched_by_one_observer() {
    on_stage(hostile(), async |stage| {
        let count = "window.observers = 0; const Real = IntersectionObserver;
            window.IntersectionObserver = class extends Real { constructor(...all) { super(...all); window.observers++ } }";
        stage.before_the_page(count).await;
        goto(&stage, "lazy.html").await;
        stage.until("the field is painted", "return !!root?.querySelector('#key')").await;
        stage.script("for (let n = 0; n < 1000; n++) { host.remove(); document.body.append(host) }").await;
        assert_eq!(stage.script("return observers").await, json!(1));
        stage.script("host.scrollIntoView()").await;
        stage.until("it is served", "return !!root.querySelector('.view:not(.drawn) .ladder')").await;
        stage
    });
}

#[test]
fn the_version_is_readable_from_the_element() {
    on_stage(usual(), async |stage| {
        stage.visit().await;
        assert_eq!(stage.script("return host.version").await, json!(env!("CARGO_PKG_VERSION")));
        stage
    });
}
