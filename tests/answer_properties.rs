//! What holds for every answer, were it any bytes.

#![allow(clippy::expect_used, reason = "a test may fail")]

use passweb_ai_key::check::{LIMIT, Severity, Verdict, Which, read_answer};
use proptest::prelude::*;

fn which() -> impl Strategy<Value = Which> {
    prop_oneof![Just(Which::Models), Just(Which::Run)]
}

/// Bodies that look like answers: known words in unlikely places.
fn body() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        Just("\"insufficient_quota\"".to_owned()),
        Just("\"Missing scopes: model.request.\"".to_owned()),
        Just("\"Incorrect API key provided: x.\"".to_owned()),
        Just("\"Please make your request to us.api.openai.com\"".to_owned()),
        Just("\"incorrect_hostname\"".to_owned()),
        Just("\"chat.completion\"".to_owned()),
        Just("\"list\"".to_owned()),
        Just("null".to_owned()),
        Just("7".to_owned()),
        Just("[{}]".to_owned()),
        Just("{\"id\":\"gpt-4o\"}".to_owned()),
        "\"[a-zA-Z .']{0,20}\"",
    ];
    let name = prop_oneof![
        Just("error"),
        Just("message"),
        Just("code"),
        Just("type"),
        Just("param"),
        Just("object"),
        Just("data"),
        Just("choices"),
        Just("status")
    ];
    let members = proptest::collection::vec((name, word), 0..6).prop_map(|members| {
        let members: Vec<String> = members.iter().map(|(name, value)| format!("\"{name}\":{value}")).collect();
        format!("{{{}}}", members.join(","))
    });
    (members, 0u8..3).prop_map(|(members, wrapped)| match wrapped {
        0 => members,
        1 => format!("{{\"error\":{members}}}"),
        _ => format!("{{\"object\":\"chat.completion\",\"error\":{members},\"choices\":[{{}}]}}"),
    })
}

proptest! {
    #[test]
    fn any_bytes_are_read(status: u16, bytes in proptest::collection::vec(any::<u8>(), 0..400), which in which()) {
        let finding = read_answer(status, "", &bytes, which);
        prop_assert!(finding.fault.is_some() || (200..300).contains(&status), "{finding:?}");
    }

    #[test]
    fn a_key_is_refused_only_by_words_or_by_openai_s_own_envelope(status: u16, body in body(), which in which()) {
        let finding = read_answer(status, "application/json", body.as_bytes(), which);
        let refused = finding.fault.is_some_and(|verdict| verdict.severity() == Severity::Refused);
        prop_assert!(!refused || finding.named || (status == 401 && finding.fault == Some(Verdict::InvalidKey)), "{body}");
        prop_assert!(finding.fault != Some(Verdict::Ready));
        prop_assert_eq!(finding.models.is_some(), which == Which::Models && finding.fault.is_none());
    }

    #[test]
    fn an_answer_means_the_same_whatever_it_is_called(status: u16, body in body(), name in ".*", which in which()) {
        prop_assert_eq!(
            read_answer(status, "application/json", body.as_bytes(), which),
            read_answer(status, &name, body.as_bytes(), which)
        );
    }

    #[test]
    fn a_cut_answer_never_refuses_and_never_runs(body in body(), cut in 0.0f64..1.0, status: u16) {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a place in a short text")]
        let end = (body.len() as f64 * cut) as usize;
        let finding = read_answer(status, "", &body.as_bytes()[..end], Which::Run);
        let verdict = finding.fault;
        prop_assert!(verdict.is_some_and(|verdict| verdict.severity() == Severity::Unknown), "{} {verdict:?}", &body[..end]);
    }
}

#[test]
fn a_long_list_cut_at_the_limit_still_proves_that_the_key_is_accepted() {
    let mut body =
        String::from(r#"{"object":"list","data":[{"id":"gpt-4o","object":"model","shutdown_date":"2027-01-14"}"#);
    while body.len() < LIMIT {
        body.push_str(r#",{"id":"gpt-x","object":"model","created":1715367049,"owned_by":"system"}"#);
    }
    let finding = read_answer(200, "application/json", &body.as_bytes()[..LIMIT], Which::Models);
    assert_eq!((LIMIT, finding.label()), (524_288, "ok"));
    let models = finding.models.expect("a list");
    assert!(models.has("gpt-4o") && models.ends("gpt-4o").is_some());
    assert!(!models.lacks("gpt-9"), "what was not read is not missing");
}

#[test]
fn an_error_longer_than_the_limit_says_what_it_says_at_its_beginning() {
    let mut body =
        String::from(r#"{"error":{"message":"","type":"insufficient_quota","code":"insufficient_quota"},"pad":""#);
    body.extend(std::iter::repeat_n('x', LIMIT));
    let read = |bytes: &[u8]| read_answer(429, "application/json", bytes, Which::Run).fault;
    assert_eq!(read(&body.as_bytes()[..LIMIT]), Some(Verdict::NoCredit));
    assert_eq!(read(&body.as_bytes()[..LIMIT - 1]), Some(Verdict::Gateway), "cut on its way, not by us");
}

#[test]
fn ten_megabytes_and_ten_thousand_levels_are_read_in_passing() {
    let deep = format!("{{\"error\":{}", "[".repeat(10_000));
    assert_eq!(read_answer(500, "", deep.as_bytes(), Which::Run).fault, Some(Verdict::ServerError));
    let wide = format!("[{}0]", "[],".repeat(3_000_000));
    assert_eq!(read_answer(200, "", wide.as_bytes(), Which::Models).fault, Some(Verdict::Gateway));
}
