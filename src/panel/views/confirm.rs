//! Questions that are asked before something that can't be taken back.

use super::{Pen, card::Card};
use crate::{panel::Wish, words::Word};

/// Save although nothing proved the key?
pub(super) static UNPROVED: Card = Card {
    actions: Some(|pen| answers(pen, "primary", Word::PanelConfirmSave)),
    ..Card::plain("warn", Word::PanelAskSaveTitle, Word::PanelAskSaveText)
};

/// Try a key without OpenAI's marker?
pub(super) static INSIST: Card = Card {
    actions: Some(|pen| answers(pen, "primary", Word::PanelConfirmInsist)),
    ..Card::plain("warn", Word::PanelAskInsistTitle, Word::PanelAskInsistText)
};

/// Remove the stored key?
pub(super) static REMOVAL: Card = Card {
    actions: Some(|pen| answers(pen, "danger", Word::PanelConfirmRemove)),
    ..Card::plain("bad", Word::PanelAskRemoveTitle, Word::PanelAskRemoveText)
};

fn answers(pen: &mut Pen<'_>, class: &'static str, yes: Word) {
    pen.button(class, yes, Wish::Confirm);
    pen.button("", Word::PanelCancel, Wish::Decline);
}
