//! A try from its first requests to its report, played as sequences of answers and failures.

#![allow(clippy::expect_used, reason = "a test may fail")]

use passweb_ai_key::check::{
    Answer, Ask, Attempt, Base, Date, Fault, Report, Rung, RungState, Severity, Verdict, Which, diagnostics,
    read_answer,
};

const TODAY: Date = Date { year: 2026, month: 11, day: 23 };

/// What comes back for one request.
#[derive(Clone, Debug)]
enum Back {
    Is(u16, String),
    Not(Fault),
}
use Back::{Is, Not};

fn error(status: u16, message: &str, code: &str) -> Back {
    Is(
        status,
        format!(r#"{{"error":{{"message":"{message}","type":"invalid_request_error","param":null,"code":"{code}"}}}}"#),
    )
}

fn list(models: &[&str]) -> Back {
    let data: Vec<String> = models.iter().map(|model| format!(r#"{{"id":"{model}","object":"model"}}"#)).collect();
    Is(200, format!(r#"{{"object":"list","data":[{}]}}"#, data.join(",")))
}

fn ran() -> Back {
    Is(200, r#"{"object":"chat.completion","choices":[{"message":{"content":""},"finish_reason":"length"}]}"#.into())
}

fn no_credit() -> Back {
    error(429, "You exceeded your current quota", "insufficient_quota")
}

fn invalid() -> Back {
    error(401, "Incorrect API key provided: x.", "invalid_api_key")
}

fn gone() -> Back {
    error(404, "The model `x` does not exist or you do not have access to it.", "model_not_found")
}

fn region(host: &str) -> Back {
    let message =
        format!("Attempted to access resource with incorrect regional hostname. Please make your request to {host}");
    error(401, &message, "incorrect_hostname")
}

fn refused_limit() -> Back {
    error(
        400,
        "Unsupported parameter: 'max_completion_tokens' is not supported with this model.",
        "unsupported_parameter",
    )
}

fn scope(name: &str) -> Back {
    Is(403, format!(r#"{{"error":"You have insufficient permissions for this operation. Missing scopes: {name}."}}"#))
}

fn html() -> Back {
    Is(502, "<html>502</html>".into())
}

fn pace() -> Back {
    error(429, "Rate limit reached for x. Please try again in 20s.", "rate_limit_exceeded")
}

/// A try that was played, with every request that left.
struct Played {
    attempt: Attempt,
    asks: Vec<Ask>,
}

impl Played {
    fn start(models: &[&str], base: Base) -> Played {
        let models: Vec<String> = models.iter().map(ToString::to_string).collect();
        let (attempt, asks) = Attempt::start(&models, base);
        Played { attempt, asks }
    }

    fn give(&mut self, which: Which, back: &Back) -> bool {
        let mended = match back {
            Not(fault) => self.attempt.failed(which, *fault),
            Is(status, body) => {
                let finding = read_answer(*status, "application/json", body.as_bytes(), which);
                let request_id = Some(format!("req_{}", self.asks.len()));
                self.attempt.answered(which, Answer { status: *status, finding, request_id }, TODAY)
            }
        };
        let any = mended.is_some();
        self.asks.extend(mended);
        any
    }

    fn report(&self) -> Report {
        self.attempt.report().expect("nothing is outstanding")
    }

    fn last(&self) -> &Ask {
        self.asks.last().expect("a request")
    }

    fn body(&self) -> &str {
        self.last().body.as_deref().expect("a body")
    }
}

/// Plays the list first, then the runs as they are asked for.
fn play(models: &[&str], list: &Back, runs: &[Back]) -> Played {
    let mut played = Played::start(models, Base::Plain);
    played.give(Which::Models, list);
    for run in runs {
        assert!(played.attempt.report().is_none(), "a request is outstanding");
        played.give(Which::Run, run);
    }
    played
}

fn verdict(list: &Back, run: &Back) -> (Verdict, Vec<Verdict>) {
    let report = play(&["gpt-4o"], list, core::slice::from_ref(run)).report();
    (report.verdict, report.also)
}

fn states(report: &Report) -> [RungState; 6] {
    Rung::ALL.map(|rung| report.ladder.state(rung))
}

const YES: RungState = RungState::Passed;
const NO: RungState = RungState::Failed;
const OPEN: RungState = RungState::NotTried;

#[test]
fn what_one_answer_says_mends_the_other_request_in_whichever_order_they_end() {
    let region = error(401, "Please make your request to us.api.openai.com", "incorrect_hostname");
    let gone = error(404, "The model `gpt-4o` does not exist", "model_not_found");
    for (first, second, said, host) in
        [(Which::Models, Which::Run, &region, "us.api.openai.com"), (Which::Run, Which::Models, &gone, "gpt-6-luna")]
    {
        for swap in [false, true] {
            let mut played = Played::start(&["gpt-4o", "gpt-6-luna"], Base::Plain);
            let steps = [(first, said), (second, &Not(Fault::Network))];
            for (which, back) in if swap { [steps[1], steps[0]] } else { steps } {
                played.give(which, back);
            }
            assert_eq!(played.asks.len(), 3, "{host} {swap}");
            let asked = [played.last().url.as_str(), played.body()].concat();
            assert!(asked.contains(host), "{asked}");
        }
    }
}

#[test]
fn both_requests_leave_together() {
    let played = Played::start(&["gpt-4o", "gpt-6-luna"], Base::Plain);
    let [list, run] = &played.asks[..] else { panic!("two requests") };
    assert_eq!((list.which, run.which), (Which::Models, Which::Run));
    assert_eq!(list.url, "https://api.openai.com/v1/models");
    assert_eq!(list.body, None);
    assert_eq!(run.url, "https://api.openai.com/v1/chat/completions");
    assert_eq!(
        run.body.as_deref(),
        Some(r#"{"model":"gpt-4o","messages":[{"role":"user","content":"ok"}],"max_completion_tokens":16}"#)
    );
    assert!(played.attempt.report().is_none());
}

#[test]
fn names_of_models_are_cleaned_and_written_as_json() {
    let played = Played::start(&[" ", "a\"b", "a\"b "], Base::Plain);
    assert!(played.body().starts_with(r#"{"model":"a\"b","#));
    let mut played = Played::start(&["x", "x"], Base::Plain);
    played.give(Which::Models, &list(&["x"]));
    played.give(Which::Run, &gone());
    assert_eq!(played.report().missing, ["x"], "told once");
}

#[test]
fn a_key_that_runs_is_ready_with_every_rung() {
    let played = play(&["gpt-4o"], &list(&["gpt-4o"]), &[ran()]);
    let report = played.report();
    assert_eq!((report.verdict, report.also.len(), report.severity()), (Verdict::Ready, 0, Severity::Ready));
    assert_eq!(states(&report), [YES; 6]);
    assert_eq!((report.status, report.model.as_deref(), report.base_url), (200, Some("gpt-4o"), None));
    assert_eq!(report.request_id.as_deref(), Some("req_2"));
    assert_eq!(played.asks.len(), 2);
}

#[test]
fn c10_a_reply_cut_by_the_limit_is_ready() {
    let cut = error(400, "Could not finish the message because max_tokens or model output limit was reached.", "");
    assert_eq!(verdict(&list(&["gpt-4o"]), &cut).0, Verdict::Ready);
}

#[test]
fn c1_a_list_alone_never_makes_a_key_ready() {
    let report = play(&["gpt-4o"], &list(&["gpt-4o"]), &[no_credit()]).report();
    assert_eq!((report.verdict, report.severity()), (Verdict::NoCredit, Severity::Attention));
    assert_eq!(states(&report), [YES, YES, YES, YES, YES, NO]);
    assert_eq!((report.status, report.code), (429, Some("insufficient_quota")));
}

#[test]
fn c1_a_billing_code_is_never_called_an_invalid_key() {
    assert_eq!(verdict(&invalid(), &no_credit()), (Verdict::NoCredit, vec![]));
    assert_eq!(verdict(&list(&["gpt-4o"]), &invalid()), (Verdict::InvalidKey, vec![]));
    assert_eq!(verdict(&invalid(), &invalid()), (Verdict::InvalidKey, vec![]));
}

#[test]
fn c1_two_faults_at_once_are_both_named() {
    let report = play(&["gpt-4o", "gpt-9"], &list(&["gpt-4o"]), &[no_credit()]).report();
    assert_eq!((report.verdict, report.also), (Verdict::NoCredit, vec![Verdict::ModelUnavailable]));
    assert_eq!(report.missing, ["gpt-9"]);
    let report = play(&["gpt-4o"], &list(&["gpt-6-luna"]), &[gone(), no_credit()]).report();
    assert_eq!((report.verdict, report.also.as_slice()), (Verdict::NoCredit, &[Verdict::ModelUnavailable][..]));
    assert_eq!(states(&report), [YES, YES, YES, YES, NO, NO]);
    let closed = error(401, "This key is associated with a deactivated account.", "account_deactivated");
    assert_eq!(verdict(&closed, &no_credit()), (Verdict::AccountDeactivated, vec![Verdict::NoCredit]));
}

#[test]
fn c3_a_refused_list_condemns_nothing_when_the_real_call_works() {
    for list in [
        scope("api.model.read"),
        invalid(),
        html(),
        pace(),
        gone(),
        Not(Fault::Network),
        Not(Fault::CspBlocked),
        Not(Fault::TimedOut),
    ] {
        let report = play(&["gpt-4o"], &list, &[ran()]).report();
        assert_eq!((report.verdict, report.also.len()), (Verdict::Ready, 0), "{list:?}");
        assert_eq!(states(&report), [YES; 6], "{list:?}");
    }
}

#[test]
fn c3_a_missing_scope_is_a_matter_of_permissions() {
    let report = play(&["gpt-4o"], &scope("api.model.read"), &[scope("model.request")]).report();
    assert_eq!((report.verdict, report.also.len(), report.severity()), (Verdict::MissingScope, 0, Severity::Refused));
    assert_eq!(states(&report), [YES, YES, YES, NO, OPEN, OPEN]);
    assert_eq!(verdict(&scope("api.model.read"), &no_credit()), (Verdict::NoCredit, vec![]));
    assert_eq!(verdict(&scope("api.model.read"), &Not(Fault::Network)), (Verdict::BlockedAnswer, vec![]));
    assert_eq!(
        verdict(&scope("api.model.read, model.request"), &Not(Fault::Network)),
        (Verdict::MissingScope, vec![Verdict::BlockedAnswer])
    );
    assert_eq!(verdict(&invalid(), &scope("model.request")), (Verdict::MissingScope, vec![]));
}

#[test]
fn a_model_of_the_module_that_is_not_listed_is_named_even_when_the_first_one_runs() {
    let report = play(&["gpt-4o", "gpt-9"], &list(&["gpt-4o"]), &[ran()]).report();
    assert_eq!((report.verdict, report.severity()), (Verdict::ModelUnavailable, Severity::Attention));
    assert_eq!(report.missing, ["gpt-9"]);
    assert_eq!(states(&report), [YES, YES, YES, YES, NO, YES]);
    assert_eq!(report.status, 200);
    let empty = play(&["gpt-4o"], &list(&[]), &[ran()]).report();
    assert_eq!(empty.verdict, Verdict::ModelUnavailable);
}

#[test]
fn where_the_first_model_is_gone_the_next_one_runs() {
    let played = play(&["gpt-4o", "gpt-8", "gpt-9"], &list(&["gpt-9", "gpt-6-luna"]), &[gone(), ran()]);
    assert!(played.body().contains(r#""model":"gpt-9""#), "the next one that is listed");
    let report = played.report();
    assert_eq!((report.verdict, report.also.len()), (Verdict::ModelUnavailable, 0));
    assert_eq!(report.missing, ["gpt-4o", "gpt-8"]);
    assert_eq!((report.status, report.code, report.model.as_deref()), (404, Some("model_not_found"), Some("gpt-9")));
    assert_eq!(states(&report), [YES, YES, YES, YES, NO, YES]);
}

#[test]
fn where_none_is_left_a_small_current_model_of_the_list_runs() {
    let fallback = |models: &[&str], listed: &[&str]| {
        let played = play(models, &list(listed), &[gone()]);
        (played.asks.len() == 3).then(|| played.body().split('"').nth(3).expect("a model").to_owned())
    };
    assert_eq!(fallback(&["a"], &["gpt-4o-mini", "gpt-5.6-luna"]).as_deref(), Some("gpt-5.6-luna"));
    assert_eq!(fallback(&["a"], &["gpt-9-nano", "whisper"]).as_deref(), Some("gpt-9-nano"));
    assert_eq!(fallback(&["a", "b"], &["whisper"]), None, "nothing to prove it with");
    assert_eq!(fallback(&["gpt-6-luna"], &["gpt-6-luna"]), None, "not the same again");
}

#[test]
fn a_model_past_its_last_day_is_no_fallback() {
    let listed = r#"{"object":"list","data":[{"id":"gpt-6-luna","shutdown_date":"2026-11-23"},{"id":"gpt-4o-mini","shutdown_date":"2026-11-24"}]}"#;
    let played = play(&["a"], &Is(200, listed.into()), &[gone()]);
    assert!(played.body().contains("gpt-4o-mini"));
}

#[test]
fn the_other_model_waits_for_the_list() {
    let mut played = Played::start(&["a", "b"], Base::Plain);
    assert!(!played.give(Which::Run, &gone()));
    assert!(played.attempt.report().is_none());
    assert!(played.give(Which::Models, &list(&["b"])));
    assert!(played.body().contains(r#""model":"b""#));
    let mut played = Played::start(&["a", "b"], Base::Plain);
    played.give(Which::Models, &scope("api.model.read"));
    assert!(played.give(Which::Run, &gone()), "without a list the next one is tried");
    assert!(played.body().contains(r#""model":"b""#));
    let mut played = Played::start(&["a"], Base::Plain);
    played.give(Which::Models, &Not(Fault::Network));
    assert!(played.give(Which::Run, &gone()));
    assert!(played.body().contains(r#""model":"gpt-6-luna""#));
    played.give(Which::Run, &gone());
    let report = played.report();
    assert_eq!((report.verdict, report.also.len()), (Verdict::ModelUnavailable, 0));
    assert_eq!(report.missing, ["a"]);
    assert_eq!(states(&report), [YES, YES, YES, YES, NO, OPEN]);
}

#[test]
fn a_malformed_model_name_is_mended_like_a_missing_one() {
    let played = play(&["a b", "b"], &list(&["b"]), &[error(400, "invalid model ID", ""), ran()]);
    assert_eq!(played.asks.len(), 3);
    assert_eq!(played.report().verdict, Verdict::ModelUnavailable);
    assert_eq!(played.report().missing, ["a b"]);
}

#[test]
fn without_models_of_its_own_the_module_is_served_by_the_first_that_the_list_has() {
    let played = Played::start(&[], Base::Plain);
    assert!(played.body().contains(r#""model":"gpt-6-luna""#));
    let report = play(&[], &list(&["gpt-4o-mini"]), &[gone(), ran()]).report();
    assert_eq!((report.verdict, report.also.len(), report.missing.len()), (Verdict::Ready, 0, 0));
    assert_eq!(report.model.as_deref(), Some("gpt-4o-mini"));
    let report = play(&[], &list(&["whisper"]), &[gone()]).report();
    assert_eq!((report.verdict, report.missing.len()), (Verdict::ModelUnavailable, 0));
    assert_eq!(play(&[], &list(&[]), &[ran()]).report().verdict, Verdict::Ready);
}

#[test]
fn c15_a_shutdown_date_is_told_and_lowers_nothing() {
    let listed = r#"{"object":"list","data":[
        {"id":"gpt-4o","object":"model","shutdown_date":"2027-01-14"},
        {"id":"old","shutdown_date":"2026-10-01"},
        {"id":"far","shutdown_date":"2027-11-24"},
        {"id":"near","shutdown_date":"2027-11-23"},
        {"id":"other","shutdown_date":"2027-01-14"}]}"#;
    let report = play(&["gpt-4o", "old", "far", "near"], &Is(200, listed.into()), &[ran()]).report();
    assert_eq!(report.verdict, Verdict::Ready);
    let told: Vec<(&str, String)> = report.shutdowns.iter().map(|(model, end)| (model.as_str(), end.iso())).collect();
    assert_eq!(told, [("gpt-4o", "2027-01-14".into()), ("old", "2026-10-01".into()), ("near", "2027-11-23".into())]);
    let luna = r#"{"object":"list","data":[{"id":"gpt-6-luna","shutdown_date":"2027-01-14"}]}"#;
    assert_eq!(play(&[], &Is(200, luna.into()), &[ran()]).report().shutdowns.len(), 1, "the one that ran");
}

#[test]
fn the_named_region_is_tried_once_and_goes_with_the_save() {
    let wrong = region("us.api.openai.com");
    let played = play(&["gpt-4o"], &wrong, &[wrong.clone(), ran()]);
    assert_eq!(played.last().url, "https://us.api.openai.com/v1/chat/completions");
    let report = played.report();
    assert_eq!((report.verdict, report.also.len()), (Verdict::Ready, 0));
    assert_eq!(report.base_url.as_deref(), Some("https://us.api.openai.com/v1"));
    assert_eq!(states(&report), [YES; 6]);

    let report = play(&["gpt-4o"], &wrong, &[wrong.clone(), no_credit()]).report();
    assert_eq!((report.verdict, report.also.len()), (Verdict::NoCredit, 0));
    assert_eq!(report.base_url.as_deref(), Some("https://us.api.openai.com/v1"));

    let again = play(&["gpt-4o"], &wrong, &[wrong.clone(), region("eu.api.openai.com")]);
    assert_eq!(again.asks.len(), 3, "no second region");
    assert_eq!((again.report().verdict, again.report().base_url), (Verdict::WrongRegionHost, None));
}

#[test]
fn an_unreachable_region_is_unknown_and_the_base_is_kept() {
    let wrong = region("eu.api.openai.com");
    for (fault, expected) in [
        (Fault::Network, Verdict::RegionUnreachable),
        (Fault::CspBlocked, Verdict::CspBlocked),
        (Fault::TimedOut, Verdict::TimedOut),
        (Fault::Offline, Verdict::Offline),
    ] {
        let report = play(&["gpt-4o"], &wrong, &[wrong.clone(), Not(fault)]).report();
        assert_eq!((report.verdict, report.severity()), (expected, Severity::Unknown));
        assert_eq!(report.base_url.as_deref(), Some("https://eu.api.openai.com/v1"));
        assert_eq!(report.ladder.state(Rung::Accepted), YES, "OpenAI knew the key");
        assert_eq!(report.status, 0);
    }
}

#[test]
fn nothing_but_a_host_of_openai_s_is_followed() {
    for host in ["evil.example", "us.api.openai.com.evil.example", "usa.api.openai.com", "api.openai.com", ""] {
        let played = play(&["gpt-4o"], &region(host), &[region(host)]);
        assert_eq!(played.asks.len(), 2, "{host}");
        assert_eq!((played.report().verdict, played.report().base_url), (Verdict::WrongRegionHost, None));
        assert_eq!(states(&played.report()), [YES, NO, YES, OPEN, OPEN, OPEN]);
    }
    let mut played = Played::start(&["gpt-4o"], Base::Loopback("http://127.0.0.1:9/v1".into()));
    played.give(Which::Models, &region("us.api.openai.com"));
    played.give(Which::Run, &region("us.api.openai.com"));
    assert_eq!(played.asks.len(), 2, "from loopback nothing leads to the world");
}

#[test]
fn a_region_may_send_back_to_the_plain_host() {
    let mut played = Played::start(&["gpt-4o"], Base::Region(*b"eu"));
    assert_eq!(played.asks[0].url, "https://eu.api.openai.com/v1/models");
    played.give(Which::Models, &region("api.openai.com"));
    assert!(played.give(Which::Run, &region("api.openai.com")));
    assert_eq!(played.last().url, "https://api.openai.com/v1/chat/completions");
    played.give(Which::Run, &ran());
    assert_eq!((played.report().verdict, played.report().base_url), (Verdict::Ready, None));
}

#[test]
fn the_list_may_name_the_region_where_the_run_met_silence() {
    let mut played = Played::start(&["gpt-4o"], Base::Plain);
    played.give(Which::Run, &Not(Fault::Network));
    assert!(played.give(Which::Models, &region("us.api.openai.com")));
    played.give(Which::Run, &ran());
    assert_eq!(played.report().verdict, Verdict::Ready);
    let unnamed = error(401, "only accessible by projects with geography restrictions", "");
    let played = play(&["gpt-4o"], &region("us.api.openai.com"), &[unnamed, ran()]);
    assert_eq!(played.last().url, "https://us.api.openai.com/v1/chat/completions");
    let mut played = Played::start(&["gpt-4o"], Base::Plain);
    played.give(Which::Run, &no_credit());
    assert!(!played.give(Which::Models, &region("us.api.openai.com")), "an answer is an answer");
}

#[test]
fn c10_a_refused_parameter_is_left_out_once() {
    let played = play(&["gpt-4o"], &list(&["gpt-4o"]), &[refused_limit(), ran()]);
    assert_eq!(played.body(), r#"{"model":"gpt-4o","messages":[{"role":"user","content":"ok"}]}"#);
    assert_eq!(played.report().verdict, Verdict::Ready);
    let played = play(&["gpt-4o"], &list(&["gpt-4o"]), &[refused_limit(), refused_limit()]);
    let report = played.report();
    assert_eq!((report.verdict, report.severity()), (Verdict::BadRequest, Severity::Attention));
    assert_eq!(states(&report), [YES, YES, YES, YES, YES, NO]);
    let unnamed = error(400, "Something is wrong", "");
    assert_eq!(play(&["gpt-4o"], &list(&["gpt-4o"]), &[unnamed, ran()]).asks.len(), 3);
    let other = error(400, "Unsupported parameter: 'stop' is not supported with this model.", "unsupported_parameter");
    assert_eq!(play(&["gpt-4o"], &list(&["gpt-4o"]), &[other]).asks.len(), 2, "one that was not sent");
}

#[test]
fn three_mends_make_five_requests_and_no_more() {
    let wrong = region("us.api.openai.com");
    let played = play(&["a", "b"], &wrong, &[wrong.clone(), refused_limit(), gone(), ran()]);
    assert_eq!(played.asks.len(), 5);
    assert_eq!(
        (played.last().url.as_str(), played.body()),
        (
            "https://us.api.openai.com/v1/chat/completions",
            r#"{"model":"b","messages":[{"role":"user","content":"ok"}]}"#
        )
    );
    assert_eq!((played.report().verdict, played.report().missing), (Verdict::ModelUnavailable, vec!["a".into()]));
}

#[test]
fn c11_silence_is_never_an_invalid_key() {
    use Fault::{CspBlocked, Network, Offline, TimedOut};
    for (list, run, expected) in [
        (Network, Network, vec![Verdict::NetworkOrCors]),
        (Offline, Offline, vec![Verdict::Offline]),
        (TimedOut, TimedOut, vec![Verdict::TimedOut]),
        (CspBlocked, CspBlocked, vec![Verdict::CspBlocked]),
        (CspBlocked, Network, vec![Verdict::CspBlocked, Verdict::NetworkOrCors]),
        (Network, CspBlocked, vec![Verdict::CspBlocked, Verdict::NetworkOrCors]),
        (Network, Offline, vec![Verdict::Offline, Verdict::NetworkOrCors]),
        (Network, TimedOut, vec![Verdict::TimedOut, Verdict::NetworkOrCors]),
    ] {
        let report = play(&["gpt-4o"], &Not(list), &[Not(run)]).report();
        let all: Vec<Verdict> = [report.verdict].into_iter().chain(report.also.iter().copied()).collect();
        assert_eq!(all, expected);
        assert_eq!(report.severity(), Severity::Unknown);
        assert_eq!(states(&report), [YES, NO, OPEN, OPEN, OPEN, OPEN]);
        assert_eq!((report.status, report.request_id, report.model), (0, None, None));
    }
}

#[test]
fn c11_one_answer_and_one_silence_is_a_blocked_answer_not_a_bad_key() {
    let report = play(&["gpt-4o"], &list(&["gpt-4o"]), &[Not(Fault::Network)]).report();
    assert_eq!((report.verdict, report.also.len(), report.severity()), (Verdict::BlockedAnswer, 0, Severity::Unknown));
    assert_eq!(states(&report), [YES, YES, YES, OPEN, YES, NO]);
    assert_eq!((report.status, report.request_id), (0, None), "no answer decided");
    assert_eq!(verdict(&list(&["gpt-4o"]), &Not(Fault::TimedOut)), (Verdict::TimedOut, vec![]));
    assert_eq!(verdict(&Not(Fault::Network), &no_credit()), (Verdict::NoCredit, vec![]));
    assert_eq!(verdict(&Not(Fault::Network), &html()), (Verdict::Gateway, vec![Verdict::NetworkOrCors]));
    assert_eq!(verdict(&html(), &Not(Fault::Network)), (Verdict::Gateway, vec![Verdict::NetworkOrCors]));
    assert_eq!(verdict(&html(), &html()), (Verdict::Gateway, vec![]));
    let timed_out = play(&["gpt-4o"], &list(&["gpt-4o"]), &[Not(Fault::TimedOut)]).report();
    assert_eq!(states(&timed_out), [YES, YES, YES, OPEN, YES, NO]);
}

#[test]
fn c11_a_verdict_on_the_key_stands_though_the_other_request_met_silence() {
    assert_eq!(verdict(&invalid(), &Not(Fault::Network)), (Verdict::InvalidKey, vec![Verdict::BlockedAnswer]));
    assert_eq!(verdict(&Not(Fault::Network), &invalid()), (Verdict::InvalidKey, vec![]));
    assert_eq!(verdict(&invalid(), &html()), (Verdict::InvalidKey, vec![Verdict::Gateway]));
    let report = play(&["gpt-4o"], &invalid(), &[Not(Fault::Network)]).report();
    assert_eq!(states(&report), [YES, YES, NO, OPEN, OPEN, OPEN]);
    assert_eq!((report.status, report.request_id.as_deref()), (401, Some("req_2")));
}

#[test]
fn a_limit_that_is_named_asks_for_attention_and_a_bare_429_is_unknown() {
    let report = play(&["gpt-4o"], &list(&["gpt-4o"]), &[pace()]).report();
    assert_eq!((report.verdict, report.severity()), (Verdict::RateLimited, Severity::Attention));
    assert_eq!(report.retry_after, Some(20));
    let bare = Is(429, r#"{"status":"come back later"}"#.into());
    let report = play(&["gpt-4o"], &bare, std::slice::from_ref(&bare)).report();
    assert_eq!(
        (report.verdict, report.severity(), report.retry_after),
        (Verdict::RateLimited, Severity::Unknown, None)
    );
    assert_eq!(states(&report), [YES, YES, OPEN, OPEN, OPEN, NO]);
    assert_eq!(verdict(&pace(), &Not(Fault::Network)).0, Verdict::RateLimited);
    assert_eq!(verdict(&pace(), &no_credit()), (Verdict::NoCredit, vec![]));
    assert_eq!(verdict(&invalid(), &bare), (Verdict::InvalidKey, vec![Verdict::RateLimited]));
}

#[test]
fn each_further_fault_of_the_list_counts_for_what_it_proves() {
    let address = error(401, "Your IP address is not authorized to make this request.", "invalid_api_key");
    let down = error(500, "The server had an error", "server_error");
    assert_eq!(verdict(&address, &address), (Verdict::IpBlocked, vec![]));
    assert_eq!(verdict(&address, &Not(Fault::Network)), (Verdict::IpBlocked, vec![Verdict::BlockedAnswer]));
    assert_eq!(verdict(&down, &no_credit()), (Verdict::NoCredit, vec![]));
    assert_eq!(verdict(&down, &html()), (Verdict::ServerError, vec![Verdict::Gateway]));
    assert_eq!(verdict(&no_credit(), &down), (Verdict::NoCredit, vec![Verdict::ServerError]));
    assert_eq!(verdict(&gone(), &down), (Verdict::ServerError, vec![]), "a list without an address is no model");
    let wrong = region("nowhere.example");
    assert_eq!(verdict(&wrong, &down), (Verdict::WrongRegionHost, vec![Verdict::ServerError]));
    let token = error(401, "x", "token_expired");
    assert_eq!(verdict(&token, &down), (Verdict::WrongCredentialType, vec![Verdict::ServerError]));
    assert_eq!(verdict(&token, &no_credit()), (Verdict::NoCredit, vec![]));
}

#[test]
fn rungs_fail_only_once_nothing_is_outstanding() {
    let mut played = Played::start(&["gpt-4o"], Base::Plain);
    let states = |played: &Played| Rung::ALL.map(|rung| played.attempt.ladder().state(rung));
    assert_eq!(states(&played), [YES, OPEN, OPEN, OPEN, OPEN, OPEN]);
    played.give(Which::Models, &invalid());
    assert_eq!(states(&played), [YES, YES, OPEN, OPEN, OPEN, OPEN]);
    played.give(Which::Run, &invalid());
    assert_eq!(states(&played), [YES, YES, NO, OPEN, OPEN, OPEN]);
    let mut played = Played::start(&["gpt-4o"], Base::Plain);
    played.give(Which::Models, &list(&["gpt-4o"]));
    assert_eq!(states(&played), [YES, YES, YES, OPEN, YES, OPEN]);
    assert_eq!(played.attempt.ladder().failed(), None);
    played.give(Which::Run, &no_credit());
    assert_eq!(played.attempt.ladder().failed(), Some(Rung::Runs));
}

#[test]
fn what_was_not_waited_for_changes_nothing() {
    let mut played = play(&["gpt-4o"], &list(&["gpt-4o"]), &[ran()]);
    let before = played.attempt.clone();
    for which in [Which::Models, Which::Run] {
        assert!(!played.give(which, &gone()));
        played.give(which, &Not(Fault::TimedOut));
    }
    assert_eq!(played.attempt, before);
}

#[test]
fn a_request_id_with_capital_letters_is_no_request_id() {
    for (id, kept) in [
        ("req_9687077e3eda489b", true),
        ("req_sk-AbCd", false),
        ("", false),
        (&"a".repeat(64), true),
        (&"a".repeat(65), false),
        ("a b", false),
    ] {
        let mut played = Played::start(&["gpt-4o"], Base::Plain);
        played.give(Which::Models, &list(&["gpt-4o"]));
        let finding = read_answer(500, "", b"{}", Which::Run);
        played.attempt.answered(Which::Run, Answer { status: 500, finding, request_id: Some(id.into()) }, TODAY);
        assert_eq!(played.report().request_id.is_some(), kept, "{id}");
    }
}

#[test]
fn the_diagnostics_are_lines_of_known_words() {
    let wrong = region("us.api.openai.com");
    let listed = r#"{"object":"list","data":[{"id":"gpt-4o","shutdown_date":"2027-01-14"}]}"#;
    let report = play(&["gpt-4o", "gpt-9"], &Is(200, listed.into()), &[no_credit()]).report();
    assert_eq!(
        diagnostics(&report, "0.1.0\nBrowser/1\n2026-11-23T10:00:00Z"),
        "verdict: no_credit\nalso: model_unavailable\nshape: passed\nreachable: passed\naccepted: passed\n\
         permitted: passed\nmodels: failed\nruns: failed\nstatus: 429\ncode: insufficient_quota\nrequest: req_2\n\
         model: gpt-4o\nmissing: gpt-9\ngpt-4o: 2027-01-14\n0.1.0\nBrowser/1\n2026-11-23T10:00:00Z"
    );
    let text = diagnostics(&play(&["a"], &wrong, &[wrong.clone(), Not(Fault::Network)]).report(), "");
    assert!(text.contains("base: https://us.api.openai.com/v1\n") && !text.contains("status"), "{text}");
    assert!(text.contains("permitted: not tried\n"), "{text}");
}

/// One of every kind of answer and failure.
fn everything() -> Vec<Back> {
    let address = error(401, "Your IP address is not authorized to make this request.", "");
    let mut all = vec![
        ran(),
        list(&["a", "b", "gpt-6-luna"]),
        list(&[]),
        no_credit(),
        invalid(),
        gone(),
        region("us.api.openai.com"),
        region("api.openai.com"),
        refused_limit(),
        scope("api.model.read"),
        scope("model.request"),
        html(),
        pace(),
        address,
        error(400, "invalid model ID", ""),
        error(500, "x", "server_error"),
        error(403, "x", ""),
        Is(429, "{}".into()),
        Is(200, "{}".into()),
        Is(200, r#"{"object":"list","data":[{"id":"b"},"#.into()),
    ];
    all.extend([Fault::Network, Fault::CspBlocked, Fault::Offline, Fault::TimedOut].map(Not));
    all
}

/// Follows every way that a try can go, and looks at each end.
fn follow(played: &Played, list: &Back, list_first: bool, all: &[Back], ends: &mut usize) {
    assert!(played.asks.len() <= 5, "five requests at most");
    for run in all {
        let mut next = Played { attempt: played.attempt.clone(), asks: played.asks.clone() };
        let mut asked = next.give(Which::Run, run);
        if !list_first {
            asked |= next.give(Which::Models, list);
        }
        if asked {
            follow(&next, list, true, all, ends);
            continue;
        }
        *ends += 1;
        let report = next.report();
        let works = matches!(run, Is(200, body) if body.contains("chat.completion"));
        assert!(works || report.severity() != Severity::Ready, "{list:?} {run:?}");
        assert!(!works || matches!(report.verdict, Verdict::Ready | Verdict::ModelUnavailable), "{list:?} {run:?}");
        assert_eq!(report.ladder.failed().is_none(), report.verdict == Verdict::Ready, "{list:?} {run:?}");
        assert_eq!(report.ladder.state(Rung::Runs) == YES, works, "{list:?} {run:?}");
        assert!(!report.also.contains(&report.verdict) && report.also.is_sorted(), "{list:?} {run:?}");
        assert!(report.also.iter().all(|also| report.verdict < *also), "{list:?} {run:?}");
    }
}

#[test]
fn no_way_of_a_try_makes_more_than_five_requests_or_calls_a_key_ready_that_did_not_run() {
    let (all, mut ends) = (everything(), 0);
    for models in [&["a", "b"][..], &["a"], &[]] {
        for base in [Base::Plain, Base::Region(*b"eu"), Base::Loopback("http://127.0.0.1:9/v1".into())] {
            for list in &all {
                for list_first in [true, false] {
                    let mut played = Played::start(models, base.clone());
                    if list_first {
                        assert!(!played.give(Which::Models, list), "the run is still outstanding");
                    }
                    follow(&played, list, list_first, &all, &mut ends);
                }
            }
        }
    }
    assert!(ends > 10_000, "{ends} ends");
}
