//! Every row of the corpora: what a paste is, and the bytes of the key in it.

use passweb_ai_key::paste::{Standing, read};
use serde_json::Value;

/// One paste.
struct Row {
    id: String,
    text: String,
    kind: String,
    accept: bool,
    clean: String,
}

fn joined(value: &Value) -> Option<String> {
    Some(value.as_array()?.iter().map(|part| part.as_str().unwrap_or_default()).collect())
}

fn rows(file: &str) -> Vec<Row> {
    let row = |line: &str| {
        let row: Value = serde_json::from_str(line).unwrap_or_default();
        let text = joined(&row["parts"]).unwrap_or_default();
        Row {
            id: row["id"].as_str().unwrap_or("a row without an id").to_owned(),
            kind: row["kind"].as_str().unwrap_or_default().to_owned(),
            accept: row["accept"].as_bool().unwrap_or_default(),
            clean: joined(&row["clean_parts"]).unwrap_or_else(|| text.clone()),
            text,
        }
    };
    file.lines().filter(|line| !line.is_empty()).map(row).collect()
}

fn faults(file: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for row in rows(file) {
        let (reading, secret) = read(&row.text);
        let accepted = reading.standing == Standing::Accepted;
        let mut wrong = Vec::new();
        if reading.kind.id() != row.kind {
            wrong.push(format!("is {}, not {}", reading.kind.id(), row.kind));
        }
        if accepted != row.accept {
            wrong.push(format!("accepted: {accepted}"));
        }
        // EXPOSE: the corpus holds made-up keys.
        if accepted && secret.is_none_or(|secret| secret.expose() != row.clean) {
            wrong.push("another key than the row's".to_owned());
        }
        if !wrong.is_empty() {
            faults.push(format!("{}: {}", row.id, wrong.join(", ")));
        }
    }
    faults
}

#[test]
fn c4_c5_c6_c8_every_known_paste_is_read() {
    let faults = faults(include_str!("data/pastes.jsonl"));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn c4_c5_c6_c8_every_repair_every_vendor_every_class_is_read() {
    let faults = faults(include_str!("data/pastes-more.jsonl"));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
