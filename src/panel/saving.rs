//! The way of a key to the endpoint and back: *saved* is said only when the endpoint shows it.

use super::{Effect, Event, Model, Saving, Sent, Stored, Trial, steps};
use crate::{
    check::Severity,
    module::{Call, Fault, Reply, State, confirms},
};

/// The merchant wants the key saved: at once, or after a confirmation where nothing proved it.
pub(super) fn save(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.saving_now() || model.save_barrier().is_some() {
        return;
    }
    match model.report().map(crate::check::Report::severity) {
        Some(Severity::Ready | Severity::Attention) => send(model, effects),
        Some(Severity::Unknown) => model.saving = Saving::Asking,
        Some(Severity::Refused) | None => {}
    }
}

/// The merchant said yes.
pub(super) fn confirmed(model: &mut Model, effects: &mut Vec<Effect>) {
    match model.saving {
        Saving::Asking if model.save_barrier().is_none() => send(model, effects),
        Saving::AskingRemoval => {
            model.saving = Saving::Removing;
            effects.push(Effect::Remove);
        }
        _ => {}
    }
}

/// The merchant wants the stored key gone: asked first.
pub(super) fn ask_removal(model: &mut Model) {
    let removable = matches!(&model.stored, Stored::Known(state) if state.configured && !state.read_only);
    if removable && model.config.endpoint.is_ok() && !model.saving_now() {
        model.saving = Saving::AskingRemoval;
    }
}

/// Asks the endpoint what it holds.
pub(super) fn reload(model: &mut Model, effects: &mut Vec<Effect>) {
    // Without an endpoint no reply would ever come.
    if model.saving_now() || model.config.endpoint.is_err() {
        return;
    }
    if let Saving::Unconfirmed(sent) = &model.saving {
        model.saving = Saving::Confirming { sent: sent.clone(), fault: None };
    }
    if !matches!(model.stored, Stored::Known(_)) {
        model.stored = Stored::Loading;
    }
    effects.push(Effect::Load);
}

/// The endpoint is another one. The calls of the last one are dropped with whatever was said of it; and a verdict does
/// not follow a key to a place that it was not found for: the key is tried again before it is saved there.
pub(super) fn moved(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.report().is_some() {
        model.trial = Trial::None;
    }
    if model.saving_now() {
        fail(model, Fault::Network, effects);
    } else {
        model.saving = Saving::Idle;
    }
    model.stored = Stored::Loading;
    reload(model, effects);
}

/// The endpoint replied. A reply to a change that is not under way is nobody's.
pub(super) fn replied(model: &mut Model, call: Call, reply: Reply, sent: Option<Sent>, effects: &mut Vec<Effect>) {
    match call {
        Call::Load => loaded(model, reply, effects),
        Call::Save if model.saving == Saving::Sending => posted(model, reply, sent, effects),
        Call::Remove if model.saving == Saving::Removing => removed(model, reply, effects),
        Call::Save | Call::Remove => {}
    }
}

fn send(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(report) = model.report() else { return };
    let (verdict, base_url) = (report.verdict, report.base_url.clone());
    model.saving = Saving::Sending;
    effects.push(Effect::Save { verdict, base_url });
}

/// `POST` ended. Whatever it answered, the endpoint is asked what it holds now, unless it plainly refused.
fn posted(model: &mut Model, reply: Reply, sent: Option<Sent>, effects: &mut Vec<Effect>) {
    let Some(sent) = sent else { return };
    let fault = match reply {
        Reply::State(_) | Reply::Done => None,
        Reply::Failed(fault) if fault.may_have_arrived() => Some(fault),
        Reply::Failed(fault) => return fail(model, fault, effects),
    };
    model.saving = Saving::Confirming { sent, fault };
    effects.push(Effect::Load);
}

fn loaded(model: &mut Model, reply: Reply, effects: &mut Vec<Effect>) {
    match reply {
        Reply::State(state) => {
            steps::stored(model, &state);
            model.stored = Stored::Known(state.clone());
            if let Saving::Confirming { sent, fault } = model.saving.clone() {
                confirm(model, &state, sent, fault, effects);
            }
        }
        Reply::Done => unread(model, Fault::Unreadable, effects),
        Reply::Failed(fault) => unread(model, fault, effects),
    }
}

/// `GET` did not say what is stored.
fn unread(model: &mut Model, fault: Fault, effects: &mut Vec<Effect>) {
    if model.stored == Stored::Loading {
        model.stored = Stored::Failed(fault.clone());
    }
    match model.saving.clone() {
        Saving::Confirming { fault: Some(first), .. } => fail(model, first, effects),
        Saving::Confirming { sent, fault: None } => model.saving = Saving::Unconfirmed(sent),
        _ => {
            effects.push(Effect::Emit(Event::fault(&fault)));
            model.stored = Stored::Failed(fault);
        }
    }
}

fn confirm(model: &mut Model, state: &State, sent: Sent, fault: Option<Fault>, effects: &mut Vec<Effect>) {
    if confirms(state, sent.hint.as_str(), sent.base_url.as_deref()) {
        model.saving = Saving::Saved(sent.hint.clone());
        effects.extend([Effect::ClearSaved, Effect::TellTabs, Effect::Emit(Event::Saved(sent))]);
    } else if let Some(fault) = fault {
        fail(model, fault, effects);
    } else {
        model.saving = Saving::Unconfirmed(sent);
    }
}

fn removed(model: &mut Model, reply: Reply, effects: &mut Vec<Effect>) {
    match reply {
        Reply::State(_) | Reply::Done => {
            model.saving = Saving::Removed;
            effects.extend([Effect::Load, Effect::TellTabs, Effect::Emit(Event::Removed)]);
        }
        Reply::Failed(fault) => {
            if fault.may_have_arrived() {
                effects.push(Effect::Load);
            }
            fail(model, fault, effects);
        }
    }
}

fn fail(model: &mut Model, fault: Fault, effects: &mut Vec<Effect>) {
    effects.push(Effect::Emit(Event::fault(&fault)));
    model.saving = Saving::Failed(fault);
}
