//! What integrators are told of the element, held to what it is: the page for them, the manifest, the types, the code.

#![allow(clippy::unwrap_used)]

use passweb_ai_key::panel::STATES;
use serde_json::Value;
use std::{collections::BTreeSet, fs, path::Path};

type Names = BTreeSet<String>;

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// All Rust files below a folder, one after the other.
fn sources(folder: &str) -> String {
    let mut all = String::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().flatten() {
            if entry.path().is_dir() {
                folders.push(entry.path());
            } else {
                all += &fs::read_to_string(entry.path()).unwrap();
            }
        }
    }
    all
}

/// The names of a list in the manifest; of the members, only those of a kind.
fn manifest(list: &str, kind: Option<&str>) -> Names {
    let manifest: Value = serde_json::from_str(&read("static/custom-elements.json")).unwrap();
    let entries = manifest["modules"][0]["declarations"][0][list].as_array().unwrap().clone();
    let fitting = entries.iter().filter(|entry| kind.is_none_or(|kind| entry["kind"] == kind));
    fitting.map(|entry| entry["name"].as_str().unwrap().to_owned()).collect()
}

/// The names in the first column of the table whose head begins so.
fn documented(head: &str) -> Names {
    let page = read("docs/embedding.md");
    let rows = page.lines().skip_while(|line| !line.starts_with(&format!("| {head} |"))).skip(2);
    rows.take_while(|line| line.starts_with('|')).filter_map(|line| Some(line.split('`').nth(1)?.to_owned())).collect()
}

/// What stands between two texts, everywhere.
fn between(text: &str, open: &str, close: &str) -> Vec<String> {
    text.split(open).skip(1).filter_map(|rest| Some(rest.split_once(close)?.0.to_owned())).collect()
}

#[test]
fn attributes() {
    let loader = read("static/passweb-ai-key.js");
    let observed = between(&read("static/stage.js"), "const ATTRIBUTES = '", "'");
    let mut observed: Names = observed[0].split(' ').map(str::to_owned).collect();
    observed.extend(between(&loader, "host.getAttribute('", "'"));
    assert!(observed.len() == 9, "{observed:?}");
    assert_eq!(manifest("attributes", None), observed);
    assert_eq!(documented("attribute"), observed);
}

#[test]
fn methods_and_properties() {
    let types = read("static/passweb-ai-key.d.ts");
    let methods = manifest("members", Some("method"));
    let told: Names = documented("name").into_iter().map(|name| name.trim_end_matches("()").to_owned()).collect();
    let mut all = methods.clone();
    let fields = manifest("members", Some("field"));
    all.extend(fields.clone());
    assert_eq!(told, all);
    let loader = read("static/passweb-ai-key.js");
    for name in &fields {
        assert!(types.contains(&format!("  readonly {name}: ")), "{name} is not in the types");
        assert!(loader.contains(&format!("\n  get {name}()")), "{name} is not in the loader");
    }
    for name in &methods {
        assert!(types.contains(&format!("  {name}(")), "{name} is not in the types");
        let defined = [format!("\n  {name}("), format!("\n  get {name}()")].iter().any(|code| loader.contains(code));
        assert!(defined, "{name} is not in the loader");
    }
}

#[test]
fn events() {
    let mut emitted: Names = between(&sources("src/element"), "\"ai-key-", "\"").into_iter().collect();
    emitted.extend(between(&read("static/passweb-ai-key.js"), "CustomEvent('ai-key-", "'"));
    let emitted: Names = emitted.into_iter().map(|name| format!("ai-key-{name}")).collect();
    assert_eq!(emitted.len(), 6);
    assert_eq!(manifest("events", None), emitted);
    assert_eq!(documented("event"), emitted);
    let types: Names = between(&read("static/passweb-ai-key.d.ts"), "\n  'ai-key-", "'").into_iter().collect();
    assert_eq!(types.iter().map(|name| format!("ai-key-{name}")).collect::<Names>(), emitted);
}

#[test]
fn the_details_of_events() {
    let (table, types) = (read("docs/embedding.md"), read("static/passweb-ai-key.d.ts"));
    let mut seen = 0;
    // Each arm ends in the event's name and those of its detail's members: `("ai-key-dirty", "dirty")`.
    for arm in read("src/element/events.rs").split("Event::").skip(1) {
        let Some(event) = between(arm, "\"ai-key-", "\"").first().map(|name| format!("ai-key-{name}")) else {
            continue;
        };
        let row = table.lines().find(|line| line.starts_with(&format!("| `{event}` |"))).unwrap();
        let line = types.lines().find(|line| line.contains(&format!("'{event}':"))).unwrap();
        let members = between(arm, &format!("(\"{event}\", \""), "\"").join(" ");
        for name in members.split_whitespace().collect::<BTreeSet<_>>() {
            assert!(row.contains(&format!("`{name}`")), "the page says nothing of {name} in {event}");
            assert!(line.contains(&format!("{name}:")) || line.contains(&format!("{name}?:")), "{line} has no {name}");
            seen += 1;
        }
    }
    assert!(seen >= 11, "{seen}");
}

#[test]
fn custom_properties_and_their_defaults() {
    let sheet = read("static/passweb-ai-key.css");
    let used: Vec<(String, String)> = between(&sheet, "var(--ai-key-", ");\n")
        .iter()
        .filter_map(|inside| inside.split_once(", "))
        .map(|(name, default)| (format!("--ai-key-{name}"), default.to_owned()))
        .collect();
    assert!(used.len() > 10);
    let names: Names = used.iter().map(|(name, _)| name.clone()).collect();
    assert_eq!(manifest("cssProperties", None), names);
    assert_eq!(documented("property"), names);
    let page = read("docs/embedding.md");
    for (name, default) in used {
        assert!(page.contains(&format!("| `{name}` | `{default}` |")), "{name} has the default {default}");
    }
}

#[test]
fn parts() {
    let mut used: Names = Names::new();
    let views = sources("src/panel/views");
    for text in between(&views, "\"part\", \"", "\"").iter().chain(&between(&views, "\"button", "\"")) {
        used.extend(text.split_whitespace().map(str::to_owned));
    }
    let loader = read("static/passweb-ai-key.js");
    used.extend(between(&loader, "part: '", "'"));
    used.extend(between(&loader, " part=", " "));
    used.insert("button".to_owned());
    assert_eq!(manifest("cssParts", None), used);
    assert_eq!(documented("part"), used);
}

#[test]
fn states_and_slots() {
    let states: Names = STATES.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(manifest("cssStates", None), states);
    assert_eq!(documented("state"), states);
    let code = sources("src/panel") + &read("static/passweb-ai-key.js");
    let severities = ["ready", "attention", "unknown", "refused"];
    for state in states.iter().filter(|state| !severities.contains(&state.as_str())) {
        let set = [format!("add(\"{state}\""), format!("'{state}'")].iter().any(|call| code.contains(call));
        assert!(set, "nothing sets {state}");
    }
    let slots: Names = between(&read("static/passweb-ai-key.js"), "node('slot', {name: '", "'").into_iter().collect();
    assert_eq!(manifest("slots", None), slots);
    assert_eq!(documented("slot"), slots);
}
