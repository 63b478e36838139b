//! The buttons beside the field: show, paste, empty.

use super::Pen;
use crate::{panel::Wish, paste::Kind, words::Word};

/// The buttons beside the field.
pub(crate) fn view(pen: &mut Pen<'_>) {
    let model = pen.scene.model;
    let field = &model.field;
    let (label, state) =
        if field.shown { (Word::PanelHide, Word::PanelIsShown) } else { (Word::PanelShow, Word::PanelIsHidden) };
    let clear = if field.reading.kind == Kind::Empty { "quiet away" } else { "quiet" };
    pen.tag("div", "bar", |pen| {
        pen.attr("part", "bar");
        pen.button("quiet", label, Wish::Show(!field.shown));
        pen.tag("span", "sr", |pen| {
            pen.attr("role", "status");
            pen.say(state);
        });
        pen.group(|pen| {
            if model.can_paste {
                pen.button("quiet", Word::PanelPaste, Wish::Paste);
            }
        });
        // Nothing to clear, no button; its place stays.
        pen.button(clear, Word::PanelClear, Wish::Clear);
    });
}
