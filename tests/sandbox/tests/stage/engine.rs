//! The browser engines: their drivers, and what each has to be told to reach the servers of a run.

use serde_json::{Value, json};
use std::{fs, net::SocketAddr, path::PathBuf};

/// A browser engine, in a browser that can be driven.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium, headless.
    Chromium,
    /// Firefox, headless.
    Firefox,
    /// WebKitGTK's MiniBrowser: Safari's engine. It draws on a display of its own.
    WebKit,
}

/// How a driver tells its port.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// In what it prints, after these words.
    After(&'static str),
    /// Not at all: it is given one.
    Given,
}

impl Engine {
    /// The program that drives it.
    pub fn driver(self) -> &'static str {
        match self {
            Self::Chromium => "chromedriver",
            Self::Firefox => "geckodriver",
            Self::WebKit => "WebKitWebDriver",
        }
    }

    /// How the driver tells its port.
    pub fn told(self) -> Told {
        match self {
            Self::Chromium => Told::After("on port "),
            Self::Firefox => Told::After("Listening on 127.0.0.1:"),
            Self::WebKit => Told::Given,
        }
    }

    /// Does it need a display?
    pub fn draws(self) -> bool {
        self == Self::WebKit
    }

    /// What a session is asked to be: Italian, everything through the proxy, the proxy's certificates accepted.
    pub fn capabilities(self, proxy: SocketAddr, dark: bool) -> Value {
        let proxy = proxy.to_string();
        let manual = match self {
            Self::Chromium | Self::Firefox => json!({"proxyType": "manual", "httpProxy": proxy, "sslProxy": proxy}),
            // Its driver takes no notice of it (2.50): MiniBrowser's own arguments stand in.
            Self::WebKit => Value::Null,
        };
        let mut wanted = json!({
            "browserName": self.browser(), "proxy": manual,
            "acceptInsecureCerts": true, "unhandledPromptBehavior": "accept",
        });
        let (name, options) = match self {
            Self::Chromium => ("goog:chromeOptions", json!({"args": CHROMIUM})),
            Self::Firefox => ("moz:firefoxOptions", json!({"args": ["-headless"], "prefs": firefox(dark)})),
            Self::WebKit => {
                ("webkitgtk:browserOptions", json!({"binary": minibrowser(), "args": webkit(&proxy, dark)}))
            }
        };
        wanted[name] = options;
        wanted
    }

    fn browser(self) -> &'static str {
        match self {
            Self::Chromium => "chrome",
            Self::Firefox => "firefox",
            Self::WebKit => "MiniBrowser",
        }
    }
}

const CHROMIUM: [&str; 11] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    // Pages for the address bar, which Chromium 156 loads with every window: a second of work.
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup",
    "--lang=it-IT",
    "--window-size=1280,1000",
];

/// Firefox's preferences.
fn firefox(dark: bool) -> Value {
    json!({
        "intl.accept_languages": "it-IT, it",
        // Without it, 127.0.0.1 is reached past any proxy.
        "network.proxy.allow_hijacking_localhost": true,
        // 0 is dark, 1 light (StaticPrefList.yaml).
        "layout.css.prefers-color-scheme.content-override": i32::from(!dark),
        // Asks before leaving a page that holds a key, although no person ever touched it.
        "dom.require_user_interaction_for_beforeunload": false,
    })
}

fn webkit(proxy: &str, dark: bool) -> Vec<String> {
    let mut arguments =
        vec!["--automation".to_owned(), "--ignore-tls-errors".to_owned(), format!("--proxy=http://{proxy}")];
    if dark {
        arguments.push("--dark-mode".to_owned());
    }
    arguments
}

/// MiniBrowser, which stands on no PATH: `/usr/lib/<machine>/webkit2gtk-4.1/MiniBrowser` on Debian.
fn minibrowser() -> PathBuf {
    let folders = |folder: PathBuf| fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut found: Vec<PathBuf> = folders("/usr/lib".into())
        .chain(folders("/usr/libexec".into()))
        .flat_map(|place| folders(place.clone()).chain([place]))
        .filter(|place| place.file_name().is_some_and(|name| name.to_string_lossy().starts_with("webkit")))
        .map(|place| place.join("MiniBrowser"))
        .filter(|program| program.is_file())
        .collect();
    found.sort();
    found.pop().expect("MiniBrowser is not there: `cargo verify` installs it")
}
