//! The loop of the panel, message by message, without a browser.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod kit;

use kit::{LIST, NO_CREDIT, RAN, config, key};
use passweb_ai_key::{
    check::{Answer, Date, Fault, Severity, Verdict, Which, read_answer},
    module::{self, Call, Reply, State},
    panel::{
        Barrier, Config, Effect, EndpointProblem, Event, Failure, Model, Msg, Origin, Primary, Saving, Sent, Stored,
        Trial, Wish, update,
    },
    paste::{self, Secret},
};

const WRONG: &str = r#"{"error":{"message":"","type":"invalid_request_error","param":null,"code":"invalid_api_key"}}"#;

fn model() -> Model {
    let mut model = Model::new(config(), true, Date { year: 2026, month: 11, day: 23 });
    update(&mut model, Msg::Begun);
    update(&mut model, loaded(State::default()));
    model
}

fn loaded(state: State) -> Msg {
    Msg::Replied { call: Call::Load, reply: Reply::State(state), sent: None }
}

fn read(model: &mut Model, text: &str, origin: Origin) -> Vec<Effect> {
    let (reading, _) = paste::read(text);
    let may_become = paste::may_become_key(text);
    update(model, Msg::Read { reading, origin, may_become })
}

fn answer(model: &mut Model, which: Which, status: u16, body: &str) -> Vec<Effect> {
    let finding = read_answer(status, "application/json", body.as_bytes(), which);
    let answer = Answer { status, finding, request_id: None };
    update(model, Msg::Answered { trial: model.tries, which, answer })
}

/// A model whose key was tried with that outcome of the second request.
fn tried(status: u16, body: &str) -> Model {
    let mut model = model();
    read(&mut model, &key('a'), Origin::Pasted);
    answer(&mut model, Which::Models, if status == 401 { 401 } else { 200 }, if status == 401 { body } else { LIST });
    answer(&mut model, Which::Run, status, body);
    model
}

fn sent(text: &str, verdict: Verdict) -> Sent {
    Sent { hint: Secret::new(text).hint(), base_url: None, verdict }
}

fn replied(model: &mut Model, call: Call, reply: Reply, sent: Option<Sent>) -> Vec<Effect> {
    update(model, Msg::Replied { call, reply, sent })
}

fn holding(text: &str) -> State {
    State { configured: true, hint: Some(Secret::new(text).hint().as_str().to_owned()), ..State::default() }
}

fn failure(model: &Model) -> Option<&Failure> {
    if let Saving::Failed(failure) = &model.saving { Some(failure) } else { None }
}

fn asks(effects: &[Effect]) -> usize {
    effects.iter().map(|effect| if let Effect::Ask { asks, .. } = effect { asks.len() } else { 0 }).sum()
}

fn saves(effects: &[Effect]) -> usize {
    effects.iter().filter(|effect| matches!(effect, Effect::Save { .. })).count()
}

#[test]
fn a_trusted_paste_of_a_key_is_tried_at_once_with_two_requests() {
    let mut model = model();
    let effects = read(&mut model, &key('a'), Origin::Pasted);
    assert_eq!(asks(&effects), 2);
    assert!(matches!(model.trial, Trial::Running { .. }));
    assert!(effects.contains(&Effect::Emit(Event::Dirty(true))));
}

#[test]
fn c7_an_autofilled_or_typed_value_is_never_tried_by_itself() {
    for origin in [Origin::Foreign, Origin::Typed] {
        let mut model = model();
        assert_eq!(asks(&read(&mut model, &key('a'), origin)), 0);
        assert_eq!(model.primary(), Some(Primary::Check), "the button tries it");
        assert_eq!(asks(&update(&mut model, Msg::Wish(Wish::Primary))), 2);
    }
}

#[test]
fn c7_a_method_acts_only_on_what_a_person_put_in() {
    let mut model = model();
    read(&mut model, &key('a'), Origin::Foreign);
    assert_eq!(asks(&update(&mut model, Msg::Called(Wish::Check))), 0);
    read(&mut model, &key('a'), Origin::Typed);
    assert_eq!(asks(&update(&mut model, Msg::Called(Wish::Check))), 2);
}

#[test]
fn c5_what_is_no_key_is_not_tried_whatever_is_pressed() {
    let mut model = model();
    for text in ["https://platform.openai.com/api-keys", "hello", "sk-...AbCd"] {
        let mut effects = read(&mut model, text, Origin::Pasted);
        for wish in [Wish::Check, Wish::Primary, Wish::Save, Wish::Confirm, Wish::Insist, Wish::Confirm] {
            effects.extend(update(&mut model, Msg::Wish(wish)));
        }
        assert_eq!((asks(&effects), saves(&effects)), (0, 0), "{text}");
    }
}

#[test]
fn manual_waits_for_the_button() {
    let mut model = model();
    update(&mut model, Msg::Configured(Config { auto: false, ..config() }));
    assert_eq!(asks(&read(&mut model, &key('a'), Origin::Pasted)), 0);
    assert_eq!(asks(&update(&mut model, Msg::Wish(Wish::Check))), 2);
}

#[test]
fn c9_a_verdict_dies_when_the_field_changes_and_late_answers_are_dropped() {
    let mut model = model();
    read(&mut model, &key('a'), Origin::Pasted);
    let old = model.tries;
    let effects = read(&mut model, &key('b'), Origin::Pasted);
    assert!(effects.contains(&Effect::Abort), "what runs for the old value is dropped");
    let finding = read_answer(401, "application/json", WRONG.as_bytes(), Which::Run);
    let late = Answer { status: 401, finding, request_id: None };
    for which in [Which::Models, Which::Run] {
        update(&mut model, Msg::Answered { trial: old, which, answer: late.clone() });
    }
    assert!(matches!(model.trial, Trial::Running { .. }), "an old answer judges no new key");
    answer(&mut model, Which::Models, 200, LIST);
    answer(&mut model, Which::Run, 200, RAN);
    assert_eq!(model.report().unwrap().verdict, Verdict::Ready);
    read(&mut model, "", Origin::Typed);
    assert_eq!(model.report(), None);
}

#[test]
fn the_primary_action_follows_the_verdict() {
    let wait = r#"{"error":{"message":"Please try again in 2s.","code":"rate_limit_exceeded"}}"#;
    for (status, body, primary) in [
        (200, RAN, Primary::Save),
        (429, NO_CREDIT, Primary::Link),
        (401, WRONG, Primary::Link),
        (429, wait, Primary::Retry),
    ] {
        assert_eq!(tried(status, body).primary(), Some(primary), "{body}");
    }
}

#[test]
fn c1_quota_is_never_called_an_invalid_key_and_may_be_saved() {
    let mut model = tried(429, NO_CREDIT);
    assert_eq!(model.report().unwrap().verdict, Verdict::NoCredit);
    assert_eq!(model.save_barrier(), None);
    assert_eq!(saves(&update(&mut model, Msg::Wish(Wish::Save))), 1);
}

#[test]
fn a_refused_key_is_saved_by_no_sequence_of_presses() {
    let mut model = tried(401, WRONG);
    assert_eq!(model.report().unwrap().severity(), Severity::Refused);
    assert_eq!(model.save_barrier(), Some(Barrier::Refused));
    for wish in [Wish::Save, Wish::Confirm, Wish::Insist, Wish::Confirm, Wish::Save] {
        assert_eq!(saves(&update(&mut model, Msg::Wish(wish))), 0);
    }
}

#[test]
fn c11_what_could_not_be_tried_is_saved_only_after_a_confirmation() {
    let mut model = model();
    read(&mut model, &key('a'), Origin::Pasted);
    for which in [Which::Models, Which::Run] {
        let trial = model.tries;
        update(&mut model, Msg::Failed { trial, which, fault: Fault::Network });
    }
    assert_eq!(model.report().unwrap().severity(), Severity::Unknown);
    assert_eq!(saves(&update(&mut model, Msg::Wish(Wish::Save))), 0);
    assert_eq!(model.saving, Saving::Asking);
    update(&mut model, Msg::Wish(Wish::Decline));
    assert_eq!(model.saving, Saving::Idle);
    update(&mut model, Msg::Wish(Wish::Save));
    assert_eq!(saves(&update(&mut model, Msg::Wish(Wish::Confirm))), 1);
}

#[test]
fn c11_without_a_network_nothing_is_tried_or_saved_and_it_goes_on_by_itself() {
    let mut model = model();
    update(&mut model, Msg::Online(false));
    assert_eq!(asks(&read(&mut model, &key('a'), Origin::Pasted)), 0);
    assert_eq!(model.report().unwrap().verdict, Verdict::Offline);
    assert_eq!(model.save_barrier(), Some(Barrier::Offline));
    assert_eq!(saves(&update(&mut model, Msg::Wish(Wish::Save))), 0);
    assert_eq!(asks(&update(&mut model, Msg::Online(true))), 2, "tried by itself");
}

#[test]
fn a_second_press_saves_nothing_twice() {
    let mut model = tried(200, RAN);
    assert_eq!(saves(&update(&mut model, Msg::Wish(Wish::Save))), 1);
    for wish in [Wish::Save, Wish::Primary, Wish::Confirm, Wish::Check] {
        let effects = update(&mut model, Msg::Wish(wish));
        assert_eq!((saves(&effects), asks(&effects)), (0, 0), "{wish:?}");
    }
}

#[test]
fn c16_saved_is_said_only_when_the_endpoint_shows_the_key() {
    let text = key('a');
    let mut model = tried(200, RAN);
    update(&mut model, Msg::Wish(Wish::Save));
    let effects = replied(&mut model, Call::Save, Reply::Done, Some(sent(&text, Verdict::Ready)));
    assert!(effects.contains(&Effect::Load) && !effects.contains(&Effect::ClearSaved), "the POST alone proves nothing");
    let effects = replied(&mut model, Call::Load, Reply::State(holding(&text)), None);
    assert!(effects.contains(&Effect::ClearSaved));
    assert!(matches!(model.saving, Saving::Saved(_)));
}

#[test]
fn c16_an_answer_that_is_not_confirmed_keeps_the_key_and_is_asked_again() {
    let text = key('a');
    let mut model = tried(200, RAN);
    update(&mut model, Msg::Wish(Wish::Save));
    replied(&mut model, Call::Save, Reply::Done, Some(sent(&text, Verdict::Ready)));
    let effects = replied(&mut model, Call::Load, Reply::State(State::default()), None);
    assert!(matches!(model.saving, Saving::Unconfirmed(_)));
    assert!(!effects.contains(&Effect::ClearSaved));
    assert_eq!(update(&mut model, Msg::Wish(Wish::Reload)), [Effect::Load]);
    replied(&mut model, Call::Load, Reply::State(holding(&text)), None);
    assert!(matches!(model.saving, Saving::Saved(_)));
}

#[test]
fn c16_after_a_lost_connection_the_endpoint_is_asked_before_anything_is_sent_again() {
    for (state, saved) in [(holding(&key('a')), true), (State::default(), false)] {
        let mut model = tried(200, RAN);
        update(&mut model, Msg::Wish(Wish::Save));
        let lost = Reply::Failed(module::Fault::Network);
        let effects = replied(&mut model, Call::Save, lost, Some(sent(&key('a'), Verdict::Ready)));
        assert_eq!((saves(&effects), effects.contains(&Effect::Load)), (0, true));
        replied(&mut model, Call::Load, Reply::State(state), None);
        assert_eq!(matches!(model.saving, Saving::Saved(_)), saved);
        assert_eq!(failure(&model).map(|failure| failure.settled), (!saved).then_some(true));
    }
}

#[test]
fn c8_a_failed_save_leaves_the_key_and_may_be_tried_again() {
    let mut model = tried(200, RAN);
    update(&mut model, Msg::Wish(Wish::Save));
    let effects =
        replied(&mut model, Call::Save, Reply::Failed(module::Fault::Conflict), Some(sent(&key('a'), Verdict::Ready)));
    assert_eq!(effects, [Effect::Load], "somebody else saved: what, is asked");
    let mut effects = replied(&mut model, Call::Load, Reply::State(State::default()), None);
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::ClearSaved | Effect::ClearField)));
    effects = update(&mut model, Msg::Wish(Wish::Save));
    assert_eq!((saves(&effects), effects), (0, vec![Effect::Load]), "asked before it is sent again");
    assert_eq!(saves(&replied(&mut model, Call::Load, Reply::State(State::default()), None)), 1);
}

#[test]
fn a_key_changed_while_the_old_one_is_being_saved_is_neither_tried_nor_cleared_unseen() {
    let mut model = tried(200, RAN);
    update(&mut model, Msg::Wish(Wish::Save));
    assert_eq!(asks(&read(&mut model, &key('b'), Origin::Pasted)), 0);
    replied(&mut model, Call::Save, Reply::Done, Some(sent(&key('a'), Verdict::Ready)));
    let effects = replied(&mut model, Call::Load, Reply::State(holding(&key('a'))), None);
    assert!(effects.contains(&Effect::ClearSaved), "cleared only where the field still holds what was saved");
    assert!(!effects.contains(&Effect::ClearField));
    assert_eq!(model.primary(), Some(Primary::Check), "the new key waits for its own try");
}

#[test]
fn the_stored_key_is_removed_only_after_a_yes() {
    let mut model = model();
    update(&mut model, loaded(holding(&key('a'))));
    assert_eq!(update(&mut model, Msg::Wish(Wish::Remove)), []);
    assert_eq!(model.saving, Saving::AskingRemoval);
    assert_eq!(update(&mut model, Msg::Wish(Wish::Decline)), []);
    update(&mut model, Msg::Wish(Wish::Remove));
    assert_eq!(update(&mut model, Msg::Wish(Wish::Confirm)), [Effect::Remove]);
}

#[test]
fn a_read_only_key_is_neither_replaced_nor_removed() {
    let mut model = tried(200, RAN);
    update(&mut model, loaded(State { read_only: true, ..holding(&key('c')) }));
    assert_eq!(model.save_barrier(), Some(Barrier::ReadOnly));
    update(&mut model, Msg::Wish(Wish::Remove));
    assert_eq!(model.saving, Saving::Idle);
}

#[test]
fn without_an_endpoint_a_key_may_be_tried_and_not_saved() {
    let mut model = model();
    update(&mut model, Msg::Configured(Config { endpoint: Err(EndpointProblem::Missing), ..config() }));
    assert_eq!(asks(&read(&mut model, &key('a'), Origin::Pasted)), 2);
    answer(&mut model, Which::Models, 200, LIST);
    answer(&mut model, Which::Run, 200, RAN);
    assert_eq!(model.save_barrier(), Some(Barrier::Endpoint(EndpointProblem::Missing)));
    assert_eq!(model.primary(), None, "Enter presses nothing that is not there");
    assert_eq!(saves(&update(&mut model, Msg::Wish(Wish::Save))), 0);
}

#[test]
fn c8_a_value_that_changed_unseen_is_read_anew_and_not_used() {
    let mut model = tried(200, RAN);
    update(&mut model, Msg::Wish(Wish::Save));
    update(&mut model, Msg::Swapped(paste::read(&key('b')).0));
    update(&mut model, Msg::Unsent);
    assert!(model.field.swapped);
    assert_eq!((model.report(), &model.saving), (None, &Saving::Idle));
}

#[test]
fn typing_is_calm_until_the_field_is_left() {
    let mut model = model();
    read(&mut model, "sk-pro", Origin::Typed);
    assert!(model.field.calm);
    update(&mut model, Msg::Left);
    assert!(!model.field.calm);
    read(&mut model, "sk-proj", Origin::Typed);
    assert!(!model.field.calm, "once something is wrong it is said until it is cured");
}

#[test]
fn the_endpoint_down_at_start_is_a_fault_that_reload_cures() {
    let mut model = model();
    replied(&mut model, Call::Load, Reply::Failed(module::Fault::ServerError), None);
    let mut fresh = Model::new(config(), true, model.today);
    update(&mut fresh, Msg::Begun);
    replied(&mut fresh, Call::Load, Reply::Failed(module::Fault::ServerError), None);
    assert_eq!(fresh.stored, Stored::Failed(module::Fault::ServerError.into()));
    assert_eq!(update(&mut fresh, Msg::Wish(Wish::Reload)), [Effect::Load]);
    assert_eq!(fresh.stored, Stored::Loading);
}

#[test]
fn the_delay_that_openai_asks_for_is_counted_down_to_nothing() {
    let mut model = model();
    read(&mut model, &key('a'), Origin::Pasted);
    answer(&mut model, Which::Models, 200, LIST);
    let wait = r#"{"error":{"message":"Rate limit reached. Please try again in 2s.","code":"rate_limit_exceeded"}}"#;
    let mut effects = answer(&mut model, Which::Run, 429, wait);
    for left in [2, 1] {
        assert_eq!(model.delay, left);
        assert!(effects.contains(&Effect::Second(model.tries)), "{effects:?}");
        let trial = model.tries;
        effects = update(&mut model, Msg::Second(trial));
    }
    assert_eq!((model.delay, effects), (0, vec![]), "it ends");
    assert_eq!(asks(&update(&mut model, Msg::Wish(Wish::Check))), 2, "and a try waits for the merchant");
}

#[test]
fn enter_in_the_empty_field_leaves_the_next_typing_calm() {
    let mut model = model();
    for msg in [Msg::Wish(Wish::Primary), Msg::Left, Msg::Wish(Wish::Check)] {
        update(&mut model, msg);
        read(&mut model, "sk-pro", Origin::Typed);
        assert!(model.field.calm);
        read(&mut model, "", Origin::Typed);
    }
}
