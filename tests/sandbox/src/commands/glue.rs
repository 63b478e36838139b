//! Short names between the wasm and its glue: wasm-bindgen's are long, stand in both, and hold digits that no packer can
//! guess. And the stage (`static/stage.js`), which is put behind the glue, in one file.

use super::{
    Done,
    module::{EXPORTS, IMPORTS, counted, module, number, put, put_number, sections},
};
use std::collections::BTreeMap;

/// The module that the wasm imports from, as wasm-bindgen names it.
const FROM: &str = "./passweb-ai-key_bg.js";
/// What the glue exports: nobody but the stage uses it.
const GIVEN: [(&str, &str); 2] =
    [("export { initSync, __wbg_init as default };", ""), ("export class Mounted", "class Mounted")];

/// What of the glue nobody needs: where it begins, and what stands behind it. A panel lives as long as its page, and every
/// browser with reference types in WebAssembly (the oldest one that the glue runs in) has `encodeInto`.
const IDLE: [(&str, &str); 5] = [
    ("    __destroy_into_raw() {", "    /**"),
    ("        MountedFinalization.register(", "        return this;"),
    ("if (Symbol.dispose) Mounted", "function __wbg_get_imports("),
    ("const MountedFinalization", "\nfunction "),
    ("if (!('encodeInto' in cachedTextEncoder)) {", "\nlet "),
];

/// The stage behind the glue.
///
/// # Errors
/// Where wasm-bindgen wrote the glue in another way than it did.
pub fn join(glue: &str, stage: &str) -> Done<String> {
    let mut joined = glue.to_owned();
    for (export, instead) in GIVEN {
        if !joined.contains(export) {
            return Err(format!("The glue has no `{export}` any more."));
        }
        joined = joined.replace(export, instead);
    }
    for (begins, behind) in IDLE {
        let (before, rest) = joined.split_once(begins).ok_or(format!("The glue has no `{begins}` any more."))?;
        let end = rest.find(behind).ok_or(format!("In the glue no `{behind}` stands behind `{begins}` any more."))?;
        joined = [before, &rest[end..]].concat();
    }
    Ok(joined + stage)
}

/// Gives short names to what the wasm imports from the glue, and to what the glue calls of it.
///
/// # Errors
/// Where the wasm can't be taken apart, or the glue lacks one of its imports.
pub fn shorten(wasm: &[u8], glue: &str) -> Done<(Vec<u8>, String)> {
    let mut names = Names::default();
    let wasm = rename(wasm, glue, &mut names).ok_or("The wasm can't be taken apart.")?;
    let glue = glue.replace(&format!("\"{FROM}\""), "_");
    let (mut out, mut rest, mut found) = (String::with_capacity(glue.len()), glue.as_str(), 0);
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
    // Word by word, so that no name is taken for a part of another.
    while let Some(start) = rest.find(is_word) {
        let (between, from) = rest.split_at(start);
        let (word, after) = from.split_at(from.find(|c| !is_word(c)).unwrap_or(from.len()));
        out.push_str(between);
        let import = names.imports.get(word);
        let export = names.exports.get(word).filter(|_| out.ends_with("wasm."));
        found += usize::from(import.is_some());
        out.push_str(import.or(export).map_or(word, String::as_str));
        rest = after;
    }
    out.push_str(rest);
    let wanted = names.imports.len();
    if found == wanted { Ok((wasm, out)) } else { Err(format!("Of {wanted} imports the glue has {found}.")) }
}

/// The short names.
#[derive(Default)]
struct Names {
    imports: BTreeMap<String, String>,
    exports: BTreeMap<String, String>,
}

/// The wasm with short names. `None` where it is no wasm, or imports something other than functions.
fn rename(wasm: &[u8], glue: &str, names: &mut Names) -> Option<Vec<u8>> {
    let sections = sections(wasm)?;
    let mut out = Vec::new();
    for (id, content) in sections {
        let content = match id {
            IMPORTS => imports(content, &mut names.imports)?,
            EXPORTS => exports(content, glue, &mut names.exports)?,
            _ => content.to_vec(),
        };
        out.push((id, content));
    }
    Some(module(out.iter().map(|(id, content)| (*id, content.as_slice()))))
}

fn imports(content: &[u8], names: &mut BTreeMap<String, String>) -> Option<Vec<u8>> {
    let (count, mut rest) = number(content)?;
    let mut out = Vec::new();
    put_number(&mut out, count);
    for at in 0..count {
        let (from, after) = counted(rest)?;
        let (name, after) = counted(after)?;
        // 5.5.5: only functions, whose description is 0 and their type.
        let (kind, after) = number(after)?;
        let (of, after) = number(after)?;
        if from != FROM.as_bytes() || kind != 0 {
            return None;
        }
        let short = short(at);
        put(&mut out, b"_");
        put(&mut out, short.as_bytes());
        put_number(&mut out, kind);
        put_number(&mut out, of);
        names.insert(String::from_utf8(name.to_vec()).ok()?, short);
        rest = after;
    }
    Some(out)
}

fn exports(content: &[u8], glue: &str, names: &mut BTreeMap<String, String>) -> Option<Vec<u8>> {
    let (count, mut rest) = number(content)?;
    let mut out = Vec::new();
    put_number(&mut out, count);
    for at in 0..count {
        let (name, after) = counted(rest)?;
        let (kind, after) = number(after)?;
        let (of, after) = number(after)?;
        let name = String::from_utf8(name.to_vec()).ok()?;
        // What nobody calls may keep its name, and who looks for the memory finds it.
        let called = name != "memory" && glue.contains(&format!("wasm.{name}"));
        let short = if called { short(at) } else { name.clone() };
        put(&mut out, short.as_bytes());
        put_number(&mut out, kind);
        put_number(&mut out, of);
        names.insert(name, short);
        rest = after;
    }
    Some(out)
}

/// `a`, `b` … `z`, `a1` …: a name for each number.
fn short(at: usize) -> String {
    let letter = &"abcdefghijklmnopqrstuvwxyz"[at % 26..][..1];
    if at < 26 { letter.to_owned() } else { format!("{letter}{}", at / 26) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One import, `__wbg_a_0123`, and two exports: `go`, which the glue calls, and `idle`.
    fn wasm(from: &str) -> Vec<u8> {
        let (mut imports, mut exports) = (vec![1], vec![2]);
        put(&mut imports, from.as_bytes());
        put(&mut imports, b"__wbg_a_0123");
        imports.extend([0, 5]);
        for (name, of) in [("go", 1), ("idle", 2)] {
            put(&mut exports, name.as_bytes());
            exports.extend([0, of]);
        }
        module([(IMPORTS, &imports[..]), (EXPORTS, &exports[..])])
    }

    #[test]
    fn names_are_short_in_both() {
        let glue = "const i = {\"./passweb-ai-key_bg.js\": {__wbg_a_0123: () => go, __wbg_a_01234: 1}}; wasm.go(go);";
        let (wasm, glue) = shorten(&wasm(FROM), glue).unwrap_or_default();
        assert_eq!(glue, "const i = {_: {a: () => go, __wbg_a_01234: 1}}; wasm.a(go);");
        let text = String::from_utf8_lossy(&wasm);
        assert!(!text.contains("__wbg") && !text.contains("go") && text.contains("idle"), "{text:?}");
    }

    #[test]
    fn what_does_not_fit_together_is_said() {
        assert!(shorten(&wasm(FROM), "nothing").is_err_and(|why| why.contains("1 imports")));
        assert!(shorten(&wasm("elsewhere"), "__wbg_a_0123").is_err());
        assert!(join("export class Mounted {}", "").is_err());
    }
}
