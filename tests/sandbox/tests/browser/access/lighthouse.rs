//! Lighthouse on the page with the element in it.

use super::gallery::package;
use crate::stage::{on_stage, usual};
use serde_json::Value;
use std::{env, path::PathBuf};
use tokio::process::Command;

/// Chromium, under one of its names.
fn chromium() -> PathBuf {
    let path = env::var_os("PATH").unwrap();
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    let names = ["chromium", "google-chrome", "chrome"].into_iter();
    let mut places = names.flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    places.find(|file| file.is_file()).expect("Chromium is not on the PATH")
}

#[test]
fn lighthouse_gives_a_hundred_for_accessibility_and_best_practices() {
    on_stage(usual(), async |stage| {
        let mut command = Command::new("node");
        command
            .arg(package("lighthouse/cli/index.js"))
            .arg(stage.sandbox.page_url())
            .args(["--quiet", "--output=json", "--only-categories=accessibility,best-practices"])
            .arg("--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-background-networking")
            .arg("--no-enable-error-reporting")
            .env("CHROME_PATH", chromium());
        let output = command.kill_on_drop(true).output().await.expect("node can't be started");
        let report: Value = serde_json::from_slice(&output.stdout)
            .unwrap_or_else(|why| panic!("{why}: {}", String::from_utf8_lossy(&output.stderr)));
        for category in ["accessibility", "best-practices"] {
            let audits = report["categories"][category]["auditRefs"].as_array().unwrap();
            let poor: Vec<&str> = audits
                .iter()
                .filter_map(|audit| audit["id"].as_str())
                .filter(|id| report["audits"][id]["score"].as_f64().is_some_and(|score| score < 1.0))
                .collect();
            let score = report["categories"][category]["score"].as_f64();
            assert_eq!(score, Some(1.0), "{category}: {poor:?}");
        }
        stage
    });
}
