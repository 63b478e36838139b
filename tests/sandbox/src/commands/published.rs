//! The widget with Yew as published, in the place of `vendor/yew`.

use super::{Done, machine::root};
use std::{fs, os::unix::fs::symlink, path::PathBuf};

/// What of `Cargo.toml` makes the difference: whoever takes these two out has the published one.
const PATCH: &str = "[patch.crates-io]\nyew = { path = \"vendor/yew\" }\n";
const MEMBERS: &str = "members = [\"tests/sandbox\", \"vendor/yew\"]";

/// A package of the same sources that depends on the published one; gives its folder.
///
/// # Errors
/// Where it can't be written, or `Cargo.toml` no longer says what this takes out.
pub fn yew() -> Done<PathBuf> {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).map_err(|why| format!("Cargo.toml: {why}"))?;
    if !manifest.contains(PATCH) || !manifest.contains(MEMBERS) {
        return Err("Cargo.toml has no patch of Yew, or none that published.rs knows.".to_owned());
    }
    let manifest = manifest.replace(PATCH, "").replace(MEMBERS, "members = []");
    let folder = root().join("target").join("yew-published");
    let failed = |why| format!("{}: {why}", folder.display());
    fs::create_dir_all(&folder).map_err(failed)?;
    fs::write(folder.join("Cargo.toml"), manifest).map_err(failed)?;
    for name in ["src", "static", "tests"] {
        let link = folder.join(name);
        if !link.exists() {
            symlink(root().join(name), link).map_err(failed)?;
        }
    }
    // Everything else in the same versions.
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).map_err(failed)?;
    Ok(folder)
}
