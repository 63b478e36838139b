//! Calls of the endpoint: one at a time, and each ends by itself. Browser only.

use super::{Config, KeyField, Msg, Sent};
use crate::{
    element::{
        host,
        stage::{self, Exchanged},
    },
    module::{self, Call, Fault, Reply, State, Tokens},
    paste::Secret,
};
use gloo_timers::callback::Timeout;
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use web_sys::AbortController;
use yew::Callback;

/// How long a call may take: milliseconds.
const LIMIT: u32 = 15_000;

/// The endpoint, as the panel calls it.
pub(super) struct Calls(Rc<Desk>);

/// What is known from one call to the next.
struct Desk {
    link: Callback<Msg>,
    field: Rc<KeyField>,
    tokens: RefCell<Tokens>,
    etag: RefCell<Option<String>>,
    turn: Cell<u32>,
    running: RefCell<Option<Running>>,
}

/// What a call carries.
pub(super) struct Cargo {
    /// The key, kept for as long as the call lasts, so that no answer repeats a piece of it on the screen.
    pub key: Secret,
    /// What is said of it.
    pub sent: Sent,
}

/// A call that is under way. It is taken by whichever comes first, and ends with that: the answer, the clock, the next
/// call, the panel's end.
struct Running {
    turn: u32,
    call: Call,
    abort: AbortController,
    csrf_header: String,
    token: Option<String>,
    cargo: Option<Cargo>,
    // The page may have patched `fetch` into one that knows no abort and never answers: the clock ends the call by itself.
    _clock: Timeout,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.abort.abort();
    }
}

impl Calls {
    /// Nothing is under way yet.
    pub fn new(field: Rc<KeyField>, link: Callback<Msg>) -> Self {
        Self(Rc::new(Desk {
            link,
            field,
            tokens: RefCell::default(),
            etag: RefCell::default(),
            turn: Cell::default(),
            running: RefCell::default(),
        }))
    }

    /// Another endpoint from now on: its `ETag` and its answers are another one's.
    pub fn forget(&self) {
        self.0.running.take();
        self.0.etag.take();
    }

    /// Makes one call. The one before it, if it still runs, counts no more: its answer would be older.
    pub fn begin(&self, call: Call, config: &Config, body: Option<&str>, cargo: Option<Cargo>) {
        let desk = &self.0;
        desk.running.take();
        let (Ok(url), Ok(abort)) = (&config.endpoint, AbortController::new()) else {
            return desk.tell(call, Reply::Failed(Fault::MissingEndpoint), cargo);
        };
        let changes = call != Call::Load;
        let token = desk.token(config).filter(|_| changes);
        let idempotency = changes.then(host::random_hex);
        let etag = desk.etag.borrow().clone().filter(|_| changes);
        let headers = module::Headers {
            csrf: (&config.csrf_header, token.as_deref()),
            idempotency: idempotency.as_deref(),
            if_match: etag.as_deref(),
        };
        let turn = desk.turn.get().wrapping_add(1);
        desk.turn.set(turn);
        let (late, answered) = (desk.clone(), desk.clone());
        let signal = abort.signal();
        desk.running.replace(Some(Running {
            turn,
            call,
            abort,
            csrf_header: config.csrf_header.clone(),
            token: token.clone(),
            cargo,
            _clock: Timeout::new(LIMIT, move || late.give_up(turn)),
        }));
        module::fetch(call, url, &headers, body, &signal, move |answer| answered.read(turn, answer.as_ref()));
    }
}

impl Drop for Calls {
    fn drop(&mut self) {
        self.0.running.take();
    }
}

impl Desk {
    fn token(&self, config: &Config) -> Option<String> {
        self.tokens.borrow().pick(config.csrf_token.as_deref(), host::meta_token().as_deref())
    }

    fn tell(&self, call: Call, reply: Reply, cargo: Option<Cargo>) {
        let sent = cargo.map(|cargo| cargo.sent);
        self.link.emit(Msg::Replied { call, reply, sent });
    }

    /// That call, unless it ended before.
    fn take(&self, turn: u32) -> Option<Running> {
        self.running.borrow_mut().take_if(|running| running.turn == turn)
    }

    /// The time is up.
    fn give_up(&self, turn: u32) {
        if let Some(mut running) = self.take(turn) {
            let fault = if stage::online() { Fault::TimedOut } else { Fault::Offline };
            self.tell(running.call, Reply::Failed(fault), running.cargo.take());
        }
    }

    /// An answer came, or none will.
    fn read(&self, turn: u32, answer: Option<&Exchanged>) {
        let Some(mut running) = self.take(turn) else { return };
        let call = running.call;
        let fetched = module::read(call, answer, &running.csrf_header);
        let mut reply = fetched.reply;
        // The card tells the day, and that is another one where the reader is.
        if let Reply::State(State { checked_at: Some(time), .. }) = &mut reply {
            *time = stage::local(time);
        }
        if reply == Reply::Failed(Fault::CsrfRefused) {
            self.tokens.borrow_mut().refused(running.token.take());
        }
        if let Some(token) = fetched.csrf {
            self.tokens.borrow_mut().heard(token);
        }
        if call == Call::Load && matches!(reply, Reply::State(_)) {
            self.etag.replace(fetched.etag);
        }
        if reply == Reply::Failed(Fault::Network) && !stage::online() {
            reply = Reply::Failed(Fault::Offline);
        }
        // EXPOSE: compared with what the endpoint says, so that no piece of the field's key is shown.
        let reply = reply.without_pieces_of(self.field.held().expose());
        // EXPOSE: the same for the key that was sent, which may have left the field.
        let reply = reply.without_pieces_of(running.cargo.as_ref().map_or("", |cargo| cargo.key.expose()));
        self.tell(call, reply, running.cargo.take());
    }
}
