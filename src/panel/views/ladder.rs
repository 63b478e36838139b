//! The ladder: six rungs that fill as answers arrive.

use super::{Scene, mark};
use crate::{
    check::{Ladder, Rung, RungState},
    panel::Trial,
    paste::Standing,
    words::Word,
};
use yew::{Html, html};

/// The six rungs, each with its state in a word for those who do not see its shape.
pub(crate) fn view(scene: &Scene<'_>) -> Html {
    let (ladder, running) = standing(scene);
    html! {
        <ol class="ladder" part="ladder" role="list" aria-label={scene.text(Word::PanelLadder)}>
            { for Rung::ALL.into_iter().map(|rung| {
                let (kind, state) = match ladder.state(rung) {
                    RungState::Passed => ("good", Word::PanelRungPassed),
                    RungState::Failed => ("bad", Word::PanelRungFailed),
                    RungState::NotTried if running => ("wait", Word::PanelRungWaiting),
                    RungState::NotTried => ("none", Word::PanelRungNotTried),
                };
                html! {
                    <li class={kind} tabindex={(kind == "bad").then_some("-1")}>
                        { mark(kind) }
                        <span>{ scene.words.get(rung.word()) }</span>
                        <span class="sr">{ ": " }{ scene.words.get(state) }</span>
                    </li>
                }
            }) }
        </ol>
    }
}

/// The ladder of the try; before it, of the reading alone.
fn standing(scene: &Scene<'_>) -> (Ladder, bool) {
    match &scene.model.trial {
        Trial::Running { attempt, .. } => (attempt.ladder(), true),
        Trial::Done(report) => (report.ladder, false),
        Trial::None | Trial::Cancelled => {
            let mut ladder = Ladder::default();
            let shape = match scene.model.field.reading.standing {
                Standing::Accepted => RungState::Passed,
                Standing::Refused if !scene.model.field.calm => RungState::Failed,
                _ => RungState::NotTried,
            };
            ladder.set(Rung::Shape, shape);
            (ladder, false)
        }
    }
}
