//! A person's hands: pressing, typing, copying, pasting, by the driver's real keys and clicks.

use super::{Engine, Stage};
use serde_json::json;
use thirtyfour::prelude::*;

impl Stage {
    /// Presses the button with that label.
    pub async fn press(&self, label: &str) {
        let label = json!(label);
        let find = format!("[...root.querySelectorAll('button, a')].find((one) => one.innerText.trim() === {label})");
        self.click(&find, &format!("the button {label}")).await;
    }

    /// Puts the focus into the field with a real click.
    pub async fn focus(&self) {
        self.click("root.querySelector('#key')", "the field").await;
    }

    /// Clicks what an expression finds in the widget.
    ///
    /// No driver is asked to find in a shadow root: thirtyfour 0.38 asks for it as of an element, which Firefox refuses.
    pub async fn click(&self, find: &str, what: &str) {
        // Nothing moves any more between the driver's look at the place and its click.
        self.turn().await;
        let script = format!("const root = document.querySelector('passweb-ai-key').shadowRoot; return {find}");
        let found = self.driver.execute(script, Vec::new()).await.unwrap();
        let element = found.element().unwrap_or_else(|_| panic!("there is no such thing: {what}"));
        match self.engine {
            Engine::Chromium | Engine::Firefox => element.click().await.unwrap(),
            Engine::WebKit => self.click_at(find, what).await,
        }
    }

    /// Clicks the middle of it. WebKit's driver takes whatever is in a shadow root for covered by its host (2.50), so
    /// that the root itself is asked whether anything lies over it.
    async fn click_at(&self, find: &str, what: &str) {
        let place = self
            .script(&format!(
                "const found = {find}; found.scrollIntoView({{block: 'center', behavior: 'instant'}});
                 const {{x, y, width, height}} = found.getBoundingClientRect();
                 const middle = [Math.round(x + width / 2), Math.round(y + height / 2)];
                 return found.contains(root.elementFromPoint(...middle)) ? middle : null"
            ))
            .await;
        let at = |axis: usize| place[axis].as_i64().unwrap_or_else(|| panic!("something lies over it: {what}"));
        self.driver.action_chain().move_to(at(0), at(1)).click().perform().await.unwrap();
    }

    /// Types with real key events into whatever has the focus.
    pub async fn type_keys(&self, text: &str) {
        self.driver.action_chain().send_keys(text).perform().await.unwrap();
    }

    /// Presses a key together with Ctrl.
    async fn control(&self, key: &str) {
        let chain = self.driver.action_chain().key_down(Key::Control).send_keys(key).key_up(Key::Control);
        chain.perform().await.unwrap();
    }

    /// Puts a text on the clipboard the way a person does: by selecting and copying it elsewhere on the page.
    pub async fn copy(&self, text: &str) {
        let script = format!(
            "const area = document.createElement('textarea'); area.value = {}; area.id = 'elsewhere';
             document.body.append(area); area.focus(); area.select();",
            json!(text)
        );
        self.script(&script).await;
        self.control("c").await;
        self.script("document.querySelector('#elsewhere').remove()").await;
    }

    /// What is on the clipboard, read back the way a person would: by pasting it elsewhere on the page.
    pub async fn pasted_elsewhere(&self) -> String {
        self.script(
            "const area = document.createElement('textarea'); area.id = 'elsewhere'; document.body.append(area);
             area.focus()",
        )
        .await;
        self.control("v").await;
        let text = self.script("const area = document.querySelector('#elsewhere'); area.remove(); return area.value");
        text.await.as_str().unwrap().to_owned()
    }

    /// Pastes a text into the field: a real copy, a real click, a real Ctrl+V.
    pub async fn paste(&self, text: &str) {
        self.copy(text).await;
        self.focus().await;
        self.control("a").await;
        self.paste_here().await;
    }

    /// Pastes what is on the clipboard over what is selected.
    pub async fn paste_here(&self) {
        self.control("v").await;
    }
}
