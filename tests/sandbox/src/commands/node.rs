//! What the tests and the bench need from npm: `tests/node/package-lock.json` names every version. No part of it is
//! shipped.

use super::{
    Done,
    build::hex,
    machine::{cache, install, root, run, which},
};
use ring::digest::{SHA256, digest};
use std::{fs, path::PathBuf, process::Command};

/// The variable by which the browser tests find the packages.
pub const PLACE: &str = "PASSWEB_AI_KEY_NODE";

/// Prints where the packages are, for a browser test that is run by hand.
///
/// # Errors
/// Says what is missing.
pub fn print() -> Done {
    println!("{PLACE}={}", packages()?.display());
    Ok(())
}

/// The folder of the packages, installed once for every clone on this machine with the same lock file.
///
/// # Errors
/// Says what is missing.
pub fn packages() -> Done<PathBuf> {
    let from = root().join("tests").join("node");
    let lock = fs::read(from.join("package-lock.json")).map_err(|why| format!("tests/node: {why}"))?;
    let folder = cache()?.join(format!("node-{}", &hex(digest(&SHA256, &lock).as_ref())[..12]));
    let modules = folder.join("node_modules");
    // npm writes this file last.
    if modules.join(".package-lock.json").is_file() {
        return Ok(modules);
    }
    if which("npm").is_none() {
        install(&["nodejs", "npm"], "Node.js and npm")?;
    }
    eprintln!("      fetching the packages of tests/node: about a minute");
    fs::create_dir_all(&folder).map_err(|why| format!("{} can't be made: {why}", folder.display()))?;
    for name in ["package.json", "package-lock.json"] {
        fs::copy(from.join(name), folder.join(name)).map_err(|why| format!("{name}: {why}"))?;
    }
    let mut npm = Command::new("npm");
    npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]).current_dir(&folder);
    run(&mut npm).map(|()| modules)
}
