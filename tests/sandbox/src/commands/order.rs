//! The order of the module's functions: each beside one that is like it, for brotli finds what was there a moment ago for
//! fewer bits than what was there long ago. The compiler's own order has 700 bytes more to download.

use super::{
    Done,
    machine::{root, run, which},
    module::{CUSTOM, IMPORTS, counted, module, number, put, put_number, sections},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    process::Command,
};

/// The section of the functions' bodies.
const CODE: u8 = 10;
/// So many bytes in a row, in two functions, are a likeness: of 3 to 8 the one that left the least to download.
const RUN: usize = 5;

/// Orders the functions of a module, and leaves out what no browser reads. wasm-opt does the renumbering.
///
/// # Errors
/// Where the module can't be taken apart, or wasm-opt fails.
pub fn ordered(wasm: &[u8], folder: &Path) -> Done<Vec<u8>> {
    let Some(program) = which("wasm-opt") else { return Ok(wasm.to_vec()) };
    let why = |what: &str| format!("The wasm can't be ordered: {what}.");
    let named = named(wasm).ok_or_else(|| why("it can't be taken apart"))?;
    let [from, to] = ["named.wasm", "ordered.wasm"].map(|name| folder.join(name));
    fs::write(&from, named).map_err(|error| why(&error.to_string()))?;
    let page = fs::read_to_string(root().join("index.html")).map_err(|error| why(&error.to_string()))?;
    let features = page.split(['"', ' ']).filter(|word| word.starts_with("--enable-"));
    let mut optimizer = Command::new(program);
    optimizer.args(features).args(["-O0", "--shrink-level=2", "-g", "--reorder-functions-by-name"]);
    run(optimizer.arg(&from).arg("-o").arg(&to))?;
    let made = fs::read(&to).map_err(|error| why(&error.to_string()))?;
    for file in [from, to] {
        fs::remove_file(&file).map_err(|error| why(&error.to_string()))?;
    }
    bare(&made).ok_or_else(|| why("what wasm-opt made can't be taken apart"))
}

/// The module without custom sections: names, producers, features.
fn bare(wasm: &[u8]) -> Option<Vec<u8>> {
    Some(module(sections(wasm)?.into_iter().filter(|(id, _)| *id != CUSTOM)))
}

/// The module, its functions named in the order that they shall have.
fn named(wasm: &[u8]) -> Option<Vec<u8>> {
    let sections = sections(wasm)?;
    let content = |wanted: u8| sections.iter().find(|(id, _)| *id == wanted).map(|(_, content)| *content);
    // Only functions are imported: `glue` has seen to it.
    let imported = content(IMPORTS).and_then(number).map_or(0, |(count, _)| count);
    let order = chain(&bodies(content(CODE)?)?);
    let mut ranks = vec![0; order.len()];
    for (rank, at) in order.iter().enumerate() {
        *ranks.get_mut(*at)? = rank;
    }
    // The name section (appendix, 7.4.1): subsection 1 names functions by their index, of which imports have the first.
    let mut names = Vec::new();
    put_number(&mut names, imported + ranks.len());
    let imports = (0..imported).map(|at| format!("a{at:05}"));
    for (at, name) in imports.chain(ranks.iter().map(|rank| format!("f{rank:05}"))).enumerate() {
        put_number(&mut names, at);
        put(&mut names, name.as_bytes());
    }
    let mut section = b"\x04name\x01".to_vec();
    put(&mut section, &names);
    let bare = sections.iter().copied().filter(|(id, _)| *id != CUSTOM);
    Some(module(bare.chain([(CUSTOM, section.as_slice())])))
}

fn bodies(code: &[u8]) -> Option<Vec<&[u8]>> {
    let (count, mut rest) = number(code)?;
    let mut bodies = Vec::new();
    for _ in 0..count {
        let body;
        (body, rest) = counted(rest)?;
        bodies.push(body);
    }
    Some(bodies)
}

/// From the first function on always the one of which the most, for its length, was in the one before; of several the nearest.
fn chain(bodies: &[&[u8]]) -> Vec<usize> {
    let runs: Vec<BTreeSet<&[u8]>> = bodies.iter().map(|body| body.windows(RUN).collect()).collect();
    let mut holders: BTreeMap<&[u8], Vec<usize>> = BTreeMap::new();
    for (at, runs) in runs.iter().enumerate() {
        for run in runs {
            holders.entry(run).or_default().push(at);
        }
    }
    let mut left: BTreeSet<usize> = (1..bodies.len()).collect();
    let mut order: Vec<usize> = (0..bodies.len().min(1)).collect();
    while let Some(&last) = order.last()
        && !left.is_empty()
    {
        let mut shared = vec![0_usize; bodies.len()];
        for holder in runs[last].iter().flat_map(|run| &holders[run]) {
            shared[*holder] += 1;
        }
        // Fractions, compared without dividing.
        let next = left.iter().copied().max_by(|&one, &other| {
            let [a, b] = [(one, other), (other, one)].map(|(of, than)| shared[of] * (runs[than].len() + 1));
            a.cmp(&b).then(other.abs_diff(last).cmp(&one.abs_diff(last)))
        });
        let Some(next) = next else { break };
        left.remove(&next);
        order.push(next);
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn like_stands_beside_like() {
        let bodies: [&[u8]; 5] = [b"abcdefgh", b"12345678", b"abcdefgX", b"!", b"1234567Y"];
        assert_eq!(chain(&bodies), [0, 2, 3, 4, 1]);
        assert_eq!(chain(&[]), [0; 0]);
    }

    #[test]
    fn functions_are_named_in_their_order_behind_the_imports() {
        let mut code = vec![3];
        for body in [&b"abcdefgh"[..], b"12345678", b"abcdefgX"] {
            put(&mut code, body);
        }
        let wasm = module([(IMPORTS, &[1][..]), (CODE, &code), (CUSTOM, b"\x01x")]);
        let with_names = named(&wasm).unwrap();
        let sections = sections(&with_names).unwrap();
        assert_eq!(sections.iter().map(|(id, _)| *id).collect::<Vec<_>>(), [IMPORTS, CODE, CUSTOM]);
        let names = String::from_utf8_lossy(sections[2].1).into_owned();
        let places = ["a00000", "f00000", "f00002", "f00001"].map(|name| names.find(name).unwrap());
        assert!(places.is_sorted(), "{names:?}");
        assert_eq!(bare(&with_names), bare(&wasm));
    }
}
