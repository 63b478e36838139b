//! The stored key is removed: asked first, and done only when the endpoint shows none.

use super::{Change, Effect, Event, Failure, Model, Saving, Stored, saving};
use crate::module::{Fault, State};
use std::rc::Rc;

/// The merchant wants the stored key gone: asked first, and after a failure only once it is known what is stored.
pub(super) fn ask(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.saving_now() {
        return;
    }
    if let Saving::Failed(Failure { change: Change::Remove, settled, .. }) = model.saving {
        model.saving = Saving::Looking { change: Change::Remove, settled };
        effects.push(Effect::Load);
    } else if matches!(&model.stored, Stored::Known(state) if is_removable(state)) {
        model.saving = Saving::AskingRemoval;
    }
}

/// The merchant said yes.
pub(super) fn confirmed(model: &mut Model, effects: &mut Vec<Effect>) {
    model.saving = Saving::Removing;
    effects.push(Effect::Remove);
}

/// `DELETE` ended. Whatever it answered, the endpoint is asked what it holds now.
pub(super) fn answered(model: &mut Model, fault: Option<Rc<Fault>>, effects: &mut Vec<Effect>) {
    model.saving = Saving::ConfirmingRemoval(fault);
    effects.push(Effect::Load);
}

/// The endpoint says what it holds after a `DELETE`.
pub(super) fn confirm(
    model: &mut Model,
    before: Option<&State>,
    state: &State,
    fault: Option<Rc<Fault>>,
    effects: &mut Vec<Effect>,
) {
    let other = before.is_some_and(|before| before.hint != state.hint);
    match fault {
        _ if !state.configured => done(model, effects),
        _ if other => saving::fail(model, Change::Remove, Fault::Conflict.into(), true, effects),
        Some(fault) => saving::fail(model, Change::Remove, fault, true, effects),
        None => model.saving = Saving::RemovalUnconfirmed,
    }
}

/// The endpoint says what it holds before a second `DELETE`: the question names the key anew.
pub(super) fn looked(model: &mut Model, state: &State, effects: &mut Vec<Effect>) {
    if !state.configured {
        done(model, effects);
    } else if is_removable(state) {
        model.saving = Saving::AskingRemoval;
    } else {
        model.saving = Saving::Idle;
    }
}

/// The endpoint shows no key.
pub(super) fn done(model: &mut Model, effects: &mut Vec<Effect>) {
    model.saving = Saving::Removed;
    effects.push(Effect::TellTabs);
    effects.push(Effect::Emit(Event::Removed));
}

fn is_removable(state: &State) -> bool {
    state.configured && !state.read_only
}
