//! The main paths in every engine, and how many of them passed.

use super::{
    Done,
    machine::{cargo, path_with},
};
use std::{
    io::{BufRead, BufReader},
    path::PathBuf,
    process::Stdio,
};

/// What a run came to.
#[derive(Debug, Default, PartialEq, Eq)]
struct Tally {
    passed: usize,
    failed: usize,
    skipped: Vec<String>,
}

impl Tally {
    /// Reads a line of a test run: `test webkit::a_path ... ignored, WebKit: why`.
    fn read(&mut self, line: &str) {
        let Some((name, outcome)) = line.strip_prefix("test ").and_then(|rest| rest.split_once(" ... ")) else {
            return;
        };
        match outcome.split_once(", ") {
            Some(("ignored", why)) => {
                let path = name.rsplit("::").next().unwrap_or(name).replace('_', " ");
                self.skipped.push(format!("{why} ({path})"));
            }
            _ if outcome.starts_with("ok") => self.passed += 1,
            _ => self.failed += 1,
        }
    }

    fn sentence(&self) -> String {
        let mut said = format!("engines: {} passed, {} skipped", self.passed, self.skipped.len());
        if self.failed > 0 {
            said.push_str(&format!(", {} failed", self.failed));
        }
        for (at, why) in self.skipped.iter().enumerate() {
            said.push_str(if at == 0 { ": " } else { "; " });
            said.push_str(why);
        }
        said
    }
}

/// Runs them; `geckodriver` is the folder of Firefox's driver.
///
/// # Errors
/// Where one fails; it has said why. And where none ran.
pub fn run(geckodriver: PathBuf) -> Done {
    let mut command = cargo();
    command
        .args(["test", "--package", "sandbox", "--test", "engines", "--", "--test-threads=2"])
        .env("PATH", path_with(&[geckodriver]))
        .stdout(Stdio::piped());
    let mut tests = command.spawn().map_err(|why| format!("cargo can't be started: {why}"))?;
    let mut tally = Tally::default();
    for line in BufReader::new(tests.stdout.take().ok_or("cargo has no output")?).lines().map_while(Result::ok) {
        println!("{line}");
        tally.read(&line);
    }
    let status = tests.wait().map_err(|why| format!("cargo was lost: {why}"))?;
    println!("      {}", tally.sentence());
    match status.success() {
        true if tally.passed == 0 => Err("no path was walked in any engine".to_owned()),
        true => Ok(()),
        false => Err(format!("a path failed ({status})")),
    }
}

#[cfg(test)]
mod tests {
    use super::Tally;

    #[test]
    fn what_was_skipped_is_counted_and_named_with_its_reason() {
        let mut tally = Tally::default();
        for line in [
            "running 4 tests",
            "test chromium::a_key_is_saved ... ok",
            "test firefox::a_key_is_saved ... ok",
            "test webkit::a_key_is_saved ... FAILED",
            "test webkit::without_a_network ... ignored, WebKit: no switch",
            "test result: ok. 2 passed; 0 failed; 1 ignored",
        ] {
            tally.read(line);
        }
        assert_eq!(tally.sentence(), "engines: 2 passed, 1 skipped, 1 failed: WebKit: no switch (without a network)");
    }
}
