//! The browsers that the tests drive, and their drivers: from the system, installed where they are missing.

use super::{
    Done,
    machine::{any_of, install, which},
    tools,
};
use std::{fs, path::PathBuf};

/// Chromium and its driver.
///
/// # Errors
/// Says in a sentence what to install by hand.
pub fn chromium() -> Done {
    let there = any_of(&["chromium", "google-chrome", "chrome"]).is_some() && which("chromedriver").is_some();
    if there { Ok(()) } else { install(&["chromium", "chromium-driver"], "Chromium and ChromeDriver") }
}

/// Firefox, WebKitGTK's MiniBrowser and a display for it, and their drivers. The folder of Firefox's driver, which no
/// Debian package holds.
///
/// # Errors
/// Says in a sentence what to install by hand.
pub fn others() -> Done<PathBuf> {
    let mut missing = Vec::new();
    if any_of(&["firefox", "firefox-esr"]).is_none() {
        missing.push("firefox-esr");
    }
    // The package of the driver brings MiniBrowser along.
    if which("WebKitWebDriver").is_none() || !has_minibrowser() {
        missing.push("webkit2gtk-driver");
    }
    if which("Xvfb").is_none() {
        missing.push("xvfb");
    }
    if !missing.is_empty() {
        install(&missing, "Firefox ESR, WebKitGTK's MiniBrowser with WebKitWebDriver, and Xvfb")?;
    }
    tools::geckodriver()
}

/// It stands on no PATH: `/usr/lib/<machine>/webkit2gtk-4.1/MiniBrowser` on Debian, `/usr/libexec/webkit2gtk-4.1` elsewhere.
fn has_minibrowser() -> bool {
    let folders = |folder: PathBuf| fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    ["/usr/lib", "/usr/libexec"]
        .into_iter()
        .flat_map(|top| folders(top.into()))
        .flat_map(|place| folders(place.clone()).chain([place]))
        .any(|place| place.join("MiniBrowser").is_file())
}
