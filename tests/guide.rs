//! The guide in the loop: what opens a step, what is remembered, and where the merchant comes back to.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod kit;

use kit::{LIST, NO_CREDIT, RAN, config, key};
use passweb_ai_key::{
    check::{Answer, Date, Severity, Verdict, Which, read_answer},
    guide::{self, Kept, Label, Part, Progress, Proof, Step},
    module::{Call, Reply, State},
    panel::{Effect, EndpointProblem, Model, Msg, Origin, Wish, update},
    paste,
    words::Word,
};
use serde_json::{Map, Value};

fn model() -> Model {
    let mut model = Model::new(config(), true, Date { year: 2026, month: 11, day: 23 });
    update(&mut model, Msg::Begun);
    model
}

fn read(model: &mut Model, text: &str, origin: Origin) {
    let (reading, _) = paste::read(text);
    let may_become = origin == Origin::Typed && paste::may_become_key(text);
    update(model, Msg::Read { reading, origin, may_become });
}

/// A key is pasted, and its try ends that way.
fn tried(model: &mut Model, letter: char, status: u16, body: &str) {
    read(model, &key(letter), Origin::Pasted);
    for (which, status, body) in [(Which::Models, 200, LIST), (Which::Run, status, body)] {
        let finding = read_answer(status, "application/json", body.as_bytes(), which);
        let answer = Answer { status, finding, request_id: None };
        update(model, Msg::Answered { trial: model.tries, which, answer });
    }
}

fn wish(model: &mut Model, wish: Wish) -> Vec<Effect> {
    update(model, Msg::Wish(wish))
}

fn stored(model: &mut Model, verdict: &str) -> Vec<Effect> {
    let state =
        State { configured: true, hint: Some("AbCd".into()), verdict: Some(verdict.to_owned()), ..State::default() };
    update(model, Msg::Replied { call: Call::Load, reply: Reply::State(state), sent: None })
}

fn kept(effects: &[Effect]) -> Vec<String> {
    let kept = effects.iter().filter_map(|effect| match effect {
        Effect::KeepProgress(progress) => Some(guide::to_text(*progress)),
        _ => None,
    });
    kept.collect()
}

#[test]
fn every_verdict_that_a_step_cures_names_it() {
    use Verdict as V;
    let cured: Vec<_> = V::ALL.iter().filter_map(|verdict| Some((*verdict, verdict.step()?))).collect();
    for pair in [
        (V::AccountDeactivated, Step::Account),
        (V::BillingInactive, Step::Billing),
        (V::NoCredit, Step::Credit),
        (V::InvalidKey, Step::Copy),
        (V::MissingScope, Step::KeySettings),
        (V::ProjectArchived, Step::CreateKey),
        (V::OrgMembership, Step::CreateKey),
        (V::SpendingLimit, Step::Watch),
    ] {
        assert!(cured.contains(&pair), "{pair:?}");
    }
    for (verdict, _) in cured {
        assert_ne!(verdict.severity(), Severity::Ready, "what runs needs no cure");
    }
}

#[test]
fn a_verdict_opens_its_step_and_a_run_closes_it() {
    let mut model = model();
    tried(&mut model, 'a', 429, NO_CREDIT);
    assert_eq!(model.open_step, Some(Step::Credit));
    tried(&mut model, 'b', 200, RAN);
    assert_eq!(model.open_step, None);
}

#[test]
fn what_is_opened_or_closed_by_hand_stays_so_until_the_next_verdict() {
    let mut model = model();
    tried(&mut model, 'a', 429, NO_CREDIT);
    wish(&mut model, Wish::Toggle(Step::Credit));
    assert_eq!(model.open_step, None);
    wish(&mut model, Wish::Toggle(Step::Watch));
    for msg in [Msg::Online(true), Msg::Left, Msg::Back { hidden: true }, Msg::Copied] {
        update(&mut model, msg);
        assert_eq!(model.open_step, Some(Step::Watch));
    }
    stored(&mut model, "no_credit");
    assert_eq!(model.open_step, Some(Step::Watch), "a key in the field is nearer than the stored one");
    tried(&mut model, 'b', 429, NO_CREDIT);
    assert_eq!(model.open_step, Some(Step::Credit));
}

#[test]
fn a_reading_that_is_no_key_opens_its_step_once() {
    let mut model = model();
    read(&mut model, "https://platform.openai.com/api-keys", Origin::Pasted);
    let opened = model.open_step.unwrap();
    wish(&mut model, Wish::Toggle(opened));
    read(&mut model, "https://platform.openai.com/api-key", Origin::Typed);
    assert_eq!(model.open_step, None, "typing on in the same text is no news");
    read(&mut model, "https://platform.openai.com/api-keys", Origin::Pasted);
    assert_eq!(model.open_step, Some(opened), "pasting it again is");
}

#[test]
fn a_piece_of_a_key_opens_no_step_while_it_is_being_typed() {
    let mut model = model();
    read(&mut model, "sk-proj-abc", Origin::Typed);
    assert_eq!(model.open_step, None);
    update(&mut model, Msg::Left);
    assert_eq!(model.open_step, Some(Step::Copy), "once the field is left, it is a cut key");
    wish(&mut model, Wish::Toggle(Step::Copy));
    update(&mut model, Msg::Left);
    assert_eq!(model.open_step, None);
}

#[test]
fn a_stored_verdict_opens_its_step_when_it_is_news() {
    let mut model = model();
    stored(&mut model, "no_credit");
    assert_eq!(model.open_step, Some(Step::Credit));
    wish(&mut model, Wish::Toggle(Step::Credit));
    stored(&mut model, "no_credit");
    assert_eq!(model.open_step, None, "the same again is no news");
    stored(&mut model, "billing_inactive");
    assert_eq!(model.open_step, Some(Step::Billing));
    stored(&mut model, "ready");
    assert_eq!(model.open_step, None);
}

#[test]
fn a_tick_opens_the_next_step_that_is_not_ticked_and_is_kept() {
    let mut model = model();
    update(&mut model, Msg::Progress(guide::from_text("2")));
    wish(&mut model, Wish::Toggle(Step::Account));
    let effects = wish(&mut model, Wish::Tick(Step::Account));
    assert_eq!(kept(&effects), ["12"]);
    assert!(effects.contains(&Effect::ShowStep), "the pressed button is gone: the focus moves on");
    assert_eq!(model.open_step, Some(Step::Credit));
    assert_eq!(kept(&wish(&mut model, Wish::Tick(Step::Account))), ["2"]);
    assert_eq!(model.open_step, Some(Step::Credit), "taking a tick back moves nothing");
    wish(&mut model, Wish::Toggle(Step::Watch));
    wish(&mut model, Wish::Tick(Step::Watch));
    assert_eq!(model.open_step, None, "after the last step nothing is open");
}

#[test]
fn the_merchant_comes_back_to_the_step_whose_link_was_followed_last() {
    let mut model = model();
    assert_eq!(update(&mut model, Msg::Back { hidden: true }), [], "who left by no link is brought nowhere");
    wish(&mut model, Wish::Toggle(Step::Billing));
    wish(&mut model, Wish::Leave(Step::Billing));
    wish(&mut model, Wish::Toggle(Step::CreateKey));
    assert_eq!(kept(&wish(&mut model, Wish::Leave(Step::CreateKey))), ["@4"]);
    wish(&mut model, Wish::Toggle(Step::CreateKey));
    let effects = update(&mut model, Msg::Back { hidden: true });
    assert_eq!((model.open_step, model.back_step), (Some(Step::CreateKey), Some(Step::CreateKey)));
    assert!(effects.contains(&Effect::ShowStep));
    assert_eq!(kept(&effects), [""]);
    wish(&mut model, Wish::Toggle(Step::Watch));
    update(&mut model, Msg::Back { hidden: true });
    assert_eq!(model.open_step, Some(Step::Watch), "one return, one step");
}

#[test]
fn a_window_beside_this_one_moves_nothing() {
    let mut model = model();
    wish(&mut model, Wish::Toggle(Step::Copy));
    wish(&mut model, Wish::Leave(Step::Copy));
    let effects = update(&mut model, Msg::Back { hidden: false });
    assert_eq!(model.back_step, Some(Step::Copy));
    assert!(!effects.contains(&Effect::ShowStep));
}

#[test]
fn a_page_that_was_dropped_meanwhile_opens_at_the_step_that_was_left() {
    let mut model = model();
    let effects = update(&mut model, Msg::Progress(guide::from_text("123@4")));
    assert_eq!((model.open_step, model.back_step), (Some(Step::CreateKey), Some(Step::CreateKey)));
    assert_eq!(model.done_steps, guide::from_text("123").ticked);
    assert_eq!(effects, []);
}

#[test]
fn what_is_kept_is_digits_only() {
    let kept = Kept { proof: Proof::Ran, cure: Some(Step::Watch) };
    let all = Progress { ticked: [true; 8], left: Some(Step::Watch), kept };
    assert_eq!(guide::to_text(all), "12345678@8+38");
}

#[test]
fn the_next_visit_begins_as_the_key_in_use_left_the_guide() {
    let mut first = model();
    assert_eq!(kept(&stored(&mut first, "no_credit")), ["+23"]);
    assert_eq!(kept(&stored(&mut first, "no_credit")), <[&str; 0]>::default(), "nothing new, nothing kept");
    let mut second = model();
    update(&mut second, Msg::Progress(guide::from_text("+23")));
    assert_eq!(second.open_step, Some(Step::Credit), "before the endpoint has answered");
    let before = second.clone();
    assert_eq!(stored(&mut second, "no_credit"), []);
    assert_eq!((second.open_step, second.kept), (before.open_step, before.kept), "what it answers moves nothing");
    assert_eq!(kept(&stored(&mut second, "ready")), ["+3"]);
    assert_eq!(second.open_step, None);
    assert_eq!(kept(&stored(&mut second, "never_heard_of")), [""], "what is not known leaves nothing");
}

#[test]
fn what_was_expected_of_the_key_in_use_and_is_not_so_is_taken_back() {
    let mut model = model();
    update(&mut model, Msg::Progress(guide::from_text("1+23")));
    let reply = Reply::State(State::default());
    let effects = update(&mut model, Msg::Replied { call: Call::Load, reply, sent: None });
    assert_eq!(model.open_step, None, "there is no key any more");
    assert_eq!(kept(&effects), ["1"]);
    update(&mut model, Msg::Progress(guide::from_text("1+3")));
    assert_eq!(model.kept, Kept::default(), "what is known counts more than what is remembered");
}

#[test]
fn without_an_endpoint_nothing_is_expected() {
    let mut model = model();
    model.config.endpoint = Err(EndpointProblem::Missing);
    update(&mut model, Msg::Progress(guide::from_text("+33")));
    assert_eq!((model.kept, model.open_step), (Kept::default(), None));
}

#[test]
fn pasting_from_the_guide_brings_the_field_into_view() {
    assert_eq!(wish(&mut model(), Wish::PasteFromGuide), [Effect::PasteFromClipboard, Effect::FocusField]);
}

/// The longest sentence of the guide, in words, with OpenAI's labels spelled out.
const WORDS_IN_A_SENTENCE: usize = 24;

#[test]
fn no_sentence_of_the_guide_is_longer_than_24_words() {
    for language in ["it", "en", "es", "fr", "de"] {
        let path = format!("{}/static/words/{language}.json", env!("CARGO_MANIFEST_DIR"));
        let file: Map<String, Value> = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        for word in Word::ALL.iter().filter(|word| word.id().starts_with("guide.")) {
            let text = spelled(file[word.id()].as_str().unwrap());
            for sentence in text.split_inclusive(". ").flat_map(|part| part.split_inclusive("? ")) {
                let count = sentence.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count();
                assert!(count <= WORDS_IN_A_SENTENCE, "{language} {}: {count} words: {sentence}", word.id());
            }
        }
    }
}

fn spelled(text: &str) -> String {
    let parts = guide::parts(text).into_iter().map(|part| match part {
        Part::Text(text) => text,
        Part::Label(label) => Label::text(label),
    });
    parts.collect()
}
