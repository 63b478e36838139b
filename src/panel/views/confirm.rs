//! Questions that are asked before something that can't be taken back.

use super::{Scene, card::Card, outcome::stored_hint};
use crate::{panel::Wish, words::Word};
use yew::Html;

/// Save although nothing proved the key?
pub(super) fn unproved<'a>(scene: &'a Scene<'_>) -> Card<'a> {
    Card {
        actions: answers(scene, "primary", Word::PanelConfirmSave),
        ..Card::plain(scene, "warn", Word::PanelAskSaveTitle, Word::PanelAskSaveText)
    }
}

/// Try a key without OpenAI's marker?
pub(super) fn insist<'a>(scene: &'a Scene<'_>) -> Card<'a> {
    Card {
        actions: answers(scene, "primary", Word::PanelConfirmInsist),
        ..Card::plain(scene, "warn", Word::PanelAskInsistTitle, Word::PanelAskInsistText)
    }
}

/// Remove the stored key?
pub(super) fn removal<'a>(scene: &'a Scene<'_>) -> Card<'a> {
    let hint = stored_hint(scene);
    let card = Card::plain(scene, "bad", Word::PanelAskRemoveTitle, Word::PanelAskRemoveText);
    Card {
        title: scene.words.fill(Word::PanelAskRemoveTitle, &[("hint", hint)]),
        actions: answers(scene, "danger", Word::PanelConfirmRemove),
        ..card
    }
}

fn answers(scene: &Scene<'_>, class: &'static str, yes: Word) -> Html {
    scene.draw(|pen| {
        pen.button(class, yes, Wish::Confirm);
        pen.button("", Word::PanelCancel, Wish::Decline);
    })
}
