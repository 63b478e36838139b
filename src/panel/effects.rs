//! Carries out effects. The only place of this room that fetches, waits, listens and tells. Browser only.

use super::{
    Config, Effect, Msg, Origin, Seat, Waited,
    calls::{Calls, Cargo},
    field::KeyField,
    views,
};
use crate::{
    check::{self, Date, Fault, Report, Which},
    element::{Listener, Loader, events, host, stage},
    module::{self, Call},
    panel::Sent,
    paste::Fingerprint,
};
use gloo_timers::{callback::Timeout, future::TimeoutFuture};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{AbortController, Element, HtmlElement, SecurityPolicyViolationEvent};
use yew::Callback;

/// How long a try may take: milliseconds.
const LIMIT: u32 = 15_000;
/// When *Annulla* appears: milliseconds.
const CANCELLABLE: u32 = 2_000;
/// The seconds of a slow try that are told.
const SLOW: core::ops::Range<u8> = 4..15;
/// How long a failed fetch waits for the event that would explain it: steps of milliseconds. The event
/// fires after the rejection (measured in Chromium 156).
const CSP_WAIT: (u32, u32) = (8, 50);

/// The browser, as the panel sees it.
pub struct Browser {
    host: HtmlElement,
    loader: Loader,
    view: Element,
    field: KeyField,
    link: Callback<Msg>,
    config: Config,
    trial: Option<AbortController>,
    timers: Vec<Timeout>,
    calls: Calls,
    sent: Rc<Cell<Option<Fingerprint>>>,
    violations: Rc<RefCell<Vec<String>>>,
    dirty: Rc<Cell<bool>>,
    _listeners: Vec<Listener>,
}

impl Browser {
    /// Listens to the page for as long as the mount lasts.
    pub fn new(seat: &Seat, view: Element, field: KeyField, link: Callback<Msg>) -> Self {
        let Seat { host, loader, config, .. } = seat.clone();
        let violations = Rc::<RefCell<Vec<String>>>::default();
        let dirty = Rc::<Cell<bool>>::default();
        let calls = Calls::new(field.clone(), link.clone());
        let mut listeners = field.listen(&loader);
        listeners.extend(host::listen(&loader, &host, &link, &dirty));
        listeners.extend(listen_for_violations(&loader, &violations));
        Self {
            host,
            loader,
            view,
            field,
            link,
            config,
            trial: None,
            timers: Vec::new(),
            calls,
            sent: Rc::default(),
            violations,
            dirty,
            _listeners: listeners,
        }
    }

    /// What the browser says of itself when the panel begins.
    pub fn today() -> Date {
        let now = js_sys::Date::new_0();
        let part = |value: u32| u8::try_from(value).unwrap_or(1);
        Date {
            year: u16::try_from(now.get_full_year()).unwrap_or(2026),
            month: part(now.get_month() + 1),
            day: part(now.get_date()),
        }
    }

    /// The attributes changed.
    pub fn configure(&mut self, config: Config) {
        if config.endpoint != self.config.endpoint {
            self.calls.forget();
        }
        self.config = config;
    }

    /// Shows the element's custom states.
    pub fn show(&self, states: &str) {
        self.loader.states(states);
    }

    /// Reads what came into the field before the panel was there.
    pub fn take(&self, origin: Origin) {
        self.field.take(origin);
    }

    /// Carries out one effect.
    pub fn carry_out(&mut self, effect: Effect) {
        match effect {
            Effect::Ask { trial, asks } => self.ask(trial, asks),
            Effect::Abort => self.abort(),
            Effect::Time(trial) => self.time(trial),
            Effect::Second(trial) => {
                let link = self.link.clone();
                self.timers.push(Timeout::new(1_000, move || link.emit(Msg::Second(trial))));
            }
            Effect::Load => self.calls.begin(Call::Load, &self.config, None),
            Effect::Save { verdict, base_url } => self.save(verdict, base_url),
            Effect::Remove => self.calls.begin(Call::Remove, &self.config, None),
            Effect::ClearField => self.field.clear(),
            Effect::ClearSaved => {
                if self.sent.take() == Some(self.field.fingerprint()) {
                    self.field.clear();
                }
            }
            Effect::ShowField(shown) => self.field.show(shown),
            Effect::FocusField => self.field.focus(),
            // Where it failed comes first; a verdict that names no rung has only its card.
            Effect::FocusVerdict => self.focus(".ladder .bad, .verdict"),
            Effect::PasteFromClipboard => self.paste(),
            Effect::Open(url) => host::open(url),
            Effect::Copy(report) => self.copy(&report),
            Effect::ShowStep => self.focus(".open .step-head"),
            Effect::KeepProgress(progress) => host::keep_progress(progress),
            Effect::TellTabs => host::tell_tabs(&self.config),
            Effect::Emit(event) => {
                if let super::Event::Dirty(dirty) = event {
                    self.dirty.set(dirty);
                }
                events::emit(&self.host, &event);
            }
        }
    }

    /// Sends requests of a try with the key in the field.
    fn ask(&mut self, trial: u32, asks: Vec<check::Ask>) {
        if self.trial.is_none() {
            self.violations.borrow_mut().clear();
            self.trial = AbortController::new().ok();
        }
        for ask in asks {
            let Some(key) = self.field.secret() else { return };
            let (Some(abort), link) = (&self.trial, self.link.clone()) else { return };
            let signal = abort.signal();
            let (field, violations) = (self.field.clone(), self.violations.clone());
            spawn_local(async move {
                let (which, url) = (ask.which, ask.url.clone());
                let answer = check::fetch(ask, key, signal.clone()).await;
                link.emit(match answer {
                    Some(mut answer) => {
                        answer.request_id = answer.request_id.filter(|id| !field.echoes(id));
                        Msg::Answered { trial, which, answer }
                    }
                    None if signal.aborted() => return,
                    None => Msg::Failed { trial, which, fault: explain(&url, &violations).await },
                });
            });
        }
    }

    /// Ends what runs for a try.
    fn abort(&mut self) {
        self.timers.clear();
        if let Some(abort) = self.trial.take() {
            abort.abort();
        }
    }

    /// Tells how long a try has been running, and ends it.
    fn time(&mut self, trial: u32) {
        let slow = SLOW.map(|seconds| (u32::from(seconds) * 1_000, Waited::Slow(seconds)));
        for (after, waited) in [(CANCELLABLE, Waited::Cancellable)].into_iter().chain(slow) {
            let link = self.link.clone();
            self.timers.push(Timeout::new(after, move || link.emit(Msg::Waited { trial, waited })));
        }
        let link = self.link.clone();
        self.timers.push(Timeout::new(LIMIT, move || {
            for which in [Which::Models, Which::Run] {
                link.emit(Msg::Failed { trial, which, fault: Fault::TimedOut });
            }
        }));
    }

    fn save(&mut self, verdict: check::Verdict, base_url: Option<String>) {
        let Some(key) = self.field.secret() else {
            return self.link.emit(Msg::Unsent);
        };
        let Some(body) = module::save_body(&key, base_url.as_deref(), verdict.id()) else {
            return self.link.emit(Msg::Unsent);
        };
        self.sent.set(Some(self.field.fingerprint()));
        let sent = Sent { hint: key.hint(), base_url, verdict };
        self.calls.begin(Call::Save, &self.config, Some(Cargo { key, body, sent }));
    }

    /// Reads the clipboard into the field; the browser asks the merchant where it wants to.
    fn paste(&self) {
        let (field, link) = (self.field.clone(), self.link.clone());
        spawn_local(async move {
            match stage::clipboard_text().await {
                Some(text) => field.paste(&text, Origin::Pasted),
                None => link.emit(Msg::PasteRefused),
            }
        });
    }

    fn copy(&self, report: &Report) {
        let mut text = check::diagnostics(report, &host::about());
        if report.verdict == check::Verdict::CspBlocked {
            text.push_str("\nContent-Security-Policy: ");
            text.push_str(views::details::CSP_LINE);
        }
        let link = self.link.clone();
        spawn_local(async move {
            if stage::copy(&text).await {
                link.emit(Msg::Copied);
            }
        });
    }

    fn focus(&self, selector: &'static str) {
        let view = self.view.clone();
        // After the next rendering, so that it is the new verdict, or the new step, that is read out.
        spawn_local(async move {
            TimeoutFuture::new(0).await;
            let found = view.query_selector(selector).ok().flatten();
            if let Some(element) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
                let _ = element.focus();
            }
        });
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        self.abort();
    }
}

/// Why a fetch failed, as far as the browser tells.
async fn explain(url: &str, violations: &Rc<RefCell<Vec<String>>>) -> Fault {
    if !host::online() {
        return Fault::Offline;
    }
    let (steps, each) = CSP_WAIT;
    for _ in 0..steps {
        let blocked =
            violations.borrow().iter().any(|blocked| !blocked.is_empty() && url.starts_with(blocked.as_str()));
        if blocked {
            return Fault::CspBlocked;
        }
        TimeoutFuture::new(each).await;
    }
    if host::online() { Fault::Network } else { Fault::Offline }
}

/// A policy that is only reported refuses nothing.
fn is_enforced(event: &SecurityPolicyViolationEvent) -> bool {
    let disposition = js_sys::Reflect::get(event, &"disposition".into()).ok();
    disposition.and_then(|disposition| disposition.as_string()).as_deref() != Some("report")
}

/// Collects the addresses that the page's policy refuses.
fn listen_for_violations(loader: &Loader, violations: &Rc<RefCell<Vec<String>>>) -> Option<Listener> {
    let violations = violations.clone();
    let document = web_sys::window()?.document()?;
    Some(loader.on(&document, "securitypolicyviolation", move |event| {
        if let Some(event) = event.dyn_ref::<SecurityPolicyViolationEvent>()
            && event.effective_directive() == "connect-src"
            && is_enforced(event)
        {
            violations.borrow_mut().push(event.blocked_uri());
        }
    }))
}
