//! What the tests and the bench need from npm: `tests/node/package-lock.json` names every version. No part of it is
//! shipped.

use super::{
    Done,
    build::hex,
    machine::{cache, install, root, run, which},
};
use ring::digest::{SHA256, digest};
use std::{fs, path::PathBuf, process::Command};

/// Installs the packages, for a browser test that is run by hand, and says where they are.
///
/// # Errors
/// Says what is missing.
pub fn print() -> Done {
    println!("{}", packages()?.display());
    Ok(())
}

/// The folder of the packages, installed once for every clone on this machine with the same lock file; the tests find it
/// at `target/node_modules`.
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
        return link(modules);
    }
    npm()?;
    eprintln!("      fetching the packages of tests/node: about a minute");
    fs::create_dir_all(&folder).map_err(|why| format!("{} can't be made: {why}", folder.display()))?;
    for name in ["package.json", "package-lock.json"] {
        fs::copy(from.join(name), folder.join(name)).map_err(|why| format!("{name}: {why}"))?;
    }
    // Not `npm ci`: it refuses a lock file that leaves out what a package names without needing it (third-party-web).
    let mut npm = Command::new("npm");
    npm.args(["install", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]).current_dir(&folder);
    run(&mut npm)?;
    link(modules)
}

/// esbuild of those packages, ready to be told what to do.
///
/// # Errors
/// Says what is missing.
pub fn esbuild() -> Done<Command> {
    let mut esbuild = Command::new("node");
    esbuild.arg(packages()?.join("esbuild").join("bin").join("esbuild"));
    esbuild.args(["--minify", "--target=chrome125", "--log-level=warning"]);
    Ok(esbuild)
}

/// Node.js and npm, installed where they are missing: what makes the build small comes from there, too.
///
/// # Errors
/// Says what to install by hand.
pub fn npm() -> Done {
    if which("npm").is_some() { Ok(()) } else { install(&["nodejs", "npm"], "Node.js and npm") }
}

/// Puts the folder where the tests look for it: `target/node_modules`.
fn link(modules: PathBuf) -> Done<PathBuf> {
    let place = root().join("target").join("node_modules");
    if fs::read_link(&place).is_ok_and(|there| there == modules) {
        return Ok(modules);
    }
    let _ = fs::remove_file(&place);
    std::os::unix::fs::symlink(&modules, &place).map_err(|why| format!("{} can't be made: {why}", place.display()))?;
    Ok(modules)
}
