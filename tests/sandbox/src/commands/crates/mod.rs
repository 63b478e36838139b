//! `weigh-crates`: what each crate costs in the download, and why it is worth that; into `docs/performance.md`.

mod names;
mod wasm;

use super::{
    Done, bench, build,
    machine::{path_with, root, run},
    tools,
};
use sandbox::page::packed::packed;
use std::{collections::BTreeMap, fmt::Write, fs, process::Command};

/// Why a crate is there.
const WHY: [(&str, &str); 12] = [
    ("passweb-ai-key", "the widget itself: reading, trying, saving, the guide, the views"),
    (names::STD, "the standard library"),
    ("yew", "one loop from message to view, which is written out for the page's script (`vendor/yew`)"),
    ("wasm-bindgen", "the browser's objects in Rust"),
    ("wasm-bindgen-futures", "the microtask in which messages are heard"),
    ("js-sys", "functions, arrays, promises"),
    ("web-sys", "the DOM, typed; only what is called comes along"),
    ("gloo", "requests and timers that end with their owner"),
    ("serde", "the contract's types, written as JSON"),
    ("serde_json", "writes the body of a save; what comes back is read by `src/json`, natively tested"),
    ("talc", "the allocator: smaller than the standard library's"),
    ("zeroizing-alloc", "wipes freed memory, so that no copy of a key stays behind"),
];

/// What a crate puts into the module.
#[derive(Default)]
struct Part<'a> {
    bodies: Vec<&'a [u8]>,
}

impl Part<'_> {
    fn bytes(&self) -> usize {
        self.bodies.iter().map(|body| body.len()).sum()
    }
}

/// Builds the wasm with its names kept, sums up its functions by crate, and writes the table.
///
/// # Errors
/// Where a step of the build fails, or a crate is there without a reason.
pub fn weigh_crates() -> Done {
    let module = with_names()?;
    let module = wasm::read(&module).ok_or("The built wasm can't be read.")?;
    let mut parts = BTreeMap::<String, Part<'_>>::new();
    for (name, body) in &module.functions {
        parts.entry(names::family(name)).or_default().bodies.push(body);
    }
    let code: usize = parts.values().map(Part::bytes).sum();
    let whole = packed(&all_but(&parts, None)).len();
    let mut rows: Vec<(String, usize, usize, usize)> = parts
        .iter()
        .map(|(name, part)| {
            let saved = whole.saturating_sub(packed(&all_but(&parts, Some(name))).len());
            (name.clone(), part.bodies.len(), part.bytes(), saved)
        })
        .collect();
    rows.sort_by_key(|(_, _, bytes, _)| std::cmp::Reverse(*bytes));
    let mut text =
        String::from("| crate | functions | bytes of code | bytes of download | why |\n|---|---:|---:|---:|---|\n");
    let mut unexplained = Vec::new();
    for (name, functions, bytes, saved) in &rows {
        let why = WHY.iter().find(|(known, _)| known == name).map(|(_, why)| *why);
        if why.is_none() {
            unexplained.push(name.as_str());
        }
        // Writing to a string fails on none.
        let _ = writeln!(text, "| {name} | {functions} | {bytes} | {saved} | {} |", why.unwrap_or("?"));
    }
    let _ = writeln!(text, "| **all code** | {} | {code} | {whole} | |", module.functions.len());
    let _ = writeln!(text, "| data | | {} | {} | texts, tables |", module.data.len(), packed(module.data).len());
    let _ = writeln!(text, "| the rest | | {} | | types, imports, exports |", module.rest);
    println!("{text}");
    bench::write_doc("crates", &text)?;
    if unexplained.is_empty() {
        Ok(())
    } else {
        Err(format!("commands/crates/mod.rs says of none of these why it is there: {}", unexplained.join(", ")))
    }
}

/// The code without one crate's.
fn all_but(parts: &BTreeMap<String, Part<'_>>, left_out: Option<&String>) -> Vec<u8> {
    let rest = parts.iter().filter(|(name, _)| Some(*name) != left_out);
    rest.flat_map(|(_, part)| part.bodies.concat()).collect()
}

/// The module as it is shipped, but with the names of its functions.
fn with_names() -> Done<Vec<u8>> {
    let tools = tools::tools()?;
    build::build(&tools)?;
    let target = root().join("target");
    let built = target.join("wasm32-unknown-unknown").join("release").join("passweb-ai-key.wasm");
    if !built.is_file() {
        return Err("The wasm is not in target/: remove target/dist.stamp, then run this again.".to_owned());
    }
    let folder = target.join("crates");
    let mut bindgen = Command::new("wasm-bindgen");
    bindgen.arg(&built).args(["--target", "web", "--no-typescript", "--out-dir"]).arg(&folder);
    run(bindgen.env("PATH", path_with(&tools.folders)))?;
    let page = fs::read_to_string(root().join("index.html")).map_err(|why| format!("index.html: {why}"))?;
    let flags = page.split_once("data-wasm-opt-params=\"").and_then(|(_, rest)| rest.split_once('"'));
    let named = folder.join("named.wasm");
    let mut optimizer = Command::new("wasm-opt");
    optimizer.args(["-Oz", "-g"]).args(flags.map_or("", |(flags, _)| flags).split_whitespace());
    optimizer.arg(folder.join("passweb-ai-key_bg.wasm")).arg("-o").arg(&named);
    run(optimizer.env("PATH", path_with(&tools.folders)))?;
    fs::read(&named).map_err(|why| format!("{}: {why}", named.display()))
}
