//! `cargo verify`: every check, in the order in which a fault is found soonest.

use super::{
    Done, browsers, build,
    machine::{any_of, cargo, path_with, root, run, which},
    node, published,
    say::Steps,
    size, supply, tools,
};
use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// Runs every check, or those that are named.
///
/// # Errors
/// Where one fails; it has said why.
pub fn verify(only: &[String]) -> Done {
    const NAMES: [&str; 12] =
        ["format", "lint", "native", "deny", "sbom", "wasm", "yew", "build", "size", "reproduce", "browser", "engines"];
    if let Some(unknown) = only.iter().find(|name| !NAMES.contains(&name.as_str())) {
        return Err(format!("cargo verify has no step {unknown}; it has {}.", NAMES.join(", ")));
    }
    let wanted = |name: &str| only.is_empty() || only.iter().any(|one| one == name);
    let mut steps = Steps::new(2 + NAMES.iter().filter(|name| wanted(name)).count());
    let mut failed = None;
    let mut all = || -> Done {
        // Before the tools: those that make the build small are npm's, and the budget counts on them.
        let tools = steps.take("Tools", || node::npm().and_then(|()| tools::tools()))?;
        let geckodriver = steps.take("Browsers", || {
            browsers::chromium()?;
            wanted("engines").then(browsers::others).transpose()
        })?;
        if wanted("format") {
            steps.take("format", || run(cargo().args(["fmt", "--all", "--check"])))?;
        }
        if wanted("lint") {
            steps.take("lint (clippy, pedantic, on both targets)", lint)?;
        }
        if wanted("native") {
            steps.take("native tests", || run(cargo().args(["test", "--workspace", "--quiet"])))?;
        }
        if wanted("deny") {
            steps.take("deny: licences, bans, sources, advisories", supply::deny)?;
        }
        if wanted("sbom") {
            steps.take("sbom: what the widget is made of, into target/sbom", supply::sbom)?;
        }
        if wanted("wasm") {
            steps.take("wasm tests, in Chromium", || wasm(&tools, &root()))?;
        }
        if wanted("yew") {
            steps.take("wasm tests, with Yew as published", || wasm(&tools, &published::yew()?))?;
        }
        if wanted("build") {
            steps.take("build, with Trunk", || build::build(&tools))?;
        }
        if wanted("size") {
            steps.take("size, against tests/budget.txt", size::weigh)?;
        }
        if wanted("reproduce") {
            steps.take("the same build in another folder", || build::reproduce(&tools))?;
        }
        if wanted("browser") {
            steps.take("browser path, against the release build", browser)?;
        }
        if let Some(folder) = geckodriver {
            steps.take("main paths, in Chromium, Firefox and WebKit", || paths(folder))?;
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
    // `--all-targets` leaves out what `cargo test` does: the tests that need a browser.
    let browsers = ["--package", "sandbox", "--test", "browser", "--test", "engines"];
    run(cargo().arg("clippy").args(browsers).args(["--quiet", "--", "-D", "warnings"]))?;
    run(cargo().args(["clippy", "--target", "wasm32-unknown-unknown", "--quiet", "--", "-D", "warnings"]))
}

/// The tests that need a browser's own objects, run inside Chromium.
fn wasm(tools: &tools::Tools, package: &Path) -> Done {
    let driver = which("chromedriver").ok_or("chromedriver is not on the PATH")?;
    let mut command = cargo();
    command
        // Without --quiet: with it the runner finds no tests (measured).
        .args(["test", "--target", "wasm32-unknown-unknown", "--test", "wasm", "--manifest-path"])
        .arg(package.join("Cargo.toml"))
        .env("PATH", path_with(&tools.folders))
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner")
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", root().join("tests").join("webdriver.json"))
        .env("CHROMEDRIVER", driver);
    run(&mut command)
}

/// The path through the page, driven by WebDriver.
fn browser() -> Done {
    any_of(&["chromium", "google-chrome", "chrome"]).ok_or("Chromium is not on the PATH")?;
    built()?;
    node::packages()?;
    let mut command: Command = cargo();
    command.args(["test", "--package", "sandbox", "--test", "browser", "--", "--test-threads=2"]);
    run(&mut command)
}

/// The main paths, in every engine. Its closing line says how many were walked, and what an engine can't do.
fn paths(geckodriver: PathBuf) -> Done {
    built()?;
    let mut command = cargo();
    command.args(["test", "--package", "sandbox", "--test", "engines"]).env("PATH", path_with(&[geckodriver]));
    run(&mut command)
}

fn built() -> Done {
    let there = build::dist().join("passweb-ai-key.js").is_file();
    if there { Ok(()) } else { Err("dist/ is not built: run `cargo demo --build` first.".to_owned()) }
}
