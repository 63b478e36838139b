//! The guide's part of the loop: which step is open, which are ticked, which one the merchant left for OpenAI's page.

use super::{Effect, Model, Stored};
use crate::{
    check::{Severity, Verdict},
    guide::{Kept, Progress, Proof, Step},
    module::State,
    paste::{Reading, Standing},
};

/// Opens or closes a step by hand. It stays so until the next verdict, or until something else is read in the field.
pub(super) fn toggle(model: &mut Model, step: Step, effects: &mut Vec<Effect>) {
    if model.open_step == Some(step) {
        model.open_step = None;
    } else {
        open(model, step, effects);
    }
}

/// Ticks or unticks a step; after a tick the next one that is not ticked opens.
pub(super) fn tick(model: &mut Model, step: Step, effects: &mut Vec<Effect>) {
    let ticked = &mut model.done_steps[step as usize];
    *ticked = !*ticked;
    if *ticked && model.open_step == Some(step) {
        model.open_step = None;
        let done = model.done_steps;
        if let Some(next) = Step::ALL.iter().skip(step as usize + 1).find(|next| !done[**next as usize]) {
            open(model, *next, effects);
        }
    }
    keep(model, effects);
}

/// The merchant follows a step's link, and will come back to this step.
pub(super) fn leave(model: &mut Model, step: Step, effects: &mut Vec<Effect>) {
    model.left_step = Some(step);
    model.back_step = None;
    keep(model, effects);
}

/// The merchant is back from OpenAI's page. `hidden`: this page was out of sight meanwhile.
pub(super) fn back(model: &mut Model, hidden: bool, effects: &mut Vec<Effect>) {
    let Some(step) = model.left_step.take() else { return };
    model.back_step = Some(step);
    model.open_step = Some(step);
    if hidden {
        effects.push(Effect::ShowStep);
    }
    keep(model, effects);
}

/// What an earlier visit left behind. Nothing moves: the merchant may be after something else today.
pub(super) fn remembered(model: &mut Model, progress: Progress) {
    model.done_steps = progress.ticked;
    model.back_step = progress.left;
    // Without an endpoint, nothing will say otherwise.
    if matches!(model.stored, Stored::Loading) && model.config.endpoint.is_ok() {
        model.kept = progress.kept;
    }
    model.open_step = model.open_step.or(progress.left).or(model.kept.cure);
}

/// A verdict was found: the step that cures it opens. Once the key runs, there is nothing left to cure.
pub(super) fn judged(model: &mut Model, verdict: Verdict) {
    model.open_step = match verdict.severity() {
        Severity::Ready => None,
        _ => verdict.step().or(model.open_step),
    };
}

/// The endpoint says what is stored. Its verdict opens a step when it is news, and no key in the field is nearer.
pub(super) fn stored(model: &mut Model, state: &State, effects: &mut Vec<Effect>) {
    let before = match &model.stored {
        Stored::Known(before) => before.verdict.as_deref(),
        _ => None,
    };
    let now = state.verdict.as_deref().filter(|_| state.configured);
    let news = now != before;
    let verdict = now.and_then(Verdict::from_id);
    let quiet = model.field.reading.standing == Standing::Empty;
    let kept = verdict.map(kept).unwrap_or_default();
    if kept != model.kept {
        if quiet && model.open_step == model.kept.cure {
            model.open_step = None;
        }
        model.kept = kept;
        keep(model, effects);
    }
    if news
        && quiet
        && let Some(verdict) = verdict
    {
        judged(model, verdict);
    }
}

fn kept(verdict: Verdict) -> Kept {
    let proof = match verdict.severity() {
        Severity::Ready => Proof::Ran,
        Severity::Attention => Proof::Accepted,
        Severity::Unknown | Severity::Refused => Proof::Nothing,
    };
    Kept { proof, cure: verdict.step() }
}

/// A text that is no key is told: the step that helps opens.
pub(super) fn told(model: &mut Model, reading: &Reading) {
    if reading.standing != Standing::Accepted {
        model.open_step = reading.kind.step().or(model.open_step);
    }
}

fn open(model: &mut Model, step: Step, effects: &mut Vec<Effect>) {
    model.open_step = Some(step);
    effects.push(Effect::ShowStep);
}

fn keep(model: &Model, effects: &mut Vec<Effect>) {
    let progress = Progress { ticked: model.done_steps, left: model.left_step, kept: model.kept };
    effects.push(Effect::KeepProgress(progress));
}
