//! What was pasted, in a sentence; and what a try costs.

use super::Pen;
use crate::{panel::Wish, paste::Standing, words::Word};

/// The sentence under the field. The field is tied to it (`aria-describedby`). What was read is announced, the hint of
/// the empty field is not.
pub(crate) fn view(pen: &mut Pen<'_>) {
    let scene = pen.scene;
    let field = &scene.model.field;
    let calm = field.calm;
    let standing = field.reading.standing;
    let tone = match standing {
        Standing::Empty => "",
        Standing::Refused | Standing::Insistable if calm => "",
        Standing::Accepted => "good",
        Standing::Insistable => "warn",
        Standing::Refused => "bad",
    };
    pen.tag("div", "said", |pen| {
        pen.tag("p", "", |pen| {
            pen.toned("reading", tone);
            pen.attr("id", "reading");
            pen.attr("part", "reading");
            pen.group(|pen| {
                if !tone.is_empty() {
                    pen.mark(tone);
                }
            });
            pen.group(|pen| {
                if standing == Standing::Empty {
                    pen.word("span", "", Word::FieldHint);
                }
            });
            pen.tag("span", "", |pen| {
                pen.attr("role", "status");
                match standing {
                    Standing::Empty => pen.text(""),
                    _ if tone.is_empty() => pen.say(Word::PanelTyping),
                    _ => pen.text(&field.reading.tell(scene.words)),
                }
                pen.group(|pen| {
                    if let Some(repairs) = field.reading.tell_repairs(scene.words).filter(|_| !calm) {
                        pen.after("repairs", &repairs);
                    }
                });
                pen.group(|pen| {
                    if field.swapped {
                        pen.after("repairs", scene.words.get(Word::PanelSwapped));
                    }
                });
            });
        });
        pen.group(|pen| {
            if standing == Standing::Insistable && !calm {
                pen.button("quiet", Word::PanelInsist, Wish::Insist);
            }
        });
        pen.word("p", "cost", Word::PanelCost);
    });
}
