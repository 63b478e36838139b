//! A second endpoint that holds the contract, in memory, but for the flaws that it is given.

mod changes;
mod fields;
mod gate;
mod shown;

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

use axum::{
    body::Body,
    http::{HeaderMap, Request, Response, request::Parts},
};
use http_body_util::BodyExt;
use hyper::body::Incoming;
use sandbox::line::{Tasks, bind, serve};
use serde_json::{Value, json};
use tokio_rustls::TlsAcceptor;

use super::flaws::Flaw;

const COOKIE: &str = "sid=c0ffee";
const TOKEN: &str = "t0ken";

/// What the tool is given for this endpoint.
pub const HEADERS: &str = "Cookie: sid=c0ffee\nX-CSRF-Token: t0ken";

#[derive(Clone, Default)]
struct Stored {
    key: Option<String>,
    base_url: Option<String>,
    verdict: Option<String>,
    version: u32,
}

struct Endpoint {
    flaws: Vec<Flaw>,
    scheme: &'static str,
    stored: Mutex<Stored>,
    answered: Mutex<HashMap<String, (u16, Value)>>,
    changing: AtomicUsize,
}

/// A running endpoint. It ends with it.
pub struct Flawed {
    pub url: String,
    endpoint: Arc<Endpoint>,
    tasks: Tasks,
}

impl Drop for Flawed {
    fn drop(&mut self) {
        self.tasks.abort();
    }
}

impl Flawed {
    pub async fn start(flaws: &[Flaw]) -> Self {
        Self::over(flaws, None).await
    }

    /// The same, by https where there is something to end the TLS.
    pub async fn over(flaws: &[Flaw], tls: Option<TlsAcceptor>) -> Self {
        let (listener, address) = bind(None).await.unwrap();
        let url = match tls {
            Some(_) => format!("https://localhost:{}/api/key", address.port()),
            None => format!("http://{address}/api/key"),
        };
        let endpoint = Arc::new(Endpoint {
            flaws: flaws.to_vec(),
            scheme: if tls.is_some() { "https" } else { "http" },
            stored: Mutex::default(),
            answered: Mutex::default(),
            changing: AtomicUsize::new(0),
        });
        let (tasks, served) = (Tasks::default(), endpoint.clone());
        tasks.listen(listener, move |line, breaker| {
            let (endpoint, tls) = (served.clone(), tls.clone());
            async move {
                let answer = |request| asked(endpoint.clone(), request);
                match tls {
                    None => serve(line, breaker, answer).await,
                    Some(tls) => {
                        if let Ok(line) = tls.accept(line).await {
                            serve(line, breaker, answer).await;
                        }
                    }
                }
            }
        });
        Self { url, endpoint, tasks }
    }

    /// How many requests came that could change something.
    pub fn changing(&self) -> usize {
        self.endpoint.changing.load(Ordering::Relaxed)
    }
}

async fn asked(endpoint: Arc<Endpoint>, request: Request<Incoming>) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let length = head(&parts.headers, "content-length").and_then(|length| length.parse::<usize>().ok());
    if endpoint.has(Flaw::HangsUp) && length.is_some_and(|length| length > 16 * 1024) {
        // Unread, so that the line ends in a reset.
        return endpoint.problem(413, "too-large", "");
    }
    let body = body.collect().await.map(http_body_util::Collected::to_bytes).unwrap_or_default();
    if !["GET", "HEAD"].contains(&parts.method.as_str()) {
        endpoint.changing.fetch_add(1, Ordering::Relaxed);
    }
    if endpoint.has(Flaw::Hangs) && parts.method == "PUT" {
        std::future::pending::<()>().await;
    }
    endpoint.answer(&parts, &body)
}

fn head<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

fn answer(status: u16, kind: &str, body: impl Into<Body>) -> Response<Body> {
    let answer = Response::builder().status(status).header("content-type", kind).header("cache-control", "no-store");
    answer.body(body.into()).unwrap()
}

impl Endpoint {
    fn has(&self, flaw: Flaw) -> bool {
        self.flaws.contains(&flaw)
    }

    fn problem(&self, status: u16, kind: &str, pointer: &str) -> Response<Body> {
        let mut body =
            json!({"type": format!("https://shop.example/problems/{kind}"), "title": kind, "status": status});
        if !pointer.is_empty() {
            body["errors"] = json!([{"detail": "Il valore non è valido.", "pointer": pointer}]);
        }
        let kind =
            if self.has(Flaw::BareRefusals) { "application/json" } else { "application/problem+json; charset=utf-8" };
        answer(status, kind, body.to_string())
    }

    fn answer(&self, parts: &Parts, body: &[u8]) -> Response<Body> {
        let (method, headers) = (parts.method.as_str(), &parts.headers);
        if let Some(refusal) = self.stranger(method, headers).or_else(|| self.forged(method, headers)) {
            return refusal;
        }
        let known = match method {
            "GET" => return self.state(),
            "POST" | "DELETE" => true,
            "PUT" => self.has(Flaw::PutStores),
            "PATCH" => self.has(Flaw::PatchStores),
            "HEAD" if self.has(Flaw::HeadFails) => return answer(500, "text/plain", ""),
            _ => false,
        };
        if !known {
            let long = if self.has(Flaw::LongRefusal) { 100_000 } else { 10 };
            return answer(405, "text/plain", "x".repeat(long));
        }
        if self.has(Flaw::Redirects) {
            return Response::builder().status(307).header("location", "/login").body(Body::empty()).unwrap();
        }
        let repeated = head(headers, "idempotency-key").unwrap_or("").to_owned();
        let before = self.answered.lock().unwrap().get(&repeated).cloned();
        if let Some((status, body)) = before {
            return self.done(status, &body);
        }
        let changed = if method == "DELETE" { self.remove(headers) } else { self.save(headers, body) };
        match changed {
            Err(refusal) => *refusal,
            Ok((status, body)) => {
                if !self.has(Flaw::ForgetsRepetitions) {
                    self.answered.lock().unwrap().insert(repeated, (status, body.clone()));
                }
                self.done(status, &body)
            }
        }
    }

    fn done(&self, status: u16, body: &Value) -> Response<Body> {
        let body = if status == 204 { String::new() } else { body.to_string() };
        let answer_of = |kind| answer(status, kind, body.clone());
        if self.has(Flaw::ReplyIsText) { answer_of("text/plain") } else { answer_of("application/json") }
    }
}
