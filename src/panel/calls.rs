//! Calls of the endpoint: one at a time, and each ends by itself. Browser only.

use super::{Config, Msg, Sent, field::KeyField};
use crate::{
    element::host,
    module::{self, Call, Fault, Reply, Tokens},
    paste::Secret,
};
use gloo_timers::callback::Timeout;
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen_futures::spawn_local;
use web_sys::AbortController;
use yew::Callback;

/// How long a call may take: milliseconds.
const LIMIT: u32 = 15_000;

/// The endpoint, as the panel calls it.
pub(super) struct Calls {
    link: Callback<Msg>,
    field: KeyField,
    tokens: Rc<RefCell<Tokens>>,
    etag: Rc<RefCell<Option<String>>>,
    running: Option<Running>,
}

/// What a call carries besides its headers.
pub(super) struct Cargo {
    /// The key, kept for as long as the call lasts, so that no answer repeats a piece of it on the screen.
    pub key: Secret,
    /// The body.
    pub body: String,
    /// What it says of the key.
    pub sent: Sent,
}

/// A call that is under way.
#[derive(Clone)]
struct Running {
    abort: AbortController,
    // Said by whichever comes first: the answer, the clock, the next call, the panel's end.
    over: Rc<Cell<bool>>,
    key: Rc<RefCell<Option<Secret>>>,
}

impl Running {
    /// Ends it; false where it had ended before.
    fn end(&self) -> bool {
        self.key.take();
        let first = !self.over.replace(true);
        if first {
            self.abort.abort();
        }
        first
    }
}

impl Calls {
    /// Nothing is under way yet.
    pub fn new(field: KeyField, link: Callback<Msg>) -> Self {
        Self { link, field, tokens: Rc::default(), etag: Rc::default(), running: None }
    }

    /// Another endpoint from now on: its `ETag` and its answers are another one's.
    pub fn forget(&mut self) {
        self.end();
        self.etag.take();
    }

    /// Makes one call. The one before it, if it still runs, counts no more: its answer would be older.
    pub fn begin(&mut self, call: Call, config: &Config, cargo: Option<Cargo>) {
        self.end();
        let (body, sent, key) = match cargo {
            Some(cargo) => (Some(cargo.body), Some(cargo.sent), Some(cargo.key)),
            None => (None, None, None),
        };
        let (Ok(url), Ok(abort)) = (config.endpoint.clone(), AbortController::new()) else {
            let reply = Reply::Failed(Fault::MissingEndpoint);
            return self.link.emit(Msg::Replied { call, reply, sent });
        };
        let changes = call != Call::Load;
        let token = self.token(config).filter(|_| changes);
        let headers = module::Headers {
            csrf: token.clone().map(|token| (config.csrf_header.clone(), token)),
            idempotency: changes.then(host::random_hex),
            if_match: self.etag.borrow().clone().filter(|_| changes),
        };
        let signal = abort.signal();
        let running = Running { abort, over: Rc::default(), key: Rc::new(RefCell::new(key)) };
        self.running = Some(running.clone());
        // The page may have patched `fetch` into one that knows no abort and never answers: the clock ends the call
        // by itself.
        let late = (running.clone(), self.link.clone(), sent.clone());
        let timer = Timeout::new(LIMIT, move || {
            let (running, link, sent) = late;
            if running.end() {
                let fault = if host::online() { Fault::TimedOut } else { Fault::Offline };
                link.emit(Msg::Replied { call, reply: Reply::Failed(fault), sent });
            }
        });
        let (link, field) = (self.link.clone(), self.field.clone());
        let (tokens, etag, csrf_header) = (self.tokens.clone(), self.etag.clone(), config.csrf_header.clone());
        spawn_local(async move {
            let fetched = module::fetch(call, &url, headers, body, &csrf_header, &signal).await;
            drop(timer);
            let key = running.key.take();
            if !running.end() {
                return;
            }
            let mut reply = fetched.reply;
            if reply == Reply::Failed(Fault::CsrfRefused) {
                tokens.borrow_mut().refused(token);
            }
            if let Some(token) = fetched.csrf {
                tokens.borrow_mut().heard(token);
            }
            if call == Call::Load && matches!(reply, Reply::State(_)) {
                etag.replace(fetched.etag);
            }
            if reply == Reply::Failed(Fault::Network) && !host::online() {
                reply = Reply::Failed(Fault::Offline);
            }
            // EXPOSE: compared with what the endpoint says, so that no piece of the field's key is shown.
            let reply = reply.without_pieces_of(field.held().expose());
            // EXPOSE: the same for the key that was sent, which may have left the field.
            let reply = reply.without_pieces_of(key.as_ref().map_or("", Secret::expose));
            link.emit(Msg::Replied { call, reply, sent });
        });
    }

    fn token(&self, config: &Config) -> Option<String> {
        self.tokens.borrow().pick(config.csrf_token.as_deref(), host::meta_token().as_deref())
    }

    /// Ends what is under way; nobody hears of it.
    fn end(&mut self) {
        if let Some(running) = self.running.take() {
            running.end();
        }
    }
}

impl Drop for Calls {
    fn drop(&mut self) {
        self.end();
    }
}
