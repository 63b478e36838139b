//! The contract as OpenAPI 3.1, from the types that serve it. `cargo run -p sandbox -- openapi` writes it to
//! `docs/openapi.json`.

use serde_json::{Value, json};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        Components, ComponentsBuilder, Content, ContentBuilder, Header, HeaderBuilder, HttpMethod, InfoBuilder,
        LicenseBuilder, Object, OpenApi, OpenApiBuilder, PathsBuilder, Ref, Required, Response, ResponseBuilder, Type,
        example::{Example, ExampleBuilder},
        path::{Operation, OperationBuilder, Parameter, ParameterBuilder, ParameterIn, PathItemBuilder},
        request_body::RequestBodyBuilder,
        schema::SchemaType,
        security::{ApiKey, ApiKeyValue, SecurityRequirement, SecurityScheme},
    },
};

use super::{
    contract::{FieldError, Problem, Save, State},
    refusal::Refusal,
};
use crate::keys::key_for;

/// The contract's own version: it changes with the contract, not with the widget.
const VERSION: &str = "1.0.0";
/// An example of a path; the `endpoint` attribute names the real one.
pub const PATH: &str = "/admin/ai/api-key";

/// The contract.
pub fn document() -> OpenApi {
    let path = PathItemBuilder::new()
        .description(Some(
            "The path is an example: the element's attribute `endpoint` names yours, on the page's own origin. Any \
             other method is answered with 405 and the problem `/problems/method`.",
        ))
        .operation(HttpMethod::Get, get())
        .operation(HttpMethod::Post, post())
        .operation(HttpMethod::Delete, delete())
        .build();
    let info = InfoBuilder::new()
        .title("The module configuration endpoint of <passweb-ai-key>")
        .version(VERSION)
        .description(Some(
            "Stores an OpenAI key for the module, tells its last four characters, removes it. No answer ever holds \
             the key. What this file can't say (order of the checks, encryption, re-checks) is in docs/endpoint.md.",
        ))
        .license(Some(LicenseBuilder::new().name("MIT OR Apache-2.0").identifier(Some("MIT OR Apache-2.0")).build()))
        .build();
    OpenApiBuilder::new()
        .info(info)
        .paths(PathsBuilder::new().path(PATH, path).build())
        .components(Some(components()))
        .security(Some([SecurityRequirement::new("session", Vec::<String>::new())]))
        .build()
}

/// The contract as the text of `docs/openapi.json`.
///
/// # Errors
/// Where it can't be written as JSON, which it has no reason to.
pub fn text() -> Result<String, String> {
    document().to_pretty_json().map(|text| text + "\n").map_err(|why| why.to_string())
}

fn components() -> Components {
    let session = ApiKeyValue::with_description("session", "The cookie of the admin session; its name is yours.");
    ComponentsBuilder::new()
        .schema(State::name(), State::schema())
        .schema(Save::name(), Save::schema())
        .schema(Problem::name(), Problem::schema())
        .schema(FieldError::name(), FieldError::schema())
        .security_scheme("session", SecurityScheme::ApiKey(ApiKey::Cookie(session)))
        .build()
}

fn get() -> Operation {
    let operation = OperationBuilder::new()
        .operation_id(Some("readState"))
        .summary(Some("Tells what is stored"))
        .response("200", state("What is stored. Never the key."));
    refusals(operation, &[Refusal::SessionEnded, Refusal::Forbidden, Refusal::TooManyRequests, Refusal::Store])
}

fn post() -> Operation {
    // It has the shape, and wakes nobody who scans for keys.
    let key = "sk-example-no-key-at-all";
    let body = |value: Value, summary: &str| ExampleBuilder::new().summary(summary).value(Some(value)).build();
    let content = ContentBuilder::new()
        .schema(Some(Ref::from_schema_name(Save::name())))
        .examples_from_iter([
            ("usual", body(json!({"apiKey": key, "verdict": "ready"}), "A key that works at the usual address")),
            (
                "regional",
                body(
                    json!({"apiKey": key, "baseUrl": "https://eu.api.openai.com/v1", "verdict": "no_credit"}),
                    "A key of a European project that has no credit yet",
                ),
            ),
        ])
        .build();
    let body = RequestBodyBuilder::new()
        .description(Some("At most 16 KiB. Members that are not known here are passed over."))
        .required(Some(Required::True))
        .content("application/json", content)
        .build();
    let operation = changing("storeKey", "Stores a key in the old one's place")
        .request_body(Some(body))
        .response("200", state("Stored; the state as GET tells it."))
        .response("204", done("Stored."));
    refusals(
        operation,
        &[
            Refusal::NotJson,
            Refusal::SessionEnded,
            Refusal::Forbidden,
            Refusal::ForeignOrigin,
            Refusal::Csrf,
            Refusal::ReadOnly,
            Refusal::Changed,
            Refusal::TooLarge,
            Refusal::NotJsonType,
            Refusal::InvalidFields,
            Refusal::IdempotencyKey,
            Refusal::TooManyRequests,
            Refusal::Store,
        ],
    )
}

fn delete() -> Operation {
    let operation = changing("removeKey", "Removes the key").response("204", done("Removed, or nothing was stored."));
    refusals(
        operation,
        &[
            Refusal::SessionEnded,
            Refusal::Forbidden,
            Refusal::ForeignOrigin,
            Refusal::Csrf,
            Refusal::ReadOnly,
            Refusal::Changed,
            Refusal::IdempotencyKey,
            Refusal::TooManyRequests,
            Refusal::Store,
        ],
    )
}

/// A call that changes something, with its headers.
fn changing(id: &str, summary: &str) -> OperationBuilder {
    OperationBuilder::new()
        .operation_id(Some(id))
        .summary(Some(summary))
        .description(Some(
            "Refused where `Origin` is not your own (a browser sends it with every such call), with or without a \
             token.",
        ))
        .parameter(parameter(
            "X-CSRF-Token",
            Required::False,
            "The session's token. The name is that of the attribute `csrf-header`; pages without tokens send none.",
        ))
        .parameter(parameter(
            "Idempotency-Key",
            Required::True,
            "One a press of the button. A second request with the same one changes nothing and gets the first one's \
             answer, for 24 hours; look here before `If-Match`.",
        ))
        .parameter(parameter(
            "If-Match",
            Required::False,
            "The `ETag` of the last `GET`, where it gave one. Another than the current one: 412.",
        ))
}

fn parameter(name: &str, required: Required, description: &str) -> Parameter {
    ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Header)
        .required(required)
        .description(Some(description))
        .schema(Some(Object::with_type(Type::String)))
        .build()
}

fn header(kind: Type, description: &str) -> Header {
    HeaderBuilder::new().schema(Some(Object::with_type(SchemaType::Type(kind)))).description(Some(description)).build()
}

const ETAG: &str = "Optional: changes with every change of what is stored.";
const NEWER: &str = "Optional: a newer token, which the widget uses from then on.";

fn state(description: &str) -> Response {
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

fn done(description: &str) -> Response {
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
fn refusals(mut operation: OperationBuilder, reasons: &[Refusal]) -> Operation {
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
