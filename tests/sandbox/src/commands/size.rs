//! What a first visit downloads, weighed as a server would send it: brotli, quality 11.

use super::{Done, build::dist, machine::root};
use sandbox::page::packed::packed;
use std::fs;

/// The file that says how much each part may weigh, in bytes.
const BUDGET: &str = "tests/budget.txt";

/// Weighs `dist/` and holds it to the budget.
///
/// # Errors
/// Where a part is heavier than its budget.
pub fn weigh() -> Done {
    let budget = fs::read_to_string(root().join(BUDGET)).map_err(|why| format!("{BUDGET} can't be read: {why}"))?;
    let mut all = 0;
    let mut heavy = Vec::new();
    for (part, bytes) in parts()? {
        all += bytes;
        judge(&budget, part, bytes, &mut heavy);
    }
    judge(&budget, "all", all, &mut heavy);
    judge(&budget, "picture", heaviest_picture()?, &mut heavy);
    if heavy.is_empty() { Ok(()) } else { Err(format!("over budget: {}", heavy.join(", "))) }
}

/// The parts of a first visit in Italian, pictures apart, each with its bytes.
///
/// # Errors
/// Where a file can't be read.
pub fn parts() -> Done<Vec<(&'static str, usize)>> {
    let mut parts =
        vec![("loader", packed(&fs::read(dist().join("passweb-ai-key.js")).map_err(|why| why.to_string())?).len())];
    for entry in fs::read_dir(dist().join("assets")).map_err(|why| why.to_string())?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let part = match name.split_once('.').map(|(_, kind)| kind) {
            Some("wasm") => "wasm",
            Some("it.js") => "outline",
            Some("it.stage.js") => "stage",
            _ => continue,
        };
        parts.push((part, packed(&fs::read(entry.path()).map_err(|why| why.to_string())?).len()));
    }
    parts.sort_unstable();
    Ok(parts)
}

/// Of the guide's pictures, which are loaded one by one as steps are opened, the heaviest.
fn heaviest_picture() -> Done<usize> {
    let mut heaviest = 0;
    for entry in fs::read_dir(dist().join("pictures")).map_err(|why| why.to_string())?.flatten() {
        heaviest = heaviest.max(packed(&fs::read(entry.path()).map_err(|why| why.to_string())?).len());
    }
    if heaviest == 0 { Err("dist/pictures holds no picture.".to_owned()) } else { Ok(heaviest) }
}

fn judge(budget: &str, part: &str, bytes: usize, heavy: &mut Vec<String>) {
    let line = budget.lines().find_map(|line| line.strip_prefix(part)?.trim().parse::<usize>().ok());
    let Some(most) = line else {
        heavy.push(format!("{part} has no line in {BUDGET}"));
        return;
    };
    println!("      {part:<8} {bytes:>7} bytes of {most:>7}");
    if bytes > most {
        heavy.push(format!("{part}, by {} bytes", bytes - most));
    }
}
