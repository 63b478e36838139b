//! What the widget is made of: what may come in (`deny.toml`), and a list of what came (CycloneDX).

use super::{
    Done,
    machine::{cargo, path_with, root, run},
    tools,
};
use std::{ffi::OsString, fs};

/// Crates that the widget is certainly made of, and one of the sandbox's that it is certainly not.
const INSIDE: [&str; 3] = ["yew", "wasm-bindgen", "zeroizing-alloc"];
const OUTSIDE: &str = "axum";

/// Licences, bans, sources, duplicates; and advisories where their data base can be had.
///
/// # Errors
/// Where a crate came in that `deny.toml` keeps out.
pub fn deny() -> Done {
    let path = path_to("cargo-deny")?;
    let call = |arguments: &[&str]| {
        let mut command = cargo();
        command.args(["deny", "--workspace"]).args(arguments).env("PATH", &path);
        run(&mut command)
    };
    call(&["check", "--hide-inclusion-graph", "licenses", "bans", "sources"])?;
    // It is a git repository of its own; where that can't be reached the rest still holds.
    if call(&["--log-level", "off", "fetch", "db"]).is_err() {
        println!("      SKIPPED advisories: their data base (RustSec) can't be reached from here");
        return Ok(());
    }
    call(&["check", "advisories"])
}

/// Writes `target/sbom/passweb-ai-key.cdx.json`: the crates of the wasm, with versions, licences and digests.
///
/// # Errors
/// Where it can't be written, or does not name what is certainly there.
pub fn sbom() -> Done {
    const NAME: &str = "passweb-ai-key.cdx";
    let mut command = cargo();
    command
        .args(["cyclonedx", "--quiet", "--format", "json", "--spec-version", "1.5", "--no-build-deps"])
        .args(["--target", "wasm32-unknown-unknown", "--override-filename", NAME])
        .env("PATH", path_to("cargo-cyclonedx")?);
    run(&mut command)?;
    // It writes one beside each manifest of the workspace: the widget's names all that it is made of.
    let file = format!("{NAME}.json");
    let text = fs::read_to_string(root().join(&file)).map_err(|why| format!("{file} can't be read: {why}"))?;
    for member in ["", "tests/sandbox", "vendor/yew"] {
        let left = root().join(member).join(&file);
        fs::remove_file(&left).map_err(|why| format!("{} can't be removed: {why}", left.display()))?;
    }
    // Where it was built is nobody's business.
    let text = text.replace(&root().display().to_string(), ".");
    let names = |name: &str| text.contains(&format!("\"name\": \"{name}\""));
    if let Some(missing) = INSIDE.iter().find(|name| !names(name)) {
        return Err(format!("the list names no {missing}"));
    }
    if names(OUTSIDE) {
        return Err(format!("the list names {OUTSIDE}, which the widget does not hold"));
    }
    let folder = root().join("target").join("sbom");
    fs::create_dir_all(&folder).map_err(|why| format!("{} can't be made: {why}", folder.display()))?;
    let crates = text.matches("\"purl\": \"pkg:cargo/").count();
    println!("      {crates} crates in {}", folder.join(&file).display());
    fs::write(folder.join(&file), text).map_err(|why| format!("{file} can't be written: {why}"))
}

/// A PATH on which cargo finds that subcommand.
fn path_to(name: &str) -> Done<OsString> {
    Ok(path_with(&[tools::extra(name, &["--no-default-features"])?]))
}
