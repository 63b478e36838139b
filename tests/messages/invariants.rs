//! What holds after every message.

use crate::{
    pool::{EMPTY, Pool, TODAY},
    world::{Pending, World},
};
use passweb_ai_key::{
    check::{Severity, Verdict},
    module::{Call, Reply, confirms, holds_piece_of},
    panel::{Change, Effect, Model, Msg, Origin, Saving, Stored, Trial, Wish, update},
    paste::Standing,
};

/// How often something happened: an invariant that had nothing to hold proves nothing.
#[derive(Debug, Default)]
pub struct Seen {
    pub messages: usize,
    tries: usize,
    verdicts: usize,
    refused: usize,
    unknown: usize,
    late: usize,
    insisted: usize,
    saves: usize,
    asked_first: usize,
    swapped: usize,
    saved: usize,
    unconfirmed: usize,
    failed: usize,
    removed: usize,
    moved: usize,
    cleared_by_hand: usize,
    cleared_after_a_save: usize,
}

impl Seen {
    /// Everything that an invariant speaks of happened often.
    pub fn everything(&self) {
        let Seen { messages: _, tries, verdicts, refused, unknown, late, insisted, saves, .. } = self;
        let Seen { asked_first, swapped, saved, unconfirmed, failed, removed, moved, .. } = self;
        let counts = [
            tries,
            verdicts,
            refused,
            unknown,
            late,
            insisted,
            saves,
            asked_first,
            swapped,
            saved,
            unconfirmed,
            failed,
            removed,
            moved,
            &self.cleared_by_hand,
            &self.cleared_after_a_save,
        ];
        assert!(counts.iter().all(|count| **count > 200), "{self:?}");
    }
}

/// Watches a model.
pub struct Watch<'a> {
    model: Model,
    /// The revision in which the newest try began.
    begun: u32,
    requests: usize,
    /// The revision, and its try, that are to be saved although nothing proved them.
    agreed: Option<(u32, u32)>,
    pool: &'a Pool,
    seen: &'a mut Seen,
    trace: bool,
}

impl<'a> Watch<'a> {
    pub fn new(pool: &'a Pool, seen: &'a mut Seen, trace: bool) -> Self {
        let model = Model::new(pool.configs[0].clone(), true, TODAY);
        Self { model, begun: 0, requests: 0, agreed: None, pool, seen, trace }
    }

    /// Sends one message, carries out what follows, and looks.
    pub fn send(&mut self, world: &mut World, msg: &Msg) {
        if self.trace {
            println!("{msg:?}\n    {:?} {:?}", kind(&self.model.trial), self.model.saving);
        }
        let before = self.model.clone();
        let text = world.held;
        let effects = update(&mut self.model, msg.clone());
        if let Msg::Configured(config) = msg {
            let moved = before.config.endpoint != config.endpoint;
            self.seen.moved += usize::from(moved);
            world.configured(moved, config.endpoint.is_ok());
        }
        if before.saving == Saving::Asking && self.model.saving != Saving::Idle && pressed(msg, Wish::Confirm) {
            self.agreed = Some((before.revision, before.tries));
        }
        for effect in &effects {
            self.effect(world, &before, msg, effect);
            world.carry_out(effect);
            if let (Effect::Save { .. }, Some(Pending { sent: Some((_, sent)), .. })) = (effect, world.calls.last()) {
                assert_eq!(
                    world.tried.get(&before.tries),
                    Some(sent),
                    "the text that was tried is the one that is sent"
                );
            }
        }
        self.seen.messages += 1;
        self.a_verdict_belongs_to_the_current_revision(&before, msg, &effects);
        self.never_two_changes_at_once(world);
        Self::the_field_is_cleared_only_by_a_save_or_by_hand(world, &effects, text);
        self.count(&before, msg);
        if self.seen.messages.is_multiple_of(997) {
            self.nothing_of_a_key_is_known(msg, &effects);
        }
    }

    fn a_verdict_belongs_to_the_current_revision(&mut self, before: &Model, msg: &Msg, effects: &[Effect]) {
        if self.model.tries != before.tries {
            self.begun = self.model.revision;
            self.requests = 0;
            let going = matches!(
                self.model.saving,
                Saving::Looking { change: Change::Save, .. } | Saving::Sending | Saving::Confirming { .. }
            );
            assert!(!going, "what is being saved is not tried again");
        }
        if self.model.trial != Trial::None {
            assert_eq!(self.begun, self.model.revision, "a verdict belongs to the current revision");
        }
        if let Msg::Answered { trial, .. } | Msg::Failed { trial, .. } | Msg::Waited { trial, .. } = msg {
            let runs = matches!(&before.trial, Trial::Running { id, .. } if id == trial);
            if !runs {
                self.seen.late += 1;
                assert!(self.model == *before && effects.is_empty(), "what comes late changes nothing");
            }
        }
        let elsewhere =
            (&before.config.base, &before.config.models) != (&self.model.config.base, &self.model.config.models);
        assert!(!elsewhere || self.model.report().is_none(), "a verdict found elsewhere says nothing here");
    }

    fn effect(&mut self, world: &World, before: &Model, msg: &Msg, effect: &Effect) {
        match effect {
            Effect::Ask { asks, .. } => self.only_what_may_be_tried_is_tried(before, msg, asks.len()),
            Effect::Save { .. } => self.nothing_is_saved_that_was_refused(world, before, msg),
            Effect::Remove => {
                assert_eq!(before.saving, Saving::AskingRemoval, "nothing is removed without a yes");
                assert!(pressed(msg, Wish::Confirm), "nothing is removed without a yes");
            }
            Effect::ClearField => {
                assert!(pressed(msg, Wish::Clear), "the field is emptied by hand alone");
                self.seen.cleared_by_hand += 1;
            }
            Effect::ClearSaved => {
                let Msg::Replied { call: Call::Load, reply: Reply::State(state), .. } = msg else {
                    panic!("only a reply of the endpoint's confirms a save");
                };
                let sent = match &before.saving {
                    Saving::Confirming { sent, .. } => Some(sent),
                    _ => before.unsettled.as_ref(),
                };
                let sent = sent.expect("only what was sent is confirmed");
                assert!(confirms(state, sent.hint.as_str(), sent.base_url.as_deref()), "the reply shows the key");
                self.seen.cleared_after_a_save += usize::from(world.posted == Some(world.held));
            }
            _ => {}
        }
    }

    fn only_what_may_be_tried_is_tried(&mut self, before: &Model, msg: &Msg, asks: usize) {
        self.requests = if before.tries == self.model.tries { self.requests + asks } else { asks };
        assert!(self.requests <= 5, "a try is five requests at most");
        assert!(self.model.online || before.tries == self.model.tries, "nothing is tried without a network");
        let field = &self.model.field;
        match field.reading.standing {
            Standing::Accepted => {}
            Standing::Insistable => self.seen.insisted += 1,
            Standing::Empty | Standing::Refused => panic!("what is no key is never tried"),
        }
        if let Msg::Read { .. } = msg {
            assert_eq!(field.origin, Origin::Pasted, "only a paste is tried by itself");
            assert!(self.model.config.auto, "by itself only where the page says so");
        }
    }

    fn nothing_is_saved_that_was_refused(&mut self, world: &World, before: &Model, msg: &Msg) {
        let report = before.report().expect("only what was tried is saved");
        assert_ne!(report.verdict, Verdict::Offline, "nothing is saved that was not sent");
        match report.severity() {
            Severity::Ready | Severity::Attention => {}
            Severity::Unknown => {
                let now = (self.model.revision, self.model.tries);
                assert_eq!(self.agreed, Some(now), "what nothing proved is saved after a yes");
                self.seen.asked_first += 1;
            }
            Severity::Refused => panic!("nothing is saved that was refused"),
        }
        assert!(self.model.config.endpoint.is_ok() && self.model.online);
        assert!(!matches!(&before.stored, Stored::Known(state) if state.read_only), "what is read-only stays");
        if let Msg::Called(_) = msg {
            assert_ne!(before.field.origin, Origin::Foreign, "a method saves only what a person put in");
        }
        self.seen.saves += 1;
        // The field may hold another text by now, of which no event told: then nothing is sent (`posted`).
        self.seen.swapped += usize::from(world.tried.get(&self.model.tries) != Some(&world.held));
    }

    fn never_two_changes_at_once(&self, world: &World) {
        let changes = world.calls.iter().filter(|pending| pending.call != Call::Load).count();
        assert!(changes <= 1, "never two saves, or a save and a removal, at once");
        if changes == 1 {
            assert!(matches!(self.model.saving, Saving::Sending | Saving::Removing), "what is under way is said");
        }
        for sent in world.calls.iter().filter_map(|pending| pending.sent.as_ref()) {
            assert!((1..self.pool.texts.len()).contains(&sent.1), "something is sent");
        }
    }

    fn the_field_is_cleared_only_by_a_save_or_by_hand(world: &World, effects: &[Effect], before: usize) {
        if before != EMPTY && world.held == EMPTY {
            let told = |effect: &Effect| {
                matches!(effect, Effect::ClearField | Effect::ClearSaved | Effect::PasteFromClipboard)
            };
            assert!(effects.iter().any(told), "the key stays in the field");
        }
    }

    /// Slow: the text of everything that is known and said.
    fn nothing_of_a_key_is_known(&self, msg: &Msg, effects: &[Effect]) {
        let told = format!("{:?} {msg:?} {effects:?}", self.model);
        for text in &self.pool.texts[1..4] {
            assert!(!holds_piece_of(&told, &text.whole), "no piece of a key is known or said");
            let planted = format!("{told}{}", &text.whole[20..28]);
            assert!(holds_piece_of(&planted, &text.whole), "the scan finds a piece");
        }
    }

    /// Nothing is under way any more: everything has ended, and says so.
    pub fn at_rest(&self) {
        let model = &self.model;
        assert!(!matches!(model.trial, Trial::Running { .. }), "every try ends");
        assert!(!model.saving_now(), "every save and removal ends: {:?}", model.saving);
        assert!(model.stored != Stored::Loading || model.config.endpoint.is_err(), "every question ends");
        assert!(model.delay == 0 || model.report().is_none(), "every delay ends");
    }

    fn count(&mut self, before: &Model, msg: &Msg) {
        let (seen, model) = (&mut *self.seen, &self.model);
        seen.tries += usize::from(model.tries != before.tries);
        if let (None, Some(report)) = (before.report(), model.report()) {
            seen.verdicts += 1;
            seen.refused += usize::from(report.severity() == Severity::Refused);
            seen.unknown += usize::from(report.severity() == Severity::Unknown);
        }
        if let Msg::Replied { .. } = msg {
            seen.saved += usize::from(matches!(model.saving, Saving::Saved(_)));
            seen.unconfirmed += usize::from(matches!(model.saving, Saving::Unconfirmed(_)));
            seen.failed += usize::from(matches!(model.saving, Saving::Failed(_)));
            seen.removed += usize::from(model.saving == Saving::Removed);
        }
    }
}

/// The message is that wish, or *Enter*, which may stand for it.
fn pressed(msg: &Msg, wish: Wish) -> bool {
    let (Msg::Wish(pressed) | Msg::Called(pressed)) = msg else { return false };
    *pressed == wish || (*pressed == Wish::Primary && wish != Wish::Clear)
}

fn kind(trial: &Trial) -> String {
    match trial {
        Trial::Done(report) => format!("Done {:?}", report.verdict),
        Trial::Running { id, .. } => format!("Running {id}"),
        other => format!("{other:?}"),
    }
}
