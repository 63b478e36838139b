//! Building `dist/` with Trunk, if anything changed since the last time.

use super::{
    Done,
    machine::{path_with, root, run},
    tools::Tools,
};
use ring::digest;
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

/// What `dist/` is made of.
const SOURCES: [&str; 9] = [
    "src",
    "static",
    "index.html",
    "Cargo.toml",
    "Cargo.lock",
    "Trunk.toml",
    ".cargo",
    "tests/sandbox/src/commands/seal.rs",
    "tests/sandbox/src/commands/build.rs",
];

/// The built page's folder.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// Builds `dist/`, or says that it is as new as its sources.
///
/// # Errors
/// Where Trunk fails; it has said why.
pub fn build(tools: &Tools) -> Done {
    let stamp = root().join("target").join("dist.stamp");
    let now = fingerprint()?;
    let built = fs::read_to_string(&stamp).is_ok_and(|then| then == now);
    if built && dist().join("passweb-ai-key.js").is_file() {
        println!("      dist/ is up to date");
        return Ok(());
    }
    let mut trunk = Command::new(tools.folders.first().map_or_else(|| "trunk".into(), |folder| folder.join("trunk")));
    trunk
        .args(["build", "--release", "--offline=true"])
        .current_dir(root())
        .env("PATH", path_with(&tools.folders))
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", remap())
        // What stands here would replace the flags of .cargo/config.toml.
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .env_remove("NO_COLOR");
    run(&mut trunk)?;
    fs::create_dir_all(root().join("target")).map_err(|why| why.to_string())?;
    fs::write(&stamp, now).map_err(|why| format!("{} can't be written: {why}", stamp.display()))
}

/// The builder's folders are no business of the download, and would make two builds differ.
fn remap() -> String {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| env::home_dir().map(|home| home.join(".cargo")));
    let mut flags = vec![format!("--remap-path-prefix={}=/src", root().display())];
    for registry in home.iter().flat_map(|home| fs::read_dir(home.join("registry").join("src"))).flatten().flatten() {
        flags.push(format!("--remap-path-prefix={}=/crates", registry.path().display()));
    }
    flags.join(" ")
}

/// A digest of everything that `dist/` is made of.
fn fingerprint() -> Done<String> {
    let mut all = digest::Context::new(&digest::SHA256);
    for source in SOURCES {
        feed(&root().join(source), &mut all).map_err(|why| format!("{source} can't be read: {why}"))?;
    }
    Ok(hex(all.finish().as_ref()))
}

fn feed(path: &Path, all: &mut digest::Context) -> std::io::Result<()> {
    if path.is_dir() {
        let mut inside: Vec<PathBuf> =
            fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
        inside.sort();
        return inside.iter().try_for_each(|path| feed(path, all));
    }
    all.update(path.as_os_str().as_encoded_bytes());
    all.update(&fs::read(path)?);
    Ok(())
}

/// Bytes as hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from_digit(u32::from(value), 16).unwrap_or_default();
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}
