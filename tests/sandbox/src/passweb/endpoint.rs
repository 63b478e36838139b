//! The module configuration endpoint, as the contract has it.

use std::{collections::HashMap, io, path::Path, sync::Mutex};

use axum::{
    body::{Body, Bytes},
    http::{HeaderMap, Response, request::Parts},
};
use ring::digest::{SHA256, digest};

use super::{
    contract::{Save, State},
    fault::EndpointFault,
    refusal::Refusal,
    session::{Session, Sessions},
    store::{Store, Stored},
};
use crate::{answer::Answer, line::held};

/// No key and no verdict needs more.
const LARGEST_BODY: usize = 16 * 1024;

/// The endpoint of one run.
pub struct Endpoint {
    /// Who is logged in.
    pub sessions: Sessions,
    /// The file behind it.
    pub store: Store,
    settings: Mutex<Settings>,
    // What was answered to which Idempotency-Key: the digest of the request, and the answer.
    remembered: Mutex<HashMap<String, (Vec<u8>, Answer)>>,
}

struct Settings {
    fault: Option<EndpointFault>,
    read_only: Option<String>,
    csrf: bool,
}

impl Endpoint {
    /// An endpoint with its file in that folder (else in a temporary one).
    ///
    /// # Errors
    /// Where the folder can't be made.
    pub fn open(folder: Option<&Path>) -> io::Result<Self> {
        Ok(Self {
            sessions: Sessions::default(),
            store: Store::open(folder)?,
            settings: Mutex::new(Settings { fault: None, read_only: None, csrf: true }),
            remembered: Mutex::default(),
        })
    }

    /// The fault from now on; `None` ends it.
    pub fn set_fault(&self, fault: Option<EndpointFault>) {
        held(&self.settings).fault = fault;
    }

    /// Where the key comes from, when it can't be changed here; `None`: it can.
    pub fn set_read_only(&self, source: Option<String>) {
        held(&self.settings).read_only = source;
    }

    /// Is a CSRF token asked for?
    pub fn ask_csrf(&self, asked: bool) {
        held(&self.settings).csrf = asked;
    }

    /// Answers one request.
    pub async fn serve(&self, parts: &Parts, body: &Bytes) -> Response<Body> {
        let fault = self.fault_of(parts.method.as_str());
        let instead = fault.as_ref().and_then(|fault| fault.what.instead(body));
        let answer = instead.unwrap_or_else(|| {
            let answer = self.answer(parts, body);
            match fault {
                Some(fault) => fault.what.after(answer),
                None => answer,
            }
        });
        answer.with("cache-control", "no-store").with("x-content-type-options", "nosniff").send().await
    }

    fn fault_of(&self, method: &str) -> Option<EndpointFault> {
        let mut settings = held(&self.settings);
        let fault = settings.fault.as_mut().filter(|fault| fault.on.means(method))?;
        let now = fault.clone();
        if let Some(times) = fault.times.as_mut() {
            *times = times.saturating_sub(1);
            if *times == 0 {
                settings.fault = None;
            }
        }
        (now.times != Some(0)).then_some(now)
    }

    fn answer(&self, parts: &Parts, body: &Bytes) -> Answer {
        let headers = &parts.headers;
        if is_foreign(headers) {
            return refuse(Refusal::ForeignOrigin);
        }
        let Some(session) = self.sessions.of(headers) else {
            return refuse(Refusal::SessionEnded);
        };
        let method = parts.method.as_str();
        let answer = match method {
            "GET" => self.state(&self.store.read()),
            "POST" | "DELETE" => self.change(method, &session, headers, body),
            _ => refuse(Refusal::Method).with("allow", "GET, POST, DELETE"),
        };
        // A page that was opened before the token was renewed learns the new one here.
        answer.with("x-csrf-token", session.csrf)
    }

    fn change(&self, method: &str, session: &Session, headers: &HeaderMap, body: &Bytes) -> Answer {
        let (csrf, read_only) = {
            let settings = held(&self.settings);
            (settings.csrf, settings.read_only.is_some())
        };
        if csrf && text(headers, "x-csrf-token") != Some(&session.csrf) {
            return refuse(Refusal::Csrf);
        }
        if read_only {
            return refuse(Refusal::ReadOnly);
        }
        if body.len() > LARGEST_BODY {
            return refuse(Refusal::TooLarge);
        }
        let seen = digest(&SHA256, &[method.as_bytes(), b"\n", body].concat()).as_ref().to_vec();
        let repeated = text(headers, "idempotency-key").map(str::to_owned);
        if let Some((before, answer)) = repeated.as_ref().and_then(|key| held(&self.remembered).get(key).cloned()) {
            let other = || refuse(Refusal::IdempotencyKey);
            return if before == seen { answer } else { other() };
        }
        let answer = match method {
            "POST" => self.save(headers, body),
            _ => self.remove(headers),
        };
        // Only what was carried out is remembered: what was refused may be mended and tried again.
        if let Some(key) = repeated.filter(|_| answer.status < 300) {
            held(&self.remembered).insert(key, (seen, answer.clone()));
        }
        answer
    }

    fn save(&self, headers: &HeaderMap, body: &Bytes) -> Answer {
        if !is_json(headers) {
            return refuse(Refusal::NotJsonType);
        }
        let save = match Save::read(body) {
            Ok(save) => save,
            Err(problem) => return problem.answer(),
        };
        if let Some(refusal) = self.somebody_else(headers) {
            return refusal;
        }
        match self.store.save(&save) {
            Ok(stored) => self.state(&stored),
            Err(_) => refuse(Refusal::Store),
        }
    }

    fn remove(&self, headers: &HeaderMap) -> Answer {
        if let Some(refusal) = self.somebody_else(headers) {
            return refusal;
        }
        match self.store.remove() {
            Ok(stored) => Answer::empty(204).with("etag", stored.etag()),
            Err(_) => refuse(Refusal::Store),
        }
    }

    fn somebody_else(&self, headers: &HeaderMap) -> Option<Answer> {
        let meant = text(headers, "if-match")?;
        let now = self.store.read().etag();
        let same = meant.split(',').any(|tag| tag.trim() == now || tag.trim() == "*");
        (!same).then(|| refuse(Refusal::Changed))
    }

    fn state(&self, stored: &Stored) -> Answer {
        let state = State::of(stored, held(&self.settings).read_only.as_deref());
        let body = serde_json::to_vec(&state).unwrap_or_default();
        Answer::new(200, "application/json", body).with("etag", stored.etag())
    }
}

fn refuse(refusal: Refusal) -> Answer {
    refusal.problem().answer()
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

fn is_json(headers: &HeaderMap) -> bool {
    let essence = text(headers, "content-type").and_then(|value| value.split(';').next()).unwrap_or("");
    essence.trim().eq_ignore_ascii_case("application/json")
}

/// Does the request come from a page of another origin? `GET` from the same origin carries no `Origin`.
fn is_foreign(headers: &HeaderMap) -> bool {
    let host = text(headers, "host").unwrap_or("");
    let origin = headers.get("origin").map(|value| value.to_str().unwrap_or("null"));
    let site = text(headers, "sec-fetch-site");
    origin.is_some_and(|origin| origin != format!("http://{host}"))
        || site.is_some_and(|site| site == "cross-site" || site == "same-site")
}
