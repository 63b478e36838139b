//! `--rounds N`: so many times a key is pasted, tried and saved in one page. The wasm's memory may not grow.

use super::{super::Done, drive};
use sandbox::{Sandbox, keys::key_for};
use serde::Deserialize;
use serde_json::json;

/// After so many rounds everything has been allocated once.
const WARM: u32 = 50;

#[derive(Deserialize)]
struct Seen {
    round: u32,
    memory: u64,
}

/// Runs them.
///
/// # Errors
/// Where the memory grew after the first rounds, or the page broke down.
pub fn run(sandbox: &Sandbox, rounds: u32) -> Done {
    let job = json!({
        "rounds": rounds, "warm": WARM, "key": key_for("good"), "url": sandbox.url("/pages/element.html"),
    });
    let mut seen = Vec::<Seen>::new();
    drive("rounds.mjs", job, |line| {
        let now: Seen = serde_json::from_str(line).map_err(|why| format!("{why}: {line}"))?;
        println!("      after {:>6} rounds: {:>7} bytes", now.round, now.memory);
        seen.push(now);
        Ok(())
    })?;
    let saves = sandbox.endpoint_requests("POST").len();
    if saves < rounds as usize {
        return Err(format!("The endpoint got {saves} saves in {rounds} rounds."));
    }
    match seen.iter().find(|now| now.round >= WARM).zip(seen.last()) {
        Some((warm, last)) if last.memory > warm.memory => {
            Err(format!("The memory grew from {} to {} bytes.", warm.memory, last.memory))
        }
        Some(_) => Ok(()),
        None => Err("The driver told nothing.".to_owned()),
    }
}
