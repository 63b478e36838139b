//! `cargo verify`: every check, in the order in which a fault is found soonest.

use super::{
    Done, build,
    machine::{any_of, cargo, path_with, root, run, which},
    node,
    say::Steps,
    size, tools,
};
use std::process::Command;

/// Runs every check, or those that are named.
///
/// # Errors
/// Where one fails; it has said why.
pub fn verify(only: &[String]) -> Done {
    const NAMES: [&str; 7] = ["format", "lint", "native", "wasm", "build", "size", "browser"];
    if let Some(unknown) = only.iter().find(|name| !NAMES.contains(&name.as_str())) {
        return Err(format!("cargo verify has no step {unknown}; it has {}.", NAMES.join(", ")));
    }
    let wanted = |name: &str| only.is_empty() || only.iter().any(|one| one == name);
    let mut steps = Steps::new(2 + NAMES.iter().filter(|name| wanted(name)).count());
    let mut failed = None;
    let mut all = || -> Done {
        let tools = steps.take("Tools", tools::tools)?;
        steps.take("Browsers", tools::browsers)?;
        if wanted("format") {
            steps.take("format", || run(cargo().args(["fmt", "--all", "--check"])))?;
        }
        if wanted("lint") {
            steps.take("lint (clippy, pedantic, on both targets)", lint)?;
        }
        if wanted("native") {
            steps.take("native tests", || run(cargo().args(["test", "--workspace", "--quiet"])))?;
        }
        if wanted("wasm") {
            steps.take("wasm tests, in Chromium", || wasm(&tools))?;
        }
        if wanted("build") {
            steps.take("build, with Trunk", || build::build(&tools))?;
        }
        if wanted("size") {
            steps.take("size, against tests/budget.txt", size::weigh)?;
        }
        if wanted("browser") {
            steps.take("browser path, against the release build", browser)?;
        }
        Ok(())
    };
    if let Err(why) = all() {
        failed = Some(why);
    }
    steps.sum_up();
    failed.map_or(Ok(()), Err)
}

fn lint() -> Done {
    run(cargo().args(["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"]))?;
    run(cargo().args(["clippy", "--target", "wasm32-unknown-unknown", "--quiet", "--", "-D", "warnings"]))
}

/// The tests that need a browser's own objects, run inside Chromium.
fn wasm(tools: &tools::Tools) -> Done {
    let driver = which("chromedriver").ok_or("chromedriver is not on the PATH")?;
    let mut command = cargo();
    command
        // Without --quiet: with it the runner finds no tests (measured).
        .args(["test", "--target", "wasm32-unknown-unknown", "--test", "wasm"])
        .env("PATH", path_with(&tools.folders))
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner")
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", root().join("tests").join("webdriver.json"))
        .env("CHROMEDRIVER", driver);
    run(&mut command)
}

/// The path through the page, driven by WebDriver.
fn browser() -> Done {
    any_of(&["chromium", "google-chrome", "chrome"]).ok_or("Chromium is not on the PATH")?;
    if !build::dist().join("passweb-ai-key.js").is_file() {
        return Err("dist/ is not built: run `cargo demo --build` first.".to_owned());
    }
    let mut command: Command = cargo();
    command
        .args(["test", "--package", "sandbox", "--test", "browser", "--", "--test-threads=2"])
        .env(node::PLACE, node::packages()?);
    run(&mut command)
}
