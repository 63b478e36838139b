//! Building `dist/` with Trunk, if anything changed since the last time.

use super::{
    Done,
    machine::{cargo, output, path_with, root, run},
    tools::Tools,
};
use ring::digest;
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

/// What `dist/` is made of.
const SOURCES: [&str; 16] = [
    "src",
    "static",
    "vendor",
    "index.html",
    "Cargo.toml",
    "Cargo.lock",
    "Trunk.toml",
    ".cargo",
    "tests/sandbox/src/commands/first.rs",
    "tests/sandbox/src/commands/glue.rs",
    "tests/sandbox/src/commands/module.rs",
    "tests/sandbox/src/commands/order.rs",
    "tests/sandbox/src/commands/seal.rs",
    "tests/sandbox/src/commands/served.rs",
    "tests/sandbox/src/commands/spoken.rs",
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
    trunk(tools, &root())?;
    fs::create_dir_all(root().join("target")).map_err(|why| why.to_string())?;
    fs::write(&stamp, now).map_err(|why| format!("{} can't be written: {why}", stamp.display()))
}

/// Builds once more, in another folder, and compares: the same sources make the same bytes.
///
/// # Errors
/// Where a file differs, or is in one of the two only.
pub fn reproduce(tools: &Tools) -> Done {
    let other = again();
    let _ = fs::remove_dir_all(&other);
    for source in SOURCES.into_iter().chain(["tests/sandbox", "tests/bench", "tests/data", "docs"]) {
        copy(&root().join(source), &other.join(source)).map_err(|why| format!("{source} can't be copied: {why}"))?;
    }
    trunk(tools, &other)?;
    let (first, second) = (files(&dist())?, files(&other.join("dist"))?);
    let differ: Vec<&str> = first.iter().filter(|file| !second.contains(file)).map(|(name, _)| name.as_str()).collect();
    if first.len() != second.len() || !differ.is_empty() {
        return Err(format!("two builds differ, in {} and {} files: {}", first.len(), second.len(), differ.join(", ")));
    }
    println!("      {} files are the same, byte for byte", first.len());
    fs::remove_dir_all(other).map_err(|why| why.to_string())
}

/// Where the second build of `reproduce` is made.
fn again() -> PathBuf {
    root().join("target").join("again")
}

fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    if from.is_dir() {
        fs::create_dir_all(to)?;
        return fs::read_dir(from)?.try_for_each(|entry| {
            let entry = entry?;
            copy(&entry.path(), &to.join(entry.file_name()))
        });
    }
    to.parent().map_or(Ok(()), fs::create_dir_all)?;
    fs::copy(from, to).map(|_| ())
}

/// The files of a build, by name, with their digests.
fn files(dist: &Path) -> Done<Vec<(String, String)>> {
    let mut found = Vec::new();
    for folder in [dist.to_owned(), dist.join("assets"), dist.join("pictures"), dist.join("server")] {
        for entry in fs::read_dir(&folder).map_err(|why| format!("{}: {why}", folder.display()))?.flatten() {
            if entry.path().is_file() {
                let bytes = fs::read(entry.path()).map_err(|why| why.to_string())?;
                let name = entry.file_name().to_string_lossy().into_owned();
                found.push((name, hex(digest::digest(&digest::SHA256, &bytes).as_ref())));
            }
        }
    }
    found.sort_unstable();
    Ok(found)
}

/// Runs Trunk in a folder with the project's sources.
fn trunk(tools: &Tools, folder: &Path) -> Done {
    let mut trunk = Command::new(tools.folders.first().map_or_else(|| "trunk".into(), |folder| folder.join("trunk")));
    trunk
        .args(["build", "--release", "--offline=true"])
        .current_dir(folder)
        .env("PATH", path_with(&tools.folders))
        .env("CARGO_TARGET_DIR", root().join("target"))
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags(tools))
        // What stands here would replace the flags of .cargo/config.toml.
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .env_remove("NO_COLOR");
    if tools.sources {
        trunk.envs(SMALL);
        // Trunk builds offline: what the library itself needs must be there.
        run(cargo().args(["fetch", "--quiet", "--target", "wasm32-unknown-unknown"]).envs(SMALL))?;
    }
    run(&mut trunk)
}

/// The standard library built along with the widget, for size, without what tells of a panic: 12 % of the download
/// (measured). Cargo still calls this unstable; the compiler in use is a stable one all the same.
const SMALL: [(&str, &str); 3] = [
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
];

/// What the compiler is told besides `.cargo/config.toml`.
fn flags(tools: &Tools) -> String {
    let mut flags = remap();
    if tools.sources {
        flags.push_str(" -Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none");
    }
    flags
}

/// The builder's folders are no business of the download, and would make two builds differ.
fn remap() -> String {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| env::home_dir().map(|home| home.join(".cargo")));
    // Both folders in every build, so that the flags are the same and nothing is built twice; the last that fits counts.
    let mut flags: Vec<String> =
        [root(), again()].iter().map(|folder| format!("--remap-path-prefix={}=/src", folder.display())).collect();
    if let Some(sysroot) = output(Command::new("rustc").args(["--print", "sysroot"]).current_dir(root())) {
        flags.push(format!("--remap-path-prefix={sysroot}=/rust"));
    }
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
