//! The stage of a browser test: the servers, a driver, a browser that reaches them as it would reach the real ones.

use sandbox::{Options, PageOptions, Sandbox};
use serde_json::{Value, json};
use std::{
    path::{Path, PathBuf},
    process::Stdio,
    time::{Duration, Instant},
};
use thirtyfour::prelude::*;
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
};

/// How long anything may take to appear.
const PATIENCE: Duration = Duration::from_secs(20);

/// Notes what no page with the element in it may have: an uncaught error, a violation of its policy. And what the
/// element tells of its tries.
const WITNESS: &str = "window.witnessed = []; window.checked = [];
    document.addEventListener('ai-key-checked', (event) => checked.push(event.detail));
    document.addEventListener('securitypolicyviolation', (event) => witnessed.push(event.violatedDirective + ' ' + event.blockedURI));
    addEventListener('error', (event) => witnessed.push(String(event.message)));
    addEventListener('unhandledrejection', (event) => witnessed.push(String(event.reason)));";

/// Everything a test needs. It ends with it: the driver's process is killed, the servers stop.
pub struct Stage {
    pub sandbox: Sandbox,
    pub driver: WebDriver,
    chromedriver: Child,
}

/// The project's top folder.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap().to_owned()
}

/// Runs a test on a stage and takes it down, whatever the test did.
pub fn on_stage(options: Options, test: impl AsyncFnOnce(Stage) -> Stage) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let stage = test(Stage::open(options).await).await;
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
    async fn open(options: Options) -> Self {
        let sandbox = Sandbox::start(options).await.unwrap();
        let (chromedriver, port) = start_driver().await;
        let mut capabilities = DesiredCapabilities::chrome();
        for argument in [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--lang=it-IT",
            "--window-size=1280,1000",
        ] {
            capabilities.add_arg(argument).unwrap();
        }
        let proxy = sandbox.proxy_addr().to_string();
        let proxy = json!({"proxyType": "manual", "httpProxy": proxy, "sslProxy": proxy});
        capabilities.set("proxy", proxy).unwrap();
        capabilities.set("acceptInsecureCerts", true).unwrap();
        capabilities.set("unhandledPromptBehavior", "accept").unwrap();
        let driver = WebDriver::new(format!("http://127.0.0.1:{port}"), capabilities).await.unwrap();
        let stage = Self { sandbox, driver, chromedriver };
        stage.width(1280).await;
        stage.cdp("Page.addScriptToEvaluateOnNewDocument", json!({"source": WITNESS})).await;
        stage
    }

    async fn close(mut self) {
        self.is_well().await;
        self.driver.quit().await.unwrap();
        self.chromedriver.kill().await.unwrap();
        self.sandbox.stop().await;
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
        self.driver.goto(self.sandbox.page_url()).await.unwrap();
        self.until("the panel is mounted", "return !!root.querySelector('.ladder')").await;
    }

    /// Sets the width of the view.
    pub async fn width(&self, width: u32) {
        let metrics = json!({"width": width, "height": 1000, "deviceScaleFactor": 1, "mobile": false});
        self.cdp("Emulation.setDeviceMetricsOverride", metrics).await;
    }

    /// Asks for a dark page, or a light one.
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

    /// Presses the button with that label.
    pub async fn press(&self, label: &str) {
        let find = format!(
            "return [...root.querySelectorAll('button, a')].find((button) => button.innerText.trim() === {} )",
            json!(label)
        );
        let script = format!("const root = document.querySelector('passweb-ai-key').shadowRoot; {find}");
        let found = self.driver.execute(script, Vec::new()).await.unwrap();
        let button = found.element().unwrap_or_else(|_| panic!("there is no button {label}"));
        button.click().await.unwrap();
    }

    /// Puts the focus into the field with a real click.
    pub async fn focus(&self) {
        let host = self.driver.find(By::Css("passweb-ai-key")).await.unwrap();
        let root = host.get_shadow_root().await.unwrap();
        root.find(By::Css("#key")).await.unwrap().click().await.unwrap();
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
        self.control("v").await;
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

/// How many ports may turn out to be taken.
const DRAWS: usize = 32;

/// Starts chromedriver on a free port, which it names itself.
///
/// It draws a port that is free on 127.0.0.1 and ends with "IPv6 port not available" where another program has the
/// same number on ::1 (seen with chromedriver 156): then another port is drawn. Anything else that ends it is a fault.
async fn start_driver() -> (Child, u16) {
    for _ in 0..DRAWS {
        match draw_driver().await {
            Ok(driver) => return driver,
            Err(said) => {
                assert!(said.contains("port not available"), "chromedriver ended without naming its port:\n{said}")
            }
        }
    }
    panic!("{DRAWS} ports in a row are taken on ::1");
}

/// Starts chromedriver on a port that it draws; where it ends instead, what it said.
async fn draw_driver() -> Result<(Child, u16), String> {
    let mut child = Command::new("chromedriver")
        .arg("--port=0")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .expect("chromedriver can't be started: `cargo verify` installs it");
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut said = String::new();
    while let Some(line) = lines.next_line().await.unwrap() {
        let named = line.split("on port ").nth(1).and_then(|rest| rest.trim_end_matches('.').parse().ok());
        let named = named.filter(|port| *port != 0);
        if let Some(port) = named {
            // Whatever it says later is read, so that it never waits for a reader.
            tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
            return Ok((child, port));
        }
        said.push_str(&line);
        said.push('\n');
    }
    Err(said)
}
