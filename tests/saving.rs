//! A key on its way to the endpoint and out of it, message by message, without a browser.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod kit;

use kit::{LIST, NO_CREDIT, RAN, config, key};
use passweb_ai_key::{
    check::{Answer, Date, Fault as Lost, Verdict, Which, read_answer},
    module::{Call, Fault, Reply, State},
    panel::{
        Barrier, Change, Config, Effect, EndpointProblem, Event, Failure, Model, Msg, Origin, Primary, Saving, Sent,
        Stored, Wish, update,
    },
    paste::{self, Secret},
};

fn holding(text: &str) -> State {
    State { configured: true, hint: Some(Secret::new(text).hint().as_str().to_owned()), ..State::default() }
}

fn old() -> State {
    holding(&key('o'))
}

fn wish(model: &mut Model, wish: Wish) -> Vec<Effect> {
    update(model, Msg::Wish(wish))
}

fn replied(model: &mut Model, call: Call, reply: Reply) -> Vec<Effect> {
    let sent = (call == Call::Save).then(|| Sent {
        hint: Secret::new(key('a')).hint(),
        base_url: None,
        verdict: Verdict::Ready,
    });
    update(model, Msg::Replied { call, reply, sent })
}

fn loaded(model: &mut Model, state: State) -> Vec<Effect> {
    replied(model, Call::Load, Reply::State(state))
}

fn failed(model: &mut Model, call: Call, fault: Fault) -> Vec<Effect> {
    replied(model, call, Reply::Failed(fault))
}

fn paste(model: &mut Model, letter: char) {
    let (reading, _) = paste::read(&key(letter));
    update(model, Msg::Read { reading, origin: Origin::Pasted, may_become: false });
}

/// The key `a` in the field, tried, while the endpoint holds the key `o`.
fn tried(body: &str, status: u16) -> Model {
    let mut model = Model::new(config(), true, Date { year: 2026, month: 11, day: 24 });
    update(&mut model, Msg::Begun);
    loaded(&mut model, old());
    paste(&mut model, 'a');
    answered(&mut model, body, status);
    model
}

/// Both requests of the try that runs are answered.
fn answered(model: &mut Model, body: &str, status: u16) {
    for (which, status, body) in [(Which::Models, 200, LIST), (Which::Run, status, body)] {
        let finding = read_answer(status, "application/json", body.as_bytes(), which);
        let trial = model.tries;
        update(model, Msg::Answered { trial, which, answer: Answer { status, finding, request_id: None } });
    }
}

fn ready() -> Model {
    tried(RAN, 200)
}

/// The same, after *Salva la chiave*.
fn sending() -> Model {
    let mut model = ready();
    assert_eq!(posts(&wish(&mut model, Wish::Save)), 1);
    model
}

fn posts(effects: &[Effect]) -> usize {
    effects.iter().filter(|effect| matches!(effect, Effect::Save { .. })).count()
}

fn clears(effects: &[Effect]) -> bool {
    effects.iter().any(|effect| matches!(effect, Effect::ClearField | Effect::ClearSaved))
}

fn failure(model: &Model) -> (Change, Fault, bool) {
    match &model.saving {
        Saving::Failed(Failure { change, fault, settled }) => (*change, (**fault).clone(), *settled),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_second_press_asks_before_it_sends_whatever_the_first_one_ended_in() {
    for fault in [Fault::TooLarge, Fault::CsrfRefused, Fault::RateLimited(Some(7)), Fault::Network, Fault::SessionEnded]
    {
        let mut model = sending();
        if !failed(&mut model, Call::Save, fault.clone()).is_empty() && model.saving_now() {
            loaded(&mut model, old());
        }
        assert_eq!(failure(&model), (Change::Save, fault, true));
        assert_eq!(model.primary(), Some(Primary::Save), "Enter presses the button of the card");
        assert_eq!(wish(&mut model, Wish::Primary), [Effect::Load]);
        assert_eq!(wish(&mut model, Wish::Save), [], "once");
        assert_eq!(posts(&loaded(&mut model, old())), 1);
    }
}

#[test]
fn a_key_that_arrived_unseen_is_found_before_it_is_sent_again() {
    let mut model = sending();
    failed(&mut model, Call::Save, Fault::Network);
    failed(&mut model, Call::Load, Fault::Network);
    assert_eq!(failure(&model), (Change::Save, Fault::Network, false), "nobody knows");
    assert_eq!(wish(&mut model, Wish::Save), [Effect::Load]);
    let effects = loaded(&mut model, holding(&key('a')));
    assert_eq!(posts(&effects), 0);
    assert!(matches!(model.saving, Saving::Saved(_)) && clears(&effects));
}

#[test]
fn a_key_that_turns_up_later_is_said_to_be_saved_without_a_press() {
    let mut model = sending();
    failed(&mut model, Call::Save, Fault::TimedOut);
    loaded(&mut model, old());
    assert_eq!(failure(&model), (Change::Save, Fault::TimedOut, true));
    assert_eq!(update(&mut model, Msg::StateMayHaveChanged), [Effect::Load]);
    loaded(&mut model, holding(&key('a')));
    assert!(matches!(model.saving, Saving::Saved(_)));
}

#[test]
fn the_same_key_stored_before_proves_nothing_of_a_lost_post() {
    let mut model = ready();
    loaded(&mut model, holding(&key('a')));
    wish(&mut model, Wish::Save);
    failed(&mut model, Call::Save, Fault::Network);
    let effects = loaded(&mut model, holding(&key('a')));
    assert!(!clears(&effects));
    assert_eq!(failure(&model), (Change::Save, Fault::Network, false));
    wish(&mut model, Wish::Save);
    assert_eq!(posts(&loaded(&mut model, holding(&key('a')))), 1, "sent again");
}

#[test]
fn another_key_that_appears_at_the_same_time_is_said_as_such() {
    for reply in [Reply::Done, Reply::Failed(Fault::Network), Reply::Failed(Fault::Conflict)] {
        let mut model = sending();
        replied(&mut model, Call::Save, reply);
        let effects = loaded(&mut model, holding(&key('x')));
        assert_eq!(model.saving, Saving::Another("xxxx".into()));
        assert!(effects.contains(&Effect::Emit(Event::Error("conflict"))) && !clears(&effects));
        assert_eq!(model.primary(), None, "Enter replaces nobody's key");
        assert_eq!(wish(&mut model, Wish::Save), [Effect::Load]);
        assert_eq!(posts(&loaded(&mut model, holding(&key('x')))), 1);
    }
}

#[test]
fn a_conflict_is_followed_by_a_look_at_what_is_stored() {
    for fault in [Fault::Conflict, Fault::Forbidden] {
        let mut model = sending();
        assert_eq!(failed(&mut model, Call::Save, fault.clone()), [Effect::Load]);
        failed(&mut model, Call::Load, Fault::Network);
        assert_eq!(failure(&model), (Change::Save, fault, true), "it was refused, whatever is stored");
    }
}

#[test]
fn a_state_that_turned_read_only_leaves_nothing_to_press() {
    let mut model = sending();
    failed(&mut model, Call::Save, Fault::Conflict);
    loaded(&mut model, State { read_only: true, ..old() });
    assert_eq!((model.save_barrier(), model.primary()), (Some(Barrier::ReadOnly), None));
    assert_eq!(wish(&mut model, Wish::Save), []);

    let mut model = sending();
    failed(&mut model, Call::Save, Fault::TooLarge);
    wish(&mut model, Wish::Save);
    assert_eq!(posts(&loaded(&mut model, State { read_only: true, ..old() })), 0, "learned before the second try");
    assert_eq!(model.saving, Saving::Idle);
}

#[test]
fn a_state_that_was_never_read_is_read_before_anything_is_sent() {
    let mut model = ready();
    update(&mut model, Msg::StateMayHaveChanged);
    failed(&mut model, Call::Load, Fault::SessionEnded);
    assert_eq!(model.stored, Stored::Failed(Fault::SessionEnded.into()));
    assert_eq!(wish(&mut model, Wish::Save), [Effect::Load]);
    failed(&mut model, Call::Load, Fault::SessionEnded);
    assert_eq!(failure(&model), (Change::Save, Fault::SessionEnded, true));
    wish(&mut model, Wish::Save);
    assert_eq!(posts(&loaded(&mut model, old())), 1);
}

#[test]
fn back_from_a_login_elsewhere_the_state_is_read_again() {
    let mut model = ready();
    assert_eq!(update(&mut model, Msg::Back { hidden: true }), []);
    update(&mut model, Msg::StateMayHaveChanged);
    failed(&mut model, Call::Load, Fault::SessionEnded);
    assert_eq!(update(&mut model, Msg::Back { hidden: true }), [Effect::Load]);
}

#[test]
fn a_key_changed_before_the_second_try_is_not_sent_for_the_first() {
    let mut model = sending();
    failed(&mut model, Call::Save, Fault::TooLarge);
    wish(&mut model, Wish::Save);
    paste(&mut model, 'b');
    assert_eq!(model.saving, Saving::Idle);
    assert_eq!(posts(&loaded(&mut model, old())), 0);
}

#[test]
fn an_earlier_key_that_turns_up_is_not_taken_for_the_one_in_the_field() {
    let mut model = sending();
    failed(&mut model, Call::Save, Fault::Network);
    failed(&mut model, Call::Load, Fault::Network);
    paste(&mut model, 'b');
    for which in [Which::Models, Which::Run] {
        let trial = model.tries;
        update(&mut model, Msg::Failed { trial, which, fault: Lost::Network });
    }
    wish(&mut model, Wish::Save);
    assert_eq!(model.saving, Saving::Asking);
    assert_eq!(wish(&mut model, Wish::Confirm), [Effect::Load], "asked, since the first may have arrived");
    let effects = loaded(&mut model, holding(&key('a')));
    assert_eq!((posts(&effects), clears(&effects)), (1, false));
}

#[test]
fn an_unproved_key_is_confirmed_once_and_not_at_every_try() {
    let mut model = ready();
    paste(&mut model, 'a');
    for which in [Which::Models, Which::Run] {
        let trial = model.tries;
        update(&mut model, Msg::Failed { trial, which, fault: Lost::Network });
    }
    wish(&mut model, Wish::Save);
    assert_eq!(posts(&wish(&mut model, Wish::Confirm)), 1);
    failed(&mut model, Call::Save, Fault::TooLarge);
    assert_eq!(wish(&mut model, Wish::Save), [Effect::Load]);
    assert_eq!(posts(&loaded(&mut model, old())), 1);
}

#[test]
fn enter_presses_the_button_of_the_card_and_no_link_below_it() {
    let mut model = tried(NO_CREDIT, 429);
    assert_eq!(model.primary(), Some(Primary::Link));
    wish(&mut model, Wish::Save);
    failed(&mut model, Call::Save, Fault::TooLarge);
    assert_eq!(model.primary(), Some(Primary::Save));
    wish(&mut model, Wish::Save);
    loaded(&mut model, old());
    replied(&mut model, Call::Save, Reply::Done);
    loaded(&mut model, old());
    assert_eq!(model.primary(), Some(Primary::Recheck));
    assert_eq!(wish(&mut model, Wish::Primary), [Effect::Load]);
}

// ── removal ──

fn removing() -> Model {
    let mut model = ready();
    wish(&mut model, Wish::Remove);
    assert_eq!(wish(&mut model, Wish::Confirm), [Effect::Remove]);
    model
}

#[test]
fn a_removal_is_done_when_the_endpoint_shows_none_whatever_it_answered() {
    for reply in [Reply::Done, Reply::Failed(Fault::Network), Reply::Failed(Fault::NotFound)] {
        let mut model = removing();
        assert_eq!(replied(&mut model, Call::Remove, reply), [Effect::Load]);
        let effects = loaded(&mut model, State::default());
        assert_eq!(effects, [Effect::TellTabs, Effect::Emit(Event::Removed)]);
        assert_eq!(model.saving, Saving::Removed);
    }
}

#[test]
fn a_removal_that_the_state_does_not_show_is_not_called_done() {
    let mut model = removing();
    replied(&mut model, Call::Remove, Reply::Done);
    loaded(&mut model, old());
    assert_eq!((&model.saving, model.primary()), (&Saving::RemovalUnconfirmed, Some(Primary::Recheck)));
    assert_eq!(wish(&mut model, Wish::Reload), [Effect::Load]);
    loaded(&mut model, State::default());
    assert_eq!(model.saving, Saving::Removed);

    let mut model = removing();
    replied(&mut model, Call::Remove, Reply::Done);
    failed(&mut model, Call::Load, Fault::TimedOut);
    assert_eq!(model.saving, Saving::RemovalUnconfirmed);
}

#[test]
fn a_failed_removal_asks_what_is_stored_and_then_the_merchant_again() {
    let mut model = removing();
    failed(&mut model, Call::Remove, Fault::Network);
    failed(&mut model, Call::Load, Fault::Network);
    assert_eq!(failure(&model), (Change::Remove, Fault::Network, false));
    assert_eq!(model.primary(), None, "Enter in the field removes nothing");
    assert_eq!(wish(&mut model, Wish::Remove), [Effect::Load]);
    loaded(&mut model, old());
    assert_eq!(model.saving, Saving::AskingRemoval);
    wish(&mut model, Wish::Confirm);
    failed(&mut model, Call::Remove, Fault::ServerError);
    loaded(&mut model, old());
    assert_eq!(failure(&model), (Change::Remove, Fault::ServerError, true));
    wish(&mut model, Wish::Remove);
    loaded(&mut model, State::default());
    assert_eq!(model.saving, Saving::Removed, "the lost one had arrived");
}

#[test]
fn a_removal_that_turns_out_done_is_said_without_a_press() {
    let mut model = removing();
    failed(&mut model, Call::Remove, Fault::TimedOut);
    loaded(&mut model, old());
    assert_eq!(update(&mut model, Msg::StateMayHaveChanged), [Effect::Load]);
    loaded(&mut model, State::default());
    assert_eq!(model.saving, Saving::Removed);
}

#[test]
fn a_failed_removal_can_be_left_and_the_key_in_the_field_saved() {
    let mut model = removing();
    failed(&mut model, Call::Remove, Fault::ServerError);
    loaded(&mut model, old());
    wish(&mut model, Wish::Decline);
    assert_eq!(posts(&wish(&mut model, Wish::Save)), 1);
}

#[test]
fn a_question_dies_with_the_key_that_it_named() {
    let mut model = ready();
    wish(&mut model, Wish::Remove);
    loaded(&mut model, old());
    assert_eq!(model.saving, Saving::AskingRemoval);
    loaded(&mut model, holding(&key('x')));
    assert_eq!(model.saving, Saving::Idle);
    assert_eq!(wish(&mut model, Wish::Confirm), []);
}

#[test]
fn a_key_saved_by_somebody_else_during_a_removal_is_said_as_such() {
    for fault in [Fault::Conflict, Fault::ServerError] {
        let mut model = removing();
        failed(&mut model, Call::Remove, fault);
        loaded(&mut model, holding(&key('x')));
        assert_eq!(failure(&model), (Change::Remove, Fault::Conflict, true));
    }
}

#[test]
fn after_such_a_removal_a_key_that_nothing_proved_is_saved_only_after_a_yes() {
    let mut model = tried("", 0);
    wish(&mut model, Wish::Remove);
    wish(&mut model, Wish::Confirm);
    replied(&mut model, Call::Remove, Reply::Done);
    loaded(&mut model, holding(&key('x')));
    assert_eq!(posts(&wish(&mut model, Wish::Save)), 0);
    assert_eq!(model.saving, Saving::Asking);
}

#[test]
fn a_save_ends_when_the_endpoint_becomes_another_one_and_its_late_reply_changes_nothing() {
    for endpoint in [Ok("https://shop.example/other".into()), Err(EndpointProblem::Foreign)] {
        let mut model = sending();
        update(&mut model, Msg::Configured(Config { endpoint, ..config() }));
        assert_eq!((model.saving_now(), model.report()), (false, None));
        let before = model.clone();
        assert_eq!(replied(&mut model, Call::Save, Reply::Done), []);
        assert_eq!(model, before);
    }
}

#[test]
fn what_nothing_proved_is_asked_anew_after_another_try() {
    let mut model = tried("", 0);
    wish(&mut model, Wish::Save);
    assert_eq!(posts(&wish(&mut model, Wish::Confirm)), 1);
    failed(&mut model, Call::Save, Fault::TooLarge);
    wish(&mut model, Wish::Check);
    answered(&mut model, "", 0);
    assert_eq!(wish(&mut model, Wish::Save), []);
    assert_eq!(model.saving, Saving::Asking);
}

#[test]
fn what_became_of_a_change_elsewhere_is_forgotten_with_the_endpoint() {
    let mut model = sending();
    failed(&mut model, Call::Save, Fault::Network);
    failed(&mut model, Call::Load, Fault::Network);
    let elsewhere = Config { endpoint: Ok("https://shop.example/other".into()), ..config() };
    assert_eq!(update(&mut model, Msg::Configured(elsewhere)), [Effect::Load]);
    assert_eq!(model.stored, Stored::Loading, "another endpoint's key is not shown as this one's");
    loaded(&mut model, holding(&key('a')));
    assert_eq!(model.saving, Saving::Idle);
    assert_eq!(wish(&mut model, Wish::Save), [], "a verdict does not follow a key to another place");
    wish(&mut model, Wish::Check);
    answered(&mut model, RAN, 200);
    assert_eq!(posts(&wish(&mut model, Wish::Save)), 1, "nothing was ever sent there");
    loaded(&mut model, old());
    update(&mut model, Msg::Configured(Config { endpoint: Err(EndpointProblem::Missing), ..config() }));
    assert_eq!(wish(&mut model, Wish::Save), []);
}
