//! What was asked of whom, in the order of arrival.

use std::{
    sync::{
        Mutex,
        atomic::{AtomicU64, Ordering},
    },
    time::SystemTime,
};

use axum::http::request::Parts;

use crate::line::held;

/// By which door a request came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Via {
    /// The proxy: a `CONNECT`, a request inside of its TLS, or one that it passed on.
    Proxy,
    /// The page and its files.
    Page,
    /// The acted-out OpenAI under `/openai`, beside the page.
    OpenAi,
    /// The module configuration endpoint.
    Endpoint,
    /// The tray's controls.
    Control,
}

impl Via {
    /// The door of a path on the page's server.
    pub fn of(path: &str) -> Self {
        match path {
            "/admin/ai/api-key" => Self::Endpoint,
            _ if path.starts_with("/openai/") => Self::OpenAi,
            _ if path.starts_with("/sandbox/") => Self::Control,
            _ => Self::Page,
        }
    }
}

/// One request.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// When its head had arrived.
    pub at: SystemTime,
    /// By which door.
    pub via: Via,
    /// The host it was meant for. Inside the proxy's TLS: the name asked of `CONNECT`, without the port.
    pub host: String,
    /// The method, in capitals.
    pub method: String,
    /// The path, as sent. Of a `CONNECT`: empty.
    pub path: String,
    /// What follows the `?`.
    pub query: Option<String>,
    /// The headers in their order, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body, as far as it came.
    pub body: Vec<u8>,
}

impl Recorded {
    /// The first header of that name (lower case).
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The key in `Authorization: Bearer`.
    pub fn bearer(&self) -> Option<&str> {
        self.header("authorization")?.strip_prefix("Bearer ")
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Is it an API request to OpenAI, acted out or not? No `CONNECT`, no preflight.
    pub fn asks_openai(&self) -> bool {
        let there = self.via == Via::OpenAi || (self.via == Via::Proxy && crate::proxy::is_openai(&self.host));
        there && self.method != "CONNECT" && self.method != "OPTIONS"
    }

    /// Does any part of it (address, headers, body) hold that text?
    pub fn holds(&self, text: &str) -> bool {
        self.path.contains(text)
            || self.query.as_deref().is_some_and(|query| query.contains(text))
            || self.headers.iter().any(|(_, value)| value.contains(text))
            || self.text().contains(text)
    }
}

/// The record of one run.
#[derive(Default)]
pub struct Recorder {
    next: AtomicU64,
    rows: Mutex<Vec<(u64, Recorded)>>,
}

/// A row whose body is still to come.
#[derive(Clone, Copy)]
pub struct Row(u64);

impl Recorder {
    /// A request's head has arrived.
    pub fn arrived(&self, via: Via, host: &str, parts: &Parts) -> Row {
        let headers = parts
            .headers
            .iter()
            .map(|(name, value)| (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
            .collect();
        let row = Recorded {
            at: SystemTime::now(),
            via,
            host: host.to_owned(),
            method: parts.method.as_str().to_owned(),
            path: parts.uri.path().to_owned(),
            query: parts.uri.query().map(str::to_owned),
            headers,
            body: Vec::new(),
        };
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        held(&self.rows).push((number, row));
        Row(number)
    }

    /// Its body has.
    pub fn body(&self, row: Row, body: &[u8]) {
        if let Some((_, known)) = held(&self.rows).iter_mut().rev().find(|(number, _)| *number == row.0) {
            known.body = body.to_vec();
        }
    }

    /// Every request so far.
    pub fn all(&self) -> Vec<Recorded> {
        held(&self.rows).iter().map(|(_, row)| row.clone()).collect()
    }

    /// Forgets them.
    pub fn clear(&self) {
        held(&self.rows).clear();
    }
}
