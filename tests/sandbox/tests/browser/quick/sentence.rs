//! What is said of a paste, and when.

use crate::stage::{on_stage, usual};
use sandbox::keys::{anthropic_key_for, key_for};
use serde_json::json;

/// Counts the animation frames that begin after the next paste and before the sentence is another one.
const COUNT: &str = "const said = () => root.querySelector('.reading').innerText; const before = said();
    window.frames = 'no paste came';
    addEventListener('paste', () => {
      window.frames = 0;
      const look = () => { if (said() === before) { window.frames += 1; requestAnimationFrame(look); } };
      requestAnimationFrame(look);
    }, {capture: true, once: true})";

#[test]
fn the_sentence_is_there_before_the_first_frame_after_a_paste() {
    on_stage(usual(), async |stage| {
        stage.visit().await;
        for (text, said) in [(key_for("no-credit"), "Chiave di progetto"), (anthropic_key_for("quick"), "Anthropic")] {
            stage.copy(&text).await;
            stage.focus().await;
            stage.script("root.querySelector('#key').select()").await;
            stage.script(COUNT).await;
            stage.paste_here().await;
            stage.says(".reading", said).await;
            assert_eq!(stage.script("return window.frames").await, json!(0), "frames without the sentence");
        }
        stage.script("host.reset()").await;
        stage
    });
}
