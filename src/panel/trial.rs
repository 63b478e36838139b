//! The try of the key in the field: begun, waited for, stopped, judged.

use super::{Change, Effect, Event, Model, Saving, Trial, Waited, steps};
use crate::check::{Answer, Attempt, Fault, Report, Severity, Which};
use std::rc::Rc;

/// Begins a try of the key in the field; one that runs already is dropped.
pub(super) fn start(model: &mut Model, by_hand: bool, effects: &mut Vec<Effect>) {
    stop(model, effects);
    // A yes was given to the last verdict, not to the next.
    if matches!(&model.saving, Saving::Failed(failure) if failure.change == Change::Save)
        || matches!(model.saving, Saving::Asking | Saving::Unconfirmed(_) | Saving::Another(_))
    {
        model.saving = Saving::Idle;
    }
    model.copied = false;
    model.tries += 1;
    let (mut attempt, asks) = Attempt::start(&model.config.models, model.config.base.clone());
    if !model.online {
        for which in [Which::Models, Which::Run] {
            attempt.failed(which, Fault::Offline);
        }
    }
    let id = model.tries;
    model.trial = Trial::Running { id, attempt: Box::new(attempt), waited: Waited::Begun, by_hand };
    if model.online {
        effects.push(Effect::Ask { trial: id, asks });
        effects.push(Effect::Time(id));
    } else {
        judge(model, effects);
    }
}

/// Drops the requests of a running try. What becomes of the model is the caller's to say.
pub(super) fn stop(model: &Model, effects: &mut Vec<Effect>) {
    if matches!(model.trial, Trial::Running { .. }) {
        effects.push(Effect::Abort);
    }
}

/// An answer came. Those of an older try are dropped.
pub(super) fn answered(model: &mut Model, trial: u32, which: Which, answer: Answer, effects: &mut Vec<Effect>) {
    let today = model.today;
    if let Some(attempt) = running(model, trial) {
        if let Some(ask) = attempt.answered(which, answer, today) {
            effects.push(Effect::Ask { trial, asks: vec![ask] });
        }
        judge(model, effects);
    }
}

/// A request failed.
pub(super) fn failed(model: &mut Model, trial: u32, which: Which, fault: Fault, effects: &mut Vec<Effect>) {
    if let Some(attempt) = running(model, trial) {
        if let Some(ask) = attempt.failed(which, fault) {
            effects.push(Effect::Ask { trial, asks: vec![ask] });
        }
        judge(model, effects);
    }
}

/// Time went by.
pub(super) fn waited(model: &mut Model, trial: u32, now: Waited) {
    if let Trial::Running { id, waited, .. } = &mut model.trial
        && *id == trial
        && *waited < now
    {
        *waited = now;
    }
}

/// A second of the delay went by.
pub(super) fn second(model: &mut Model, trial: u32, effects: &mut Vec<Effect>) {
    if trial == model.tries && model.report().is_some() && model.delay > 0 {
        model.delay -= 1;
        count_down(model, effects);
    }
}

fn count_down(model: &Model, effects: &mut Vec<Effect>) {
    if model.delay > 0 {
        effects.push(Effect::Second(model.tries));
    }
}

/// Copies what OpenAI's or Passweb's support would ask for.
pub(super) fn copy_diagnostics(model: &Model, effects: &mut Vec<Effect>) {
    if let Trial::Done(report) = &model.trial {
        effects.push(Effect::Copy(report.clone()));
    }
}

fn running(model: &mut Model, trial: u32) -> Option<&mut Attempt> {
    match &mut model.trial {
        Trial::Running { id, attempt, .. } if *id == trial => Some(attempt),
        _ => None,
    }
}

/// Once nothing is outstanding, the try ends in a report.
fn judge(model: &mut Model, effects: &mut Vec<Effect>) {
    let Trial::Running { attempt, by_hand, .. } = &model.trial else { return };
    let Some(report) = attempt.report() else { return };
    if *by_hand && report.severity() != Severity::Ready {
        effects.push(Effect::FocusVerdict);
    }
    effects.push(Effect::Abort);
    effects.push(Effect::Emit(checked(&report)));
    steps::judged(model, report.verdict);
    model.delay = report.retry_after.unwrap_or(0);
    model.trial = Trial::Done(Rc::new(report));
    count_down(model, effects);
}

fn checked(report: &Report) -> Event {
    Event::Checked {
        verdict: report.verdict,
        severity: report.severity(),
        retryable: report.verdict.retryable(),
        request_id: report.request_id.clone(),
    }
}
