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
