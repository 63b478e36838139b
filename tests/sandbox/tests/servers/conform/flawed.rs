//! A second endpoint that holds the contract, in memory, but for the flaws that it is given.

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
use serde_json::{Map, Value, json};
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

    /// Whoever is not logged in.
    fn stranger(&self, method: &str, headers: &HeaderMap) -> Option<Response<Body>> {
        let cookie = head(headers, "cookie").unwrap_or("");
        let known = cookie == COOKIE
            || self.has(Flaw::AnyCookie) && !cookie.is_empty()
            || self.has(Flaw::NobodyPosts) && method == "POST"
            || self.has(Flaw::NobodyDeletes) && method == "DELETE";
        if known {
            return None;
        }
        if self.has(Flaw::LoginPage) && method == "GET" {
            return Some(answer(200, "text/html", "<form>"));
        }
        if self.has(Flaw::RedirectsToLogin) {
            return Some(Response::builder().status(302).header("location", "/login").body(Body::empty()).unwrap());
        }
        Some(self.problem(401, "session-ended", ""))
    }

    /// Whoever comes from another page.
    fn forged(&self, method: &str, headers: &HeaderMap) -> Option<Response<Body>> {
        if method == "GET" || method == "HEAD" {
            return None;
        }
        let own = format!("{}://{}", self.scheme, head(headers, "host").unwrap_or(""));
        let origin = head(headers, "origin").unwrap_or(&own);
        let fits = origin == own
            || self.has(Flaw::AnyOrigin) && method == "POST"
            || self.has(Flaw::DeleteFromAnywhere) && method == "DELETE"
            || self.has(Flaw::NullOrigin) && origin == "null"
            || self.has(Flaw::OriginByItsStart) && origin.starts_with(&own);
        if !fits {
            return Some(self.problem(403, "foreign-origin", ""));
        }
        let token = head(headers, "x-csrf-token");
        let fits = token == Some(TOKEN)
            || self.has(Flaw::NoToken)
            || self.has(Flaw::TokenWhereSent) && token.is_none() && method == "POST"
            || self.has(Flaw::AnyToken) && token.is_some()
            || self.has(Flaw::DeleteWithoutToken) && method == "DELETE";
        let kind = if self.has(Flaw::TokenUnnamed) { "forbidden" } else { "csrf" };
        (!fits).then(|| self.problem(403, kind, ""))
    }

    fn state(&self) -> Response<Body> {
        let stored = self.stored.lock().unwrap().clone();
        if self.has(Flaw::StateIsText) {
            return answer(200, "text/html", "ok");
        }
        let mut members = self.members(&stored);
        if self.has(Flaw::KeyInState) {
            members["apiKey"] = json!(stored.key);
        }
        let mut answer = answer(200, "application/json", members.to_string());
        let headers = answer.headers_mut();
        if !self.has(Flaw::NoEtag) {
            let version = if self.has(Flaw::SameEtag) { 0 } else { stored.version };
            let weak = if self.has(Flaw::WeakEtag) { "W/" } else { "" };
            headers.insert("etag", format!("{weak}\"{version}\"").parse().unwrap());
        }
        if self.has(Flaw::Cached) {
            headers.insert("cache-control", "max-age=60".parse().unwrap());
        }
        if self.has(Flaw::OpenToReaders) {
            headers.insert("access-control-allow-origin", "*".parse().unwrap());
        }
        answer
    }

    fn members(&self, stored: &Stored) -> Value {
        let long = if self.has(Flaw::HintOfSix) { 6 } else { 4 };
        let hint = stored.key.as_deref().map(|key| {
            let count = key.chars().count();
            key.chars().skip(count.saturating_sub(long)).collect::<String>()
        });
        let hint = hint.or(self.has(Flaw::KeepsHint).then(|| "AbCd".to_owned()));
        let time = stored.key.as_ref().map(|_| "2026-11-03T09:00:00.5+01:00");
        let mut state = json!({"configured": stored.key.is_some(), "hint": hint, "baseUrl": stored.base_url,
            "verdict": stored.verdict, "updatedAt": time, "readOnly": false});
        if self.has(Flaw::UnixTimes) {
            state["checkedAt"] = json!(1_793_696_400);
        }
        if self.has(Flaw::NoConfigured) {
            state["configured"] = Value::Null;
        }
        state
    }

    fn unchanged(&self, method: Flaw, headers: &HeaderMap) -> Result<(), Box<Response<Body>>> {
        let version = if self.has(Flaw::SameEtag) { 0 } else { self.stored.lock().unwrap().version };
        let same =
            head(headers, "if-match").is_none_or(|meant| meant.trim_start_matches("W/") == format!("\"{version}\""));
        if same || self.has(Flaw::IgnoresIfMatch) || self.has(method) {
            Ok(())
        } else {
            Err(Box::new(self.problem(412, "changed", "")))
        }
    }

    fn remove(&self, headers: &HeaderMap) -> Result<(u16, Value), Box<Response<Body>>> {
        self.unchanged(Flaw::DeleteIgnoresIfMatch, headers)?;
        let mut stored = self.stored.lock().unwrap();
        if stored.key.is_none() && self.has(Flaw::NothingToDelete) {
            return Err(Box::new(self.problem(404, "nothing", "")));
        }
        if !self.has(Flaw::NeverDeletes) {
            *stored = Stored { version: stored.version + 1, ..Stored::default() };
        }
        Ok((if self.has(Flaw::DeleteSays200) { 200 } else { 204 }, json!({})))
    }

    fn save(&self, headers: &HeaderMap, body: &[u8]) -> Result<(u16, Value), Box<Response<Body>>> {
        if self.has(Flaw::SavesNothing) {
            return Err(Box::new(answer(500, "text/plain", "")));
        }
        let fields = self.fields(headers, body).map_err(|(status, kind)| Box::new(self.problem(status, kind, "")))?;
        let invalid = |pointer: &str, named: bool| {
            let pointer = if named { pointer } else { "" };
            let mut refusal = self.problem(422, "invalid", pointer);
            if self.has(Flaw::KeyInRefusal) {
                let text = json!({"type": "x", "title": fields.get("apiKey").and_then(Value::as_str).unwrap_or("no"), "status": 422,
                    "errors": [{"detail": "no", "pointer": pointer}]});
                *refusal.body_mut() = Body::from(text.to_string());
            }
            Err(Box::new(refusal))
        };
        let Some(key) = self.key(fields.get("apiKey")) else {
            return invalid("#/apiKey", !self.has(Flaw::KeyUnnamed));
        };
        let Ok(base_url) = self.base_url(fields.get("baseUrl")) else {
            return invalid("#/baseUrl", !self.has(Flaw::AddressUnnamed));
        };
        let verdict = fields.get("verdict").and_then(Value::as_str).unwrap_or("").to_owned();
        let is_id = (1..=40).contains(&verdict.len()) && verdict.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        if !is_id && !self.has(Flaw::AnyVerdict) {
            return invalid("#/verdict", true);
        }
        if self.has(Flaw::KnownMembersOnly) && fields.keys().any(|name| name == "somethingNew") {
            return invalid("#/somethingNew", true);
        }
        self.unchanged(Flaw::PostIgnoresIfMatch, headers)?;
        Ok(self.store(key, base_url, verdict))
    }

    fn store(&self, key: String, base_url: Option<String>, verdict: String) -> (u16, Value) {
        let mut stored = self.stored.lock().unwrap();
        let before = self.members(&stored);
        if stored.key.is_none() || !self.has(Flaw::NeverReplaces) {
            stored.key = Some(key);
            if base_url.is_some() || !self.has(Flaw::KeepsAddress) {
                stored.base_url = base_url.filter(|_| !self.has(Flaw::DropsAddress));
            }
            stored.verdict = Some(verdict).filter(|_| !self.has(Flaw::DropsVerdict));
        }
        stored.version += 1;
        let mut after = if self.has(Flaw::AnswersTooEarly) { before } else { self.members(&stored) };
        if self.has(Flaw::KeyInReply) {
            after["received"] = json!({"apiKey": stored.key});
        }
        (if self.has(Flaw::SaysNothing) { 204 } else { 200 }, after)
    }

    fn fields(&self, headers: &HeaderMap, body: &[u8]) -> Result<Map<String, Value>, (u16, &'static str)> {
        let kind = head(headers, "content-type").unwrap_or("");
        let media = kind.split(';').next().unwrap_or("");
        let fits = media == "application/json"
            || self.has(Flaw::PlainText) && kind == "text/plain"
            || self.has(Flaw::TypeByItsPart) && kind.contains("application/json")
            || self.has(Flaw::NoType) && kind.is_empty();
        if self.has(Flaw::Forms) && media == "application/x-www-form-urlencoded" {
            let pairs = std::str::from_utf8(body).unwrap().split('&').filter_map(|pair| pair.split_once('='));
            return Ok(pairs.map(|(name, value)| (name.to_owned(), json!(value))).collect());
        }
        if !fits {
            return Err((415, "no-json"));
        }
        if body.len() > 16 * 1024 && !self.has(Flaw::LongBodies) {
            return Err((413, "too-large"));
        }
        let closed = [body, b"}"].concat();
        match serde_json::from_slice(body) {
            Ok(Value::Object(fields)) => Ok(fields),
            Ok(Value::Array(mut list)) if self.has(Flaw::Lists) => Ok(list.remove(0).as_object().unwrap().clone()),
            Err(_) if self.has(Flaw::CutJson) => Ok(serde_json::from_slice(&closed).unwrap()),
            _ => Err((400, "no-json")),
        }
    }

    fn key(&self, value: Option<&Value>) -> Option<String> {
        let text = match value? {
            Value::String(text) => text.clone(),
            Value::Null if self.has(Flaw::NullKey) => return Some("sk-null".to_owned()),
            Value::Number(number) if self.has(Flaw::NumberKey) => return Some(number.to_string()),
            _ => return None,
        };
        if self.has(Flaw::MaskedKey) && text.contains("...") {
            return Some(text);
        }
        let odd = |c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_');
        if self.has(Flaw::CutsKeys) {
            return Some(text.split(odd).next().unwrap().to_owned())
                .filter(|key| key.len() == 80 || self.is_key(&text));
        }
        if self.has(Flaw::OddKeys) && text.contains(odd) && text.starts_with("sk-proj") {
            return Some(text);
        }
        self.is_key(&text).then_some(text)
    }

    fn is_key(&self, text: &str) -> bool {
        let least = if self.has(Flaw::ShortKeys) { 1 } else { 20 };
        let most = if self.has(Flaw::LongKeys) { 9999 } else { 512 };
        (text.starts_with("sk-") || self.has(Flaw::AnyPrefix))
            && (least..=most).contains(&text.len())
            && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
    }

    /// What is to be stored for a base URL.
    fn base_url(&self, value: Option<&Value>) -> Result<Option<String>, ()> {
        let url = match value {
            None | Some(Value::Null) => return Ok(None),
            Some(Value::String(url)) => url.as_str(),
            Some(Value::Array(_)) if self.has(Flaw::AddressList) => return Ok(None),
            Some(Value::Number(_)) if self.has(Flaw::AddressNumber) => return Ok(None),
            Some(_) => return Err(()),
        };
        let url = if self.has(Flaw::Trims) { url.trim() } else { url };
        let usual = "https://api.openai.com/v1";
        let region = url.len() == usual.len() + 3 && url.ends_with(".api.openai.com/v1") && url.starts_with("https://");
        let fits = url == usual && !self.has(Flaw::UsualRefused)
            || region && !self.has(Flaw::RegionsRefused)
            || self.flaws.iter().any(|flaw| flaw.takes(url));
        if fits { Ok(Some(url.to_owned())) } else { Err(()) }
    }
}
