//! The page's style sheets, its direction, its language.

use super::{goto, hostile, lenient, open};
use crate::{access::gallery, stage::on_stage};
use sandbox::keys::key_for;
use serde_json::{Value, json};

#[test]
fn resets_of_the_page_do_not_reach_inside() {
    on_stage(hostile(), async |stage| {
        open(&stage, "resets.html").await;
        stage.paste(&key_for("no-credit")).await;
        stage.says(".verdict h3", "Manca il credito").await;
        let seen = "const style = getComputedStyle(root.querySelector('.verdict p'));
            return [root.querySelector('#key').offsetHeight, style.display, style.color !== 'rgb(255, 0, 0)',
              getComputedStyle(root.querySelector('button')).display !== 'none']";
        assert_eq!(stage.script(seen).await, json!([44, "block", true, true]));
        stage.snap("hostile-resets").await;
        stage.script("host.reset()").await;
        stage
    });
}

#[test]
fn a_page_from_right_to_left_leaves_the_element_from_left_to_right() {
    on_stage(lenient(|csp| csp.replace("base-uri 'none'", "base-uri 'self'")), async |stage| {
        open(&stage, "places.html").await;
        let directions = "return [getComputedStyle(document.body).direction, getComputedStyle(root.querySelector('.frame')).direction]";
        assert_eq!(stage.script(directions).await, json!(["rtl", "ltr"]));
        stage
    });
}

#[test]
fn the_language_follows_the_page_at_run_time() {
    on_stage(hostile(), async |stage| {
        open(&stage, "usual.html").await;
        stage.paste(&key_for("no-credit")).await;
        stage.says(".verdict h3", "Manca il credito").await;
        for (change, title, lang) in [
            ("document.documentElement.lang = 'de'", "Guthaben", "de"),
            ("document.body.lang = 'fr-CA'", "Crédit", "fr"),
            ("host.lang = 'es'", "Falta crédito", "es"),
            (
                "host.removeAttribute('lang'); document.body.removeAttribute('lang'); document.documentElement.lang = 'it'",
                "Manca il credito",
                "it",
            ),
        ] {
            stage.script(change).await;
            stage.says(".verdict h3", title).await;
            assert_eq!(stage.script("return root.querySelector('.frame').lang").await, json!(lang));
        }
        assert_eq!(stage.sandbox.openai_requests().len(), 2, "nothing was tried again");
        stage.script("host.reset()").await;
        stage
    });
}

#[test]
fn a_language_that_changes_while_the_wasm_is_slow_is_the_one_that_is_spoken() {
    on_stage(hostile(), async |stage| {
        let gate = "const real = window.fetch; const gate = new Promise((go) => { window.letThrough = go; });
            window.fetch = (...about) => String(about[0]).endsWith('.wasm') ? gate.then(() => real(...about)) : real(...about)";
        stage.before_the_page(gate).await;
        goto(&stage, "usual.html").await;
        stage.until("the field is painted", "return !!root?.querySelector('#key')").await;
        // They are asked for behind the first frame only.
        let words = "return performance.getEntriesByType('resource').some(({name}) => name.endsWith('.it.js'))";
        stage.until("the words of before are there", words).await;
        stage.script("document.documentElement.lang = 'de'").await;
        stage.until("it is painted anew", "return root.querySelector('.frame').lang === 'de'").await;
        stage.script("letThrough()").await;
        stage.says(".verdict h3", "Schlüssel").await;
        stage
    });
}

#[test]
fn a_language_that_changes_before_the_script_is_there_is_the_one_that_is_spoken() {
    on_stage(hostile(), async |stage| {
        stage.as_another_browser().await;
        let gate = "const real = window.fetch; const gate = new Promise((go) => { window.letThrough = go; });
            window.fetch = (...about) => {
              if (!String(about[0]).endsWith('.it.js')) return real(...about);
              window.asked = true;
              return gate.then(() => real(...about));
            }";
        stage.before_the_page(gate).await;
        goto(&stage, "usual.html").await;
        stage.until("the Italian script is asked for", "return window.asked").await;
        // Nobody watches yet: what is there then is spoken.
        stage.script("document.documentElement.lang = 'de'; letThrough()").await;
        stage.says(".step:nth-child(3) .step-title", "Guthaben aufladen").await;
        assert_eq!(stage.script("return root.querySelector('.frame').lang").await, json!("de"));
        stage
    });
}

#[test]
fn an_element_that_failed_follows_the_language_too() {
    on_stage(lenient(|csp| csp.replace(" 'wasm-unsafe-eval'", "")), async |stage| {
        goto(&stage, "usual.html").await;
        stage.until("it failed", "return !!root?.querySelector('[role=alert] button')").await;
        stage.script("document.documentElement.lang = 'de'").await;
        stage.says("[role=alert]", "Für die Technik").await;
        stage.witnessed().await;
        stage
    });
}

#[test]
fn an_element_whose_translate_property_is_set_follows_the_language_all_the_same() {
    on_stage(hostile(), async |stage| {
        open(&stage, "usual.html").await;
        // As frameworks set it: every element has that property.
        stage.script("host.translate = false; document.documentElement.lang = 'de'").await;
        stage.says(".verdict h3", "Schlüssel").await;
        assert_eq!(stage.script("return host.getAttribute('translate')").await, json!("no"));
        stage
    });
}

#[test]
fn a_bootstrap_template_styles_it_by_the_documented_ways() {
    // Bootstrap's own sheet has pictures in data addresses.
    on_stage(lenient(|csp| csp.replace("img-src 'self'", "img-src 'self' data:")), async |stage| {
        open(&stage, "bootstrap.html").await;
        stage.paste(&key_for("good")).await;
        stage.says(".verdict h3", "funziona").await;
        let seen = "const css = (of) => getComputedStyle(of);
            return [css(host).getPropertyValue('--ai-key-accent').trim() !== '', css(root.querySelector('.primary')).backgroundColor,
              css(root.querySelector('#key')).height, css(host).outlineStyle, css(root.querySelector('.frame')).fontFamily === css(document.body).fontFamily]";
        assert_eq!(stage.script(seen).await, json!([true, "rgb(13, 110, 253)", "38px", "solid", true]));
        stage.picture("embed-bootstrap").await;
        stage.press("Salva la chiave").await;
        stage.says(".verdict h3", "salvata").await;
        stage
    });
}

/// Every state that `mock.js` knows is on the gallery; what each is, `access::gallery` waits for.
#[test]
fn the_gallery_shows_every_state_without_a_server() {
    on_stage(hostile(), async |stage| {
        gallery::open(&stage, "lang=it").await;
        let known =
            "const {name} = performance.getEntriesByType('resource').find(({name}) => name.endsWith('.mock.js'));
             return (await import(name)).STATES";
        let known = stage.script(&format!("return (async () => {{ {known} }})()")).await;
        let shown = stage.script("return [...document.querySelectorAll('article')].map(({id}) => id)").await;
        let sorted = |list: &Value| {
            let mut names: Vec<String> =
                list.as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned()).collect();
            names.sort_unstable();
            names
        };
        assert!(sorted(&known).len() > 90);
        assert_eq!(sorted(&shown), sorted(&known));
        assert_eq!(stage.sandbox.openai_requests().len(), 0, "OpenAI is asked nothing");
        for method in ["GET", "POST", "DELETE"] {
            assert_eq!(stage.sandbox.endpoint_requests(method).len(), 0, "nor is the endpoint");
        }
        stage.witnessed().await;
        stage
    });
}
