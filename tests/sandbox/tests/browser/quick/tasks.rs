//! What would make one long task on a slow processor is two.

use crate::stage::{on_stage, usual};
use sandbox::keys::key_for;
use serde_json::json;

/// What the page asks for by `fetch`, and what is shown when all that belongs to that task is done.
const ASKED: &str = "window.asked = [];
    const real = fetch;
    window.fetch = async (...about) => {
      const path = new URL(about[0].url ?? about[0], location.href).pathname;
      const at = asked.push([path]) - 1;
      for (let turn = 0; turn < 100; turn++) await null;
      asked[at].push(shown());
      return real(...about);
    };";

#[test]
fn what_a_press_begins_and_what_is_shown_of_it_are_two_tasks() {
    on_stage(usual(), async |stage| {
        stage.visit().await;
        stage.focus().await;
        stage.type_keys(&key_for("good")).await;
        stage.says(".verdict h3", "Chiave pronta per la prova").await;
        stage.script(&format!("window.shown = () => root.querySelector('.verdict h3').innerText; {ASKED}")).await;
        let press =
            "[...root.querySelectorAll('button')].find(({innerText}) => innerText === 'Prova la chiave').click();
            return new Promise((done) => setTimeout(() => setTimeout(() => done([asked, shown()]))))";
        let seen = stage.script(press).await;
        let before = "Chiave pronta per la prova";
        assert_eq!(
            seen[0],
            json!([["/v1/models", before], ["/v1/chat/completions", before]]),
            "the requests are on their way, and nothing else has changed"
        );
        assert_ne!(seen[1], json!(before), "the next task shows it");
        stage.says(".verdict h3", "funziona").await;
        stage.script("host.reset()").await;
        stage
    });
}

#[test]
fn what_the_panel_begins_with_and_its_first_view_are_two_tasks() {
    on_stage(usual(), async |stage| {
        let watch = format!(
            "window.shown = () => !!host().querySelector('.drawn');
            const host = () => document.querySelector('passweb-ai-key').shadowRoot; {ASKED}"
        );
        stage.before_the_page(&watch).await;
        stage.visit().await;
        let asked = stage.script("return asked.filter(([path]) => path.startsWith('/admin/'))").await;
        assert_eq!(asked, json!([["/admin/ai/api-key", true]]), "the endpoint is asked before anything is shown");
        stage
    });
}
