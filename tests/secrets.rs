//! The key is a type that shows itself to nobody, and every place that opens it is known.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used)]

use passweb_ai_key::paste::Secret;
use std::{
    fmt::Write,
    fs,
    marker::PhantomData,
    path::{Path, PathBuf},
};

/// What opens a secret: called, or handed on as a function.
const OPENINGS: [&str; 2] = [".expose()", "Secret::expose"];
const OPENING: &str = OPENINGS[0];
/// What stands above it.
const REASON: &str = "// EXPOSE: ";

/// One place that opens a secret: where, and why.
#[derive(Debug, PartialEq, Eq)]
struct Opening {
    file: String,
    function: String,
    reason: Option<String>,
}

impl Opening {
    /// A row of the table in docs/security.md.
    fn row(&self) -> String {
        format!("| `{}` | `{}` | {} |", self.file, self.function, self.reason.as_deref().unwrap_or("no reason"))
    }
}

/// Every opening of a file, in its order. Its reason is the comment that ends on the line above it.
fn openings(file: &str, text: &str) -> Vec<Opening> {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let mut found = Vec::new();
    let mut function = "";
    for (at, line) in lines.iter().enumerate() {
        if let Some((before, rest)) = line.split_once("fn ")
            && before.split(' ').all(|word| ["", "pub", "pub(super)", "pub(crate)", "async", "const"].contains(&word))
        {
            function = rest.split(['(', '<']).next().unwrap_or_default();
        }
        if line.starts_with("//") {
            continue;
        }
        for place in 0..OPENINGS.iter().map(|opening| line.matches(opening).count()).sum() {
            // One reason is good for one opening.
            let reason = if place == 0 { reason(&lines[..at]) } else { None };
            found.push(Opening { file: file.to_owned(), function: function.to_owned(), reason });
        }
    }
    found
}

fn reason(above: &[&str]) -> Option<String> {
    let comment = above.iter().rev().take_while(|line| line.starts_with("//") && !line.starts_with("///"));
    let mut words = Vec::new();
    for line in comment {
        if let Some(first) = line.strip_prefix(REASON) {
            words.push(first.trim());
            words.reverse();
            return Some(words.join(" ")).filter(|reason| reason.len() > 10);
        }
        words.push(line.trim_start_matches('/').trim());
    }
    None
}

/// Every Rust file of the widget, with its path from the top folder.
fn sources() -> Vec<(String, String)> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|kind| kind == "rs") {
                found.push(path);
            }
        }
    }
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    walk(&top.join("src"), &mut files);
    files.sort();
    let name = |path: &Path| path.strip_prefix(top).unwrap().to_str().unwrap().replace('\\', "/");
    files.iter().map(|path| (name(path), fs::read_to_string(path).unwrap())).collect()
}

#[test]
fn every_opening_of_a_secret_has_its_reason_and_stands_in_the_document() {
    let sources = sources();
    let all: Vec<Opening> = sources.iter().flat_map(|(file, text)| openings(file, text)).collect();
    let mut list = String::new();
    for opening in &all {
        writeln!(list, "{}", opening.row()).unwrap();
    }
    println!("{list}");
    assert!(all.len() >= 5, "the scan finds the openings:\n{list}");
    for opening in &all {
        assert!(opening.reason.is_some(), "{} opens a secret in {} and says no reason", opening.file, opening.function);
    }
    let document = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/security.md")).unwrap();
    let told: String =
        document.lines().filter(|line| line.starts_with("| `src/")).flat_map(|line| [line, "\n"]).collect();
    assert_eq!(told, list, "the list of openings in docs/security.md is this one");
}

#[test]
fn an_opening_without_a_reason_is_found() {
    let bare = ["fn send(key: &Secret) {\n    post(key", OPENING, ");\n}"].concat();
    let found = openings("x.rs", &bare);
    assert_eq!((found.len(), found[0].function.as_str(), &found[0].reason), (1, "send", &None));

    let handed = ["fn send() {\n    key.map(", OPENINGS[1], ")\n}"].concat();
    assert_eq!(openings("x.rs", &handed).len(), 1);

    let told = [
        "    pub async fn send(key: &Secret) {\n    ",
        REASON,
        "the header of a request\n    // is what it is for.\n    post(key",
        OPENING,
        ");",
    ]
    .concat();
    let found = openings("x.rs", &told);
    assert_eq!(found[0].reason.as_deref(), Some("the header of a request is what it is for."));

    let far =
        ["fn send() {\n    ", REASON, "the header of a request.\n    wait();\n    post(key", OPENING, ");"].concat();
    assert_eq!(openings("x.rs", &far)[0].reason, None, "a comment further up is another line's");

    let twice =
        ["fn send() {\n    ", REASON, "the header of a request.\n    post(key", OPENING, ", key", OPENING, ");"]
            .concat();
    let found = openings("x.rs", &twice);
    assert_eq!((found.len(), &found[1].reason), (2, &None), "one reason is good for one opening");
}

#[test]
fn the_secret_and_the_field_s_value_stay_in_their_rooms() {
    // The secret's own file; the reader that makes it; the field; the two files that send it.
    const SECRETS: [&str; 7] = [
        "src/paste/",
        "src/panel/field.rs",
        "src/panel/effects.rs",
        "src/panel/calls.rs",
        "src/check/fetch.rs",
        "src/module/fetch.rs",
        "src/lib.rs",
    ];
    // What reads a field's value or the clipboard gives a bare text: only the field's own file may.
    const BARE: [&str; 3] = ["input.value()", "field.value()", "get_data("];
    const FIELD: &str = "src/panel/field.rs";
    let mut seen = [0, 0];
    for (file, text) in sources() {
        let code: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        let code = code.join("\n");
        let words = code.split(|c: char| !c.is_alphanumeric() && c != '_');
        if words.clone().any(|word| word == "Secret") {
            seen[0] += 1;
            assert!(SECRETS.iter().any(|room| file.starts_with(room)), "{file} handles a secret");
        }
        if BARE.iter().any(|bare| code.contains(bare)) {
            seen[1] += 1;
            assert_eq!(file, FIELD, "only the field's own file reads its value");
        }
    }
    assert!(seen[0] >= 4 && seen[1] == 1, "the scan finds those that are there: {seen:?}");
}

/// Tells at compile time whether a type has a trait: an inherent constant goes before a trait's, where its bounds hold.
struct Has<T: ?Sized>(PhantomData<T>);

macro_rules! probe {
    ($($name:ident: $bound:path),+) => {
        trait Not { $(const $name: bool = false;)+ }
        impl<T: ?Sized> Not for Has<T> {}
        $(#[allow(dead_code)] impl<T: ?Sized + $bound> Has<T> { const $name: bool = true; })+
        macro_rules! all { ($of:ty) => { [$((stringify!($name), Has::<$of>::$name)),+] } }
    };
}

probe! {
    DISPLAY: core::fmt::Display, CLONE: Clone, SERIALIZE: serde::Serialize, EQUAL: PartialEq, HASH: core::hash::Hash,
    REF: AsRef<str>, BORROW: core::borrow::Borrow<str>, DEREF: core::ops::Deref, BYTES: AsRef<[u8]>, TEXT: Into<String>
}

#[test]
fn a_secret_can_be_neither_shown_nor_copied_nor_written() {
    const SECRET: [(&str, bool); 10] = all!(Secret);
    const STRING: [(&str, bool); 10] = all!(String);
    for (name, there) in SECRET {
        assert!(!there, "Secret has {name}");
    }
    // The probe sees what is there.
    assert_eq!(STRING.iter().filter(|(_, there)| *there).count(), 10, "{STRING:?}");
}

#[test]
fn the_debug_text_of_a_secret_is_the_same_for_all() {
    let shown = |text: &str| format!("{0:?} {0:#?}", Secret::new(text));
    assert_eq!(shown("sk-proj-abcdefgh"), shown("x"));
}

#[test]
fn every_test_that_the_document_names_is_there() {
    fn walk(folder: &Path, text: &mut String) {
        for entry in fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, text);
            } else if path.extension().is_some_and(|kind| kind == "rs") {
                text.push_str(&fs::read_to_string(path).unwrap());
            }
        }
    }
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut code = String::new();
    for folder in ["src", "tests"] {
        walk(&top.join(folder), &mut code);
    }
    let document = fs::read_to_string(top.join("docs/security.md")).unwrap();
    let named = document.split('`').skip(1).step_by(2).filter(|word| {
        word.matches('_').count() >= 4
            && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
    });
    let mut count = 0;
    for name in named {
        count += 1;
        assert!(code.contains(&format!("fn {name}(")), "docs/security.md names {name}, which is no test");
    }
    assert!(count > 25, "{count} tests are named");
    assert!(!code.contains(&["fn a_test_that", "_is_not_there("].concat()));
}
