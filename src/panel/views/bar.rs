//! The buttons beside the field: show, paste, empty.

use super::Scene;
use crate::{panel::Wish, paste::Kind, words::Word};
use yew::{Html, html};

/// The buttons beside the field.
pub(crate) fn view(scene: &Scene<'_>) -> Html {
    let field = &scene.model.field;
    let (label, state) =
        if field.shown { (Word::PanelHide, Word::PanelIsShown) } else { (Word::PanelShow, Word::PanelIsHidden) };
    let clear = if field.reading.kind == Kind::Empty { "quiet away" } else { "quiet" };
    html! {
        <div class="bar" part="bar">
            { scene.button("quiet", label, Wish::Show(!field.shown)) }
            <span class="sr" role="status">{ scene.words.get(state) }</span>
            if scene.model.can_paste {
                { scene.button("quiet", Word::PanelPaste, Wish::Paste) }
            }
            // Nothing to clear, no button; its place stays.
            { scene.button(clear, Word::PanelClear, Wish::Clear) }
        </div>
    }
}
