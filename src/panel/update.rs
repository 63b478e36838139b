//! One message in, the next model and the effects out. Pure and total.

use super::{
    Change, Effect, Event, Model, Msg, Origin, Primary, Saving, Stored, Trial, Wish, removal, saving, steps, trial,
};
use crate::{
    check::Verdict,
    paste::{Reading, Standing},
};

/// Takes in what happened and says what is to be done about it.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let was_dirty = model.dirty();
    let mut effects = Vec::new();
    match msg {
        Msg::Begun | Msg::StateMayHaveChanged => saving::reload(model, &mut effects),
        Msg::Read { reading, origin, may_become } => {
            read(model, reading, origin, may_become, &mut effects);
        }
        Msg::Left => look(model),
        Msg::Swapped(reading) => {
            read(model, reading, Origin::Foreign, false, &mut effects);
            model.field.swapped = true;
        }
        Msg::Wish(wish) => wished(model, wish, &mut effects),
        Msg::Called(wish) if model.field.origin != Origin::Foreign => wished(model, wish, &mut effects),
        Msg::Answered { trial, which, answer } => {
            trial::answered(model, trial, which, answer, &mut effects);
        }
        Msg::Failed { trial, which, fault } => {
            trial::failed(model, trial, which, fault, &mut effects);
        }
        Msg::Waited { trial, waited } => trial::waited(model, trial, waited),
        Msg::Second(trial) => trial::second(model, trial, &mut effects),
        Msg::Replied { call, reply, sent } => {
            saving::replied(model, call, reply, sent, &mut effects);
        }
        Msg::Online(online) => {
            model.online = online;
            let waits = model.report().is_some_and(|report| report.verdict == Verdict::Offline);
            if online && waits {
                trial::start(model, false, &mut effects);
            }
            if online && matches!(model.stored, Stored::Failed(_)) {
                saving::reload(model, &mut effects);
            }
        }
        Msg::Today(today) => model.today = today,
        Msg::Printing(printing) => model.printing = printing,
        Msg::Configured(config) => configured(model, config, &mut effects),
        Msg::Unsent if matches!(model.saving, Saving::Sending) => model.saving = Saving::Idle,
        Msg::Called(_) | Msg::Unsent => {}
        Msg::Held(held) => model.held = Some(held),
        Msg::CanPaste(can) => model.can_paste = can,
        Msg::PasteRefused => {
            model.can_paste = false;
            effects.push(Effect::FocusField);
        }
        Msg::Copied => model.copied = true,
        Msg::Progress(progress) => steps::remembered(model, progress),
        Msg::Back { hidden } => {
            steps::back(model, hidden, &mut effects);
            // They may have logged in elsewhere meanwhile.
            if matches!(model.stored, Stored::Failed(_)) {
                saving::reload(model, &mut effects);
            }
        }
    }
    if model.dirty() != was_dirty {
        effects.push(Effect::Emit(Event::Dirty(model.dirty())));
    }
    effects
}

/// The field changed: everything that was said of its last value dies.
fn read(model: &mut Model, reading: Reading, origin: Origin, may_become: bool, effects: &mut Vec<Effect>) {
    let emptied = reading.standing == Standing::Empty;
    let told_already = !model.field.calm && !emptied;
    model.revision += 1;
    model.copied = false;
    model.asking_insist = false;
    model.held = None;
    trial::stop(model, effects);
    model.trial = Trial::None;
    // Nothing was sent yet, and the key that was to be sent is gone.
    let looking = matches!(model.saving, Saving::Looking { change: Change::Save, .. });
    if looking || !(model.saving_now() || (emptied && matches!(model.saving, Saving::Saved(_) | Saving::Removed))) {
        model.saving = Saving::Idle;
    }
    model.field.calm = match origin {
        Origin::Pasted | Origin::Foreign => emptied,
        Origin::Typed => emptied || (may_become && !told_already),
    };
    model.field.origin = origin;
    model.field.swapped = false;
    effects.push(Effect::Emit(Event::Reading { kind: reading.kind, accept: reading.standing == Standing::Accepted }));
    let news = origin != Origin::Typed || !told_already || reading.kind != model.field.reading.kind;
    if news && !model.field.calm {
        steps::told(model, &reading);
    }
    let go = reading.standing == Standing::Accepted && origin == Origin::Pasted && model.config.auto;
    model.field.reading = reading;
    if go && !model.saving_now() {
        trial::start(model, false, effects);
    }
}

/// The merchant is done with the field for now: what is wrong with it is said.
fn look(model: &mut Model) {
    // With the empty field there is nothing wrong: what is typed next begins calm.
    if model.field.reading.standing != Standing::Empty && core::mem::take(&mut model.field.calm) {
        let reading = model.field.reading.clone();
        steps::told(model, &reading);
    }
}

fn wished(model: &mut Model, wish: Wish, effects: &mut Vec<Effect>) {
    match wish {
        Wish::Primary => match model.primary() {
            Some(Primary::Check | Primary::Retry) => wished(model, Wish::Check, effects),
            Some(Primary::Save) => wished(model, Wish::Save, effects),
            Some(Primary::Confirm) => wished(model, Wish::Confirm, effects),
            Some(Primary::Recheck) => wished(model, Wish::Reload, effects),
            Some(Primary::Link) => {
                if let Some((url, _)) = model.report().and_then(|report| report.verdict.link()) {
                    effects.push(Effect::Open(url));
                }
            }
            None => look(model),
        },
        Wish::Check => {
            if model.dirty() && !model.saving_now() {
                model.saving = Saving::Idle;
                trial::start(model, true, effects);
            }
        }
        Wish::Cancel => {
            trial::stop(model, effects);
            if matches!(model.trial, Trial::Running { .. }) {
                model.trial = Trial::Cancelled;
            }
        }
        Wish::Insist => {
            // What is on its way to the endpoint rests on the verdict that is there.
            model.asking_insist = model.field.reading.standing == Standing::Insistable && !model.saving_now();
        }
        Wish::Save => saving::save(model, effects),
        Wish::Confirm if core::mem::take(&mut model.asking_insist) => {
            if !model.saving_now() {
                trial::start(model, true, effects);
            }
        }
        Wish::Confirm => saving::confirmed(model, effects),
        Wish::Decline => {
            model.asking_insist = false;
            let ended = matches!(model.saving, Saving::Failed(_) | Saving::Another(_) | Saving::RemovalUnconfirmed);
            if ended || matches!(model.saving, Saving::Asking | Saving::AskingRemoval) {
                model.saving = Saving::Idle;
            }
        }
        Wish::Reload => saving::reload(model, effects),
        Wish::Remove => removal::ask(model, effects),
        Wish::Show(shown) => {
            model.field.shown = shown;
            effects.push(Effect::ShowField(shown));
        }
        Wish::Paste => effects.push(Effect::PasteFromClipboard),
        Wish::Clear => {
            effects.push(Effect::ClearField);
            effects.push(Effect::FocusField);
        }
        Wish::Replace => effects.push(Effect::FocusField),
        Wish::CopyDiagnostics => trial::copy_diagnostics(model, effects),
        Wish::Toggle(step) => steps::toggle(model, step, effects),
        Wish::Tick(step) => steps::tick(model, step, effects),
        Wish::Leave(step) => steps::leave(model, step, effects),
        Wish::PasteFromGuide => {
            effects.push(Effect::PasteFromClipboard);
            effects.push(Effect::FocusField);
        }
    }
}

/// The attributes changed. A verdict found elsewhere, or a state of another endpoint, says nothing now.
fn configured(model: &mut Model, config: super::Config, effects: &mut Vec<Effect>) {
    let before = core::mem::replace(&mut model.config, config);
    if before.base != model.config.base || before.models != model.config.models {
        trial::stop(model, effects);
        model.trial = Trial::None;
        if !model.saving_now() {
            model.saving = Saving::Idle;
        }
    }
    if before.endpoint != model.config.endpoint {
        saving::moved(model, effects);
    }
}
