//! What became of a change at the endpoint: saved, removed, not confirmed, failed.

use super::{
    Pen, Scene,
    card::{Card, save},
};
use crate::{
    module::{Fault, State},
    panel::{Change, Failure, Stored, Wish},
    words::Word,
};

/// The endpoint shows the key.
pub(super) fn saved<'a>(scene: &'a Scene<'_>, hint: &str) -> Card<'a> {
    Card {
        lines: vec![scene.words.fill(Word::PanelSavedText, &[("hint", hint)])],
        actions: scene.draw(go_on),
        ..Card::plain(scene, "good", Word::PanelSavedTitle, Word::PanelSavedText)
    }
}

/// The endpoint shows no key any more.
pub(super) fn removed<'a>(scene: &'a Scene<'_>) -> Card<'a> {
    Card { actions: scene.draw(go_on), ..Card::plain(scene, "none", Word::PanelRemovedTitle, Word::PanelRemovedText) }
}

/// The `POST` was answered, and the endpoint does not show the key.
pub(super) fn unconfirmed<'a>(scene: &'a Scene<'_>) -> Card<'a> {
    Card {
        actions: scene.draw(|pen| {
            pen.button("primary", Word::PanelRecheck, Wish::Reload);
            save_again(pen);
        }),
        ..Card::plain(scene, "warn", Word::PanelUnconfirmedTitle, Word::PanelUnconfirmedText)
    }
}

/// The `DELETE` was answered, and the endpoint does not show that the key is gone.
pub(super) fn removal_unconfirmed<'a>(scene: &'a Scene<'_>) -> Card<'a> {
    Card {
        actions: scene.draw(|pen| pen.button("primary", Word::PanelRecheck, Wish::Reload)),
        ..Card::plain(scene, "warn", Word::PanelRemovalUnconfirmedTitle, Word::PanelRemovalUnconfirmedText)
    }
}

/// Somebody else's key is stored.
pub(super) fn another<'a>(scene: &'a Scene<'_>, hint: &str) -> Card<'a> {
    let mut lines =
        vec![scene.words.fill(Word::ModuleAnotherKey, &[("hint", hint)]), scene.text(Word::ModuleConflictRemedy)];
    lines.extend(key_stays(scene));
    Card {
        title: heading(scene, Word::ModuleConflictCause),
        lines,
        actions: scene.draw(save_again),
        ..Card::plain(scene, "warn", Word::ModuleConflictCause, Word::ModuleConflictRemedy)
    }
}

/// A change failed: what happened, what is the case now, what to do.
pub(super) fn failed<'a>(scene: &'a Scene<'_>, failure: &Failure) -> Card<'a> {
    let words = scene.words;
    let case = match (failure.change, failure.settled) {
        (Change::Save, true) => scene.text(Word::ModuleNotSaved),
        (Change::Save, false) => scene.text(Word::ModuleMaybeSaved),
        (Change::Remove, true) => words.fill(Word::ModuleNotRemoved, &[("hint", stored_hint(scene))]),
        (Change::Remove, false) => scene.text(Word::ModuleMaybeRemoved),
    };
    let mut lines = vec![case, failure.fault.tell_remedy(words)];
    lines.extend(reasons(scene, &failure.fault));
    lines.extend(key_stays(scene));
    let actions = scene.draw(|pen| match failure.change {
        Change::Save => save_again(pen),
        Change::Remove => {
            pen.button("", Word::PanelRetry, Wish::Remove);
            pen.button("", Word::PanelCancel, Wish::Decline);
        }
    });
    Card { tone: "bad", title: heading(scene, failure.fault.cause()), lines, actions, report: None }
}

/// A sentence as a title: without its full stop.
fn heading(scene: &Scene<'_>, word: Word) -> String {
    scene.words.get(word).trim_end_matches('.').to_owned()
}

/// The endpoint's own reasons; where one repeats a piece of the key, our own sentence.
pub(super) fn reasons(scene: &Scene<'_>, fault: &Fault) -> Vec<String> {
    let Fault::Invalid(reasons) = fault else { return Vec::new() };
    let withheld = reasons.withheld.then(|| scene.text(Word::ModuleReasonWithheld));
    reasons.told.iter().cloned().chain(withheld).collect()
}

/// The last four of the key in use.
pub(super) fn stored_hint<'a>(scene: &'a Scene<'_>) -> &'a str {
    match &scene.model.stored {
        Stored::Known(State { hint: Some(hint), .. }) => hint,
        _ => "…",
    }
}

fn key_stays(scene: &Scene<'_>) -> Option<String> {
    scene.model.dirty().then(|| scene.text(Word::ModuleKeyStays))
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
