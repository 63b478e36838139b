//! Carries out effects. The only place of this room that fetches, waits, listens and tells. Browser only.

use super::{
    Config, Effect, KeyField, Msg, Origin, Seat, Waited, Wish,
    calls::{Calls, Cargo},
    views,
};
use crate::{
    check::{self, Fault, Report, Which},
    element::{Heard, Listener, Loader, events, host, stage},
    module::{self, Call},
    panel::{Held, Sent},
    paste::Fingerprint,
};
use gloo_timers::callback::Timeout;
use std::{cell::Cell, rc::Rc};
use web_sys::{AbortController, Element, HtmlElement};
use yew::Callback;

/// How long a try may take: milliseconds.
const LIMIT: u32 = 15_000;
/// When *Annulla* appears: milliseconds.
const CANCELLABLE: u32 = 2_000;
/// The seconds of a slow try that are told.
const SLOW: core::ops::Range<u8> = 4..15;

/// The browser, as the panel sees it.
pub struct Browser {
    host: HtmlElement,
    loader: Loader,
    view: Element,
    field: Rc<KeyField>,
    link: Callback<Msg>,
    config: Config,
    trial: Option<AbortController>,
    timers: Vec<Timeout>,
    calls: Calls,
    sent: Cell<Option<Fingerprint>>,
    dirty: Rc<Cell<bool>>,
    _listener: Listener,
}

impl Browser {
    /// Listens to the page for as long as the mount lasts.
    pub fn new(seat: &Seat, view: Element, link: Callback<Msg>) -> Self {
        let Seat { host, field, loader, config, .. } = seat.clone();
        let field = Rc::new(KeyField::new(field, host::random(), link.clone()));
        let dirty = Rc::<Cell<bool>>::default();
        let listener = listen(&loader, field.clone(), link.clone(), dirty.clone());
        let calls = Calls::new(field.clone(), link.clone());
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
            sent: Cell::default(),
            dirty,
            _listener: listener,
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
            Effect::Second(trial) => self.later(1_000, Msg::Second(trial)),
            Effect::Load => self.calls.begin(Call::Load, &self.config, None, None),
            Effect::Save { verdict, base_url } => self.save(verdict, base_url),
            Effect::Remove => self.calls.begin(Call::Remove, &self.config, None, None),
            Effect::ClearField => self.field.clear(),
            Effect::ClearSaved => {
                if self.sent.take() == Some(self.field.fingerprint()) {
                    self.field.clear();
                }
            }
            Effect::ShowField(shown) => self.field.show(shown),
            Effect::FocusField => self.field.focus(),
            // Where it failed comes first; a verdict that names no rung has only its card.
            Effect::FocusVerdict => stage::focus_soon(&self.view, ".ladder .bad, .verdict"),
            Effect::PasteFromClipboard => self.paste(),
            Effect::Open(url) => stage::open(url),
            Effect::Copy(report) => self.copy(&report),
            Effect::ShowStep => stage::focus_soon(&self.view, ".open .step-head"),
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
            self.trial = AbortController::new().ok();
        }
        for ask in asks {
            let Some(key) = self.field.secret() else { return };
            let Some(abort) = &self.trial else { return };
            let (field, link, which) = (self.field.clone(), self.link.clone(), ask.which);
            check::fetch(&ask, key, &abort.signal(), move |answer| {
                link.emit(match answer {
                    Ok(mut answer) => {
                        answer.request_id = answer.request_id.filter(|id| !field.echoes(id));
                        Msg::Answered { trial, which, answer }
                    }
                    Err(fault) => Msg::Failed { trial, which, fault },
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
        self.later(CANCELLABLE, Msg::Waited { trial, waited: Waited::Cancellable });
        for seconds in SLOW {
            self.later(u32::from(seconds) * 1_000, Msg::Waited { trial, waited: Waited::Slow(seconds) });
        }
        for which in [Which::Models, Which::Run] {
            self.later(LIMIT, Msg::Failed { trial, which, fault: Fault::TimedOut });
        }
    }

    /// Tells it after so many milliseconds, unless the try is ended before.
    fn later(&mut self, after: u32, msg: Msg) {
        let link = self.link.clone();
        self.timers.push(Timeout::new(after, move || link.emit(msg)));
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
        self.calls.begin(Call::Save, &self.config, Some(&body), Some(Cargo { key, sent }));
    }

    /// Reads the clipboard into the field; the browser asks the merchant where it wants to.
    fn paste(&self) {
        let (field, link) = (self.field.clone(), self.link.clone());
        stage::use_clipboard(
            None,
            Box::new(move |text| match text {
                Some(text) => field.paste(&text, Origin::Pasted),
                None => link.emit(Msg::PasteRefused),
            }),
        );
    }

    fn copy(&self, report: &Report) {
        let mut text = check::diagnostics(report, &host::about());
        if report.verdict == check::Verdict::CspBlocked {
            text.push_str("\nContent-Security-Policy: ");
            text.push_str(views::details::CSP_LINE);
        }
        let link = self.link.clone();
        let done = move |copied: Option<String>| {
            if copied.is_some() {
                link.emit(Msg::Copied);
            }
        };
        stage::use_clipboard(Some(&text), Box::new(done));
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        self.abort();
    }
}

/// Listens to the field and to the page round it.
fn listen(loader: &Loader, field: Rc<KeyField>, link: Callback<Msg>, dirty: Rc<Cell<bool>>) -> Listener {
    let told = Cell::new(false);
    loader.on(move |heard, by_hand, text| {
        let msg = match heard {
            Heard::Online => Msg::Online(true),
            Heard::Offline => Msg::Online(false),
            Heard::BeforePrint => Msg::Printing(true),
            Heard::AfterPrint => Msg::Printing(false),
            Heard::PageHide => Msg::Wish(Wish::Cancel),
            Heard::PageShow | Heard::Message => Msg::StateMayHaveChanged,
            Heard::Visible | Heard::Back => Msg::Back { hidden: !text.is_empty() },
            // Leaving would lose the key in the field.
            Heard::BeforeUnload => return dirty.get(),
            Heard::Submit if dirty.get() && !told.replace(true) => Msg::Held(Held::Submit),
            Heard::Submit => return false,
            _ => return field.hear(heard, by_hand, text),
        };
        link.emit(msg);
        heard == Heard::Submit
    })
}
