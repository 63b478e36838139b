//! What was pasted, in a sentence; and what a try costs.

use super::{Scene, mark};
use crate::{panel::Wish, paste::Standing, words::Word};
use yew::{Html, html};

/// The sentence under the field. The field is tied to it (`aria-describedby`). What was read is announced, the hint of
/// the empty field is not.
pub(crate) fn view(scene: &Scene<'_>) -> Html {
    let field = &scene.model.field;
    let calm = field.calm;
    let (tone, text) = match field.reading.standing {
        Standing::Empty => ("", scene.text(Word::FieldHint)),
        Standing::Refused | Standing::Insistable if calm => ("", scene.text(Word::PanelTyping)),
        Standing::Accepted => ("good", field.reading.tell(scene.words)),
        Standing::Insistable => ("warn", field.reading.tell(scene.words)),
        Standing::Refused => ("bad", field.reading.tell(scene.words)),
    };
    let empty = field.reading.standing == Standing::Empty;
    let (hint, text) = if empty { (text, String::new()) } else { (String::new(), text) };
    let repairs = field.reading.tell_repairs(scene.words).filter(|_| !calm);
    html! {
        <div class="said">
            <p id="reading" part="reading" class={yew::classes!("reading", tone)}>
                if !tone.is_empty() { { mark(tone) } }
                if empty { <span>{ hint }</span> }
                <span role="status">{ text }
                if let Some(repairs) = repairs { <span class="repairs">{ " " }{ repairs }</span> }
                if field.swapped { <span class="repairs">{ " " }{ scene.words.get(Word::PanelSwapped) }</span> }
                </span>
            </p>
            if field.reading.standing == Standing::Insistable && !calm {
                { scene.button("quiet", Word::PanelInsist, Wish::Insist) }
            }
            <p class="cost">{ scene.words.get(Word::PanelCost) }</p>
        </div>
    }
}
