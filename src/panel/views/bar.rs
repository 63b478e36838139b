//! The buttons beside the field: show, paste, empty.

use super::Scene;
use crate::{panel::Wish, paste::Kind, words::Word};
use yew::{Html, html};

/// The buttons beside the field.
pub(crate) fn view(scene: &Scene<'_>) -> Html {
    let field = &scene.model.field;
    let label = if field.shown { Word::PanelHide } else { Word::PanelShow };
    html! {
        <div class="bar" part="bar">
            <button type="button" class="quiet" part="button" aria-pressed={field.shown.to_string()} onclick={scene.on(Wish::Show(!field.shown))}>
                { scene.words.get(label) }
            </button>
            if scene.model.can_paste {
                { scene.button("quiet", Word::PanelPaste, Wish::Paste) }
            }
            <button type="button" class="quiet" part="button" disabled={field.reading.kind == Kind::Empty} onclick={scene.on(Wish::Clear)}>
                { scene.words.get(Word::PanelClear) }
            </button>
        </div>
    }
}
