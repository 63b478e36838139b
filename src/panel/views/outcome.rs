//! What became of a change at the endpoint: saved, removed, not confirmed, failed.

use super::{
    Pen, Scene,
    card::{Card, save},
};
use crate::{
    module::Fault,
    panel::{Change, Failure, Saving, Wish},
    words::Word,
};

/// The endpoint shows the key.
pub(super) static SAVED: Card =
    Card { actions: Some(go_on), ..Card::plain("good", Word::PanelSavedTitle, Word::PanelSavedText) };

/// The endpoint shows no key any more.
pub(super) static REMOVED: Card =
    Card { actions: Some(go_on), ..Card::plain("none", Word::PanelRemovedTitle, Word::PanelRemovedText) };

/// The `POST` was answered, and the endpoint does not show the key.
pub(super) static UNCONFIRMED: Card = Card {
    actions: Some(|pen| {
        recheck(pen);
        save_again(pen);
    }),
    ..Card::plain("warn", Word::PanelUnconfirmedTitle, Word::PanelUnconfirmedText)
};

/// The `DELETE` was answered, and the endpoint does not show that the key is gone.
pub(super) static REMOVAL_UNCONFIRMED: Card = Card {
    actions: Some(recheck),
    ..Card::plain("warn", Word::PanelRemovalUnconfirmedTitle, Word::PanelRemovalUnconfirmedText)
};

/// Somebody else's key is stored.
pub(super) static ANOTHER: Card = Card {
    more: Some(|pen| {
        pen.paragraph(Word::ModuleConflictRemedy);
        key_stays(pen);
    }),
    actions: Some(save_again),
    ..Card::plain("warn", Word::ModuleConflictCause, Word::ModuleAnotherKey)
};

/// A change failed: what happened, what is the case now, what to do.
pub(super) fn failed(failure: &Failure) -> Card {
    let case = match (failure.change, failure.settled) {
        (Change::Save, true) => Word::ModuleNotSaved,
        (Change::Save, false) => Word::ModuleMaybeSaved,
        (Change::Remove, true) => Word::ModuleNotRemoved,
        (Change::Remove, false) => Word::ModuleMaybeRemoved,
    };
    Card {
        more: Some(cure),
        actions: Some(match failure.change {
            Change::Save => save_again,
            Change::Remove => remove_again,
        }),
        ..Card::plain("bad", failure.fault.cause(), case)
    }
}

/// What to do after a failure.
fn cure(pen: &mut Pen<'_>) {
    let scene = pen.scene;
    if let Saving::Failed(Failure { fault, .. }) = &scene.model.saving {
        pen.paragraph_of(&fault.tell_remedy(scene.words));
        for reason in reasons(scene, fault) {
            pen.paragraph_of(reason);
        }
        key_stays(pen);
    }
}

/// The endpoint's own reasons; where one repeats a piece of the key, our own sentence.
pub(super) fn reasons<'a>(scene: &'a Scene<'_>, fault: &'a Fault) -> Vec<&'a str> {
    let Fault::Invalid(reasons) = fault else { return Vec::new() };
    let mut told: Vec<&str> = reasons.told.iter().map(String::as_str).collect();
    if reasons.withheld {
        told.push(scene.words.get(Word::ModuleReasonWithheld));
    }
    told
}

fn key_stays(pen: &mut Pen<'_>) {
    if pen.scene.model.dirty() {
        pen.paragraph(Word::ModuleKeyStays);
    }
}

fn recheck(pen: &mut Pen<'_>) {
    pen.button("primary", Word::PanelRecheck, Wish::Reload);
}

fn remove_again(pen: &mut Pen<'_>) {
    pen.button("", Word::PanelRetry, Wish::Remove);
    pen.button("", Word::PanelCancel, Wish::Decline);
}

fn save_again(pen: &mut Pen<'_>) {
    if pen.scene.model.report().is_some() {
        save(pen, Word::PanelRetrySave);
    }
}

/// Another key came into the field meanwhile: what can be done with it.
fn go_on(pen: &mut Pen<'_>) {
    let model = pen.scene.model;
    if model.report().is_some() {
        save(pen, Word::PanelSave);
    } else if model.dirty() {
        pen.button("primary", Word::PanelCheck, Wish::Check);
    }
}
