//! The contract as OpenAPI 3.1, from the types that serve it. `cargo run -p sandbox -- openapi` writes it to
//! `docs/openapi.json`.

mod answers;

use serde_json::{Value, json};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        Components, ComponentsBuilder, ContentBuilder, HttpMethod, InfoBuilder, LicenseBuilder, Object, OpenApi,
        OpenApiBuilder, PathsBuilder, Ref, Required, Type,
        example::ExampleBuilder,
        path::{Operation, OperationBuilder, Parameter, ParameterBuilder, ParameterIn, PathItemBuilder},
        request_body::RequestBodyBuilder,
        security::{ApiKey, ApiKeyValue, SecurityRequirement, SecurityScheme},
    },
};

use self::answers::{done, refusals, state};
use super::{
    contract::{FieldError, Problem, Save, State},
    refusal::Refusal,
};

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
