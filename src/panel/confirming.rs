//! What a `GET` after a `POST` says of the key that was sent.

use super::{Change, Effect, Event, Model, Saving, Sent, saving};
use crate::module::{Fault, Shown, State, shown};
use std::rc::Rc;

/// Compares what the endpoint shows with what was sent and with what it showed before.
pub(super) fn confirm(
    model: &mut Model,
    before: Option<&State>,
    state: &State,
    sent: Rc<Sent>,
    fault: Option<Rc<Fault>>,
    effects: &mut Vec<Effect>,
) {
    match (shown(before, state, sent.hint.as_str(), sent.base_url.as_deref()), fault) {
        (Shown::Sent, None) => done(model, sent, effects),
        (Shown::Sent, Some(_)) if before != Some(state) => done(model, sent, effects),
        // The same key was stored before, and nothing changed: whether this `POST` arrived can't be seen.
        (Shown::Sent, Some(fault)) => {
            let settled = !fault.may_have_arrived();
            saving::fail(model, Change::Save, fault, settled, effects);
        }
        (Shown::Another, _) => {
            // Its own may have been stored as well, before or after the other one.
            model.unsettled = Some(sent);
            saving::another(model, state, effects);
        }
        (Shown::Nothing, Some(fault)) => saving::fail(model, Change::Save, fault, true, effects),
        (Shown::Nothing, None) => unconfirmed(model, sent),
    }
}

/// A key that was sent before, of which nothing was heard, is there now. Says whether it is.
pub(super) fn turned_up(model: &mut Model, before: Option<&State>, state: &State, effects: &mut Vec<Effect>) -> bool {
    let Some(sent) = model.unsettled.clone().filter(|_| model.revision == model.sent_revision) else {
        return false;
    };
    let there = shown(before, state, sent.hint.as_str(), sent.base_url.as_deref()) == Shown::Sent;
    let news = there && before != Some(state);
    if news {
        done(model, sent, effects);
    }
    news
}

/// The endpoint says what it holds before a second `POST`.
pub(super) fn looked(model: &mut Model, before: Option<&State>, state: &State, effects: &mut Vec<Effect>) {
    if !turned_up(model, before, state, effects) {
        saving::send(model, effects);
    }
}

/// The `POST` was answered, and the endpoint does not show the key.
pub(super) fn unconfirmed(model: &mut Model, sent: Rc<Sent>) {
    model.unsettled = Some(sent.clone());
    model.saving = Saving::Unconfirmed(sent);
}

/// The endpoint shows the key.
fn done(model: &mut Model, sent: Rc<Sent>, effects: &mut Vec<Effect>) {
    model.unsettled = None;
    model.saving = Saving::Saved(sent.hint.clone());
    effects.push(Effect::ClearSaved);
    effects.push(Effect::TellTabs);
    effects.push(Effect::Emit(Event::Saved(sent)));
}
