//! What became of a change at the endpoint: saved, removed, not confirmed, failed.

use super::{
    Scene,
    card::{Card, save},
};
use crate::{
    module::{Fault, State},
    panel::{Change, Failure, Stored, Wish},
    words::Word,
};
use yew::Html;

/// The endpoint shows the key.
pub(super) fn saved(scene: &Scene<'_>, hint: &str) -> Card {
    Card {
        lines: vec![scene.words.fill(Word::PanelSavedText, &[("hint", hint)])],
        actions: go_on(scene),
        ..Card::plain(scene, "good", Word::PanelSavedTitle, Word::PanelSavedText)
    }
}

/// The endpoint shows no key any more.
pub(super) fn removed(scene: &Scene<'_>) -> Card {
    Card { actions: go_on(scene), ..Card::plain(scene, "none", Word::PanelRemovedTitle, Word::PanelRemovedText) }
}

/// The `POST` was answered, and the endpoint does not show the key.
pub(super) fn unconfirmed(scene: &Scene<'_>) -> Card {
    Card {
        actions: yew::html! { <>
            { scene.button("primary", Word::PanelRecheck, Wish::Reload) }
            { save_again(scene) }
        </> },
        ..Card::plain(scene, "warn", Word::PanelUnconfirmedTitle, Word::PanelUnconfirmedText)
    }
}

/// The `DELETE` was answered, and the endpoint does not show that the key is gone.
pub(super) fn removal_unconfirmed(scene: &Scene<'_>) -> Card {
    Card {
        actions: scene.button("primary", Word::PanelRecheck, Wish::Reload),
        ..Card::plain(scene, "warn", Word::PanelRemovalUnconfirmedTitle, Word::PanelRemovalUnconfirmedText)
    }
}

/// Somebody else's key is stored.
pub(super) fn another(scene: &Scene<'_>, hint: &str) -> Card {
    let mut lines =
        vec![scene.words.fill(Word::ModuleAnotherKey, &[("hint", hint)]), scene.text(Word::ModuleConflictRemedy)];
    lines.extend(key_stays(scene));
    Card {
        title: heading(scene, Word::ModuleConflictCause),
        lines,
        actions: save_again(scene),
        ..Card::plain(scene, "warn", Word::ModuleConflictCause, Word::ModuleConflictRemedy)
    }
}

/// A change failed: what happened, what is the case now, what to do.
pub(super) fn failed(scene: &Scene<'_>, failure: &Failure) -> Card {
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
    let actions = match failure.change {
        Change::Save => save_again(scene),
        Change::Remove => yew::html! { <>
            { scene.button("", Word::PanelRetry, Wish::Remove) }
            { scene.button("", Word::PanelCancel, Wish::Decline) }
        </> },
    };
    Card { tone: "bad", title: heading(scene, failure.fault.cause()), lines, actions, foot: Html::default() }
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

fn save_again(scene: &Scene<'_>) -> Html {
    if scene.model.report().is_some() { save(scene, Word::PanelRetrySave) } else { Html::default() }
}

/// Another key came into the field meanwhile: what can be done with it.
fn go_on(scene: &Scene<'_>) -> Html {
    match (scene.model.report(), scene.model.dirty()) {
        (Some(_), _) => save(scene, Word::PanelSave),
        (None, true) => scene.button("primary", Word::PanelCheck, Wish::Check),
        (None, false) => Html::default(),
    }
}
