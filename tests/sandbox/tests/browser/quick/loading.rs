//! What is asked for, when, and how often.

use super::{INSTANCES, SCRIPT, built, files, goto, mounted, with_page};
use crate::stage::{Stage, on_stage, usual};
use sandbox::{Sandbox, keys::key_for};
use serde_json::{Value, json};

const ELEMENT: &str = r#"<passweb-ai-key endpoint="/admin/ai/api-key" models="gpt-4o"></passweb-ai-key>"#;

fn assets(stage: &Stage) -> Vec<String> {
    files(stage).into_iter().filter(|path| path.starts_with("/ai-key/assets/")).collect()
}

/// Waits until these are on record.
async fn asked_for(stage: &Stage, wanted: &[String], why: &str) {
    let all = |_: &Sandbox| wanted.iter().all(|path| assets(stage).contains(path));
    stage.until_so(&format!("all of {wanted:?}: {why}"), all).await;
}

#[test]
fn wasm_and_scripts_start_together() {
    on_stage(usual(), async |stage| {
        stage.visit().await;
        let all = assets(&stage);
        let kinds = all.iter().map(|path| path.split_once('.').map_or("", |(_, kind)| kind));
        let mut kinds: Vec<&str> = kinds.collect();
        kinds.sort_unstable();
        assert_eq!(kinds, ["it.js", "it.stage.js", "wasm"]);
        for held in &all {
            let others: Vec<String> = all.iter().filter(|path| *path != held).cloned().collect();
            // It gets no answer, neither good nor bad.
            stage.cdp("Fetch.enable", json!({"patterns": [{"urlPattern": format!("*{held}")}]})).await;
            stage.cdp("Network.clearBrowserCache", json!({})).await;
            stage.sandbox.clear_requests();
            stage.goto_page().await;
            asked_for(&stage, &others, &format!("none waits for {held}")).await;
            assert!(!assets(&stage).contains(held), "{held} was held back");
        }
        stage.cdp("Fetch.disable", json!({})).await;
        stage
    });
}

/// When the element begins to build itself: has the script been asked for?
const BEGUN: &str = "const real = HTMLElement.prototype.attachInternals;
    HTMLElement.prototype.attachInternals = function () {
        window.begun = !!document.head.querySelector('link[rel=modulepreload]');
        return real.call(this);
    }";

#[test]
fn the_script_is_asked_for_before_the_element_is_built_unless_it_is_lazy() {
    for (attribute, begun) in [("", true), (" loading=lazy", false)] {
        let element = ELEMENT.replacen('>', &format!("{attribute}>"), 1);
        on_stage(with_page("begun", SCRIPT, &element), async |stage| {
            stage.before_the_page(BEGUN).await;
            goto(&stage, "begun").await;
            mounted(&stage).await;
            assert_eq!(stage.script("return begun").await, json!(begun), "{attribute}");
            stage
        });
    }
}

#[test]
fn nothing_is_asked_for_twice() {
    on_stage(usual(), async |stage| {
        stage.visit().await;
        stage.paste(&key_for("good")).await;
        stage.says(".verdict h3", "funziona").await;
        stage.press("Salva la chiave").await;
        stage.says(".verdict h3", "Chiave salvata").await;
        let mut asked = files(&stage);
        asked.sort();
        let mut once = asked.clone();
        once.dedup();
        assert_eq!(asked, once);
        stage
    });
}

#[test]
fn a_second_visit_asks_whether_the_loader_changed_and_moves_no_file() {
    on_stage(usual(), async |stage| {
        stage.visit().await;
        let known =
            "localStorage.known = JSON.stringify(performance.getEntriesByType('resource').map(({name}) => name))";
        stage.script(known).await;
        stage.sandbox.clear_requests();
        stage.driver.goto("about:blank").await.unwrap();
        stage.visit().await;
        let mut loader: Vec<String> = files(&stage).into_iter().filter(|path| !path.contains("/pictures/")).collect();
        loader.sort();
        assert_eq!(
            loader,
            ["/ai-key/admin.css", "/ai-key/passweb-ai-key.js"],
            "files with a digest in their name are kept"
        );
        let rows = stage.sandbox.requests();
        assert!(
            rows.iter().any(|row| row.path.ends_with("passweb-ai-key.js") && row.header("if-none-match").is_some())
        );
        // The body of a 304 is empty; Chromium counts 300 bytes for any head.
        let moved = "const known = JSON.parse(localStorage.known);
            return performance.getEntriesByType('resource').filter(({name}) => name.includes('/ai-key/') && known.includes(name))
            .filter(({transferSize}) => transferSize > 300).map(({name}) => name)";
        assert_eq!(stage.script(moved).await, json!([]));
        stage
    });
}

#[test]
fn the_wasm_is_compiled_as_it_comes() {
    on_stage(usual(), async |stage| {
        stage.before_the_page(INSTANCES).await;
        stage.visit().await;
        assert_eq!(stage.script("return instances.map(({name}) => name)").await, json!(["instantiateStreaming"]));
        stage
    });
}

#[test]
fn fifty_elements_have_one_wasm_of_one_memory() {
    let body = ELEMENT.repeat(50);
    on_stage(with_page("fifty", SCRIPT, &body), async |stage| {
        stage.before_the_page(INSTANCES).await;
        goto(&stage, "fifty").await;
        let all = "return [...document.querySelectorAll('passweb-ai-key')].every((one) => one.shadowRoot?.querySelector('.view:not(.drawn) .ladder'))";
        stage.until("all are served", all).await;
        assert_eq!(stage.script("return new Set(instances.map(({memory}) => memory)).size").await, json!(1));
        assert_eq!(assets(&stage).iter().filter(|path| path.rsplit('.').next() == Some("wasm")).count(), 1);
        stage
    });
}

#[test]
fn links_in_the_head_start_every_asset_before_the_loader_has_come() {
    let (head, rest) = (built("it.head.html"), built("it.rest.html"));
    let links = format!("{}{rest}", head.replace(SCRIPT, ""));
    on_stage(with_page("links-alone", &links, ""), async |stage| {
        stage.visit().await;
        let all = assets(&stage);
        stage.cdp("Network.clearBrowserCache", json!({})).await;
        stage.sandbox.clear_requests();
        goto(&stage, "links-alone").await;
        asked_for(&stage, &all, "there is no script on this page, only the links").await;
        stage
    });
    on_stage(with_page("links", &format!("{head}{rest}"), ELEMENT), async |stage| {
        goto(&stage, "links").await;
        mounted(&stage).await;
        let mut asked = assets(&stage);
        asked.sort();
        let mut once = asked.clone();
        once.dedup();
        assert_eq!(asked, once, "what was linked is used, not fetched anew");
        stage
    });
}

/// Once a frame has begun with the field in it, it is noted which of the first view's parts are there.
const FRAMED: &str = "window.framed = undefined;
    const look = () => {
      const root = document.querySelector('passweb-ai-key')?.shadowRoot;
      if (root?.querySelector('#key')) window.framed = !!root.querySelector('.drawn');
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);";

#[test]
fn the_field_has_its_own_frame_even_where_what_draws_the_rest_is_there_before_the_loader() {
    let links = built("it.head.html").replace(SCRIPT, "");
    on_stage(with_page("early", &links, ELEMENT), async |stage| {
        goto(&stage, "early").await;
        let ready = "return performance.getEntriesByType('resource').some(({name}) => name.endsWith('.it.js'))";
        stage.until("what draws is there", ready).await;
        // Its module is known to the page, and asked for anew in the frame's own time.
        stage.script(&format!("requestAnimationFrame(() => {{ {FRAMED} import('/ai-key/passweb-ai-key.js') }})")).await;
        mounted(&stage).await;
        assert_eq!(stage.script("return framed").await, json!(false));
        stage
    });
}

#[test]
fn a_lazy_element_that_is_never_shown_loads_the_loader_only() {
    let hidden = r#"<div hidden><passweb-ai-key loading="lazy" endpoint="/admin/ai/api-key"></passweb-ai-key></div>"#;
    on_stage(with_page("never", SCRIPT, hidden), async |stage| {
        goto(&stage, "never").await;
        stage.until("the element is defined", "return !!root?.querySelector('#key')").await;
        // What an observer has to tell, it tells with a frame.
        stage.script("return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))").await;
        assert_eq!(files(&stage), ["/ai-key/passweb-ai-key.js"]);
        assert_eq!(stage.script("return root.querySelector('.view:not(.drawn) .ladder')").await, Value::Null);
        stage
    });
}
