//! `docs/openapi.json`: is it what the types say, and does the widget read its examples as they are meant?

use std::{collections::BTreeSet, fs, path::Path};

use jsonschema::Validator;
use passweb_ai_key::module::{Call, Fault, Reply, read_reply};
use sandbox::{
    keys::key_for,
    passweb::{
        Refusal,
        contract::Save,
        openapi::{self, PATH},
    },
};
use serde_json::{Value, json};

fn document() -> Value {
    serde_json::to_value(openapi::document()).unwrap()
}

/// A validator of one of the document's own schemas.
fn schema(document: &Value, name: &str) -> Validator {
    let schema = json!({"$ref": format!("#/components/schemas/{name}"), "components": document["components"]});
    jsonschema::options().should_validate_formats(true).build(&schema).unwrap()
}

/// An example: the method, the status (0: a request's), the media type, the schema's name, the example's name, the value.
type Row = (String, u16, String, String, String, Value);

fn rows(document: &Value) -> Vec<Row> {
    let mut rows = Vec::new();
    for (method, operation) in
        document["paths"][PATH].as_object().unwrap().iter().filter(|(_, value)| value.is_object())
    {
        let body = operation.get("requestBody").map(|body| (0, body));
        let responses = operation["responses"].as_object().unwrap().iter();
        let responses = responses.map(|(status, response)| (status.parse().unwrap(), response));
        for (status, place) in body.into_iter().chain(responses) {
            for (media, content) in place.get("content").and_then(Value::as_object).into_iter().flatten() {
                let name = content["schema"]["$ref"].as_str().unwrap().rsplit('/').next().unwrap();
                for (example, value) in content["examples"].as_object().unwrap() {
                    let value = value["value"].clone();
                    rows.push((method.clone(), status, media.clone(), name.to_owned(), example.clone(), value));
                }
            }
        }
    }
    rows
}

#[test]
fn the_file_is_what_the_types_say() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/openapi.json");
    let written = fs::read_to_string(file).unwrap();
    let right = openapi::text().unwrap();
    assert!(written == right, "docs/openapi.json is old: run `cargo run -p sandbox -- openapi`");
}

#[test]
fn every_example_has_its_schema_and_every_schema_is_one() {
    let document = document();
    for (name, schema) in document["components"]["schemas"].as_object().unwrap() {
        assert!(jsonschema::meta::is_valid(schema), "{name}");
    }
    let rows = rows(&document);
    assert!(rows.len() > 30, "{}", rows.len());
    for (method, status, _, name, example, value) in &rows {
        let errors: Vec<String> = schema(&document, name).iter_errors(value).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{method} {status} {example}: {errors:?}");
    }
    for (name, bad) in [
        ("State", json!({"hint": "AbCd"})),
        ("State", json!({"configured": true, "hint": "12AbCd"})),
        ("State", json!({"configured": true, "updatedAt": "yesterday"})),
        ("State", json!({"configured": true, "readOnly": null})),
        ("Problem", json!({"type": "/problems/x", "title": "x"})),
        ("Problem", json!({"type": "/problems/x", "title": "x", "status": 422, "errors": [{"detail": "x"}]})),
    ] {
        assert!(!schema(&document, name).is_valid(&bad), "{name} takes {bad}");
    }
}

#[test]
fn the_widget_reads_every_example_as_it_is_meant() {
    let document = document();
    for (method, status, media, _, example, value) in rows(&document).into_iter().filter(|row| row.1 != 0) {
        let call = match method.as_str() {
            "get" => Call::Load,
            "post" => Call::Save,
            _ => Call::Remove,
        };
        let place = format!("{method} {status} {example}");
        let wait = (status == 429).then_some("30");
        match read_reply(call, status, &media, wait, value.to_string().as_bytes()) {
            Reply::State(state) => {
                assert_eq!(status, 200, "{place}");
                assert_eq!(Some(state.configured), value["configured"].as_bool(), "{place}");
                assert_eq!(Some(state.read_only), value["readOnly"].as_bool(), "{place}");
                for (read, name) in [
                    (state.hint, "hint"),
                    (state.updated_at, "updatedAt"),
                    (state.base_url, "baseUrl"),
                    (state.verdict, "verdict"),
                    (state.checked_at, "checkedAt"),
                    (state.source, "source"),
                ] {
                    assert_eq!(read.as_deref(), value[name].as_str(), "{place}: {name}");
                }
            }
            Reply::Failed(fault) => {
                let name = value["type"].as_str().unwrap().rsplit('/').next().unwrap();
                let meant = Refusal::ALL.into_iter().find(|refusal| refusal.name() == name).unwrap();
                assert_eq!((fault.code(), status), (meant.code(), meant.status()), "{place}");
                if let Fault::Invalid(reasons) = &fault {
                    let errors = value["errors"].as_array().map_or(0, Vec::len);
                    assert_eq!(reasons.told.len(), errors, "{place}: {reasons:?}");
                }
                if let Fault::RateLimited(delay) = fault {
                    assert_eq!(delay, Some(30), "{place}");
                }
            }
            Reply::Done => panic!("{place} reads as an empty answer"),
        }
    }
    for (method, call) in [("post", Call::Save), ("delete", Call::Remove)] {
        assert!(document["paths"][PATH][method]["responses"]["204"].is_object(), "{method}");
        assert_eq!(read_reply(call, 204, "", None, b""), Reply::Done);
    }
}

#[test]
fn every_refusal_is_in_the_contract_and_has_its_own_type() {
    let document = document();
    let named: BTreeSet<String> = rows(&document)
        .iter()
        .filter_map(|row| row.5["type"].as_str()?.rsplit('/').next().map(str::to_owned))
        .collect();
    // A method that the contract has not has no place in it but the path's description.
    assert!(document["paths"][PATH]["description"].as_str().unwrap().contains("/problems/method"));
    let all: BTreeSet<String> =
        Refusal::ALL.iter().filter(|it| **it != Refusal::Method).map(|it| it.name().to_owned()).collect();
    assert_eq!(named, all);
}

#[test]
fn the_page_for_developers_names_every_refusal_with_its_status() {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/endpoint.md")).unwrap();
    let table = page.split("| `type` ends in |").nth(1).unwrap().split("\n\n").next().unwrap();
    for refusal in Refusal::ALL {
        let line = table.lines().find(|line| line.contains(&format!("`{}`", refusal.name())));
        let line = line.unwrap_or_else(|| panic!("{} is not in the table", refusal.name()));
        // Where two share a line, their statuses stand in the same order.
        let cells: Vec<&str> = line.split('|').collect();
        let at = cells[1].split(',').position(|name| name.trim() == format!("`{}`", refusal.name())).unwrap();
        let status = cells[2].split(',').nth(at).unwrap().trim();
        assert_eq!(status, refusal.status().to_string(), "{}", refusal.name());
    }
    assert!(page.contains("](openapi.json)"));
}

#[test]
fn the_schema_of_a_post_takes_what_the_endpoint_takes() {
    let document = document();
    let schema = schema(&document, "Save");
    let key = key_for("good");
    let mut taken = 0;
    let mut bodies = vec![
        json!({"apiKey": key, "verdict": "ready"}),
        json!({"apiKey": key, "verdict": "ready", "baseUrl": null, "more": 1}),
        json!({"apiKey": key, "verdict": "Ready"}),
        json!({"apiKey": key, "verdict": ""}),
        json!({"apiKey": key, "verdict": "a".repeat(40)}),
        json!({"apiKey": key, "verdict": "a".repeat(41)}),
        json!({"apiKey": key}),
        json!({"apiKey": null, "verdict": "ready"}),
        json!({"apiKey": &key[..20], "verdict": "ready"}),
        json!({"apiKey": &key[..19], "verdict": "ready"}),
        json!({"apiKey": format!("sk-{}", "a".repeat(509)), "verdict": "ready"}),
        json!({"apiKey": format!("sk-{}", "a".repeat(510)), "verdict": "ready"}),
        json!({"apiKey": &key[3..], "verdict": "ready"}),
        json!({"apiKey": format!("{}é", &key[..30]), "verdict": "ready"}),
        json!({"verdict": "ready"}),
        json!([]),
    ];
    for url in [
        "https://api.openai.com/v1",
        "https://eu.api.openai.com/v1",
        "https://EU.api.openai.com/v1",
        "https://usa.api.openai.com/v1",
        "https://apixopenai.com/v1",
        "https://api.openai.com.evil.example/v1",
        "https://api.openai.com/v1/",
        "http://api.openai.com/v1",
        "",
    ] {
        bodies.push(json!({"apiKey": key, "verdict": "ready", "baseUrl": url}));
    }
    for body in bodies {
        let good = Save::read(body.to_string().as_bytes()).is_ok();
        assert_eq!(schema.is_valid(&body), good, "{body}");
        taken += usize::from(good);
    }
    assert_eq!(taken, 7);
}
