//! What is seen: the view's width and shade, pictures of it; and the network that only Chromium's own protocol cuts.

use super::{Engine, Stage, root};
use serde_json::{Value, json};

impl Stage {
    /// Sets the width of the view; only Chromium draws one that is narrower than its window may be.
    pub async fn width(&self, width: u32) {
        if self.engine == Engine::Chromium {
            let metrics = json!({"width": width, "height": 1000, "deviceScaleFactor": 1, "mobile": false});
            self.cdp("Emulation.setDeviceMetricsOverride", metrics).await;
            return;
        }
        self.driver.set_window_rect(0, 0, width, 1000).await.unwrap();
        let frame = self.script("return outerWidth - innerWidth").await.as_u64().unwrap_or(0);
        self.driver.set_window_rect(0, 0, width + u32::try_from(frame).unwrap(), 1000).await.unwrap();
    }

    /// Asks Chromium for a dark page, or a light one; the others are told as they start.
    pub async fn dark(&self, dark: bool) {
        let value = if dark { "dark" } else { "light" };
        let features = json!({"features": [{"name": "prefers-color-scheme", "value": value}]});
        self.cdp("Emulation.setEmulatedMedia", features).await;
    }

    /// Cuts the browser off the network, or gives it back.
    pub async fn offline(&self, offline: bool) {
        let conditions = json!({"offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1});
        self.cdp("Network.enable", json!({})).await;
        self.cdp("Network.emulateNetworkConditions", conditions).await;
    }

    /// Sends a command of the Chrome DevTools Protocol; its answer.
    pub async fn cdp(&self, command: &str, parameters: Value) -> Value {
        self.driver.cdp().send_raw(command, parameters).await.unwrap()
    }

    /// Runs a script in every page from now on, before any of the page's own.
    pub async fn before_the_page(&self, source: &str) {
        self.cdp("Page.addScriptToEvaluateOnNewDocument", json!({"source": source})).await;
    }

    /// Has the loader do what it does in browsers other than Chromium: it fetches the scripts, which a page can hold back.
    pub async fn as_another_browser(&self) {
        self.before_the_page("delete window.NavigatorUAData").await;
    }

    /// Keeps pictures of what is seen, on a desktop and on a phone, light and dark, in `target/screens/`.
    pub async fn picture(&self, name: &str) {
        for (width, dark) in [(1280, false), (360, false), (1280, true)] {
            self.width(width).await;
            self.dark(dark).await;
            let shade = if dark { "-dark" } else { "" };
            self.snap(&format!("{name}-{width}{shade}")).await;
        }
        self.dark(false).await;
        self.width(1280).await;
    }

    /// Keeps one picture of what is seen now.
    pub async fn snap(&self, name: &str) {
        let folder = root().join("target").join("screens");
        std::fs::create_dir_all(&folder).unwrap();
        self.script("scrollTo(0, 0)").await;
        // Animations end before the picture is taken; it is what a person sees a moment later.
        self.script("for (const animation of root.getAnimations?.() ?? []) if (animation.effect.getComputedTiming().iterations === 1) animation.finish()").await;
        self.driver.screenshot(&folder.join(format!("{name}.png"))).await.unwrap();
    }
}
