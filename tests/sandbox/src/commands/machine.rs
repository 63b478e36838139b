//! This machine: its programs, its package manager, the project's folder.

use super::Done;
use std::{
    env,
    ffi::OsString,
    path::{Path, PathBuf},
    process::Command,
};

/// The project's top folder.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_owned()
}

/// Where tools are kept, by name and version, for every clone on this machine.
///
/// # Errors
/// Where the user has no cache folder.
pub fn cache() -> Done<PathBuf> {
    let base = env::var_os("XDG_CACHE_HOME")
        .filter(|path| !path.is_empty())
        .map(PathBuf::from)
        .or_else(|| env::home_dir().map(|home| home.join(".cache")))
        .ok_or("No home folder is known. Set XDG_CACHE_HOME to a folder where tools may be kept.")?;
    Ok(base.join("passweb-ai-key").join("tools"))
}

/// A program on the PATH.
pub fn which(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// The first of these programs that is there.
pub fn any_of(names: &[&str]) -> Option<PathBuf> {
    names.iter().find_map(|name| which(name))
}

/// The PATH with these folders before it.
pub fn path_with(folders: &[PathBuf]) -> OsString {
    let old = env::var_os("PATH").unwrap_or_default();
    let all = folders.iter().cloned().chain(env::split_paths(&old));
    env::join_paths(all).unwrap_or(old)
}

/// Runs a command whose output the person sees.
///
/// # Errors
/// Where it can't be started or fails.
pub fn run(command: &mut Command) -> Done {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command.status().map_err(|why| format!("{name} can't be started: {why}"))?;
    if status.success() { Ok(()) } else { Err(format!("{name} failed ({status})")) }
}

/// What a command prints.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.output().ok().filter(|output| output.status.success())?;
    Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// `cargo`, as the one that runs this.
pub fn cargo() -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    command
}

/// Installs packages of Debian's.
///
/// # Errors
/// Says what to install where this machine's package manager can't.
pub fn install(packages: &[&str], what: &str) -> Done {
    let wanted = packages.join(" ");
    let advice = format!("Install {what} (on Debian: apt-get install {wanted}), then run this again.");
    let root = output(Command::new("id").arg("-u")).as_deref() == Some("0");
    if which("apt-get").is_none() || !(root || which("sudo").is_some()) {
        return Err(advice);
    }
    println!("      installing {wanted} with apt-get");
    let apt = |arguments: &[&str]| {
        let mut command = if root { Command::new("apt-get") } else { Command::new("sudo") };
        if !root {
            command.arg("apt-get");
        }
        command.env("DEBIAN_FRONTEND", "noninteractive").args(arguments).stdout(std::process::Stdio::null());
        run(&mut command)
    };
    apt(&["update", "-qq"])
        .and_then(|()| apt(&[&["install", "-y", "-qq", "--no-install-recommends"], packages].concat()))
        .map_err(|why| format!("{why}. {advice}"))
}
