//! The stage of a browser test: the servers, a driver, a browser that reaches them as it would reach the real ones.
//! One code path for every engine; what differs stands in `engine.rs`.

mod driver;
mod engine;
mod hands;
mod view;

pub use engine::Engine;

use driver::Driver;
use sandbox::{Options, PageOptions, Sandbox};
use serde_json::{Value, json};
use std::{
    path::{Path, PathBuf},
    time::{Duration, Instant},
};
use thirtyfour::prelude::*;

/// How long anything may take to appear.
const PATIENCE: Duration = Duration::from_secs(20);

/// Holds the wasm back until `letThrough()`.
pub const GATE: &str = "const real = window.fetch; const gate = new Promise((go) => { window.letThrough = go; });
    window.fetch = (...about) => String(about[0]).endsWith('.wasm') ? gate.then(() => real(...about)) : real(...about);";

/// Notes what no page with the element in it may have: an uncaught error, a violation of its policy. And what the
/// element tells of its tries.
pub const WITNESS: &str = "window.witnessed = []; window.checked = [];
    document.addEventListener('ai-key-checked', (event) => checked.push(event.detail));
    document.addEventListener('securitypolicyviolation', (event) => witnessed.push(event.violatedDirective + ' ' + event.blockedURI));
    addEventListener('error', (event) => witnessed.push(String(event.message)));
    addEventListener('unhandledrejection', (event) => witnessed.push(String(event.reason)));";

/// Everything a test needs. It ends with it: the driver's process is killed, the servers stop.
pub struct Stage {
    pub sandbox: Sandbox,
    pub driver: WebDriver,
    pub engine: Engine,
    process: Driver,
}

/// The project's top folder.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap().to_owned()
}

/// Runs a test on a stage in Chromium, and takes it down.
pub fn on_stage(options: Options, test: impl AsyncFnOnce(Stage) -> Stage) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let stage = test(Stage::open(Engine::Chromium, options, false).await).await;
        stage.close().await;
    });
}

/// The same, with the browser's profile in that folder, where it stays when the browser has ended.
pub fn on_stage_with_profile(options: Options, profile: &Path, test: impl AsyncFnOnce(Stage) -> Stage) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let stage = test(Stage::open_in(Some(profile), Engine::Chromium, options, false).await).await;
        stage.close().await;
    });
}

/// The usual stage: the built page, strict CSP, OpenAI behind the recording proxy.
pub fn usual() -> Options {
    let dist = root().join("dist");
    assert!(dist.join("passweb-ai-key.js").is_file(), "dist/ is not built: run `cargo demo --build` first");
    Options { dist, page: PageOptions::default(), ..Options::default() }
}

impl Stage {
    /// Opens a browser of that engine; `dark`: for a user who likes dark pages.
    pub async fn open(engine: Engine, options: Options, dark: bool) -> Self {
        Self::open_in(None, engine, options, dark).await
    }

    /// The same, with Chromium's profile in that folder.
    async fn open_in(profile: Option<&Path>, engine: Engine, mut options: Options, dark: bool) -> Self {
        options.before.insert_str(0, WITNESS);
        let sandbox = Sandbox::start(options).await.unwrap();
        let process = Driver::start(engine).await;
        let mut wanted = engine.capabilities(sandbox.proxy_addr(), dark);
        if let (Some(profile), Some(arguments)) = (profile, wanted["goog:chromeOptions"]["args"].as_array_mut()) {
            arguments.push(json!(format!("--user-data-dir={}", profile.display())));
        }
        let wanted: Capabilities = serde_json::from_value(wanted).unwrap();
        let driver = WebDriver::new(format!("http://127.0.0.1:{}", process.port), wanted).await.unwrap();
        let stage = Self { sandbox, driver, engine, process };
        stage.width(1280).await;
        if dark && engine == Engine::Chromium {
            stage.dark(true).await;
        }
        stage
    }

    /// Ends it, and says so where the page had an error.
    pub async fn close(self) {
        self.is_well().await;
        self.driver.quit().await.unwrap();
        self.process.stop().await;
        self.sandbox.stop().await;
    }

    /// Ends it, whatever the page says.
    pub async fn abandon(self) {
        // The test has failed already: what else fails says nothing more.
        let _ = self.driver.quit().await;
        self.process.stop().await;
        self.sandbox.stop().await;
    }

    /// The same browser for the next test: nothing that the last one left is there any more.
    pub async fn begin_anew(&self) {
        self.is_well().await;
        self.script("host?.reset?.(); localStorage.clear(); sessionStorage.clear()").await;
        self.driver.delete_all_cookies().await.unwrap();
        self.driver.goto("about:blank").await.unwrap();
        self.until("the page is left", "return location.href === 'about:blank'").await;
        self.sandbox.begin_anew().unwrap();
        self.sandbox.set_before(WITNESS);
    }

    /// The page had no error and no violation of its policy, but for those that the test took note of.
    async fn is_well(&self) {
        assert_eq!(self.witnessed().await, [""; 0], "the page had no error and no violation of its policy");
    }

    /// What the witness saw on this page so far; it forgets it. For tests that expect something.
    pub async fn witnessed(&self) -> Vec<String> {
        let seen = self.script("return window.witnessed?.splice(0) ?? []").await;
        seen.as_array().unwrap().iter().map(|told| told.as_str().unwrap().to_owned()).collect()
    }

    /// Opens the page and waits until the panel is there.
    pub async fn visit(&self) {
        self.is_well().await;
        self.goto_page().await;
        self.until("the panel is mounted", "return !!root.querySelector('.view:not(.drawn) .ladder')").await;
        assert_eq!(
            self.script("return Array.isArray(window.witnessed)").await,
            Value::Bool(true),
            "the witness is there"
        );
    }

    /// Opens the page and waits until its field is painted.
    ///
    /// A driver may return while the page before is still there (WebKit's 2.50; Chromium's 148 in a new tab, under load):
    /// that one is marked, and waited out.
    pub async fn goto_page(&self) {
        self.script("window.before = true").await;
        self.driver.goto(self.sandbox.page_url()).await.unwrap();
        self.until("the field is painted", "return !window.before && !!root?.querySelector('#key')").await;
    }

    /// Runs a script with `host` and `root`, the element and its shadow root.
    pub async fn script(&self, body: &str) -> Value {
        let script =
            format!("const host = document.querySelector('passweb-ai-key'); const root = host?.shadowRoot; {body}");
        self.driver.execute(script, Vec::new()).await.unwrap().json().clone()
    }

    /// Waits until a script says true.
    pub async fn until(&self, what: &str, condition: &str) {
        let begun = Instant::now();
        while self.script(condition).await != Value::Bool(true) {
            assert!(
                begun.elapsed() < PATIENCE,
                "never came true: {what}; the panel says:\n{}",
                self.script("return root?.querySelector('.view')?.innerText").await
            );
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
    }

    /// Waits until something is so behind the page: on record, or stored.
    pub async fn until_so(&self, what: &str, so: impl Fn(&Sandbox) -> bool) {
        let begun = Instant::now();
        while !so(&self.sandbox) {
            assert!(begun.elapsed() < PATIENCE, "never came: {what}");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    /// Lets what the page has begun have its turn: a focus follows its rendering by a task, and may scroll.
    pub async fn turn(&self) {
        self.script("return new Promise((done) => setTimeout(done, 0))").await;
    }

    /// Waits until the element that the selector finds holds that text.
    pub async fn says(&self, selector: &str, text: &str) {
        let (selector, text) = (json!(selector), json!(text));
        let condition = format!("return !!root.querySelector({selector})?.innerText.includes({text})");
        self.until(&format!("{selector} says {text}"), &condition).await;
    }

    /// Waits until a try has ended in that verdict.
    pub async fn verdict(&self, id: &str) {
        let condition = format!("return root.querySelector('.details dd')?.textContent === {}", json!(id));
        self.until(&format!("the verdict is {id}"), &condition).await;
    }

    /// The text of what the selector finds in the widget; empty where it finds nothing.
    pub async fn text(&self, selector: &str) -> String {
        let script = format!("return root.querySelector({})?.innerText ?? ''", json!(selector));
        self.script(&script).await.as_str().unwrap_or_default().to_owned()
    }

    /// What is in the field.
    pub async fn value(&self) -> String {
        self.script("return root.querySelector('#key').value").await.as_str().unwrap().to_owned()
    }

    /// Each rung's state, in order: `good bad wait none`.
    pub async fn ladder(&self) -> String {
        let states =
            self.script("return [...root.querySelectorAll('.ladder li')].map((rung) => rung.className).join(' ')");
        states.await.as_str().unwrap().to_owned()
    }
}
