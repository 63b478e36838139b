//! The page's style sheets, its direction, its language.

use super::{hostile, lenient, open};
use crate::stage::on_stage;
use sandbox::keys::key_for;
use serde_json::json;

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

/// Every state that `mock.js` knows is on the gallery, and is what its name says.
#[test]
fn the_gallery_shows_every_state_without_a_server() {
    on_stage(hostile(), async |stage| {
        stage.driver.goto(stage.sandbox.url("/gallery?eager")).await.unwrap();
        let known = "const loader = await (await fetch('/ai-key/passweb-ai-key.js')).text();
            const path = /assets\\/mock-[0-9a-f]+\\.js/.exec(loader)[0];
            return (await (await fetch(`/ai-key/${path}`)).text()).length > 1000 && (await import(`/ai-key/${path}`)).STATES";
        let known = stage.script(&format!("return (async () => {{ {known} }})()")).await;
        let shown = stage
            .script("return [...document.querySelectorAll('passweb-ai-key')].map((one) => one.getAttribute('mock'))")
            .await;
        let sorted = |list: &serde_json::Value| {
            let mut names: Vec<String> =
                list.as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned()).collect();
            names.sort_unstable();
            names
        };
        assert!(sorted(&known).len() > 60);
        assert_eq!(sorted(&shown), sorted(&known));
        // Every verdict under its own name; `timed_out` takes its 15 s.
        let wrong = "return [...document.querySelectorAll('passweb-ai-key')].filter((one) => {
            const name = one.getAttribute('mock');
            const told = one.shadowRoot.querySelector('.details dd')?.textContent;
            const verdicts = [...document.querySelectorAll('section')].slice(2, 6).flatMap((group) => [...group.querySelectorAll('article')].map(({id}) => id));
            const wants = {saved: 'saved', saving: 'saving', removing: 'saving', stored: 'stored', read_only: 'readonly', foreign_key: 'wrong', untried: 'accepted'}[name];
            return verdicts.includes(name) ? told !== name : wants && !one.matches(`:state(${wants})`);
          }).map((one) => one.getAttribute('mock')).join(' ')";
        stage
            .until("a try is under way", "return document.querySelector('[mock=trying]').matches(':state(trying)')")
            .await;
        // `trying` and `timed_out` take their 15 s.
        let tried = "return [...document.querySelectorAll('passweb-ai-key')].every((one) => one.shadowRoot.querySelector('.ladder') && !one.matches(':state(trying)'))";
        stage.until("every try has ended", tried).await;
        stage.until("the last card is there", "return document.querySelector('[mock=saved]').matches(':state(saved)') && document.querySelector('[mock=removing]').matches(':state(saving)')").await;
        assert_eq!(stage.script(wrong).await, json!(""), "these states are not what their names say");
        let outside: Vec<String> = stage.sandbox.openai_requests().iter().map(|request| request.path.clone()).collect();
        assert_eq!(
            (outside.len(), stage.sandbox.endpoint_requests("POST").len()),
            (0, 0),
            "nothing was asked of a server"
        );
        stage.witnessed().await;
        stage
    });
}
