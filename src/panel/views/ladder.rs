//! The ladder: six rungs that fill as answers arrive.

use super::Pen;
use crate::{
    check::{Ladder, Rung, RungState},
    panel::{Model, Trial},
    paste::Standing,
    words::Word,
};

/// The six rungs, each with its state in a word for those who do not see its shape.
pub(crate) fn view(pen: &mut Pen<'_>) {
    let (ladder, running) = standing(pen.scene.model);
    pen.tag("ol", "ladder", |pen| {
        pen.attr("part", "ladder");
        pen.attr("role", "list");
        pen.attr_text("aria-label", pen.scene.text(Word::PanelLadder));
        for rung in &Rung::ALL {
            let (kind, state) = match ladder.state(*rung) {
                RungState::Passed => ("good", Word::PanelRungPassed),
                RungState::Failed => ("bad", Word::PanelRungFailed),
                RungState::NotTried if running => ("wait", Word::PanelRungWaiting),
                RungState::NotTried => ("none", Word::PanelRungNotTried),
            };
            pen.tag("li", kind, |pen| {
                pen.attr_if(kind == "bad", "tabindex", "-1");
                pen.mark(kind);
                pen.word("span", "", rung.word());
                pen.tag("span", "sr", |pen| {
                    pen.text(": ");
                    pen.say(state);
                });
            });
        }
    });
}

/// The ladder of the try; before it, of the reading alone.
fn standing(model: &Model) -> (Ladder, bool) {
    match &model.trial {
        Trial::Running { attempt, .. } => (attempt.ladder(), true),
        Trial::Done(report) => (report.ladder, false),
        Trial::None | Trial::Cancelled => {
            let mut ladder = Ladder::default();
            let shape = match model.field.reading.standing {
                Standing::Accepted => RungState::Passed,
                Standing::Refused if !model.field.calm => RungState::Failed,
                _ => RungState::NotTried,
            };
            ladder.set(Rung::Shape, shape);
            (ladder, false)
        }
    }
}
