//! The browser round the model: what is under way, and what may come of it. It carries effects out as
//! `panel::effects` does.

use crate::{
    dice::Dice,
    pool::{self, EMPTY, KEYS, Pool},
};
use passweb_ai_key::{
    check::{Answer, Fault, Which},
    module::{self, Call, Reply},
    panel::{Effect, Held, Msg, Origin, Sent, Waited, Wish},
    paste::Secret,
};
use std::collections::{HashMap, VecDeque};

/// A call of the endpoint that was not replied to yet.
pub struct Pending {
    pub call: Call,
    /// After a `POST`: what it carried, and which text.
    pub sent: Option<(Sent, usize)>,
}

/// What happens round the model.
pub struct World<'a> {
    pub pool: &'a Pool,
    pub dice: Dice,
    wishes: Vec<Wish>,
    faults: Vec<module::Fault>,
    /// Which text the field holds, and which was last read in it.
    pub held: usize,
    read: usize,
    /// Which text each try sent.
    pub tried: HashMap<u32, usize>,
    /// Which text the last `POST` carried.
    pub posted: Option<usize>,
    asks: Vec<(u32, Which)>,
    timers: Vec<Msg>,
    seconds: Vec<u32>,
    pub calls: Vec<Pending>,
    /// What the endpoint stores.
    state: module::State,
    /// Messages that are on their way.
    queue: VecDeque<Msg>,
    endpoint: bool,
}

impl<'a> World<'a> {
    pub fn new(pool: &'a Pool, seed: u64) -> Self {
        Self {
            pool,
            dice: Dice::new(seed),
            wishes: pool::wishes(),
            faults: pool::module_faults(),
            held: EMPTY,
            read: EMPTY,
            tried: HashMap::new(),
            posted: None,
            asks: Vec::new(),
            timers: Vec::new(),
            seconds: Vec::new(),
            calls: Vec::new(),
            state: module::State::default(),
            queue: VecDeque::from([Msg::Begun]),
            endpoint: true,
        }
    }

    /// The next thing that happens.
    pub fn next(&mut self) -> Msg {
        if let Some(msg) = self.queue.pop_front() {
            return msg;
        }
        match self.dice.below(100) {
            0..45 => self.due().unwrap_or(Msg::Wish(Wish::Primary)),
            45..54 => self.put_in(),
            54..84 => self.wish(),
            84..88 => self.page(),
            _ => self.stray(),
        }
    }

    /// What is left to come, in no certain order; `None`: nothing is under way.
    pub fn due(&mut self) -> Option<Msg> {
        if let Some(msg) = self.queue.pop_front() {
            return Some(msg);
        }
        let kinds = [self.asks.len(), self.calls.len(), self.timers.len(), self.seconds.len()];
        let all: usize = kinds.iter().sum();
        if all == 0 {
            return None;
        }
        let mut at = self.dice.below(all);
        if at < kinds[0] {
            let (trial, which) = self.asks.swap_remove(at);
            return Some(self.answer(trial, which));
        }
        at -= kinds[0];
        if at < kinds[1] {
            let pending = self.calls.swap_remove(at);
            return Some(self.reply(&pending));
        }
        at -= kinds[1];
        if at < kinds[2] {
            let timer = self.timers.swap_remove(at);
            // The clock ends both requests at one stroke.
            if let Msg::Failed { trial, fault, .. } = timer {
                self.queue.push_back(Msg::Failed { trial, which: Which::Run, fault });
            }
            return Some(timer);
        }
        Some(Msg::Second(self.seconds.swap_remove(at - kinds[2])))
    }

    /// Carries out what `panel::effects` would.
    pub fn carry_out(&mut self, effect: &Effect) {
        match effect {
            Effect::Ask { trial, asks } => {
                for ask in asks {
                    if !self.is_as_read() {
                        return;
                    }
                    self.tried.insert(*trial, self.held);
                    // Some are never answered.
                    if !self.dice.once_in(12) {
                        self.asks.push((*trial, ask.which));
                    }
                }
            }
            Effect::Abort => {
                self.timers.clear();
                self.seconds.clear();
                // Some answers have left already, and come all the same.
                for (trial, which) in std::mem::take(&mut self.asks) {
                    if self.dice.once_in(2) {
                        let late = self.answer(trial, which);
                        self.queue.push_back(late);
                    }
                }
            }
            Effect::Time(trial) => {
                let trial = *trial;
                for waited in [Waited::Cancellable, Waited::Slow(4), Waited::Slow(9)] {
                    self.timers.push(Msg::Waited { trial, waited });
                }
                self.timers.push(Msg::Failed { trial, which: Which::Models, fault: Fault::TimedOut });
            }
            Effect::Second(trial) => self.seconds.push(*trial),
            Effect::Load => self.call(Call::Load, None),
            Effect::Remove => self.call(Call::Remove, None),
            Effect::Save { verdict, base_url } => {
                if self.is_as_read() {
                    let hint = Secret::new(self.text(self.held)).hint();
                    let sent = Sent { hint, base_url: base_url.clone(), verdict: *verdict };
                    self.posted = Some(self.held);
                    self.call(Call::Save, Some((sent, self.held)));
                } else {
                    self.queue.push_back(Msg::Unsent);
                }
            }
            Effect::ClearField => self.clear(),
            Effect::ClearSaved if self.posted.take() == Some(self.held) => self.clear(),
            Effect::PasteFromClipboard => {
                let msg = if self.dice.once_in(3) { Msg::PasteRefused } else { self.put_in() };
                self.queue.push_back(msg);
            }
            _ => {}
        }
    }

    /// The attributes were read anew: what is under way with another endpoint is dropped.
    pub fn configured(&mut self, moved: bool, endpoint: bool) {
        self.endpoint = endpoint;
        if moved {
            self.calls.clear();
        }
    }

    fn text(&self, at: usize) -> &str {
        &self.pool.texts[at].whole
    }

    fn clear(&mut self) {
        self.held = EMPTY;
        let msg = self.reading(Origin::Typed);
        self.queue.push_back(msg);
    }

    /// Makes a call; the one before it counts no more.
    fn call(&mut self, call: Call, sent: Option<(Sent, usize)>) {
        self.calls.clear();
        if self.endpoint {
            self.calls.push(Pending { call, sent });
        } else {
            let reply = Reply::Failed(module::Fault::MissingEndpoint);
            self.queue.push_back(Msg::Replied { call, reply, sent: sent.map(|(sent, _)| sent) });
        }
    }

    /// The field still holds what was read; else it is read anew, and told.
    fn is_as_read(&mut self) -> bool {
        if self.held == self.read {
            return true;
        }
        self.read = self.held;
        self.queue.push_back(Msg::Swapped(self.pool.texts[self.held].reading.clone()));
        false
    }

    fn reading(&mut self, origin: Origin) -> Msg {
        self.read = self.held;
        let text = &self.pool.texts[self.held];
        let may_become = origin == Origin::Typed && text.may_become;
        Msg::Read { reading: text.reading.clone(), origin, may_become }
    }

    /// Somebody, or something, puts a text into the field: whole keys more often than anything else.
    fn put_in(&mut self) -> Msg {
        let all = self.pool.texts.len();
        self.held = if self.dice.once_in(2) { 1 + self.dice.below(KEYS) } else { self.dice.below(all) };
        if self.dice.once_in(20) {
            // No event tells it.
            return Msg::Left;
        }
        let origin = *self.dice.of(&[Origin::Pasted, Origin::Pasted, Origin::Typed, Origin::Foreign]);
        self.reading(origin)
    }

    fn wish(&mut self) -> Msg {
        const OFTEN: [Wish; 8] = [
            Wish::Primary,
            Wish::Primary,
            Wish::Save,
            Wish::Save,
            Wish::Confirm,
            Wish::Confirm,
            Wish::Check,
            Wish::Insist,
        ];
        let wish = if self.dice.once_in(2) { *self.dice.of(&OFTEN) } else { *self.dice.of(&self.wishes) };
        if self.dice.once_in(10) { Msg::Called(wish) } else { Msg::Wish(wish) }
    }

    fn page(&mut self) -> Msg {
        match self.dice.below(9) {
            8 => Msg::Printing(self.dice.once_in(2)),
            0 | 1 => Msg::Online(!self.dice.once_in(4)),
            2 => Msg::StateMayHaveChanged,
            3 => Msg::Held(Held::Submit),
            4 => Msg::Back { hidden: self.dice.once_in(2) },
            5 => Msg::Progress(*self.dice.of(&self.pool.progress)),
            6 => Msg::CanPaste(self.dice.once_in(2)),
            _ if self.dice.once_in(2) => {
                let usual = !self.dice.once_in(4);
                let config = if usual { &self.pool.configs[0] } else { self.dice.of(&self.pool.configs) };
                Msg::Configured(config.clone())
            }
            _ => Msg::Today(pool::TODAY),
        }
    }

    fn answer(&mut self, trial: u32, which: Which) -> Msg {
        if self.dice.once_in(8) {
            return Msg::Failed { trial, which, fault: *self.dice.of(&pool::FAULTS) };
        }
        Msg::Answered { trial, which, answer: self.any_answer(which) }
    }

    /// A good one half the time.
    fn any_answer(&mut self, which: Which) -> Answer {
        let kind = usize::from(which == Which::Run);
        let good = [0, 2][kind];
        let at = if self.dice.below(5) < 3 { good } else { self.dice.below(self.pool.answers.len()) };
        self.pool.answers[at][kind].clone()
    }

    fn reply(&mut self, pending: &Pending) -> Msg {
        let call = pending.call;
        let sent = pending.sent.as_ref().map(|(sent, _)| sent.clone());
        let acts = !self.dice.once_in(4);
        match (&pending.sent, call) {
            (Some((sent, text)), _) if acts => self.state = pool::showing(self.text(*text), sent.base_url.clone()),
            (None, Call::Remove) if acts => self.state = module::State::default(),
            _ if self.dice.once_in(40) => self.state = self.dice.of(&self.pool.states).clone(),
            _ => {}
        }
        let reply = match self.dice.below(8) {
            0 | 1 => Reply::Failed(self.dice.of(&self.faults).clone()),
            2 => Reply::Done,
            _ => Reply::State(self.state.clone()),
        };
        Msg::Replied { call, reply, sent }
    }

    /// Something that nobody asked for, or asked for long ago, or that came before.
    fn stray(&mut self) -> Msg {
        let newest = self.tried.keys().max().copied().unwrap_or(0);
        let trial = u32::try_from(self.dice.below(newest as usize + 3)).unwrap();
        let which = *self.dice.of(&[Which::Models, Which::Run]);
        match self.dice.below(6) {
            0 => Msg::Waited { trial, waited: *self.dice.of(&pool::WAITS) },
            1 => Msg::Second(trial),
            2 if self.calls.is_empty() => {
                let call = *self.dice.of(&[Call::Load, Call::Save, Call::Remove]);
                let hint = Secret::new(self.text(1)).hint();
                let verdict = passweb_ai_key::check::Verdict::Ready;
                let sent = (call == Call::Save).then_some((Sent { hint, base_url: None, verdict }, 1));
                self.reply(&Pending { call, sent })
            }
            3 => self.dice.of(&[Msg::Copied, Msg::Left, Msg::PasteRefused]).clone(),
            _ => self.answer(trial, which),
        }
    }
}
