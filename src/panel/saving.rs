//! The way of a key to the endpoint and back: *saved* is said only when the endpoint shows it.

use super::{Change, Effect, Event, Failure, Model, Saving, Sent, Stored, Trial, confirming, removal, steps};
use crate::{
    check::{Report, Severity},
    guide::Kept,
    module::{Call, Fault, Reply, State},
};
use std::rc::Rc;

/// The merchant wants the key saved: at once, or after a confirmation where nothing proved it.
pub(super) fn save(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.saving_now() || model.save_barrier().is_some() {
        return;
    }
    let again = match &model.saving {
        Saving::Failed(failure) => failure.change == Change::Save,
        Saving::Unconfirmed(_) | Saving::Another(_) => true,
        _ => false,
    };
    match model.report().map(Report::severity) {
        Some(Severity::Ready | Severity::Attention) => begin(model, again, effects),
        // It was asked before the first time.
        Some(Severity::Unknown) if again => begin(model, again, effects),
        Some(Severity::Unknown) => model.saving = Saving::Asking,
        Some(Severity::Refused) | None => {}
    }
}

/// The merchant said yes.
pub(super) fn confirmed(model: &mut Model, effects: &mut Vec<Effect>) {
    match model.saving {
        Saving::Asking if model.save_barrier().is_none() => begin(model, false, effects),
        Saving::AskingRemoval => removal::confirmed(model, effects),
        _ => {}
    }
}

/// Asks the endpoint what it holds.
pub(super) fn reload(model: &mut Model, effects: &mut Vec<Effect>) {
    // Without an endpoint there is nobody to ask.
    if model.saving_now() || model.config.endpoint.is_err() {
        return;
    }
    match &model.saving {
        Saving::Unconfirmed(sent) => model.saving = Saving::Confirming { sent: sent.clone(), fault: None },
        Saving::RemovalUnconfirmed => model.saving = Saving::ConfirmingRemoval(None),
        _ => {}
    }
    if !matches!(model.stored, Stored::Known(_)) {
        model.stored = Stored::Loading;
    }
    effects.push(Effect::Load);
}

/// The endpoint is another one. The call of the last one is dropped with whatever was said of it; and a verdict does not
/// follow a key to a place that it was not found for: the key is tried again before it is saved there.
pub(super) fn moved(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.saving_now() {
        effects.push(Effect::Emit(Event::fault(&Fault::Network)));
    }
    if model.report().is_some() {
        model.trial = Trial::None;
    }
    model.saving = Saving::Idle;
    model.unsettled = None;
    model.stored = Stored::Loading;
    model.kept = Kept::default();
    reload(model, effects);
}

/// The endpoint replied. A reply to a change that is not under way is nobody's.
pub(super) fn replied(model: &mut Model, call: Call, reply: Reply, sent: Option<Sent>, effects: &mut Vec<Effect>) {
    let (state, fault) = match reply {
        Reply::State(state) => (Some(state), None),
        Reply::Done => (None, None),
        Reply::Failed(fault) => (None, Some(Rc::new(fault))),
    };
    match (call, state) {
        (Call::Load, Some(state)) => loaded(model, state, effects),
        (Call::Load, None) => unread(model, fault.unwrap_or_else(|| Rc::new(Fault::Unreadable)), effects),
        (Call::Save, _) if matches!(model.saving, Saving::Sending) => posted(model, fault, sent, effects),
        (Call::Remove, _) if matches!(model.saving, Saving::Removing) => removal::answered(model, fault, effects),
        (Call::Save | Call::Remove, _) => {}
    }
}

/// Sends the key, or first asks what is stored: where an earlier one may have arrived, and where nothing is known of
/// the endpoint, its state, its newest token and its `ETag` come before a change.
fn begin(model: &mut Model, again: bool, effects: &mut Vec<Effect>) {
    if again || model.unsettled.is_some() || !matches!(model.stored, Stored::Known(_)) {
        model.saving = Saving::Looking { change: Change::Save, settled: model.unsettled.is_none() };
        effects.push(Effect::Load);
    } else {
        send(model, effects);
    }
}

/// Sends the key in the field with its verdict.
pub(super) fn send(model: &mut Model, effects: &mut Vec<Effect>) {
    let barrier = model.save_barrier();
    let (Some(report), None) = (model.report(), barrier) else {
        model.saving = Saving::Idle;
        return;
    };
    let (verdict, base_url) = (report.verdict, report.base_url.clone());
    model.sent_revision = model.revision;
    model.saving = Saving::Sending;
    effects.push(Effect::Save { verdict, base_url });
}

/// `POST` ended. Whatever it answered, the endpoint is asked what it holds now, unless it refused for a reason that has
/// nothing to do with what it holds.
fn posted(model: &mut Model, fault: Option<Rc<Fault>>, sent: Option<Sent>, effects: &mut Vec<Effect>) {
    let Some(sent) = sent.map(Rc::new) else { return };
    if let Some(fault) = &fault {
        if fault.may_have_arrived() {
            model.unsettled = Some(sent.clone());
        } else if !matches!(**fault, Fault::Conflict | Fault::Forbidden) {
            return fail(model, Change::Save, fault.clone(), true, effects);
        }
    }
    model.saving = Saving::Confirming { sent, fault };
    effects.push(Effect::Load);
}

/// `GET` said what is stored.
fn loaded(model: &mut Model, state: State, effects: &mut Vec<Effect>) {
    let state = Rc::new(state);
    steps::stored(model, &state, effects);
    let before = match core::mem::replace(&mut model.stored, Stored::Known(state.clone())) {
        Stored::Known(before) => Some(before),
        Stored::Loading | Stored::Failed(_) => None,
    };
    let before = before.as_deref();
    match core::mem::replace(&mut model.saving, Saving::Idle) {
        Saving::Confirming { sent, fault } => confirming::confirm(model, before, &state, sent, fault, effects),
        Saving::ConfirmingRemoval(fault) => removal::confirm(model, before, &state, fault, effects),
        Saving::Looking { change: Change::Save, .. } => {
            confirming::looked(model, before, &state, effects);
        }
        Saving::Looking { change: Change::Remove, .. } => removal::looked(model, &state, effects),
        Saving::Failed(failure) if failure.change == Change::Save => {
            model.saving = Saving::Failed(failure);
            confirming::turned_up(model, before, &state, effects);
        }
        Saving::Failed(_) if !state.configured => removal::done(model, effects),
        // The question named another key.
        Saving::AskingRemoval if before.is_none_or(|before| before.hint != state.hint) => {}
        other => model.saving = other,
    }
}

/// `GET` did not say what is stored.
fn unread(model: &mut Model, fault: Rc<Fault>, effects: &mut Vec<Effect>) {
    let known = matches!(model.stored, Stored::Known(_));
    if !(known && model.saving_now()) {
        model.stored = Stored::Failed(fault.clone());
    }
    match core::mem::replace(&mut model.saving, Saving::Idle) {
        Saving::Confirming { fault: Some(first), .. } => {
            let settled = !first.may_have_arrived();
            fail(model, Change::Save, first, settled, effects);
        }
        Saving::Confirming { sent, fault: None } => confirming::unconfirmed(model, sent),
        Saving::ConfirmingRemoval(Some(first)) => fail(model, Change::Remove, first, false, effects),
        Saving::ConfirmingRemoval(None) => model.saving = Saving::RemovalUnconfirmed,
        Saving::Looking { change, settled } => fail(model, change, fault, settled, effects),
        other => {
            model.saving = other;
            effects.push(Effect::Emit(Event::fault(&fault)));
        }
    }
}

/// A change failed, and that is said.
pub(super) fn fail(model: &mut Model, change: Change, fault: Rc<Fault>, settled: bool, effects: &mut Vec<Effect>) {
    effects.push(Effect::Emit(Event::fault(&fault)));
    model.saving = Saving::Failed(Failure { change, fault, settled });
}

/// Somebody else's key is stored.
pub(super) fn another(model: &mut Model, state: &State, effects: &mut Vec<Effect>) {
    effects.push(Effect::Emit(Event::fault(&Fault::Conflict)));
    model.saving = Saving::Another(state.hint.clone().unwrap_or_default());
}
