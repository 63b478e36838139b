//! The answers, each with examples.

use serde_json::{Value, json};
use utoipa::{
    ToSchema,
    openapi::{
        Content, ContentBuilder, Header, HeaderBuilder, Object, Ref, Response, ResponseBuilder, Type,
        example::{Example, ExampleBuilder},
        path::{Operation, OperationBuilder},
        schema::SchemaType,
    },
};

use crate::{
    keys::key_for,
    passweb::{
        contract::{Problem, Save, State},
        refusal::Refusal,
    },
};

fn header(kind: Type, description: &str) -> Header {
    HeaderBuilder::new().schema(Some(Object::with_type(SchemaType::Type(kind)))).description(Some(description)).build()
}

const ETAG: &str = "Optional: changes with every change of what is stored.";
const NEWER: &str = "Optional: a newer token, which the widget uses from then on.";

pub(super) fn state(description: &str) -> Response {
    let empty = State { configured: false, ..State::default() };
    let stored = State {
        configured: true,
        hint: Some("AbCd".to_owned()),
        updated_at: Some("2026-11-03T09:00:00Z".to_owned()),
        verdict: Some("ready".to_owned()),
        checked_at: Some("2026-11-03T09:00:00Z".to_owned()),
        ..State::default()
    };
    let regional = State {
        base_url: Some("https://eu.api.openai.com/v1".to_owned()),
        verdict: Some("no_credit".to_owned()),
        ..stored.clone()
    };
    let source = Some("variabile d’ambiente".to_owned());
    let read_only = State { read_only: true, source, ..stored.clone() };
    let examples = [
        ("empty", empty, "No key is stored"),
        ("stored", stored, "A key is stored, and worked when it was tried"),
        ("regional", regional, "A key of a European project that had no credit"),
        ("read-only", read_only, "The key comes from elsewhere"),
    ];
    let examples = examples.map(|(name, state, summary)| (name, example(summary, json!(state))));
    let content =
        ContentBuilder::new().schema(Some(Ref::from_schema_name(State::name()))).examples_from_iter(examples).build();
    ResponseBuilder::new()
        .description(description)
        .content("application/json", content)
        .header("Cache-Control", header(Type::String, "`no-store`"))
        .header("ETag", header(Type::String, ETAG))
        .header("X-CSRF-Token", header(Type::String, NEWER))
        .build()
}

pub(super) fn done(description: &str) -> Response {
    ResponseBuilder::new()
        .description(description)
        .header("ETag", header(Type::String, ETAG))
        .header("X-CSRF-Token", header(Type::String, NEWER))
        .build()
}

fn example(summary: &str, value: Value) -> Example {
    ExampleBuilder::new().summary(summary).value(Some(value)).build()
}

/// The answers of an operation that say no: one for each status, with an example for each reason.
pub(super) fn refusals(mut operation: OperationBuilder, reasons: &[Refusal]) -> Operation {
    let mut left: Vec<Refusal> = reasons.to_vec();
    while let Some(first) = left.first().copied() {
        let (same, other) = left.iter().partition(|reason| reason.status() == first.status());
        left = other;
        operation = operation.response(first.status().to_string(), refusal(first, &same));
    }
    operation.build()
}

fn refusal(first: Refusal, reasons: &[Refusal]) -> Response {
    let title = |reason: &Refusal| format!("`{}`", reason.name());
    let description = reasons.iter().map(title).collect::<Vec<_>>().join(", ");
    let examples = reasons.iter().flat_map(|reason| problems(*reason));
    let content: Content =
        ContentBuilder::new().schema(Some(Ref::from_schema_name(Problem::name()))).examples_from_iter(examples).build();
    let response = ResponseBuilder::new().description(description).content("application/problem+json", content);
    if first == Refusal::TooManyRequests {
        let seconds = header(Type::Integer, "The seconds to wait.");
        return response.header("Retry-After", seconds).build();
    }
    response.build()
}

/// Examples of a refusal.
fn problems(reason: Refusal) -> Vec<(String, Example)> {
    let told = format!("The widget tells it as `{}`.", reason.code());
    let example = |problem: &Problem| ExampleBuilder::new().summary(&told).value(Some(json!(problem))).build();
    if reason != Refusal::InvalidFields {
        return vec![(reason.name().to_owned(), example(&reason.problem()))];
    }
    // As the endpoint itself says it.
    let bodies = [
        ("apiKey", json!({"apiKey": "sk-...AbCd", "verdict": "ready"})),
        ("baseUrl", json!({"apiKey": key_for("good"), "baseUrl": "https://evil.example/v1", "verdict": "ready"})),
        ("verdict", json!({"apiKey": key_for("good"), "verdict": "<b>"})),
    ];
    let said = bodies.into_iter().filter_map(|(field, body)| {
        let problem = Save::read(body.to_string().as_bytes()).err()?;
        Some((format!("{}-{field}", reason.name()), example(&problem)))
    });
    said.collect()
}
