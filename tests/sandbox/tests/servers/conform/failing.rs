//! Which checks each flaw fails.

use std::collections::BTreeSet;

use tokio::task::JoinSet;

use super::{
    flawed::{Flawed, HEADERS},
    flaws::Flaw,
    run::{options, tried},
};

/// Every flaw alone, and the checks that have to fail for it, in the order of the run.
const FAILS: &[(Flaw, &[&str])] = &[
    (Flaw::StateIsText, &["state"]),
    (Flaw::NoConfigured, &["state"]),
    (Flaw::UnixTimes, &["state-members"]),
    (Flaw::Cached, &["no-store"]),
    (Flaw::OpenToReaders, &["foreign-reader"]),
    (Flaw::KeyInState, &["state-without-key"]),
    (Flaw::KeyInReply, &["reply-without-key"]),
    (Flaw::KeyInRefusal, &["refusal-without-key"]),
    (Flaw::LongRefusal, &["small-answers"]),
    (Flaw::BareRefusals, &["problem-details"]),
    (Flaw::LoginPage, &["no-session-get"]),
    (Flaw::AnyCookie, &["forged-session-post"]),
    (Flaw::NobodyPosts, &["no-session-post", "forged-session-post"]),
    (Flaw::NobodyDeletes, &["no-session-delete"]),
    (Flaw::TokenWhereSent, &["csrf-missing-post"]),
    (Flaw::AnyToken, &["csrf-wrong-post"]),
    (Flaw::DeleteWithoutToken, &["csrf-missing-delete"]),
    (Flaw::TokenUnnamed, &["csrf-named"]),
    (Flaw::AnyOrigin, &["foreign-origin-post", "null-origin-post", "lookalike-origin-post"]),
    (Flaw::NullOrigin, &["null-origin-post"]),
    (Flaw::OriginByItsStart, &["lookalike-origin-post"]),
    (Flaw::DeleteFromAnywhere, &["foreign-origin-delete"]),
    (Flaw::PlainText, &["text-plain"]),
    (Flaw::TypeByItsPart, &["disguised-type"]),
    (Flaw::NoType, &["no-content-type"]),
    (Flaw::Forms, &["form"]),
    (Flaw::CutJson, &["malformed-json"]),
    (Flaw::Lists, &["json-array"]),
    (Flaw::LongBodies, &["long-body"]),
    (Flaw::AnyVerdict, &["verdict-shape"]),
    (Flaw::NullKey, &["key-null"]),
    (Flaw::NumberKey, &["key-number"]),
    (Flaw::MaskedKey, &["key-masked"]),
    (Flaw::AnyPrefix, &["key-prefix"]),
    (Flaw::ShortKeys, &["key-short"]),
    (Flaw::LongKeys, &["key-long"]),
    (Flaw::CutsKeys, &["odd-key"]),
    (Flaw::KeyUnnamed, &["key-error"]),
    (Flaw::AddressUnnamed, &["base-url-error"]),
    (Flaw::AddressList, &["base-url-list"]),
    (Flaw::AddressNumber, &["base-url-number"]),
    (
        Flaw::AnyAddress,
        &[
            "base-url-http",
            "base-url-host",
            "base-url-suffix",
            "base-url-prefix",
            "base-url-region",
            "base-url-in-path",
            "base-url-in-query",
            "base-url-userinfo",
            "base-url-user",
            "base-url-backslash",
            "base-url-port",
            "base-url-no-path",
            "base-url-path",
            "base-url-dots",
            "base-url-slash",
            "base-url-query",
            "base-url-upper",
            "base-url-root",
            "base-url-letter",
            "base-url-unicode",
            "base-url-lines",
            "base-url-line-end",
        ],
    ),
    (Flaw::AddressByItsStart, &["base-url-path", "base-url-dots", "base-url-slash", "base-url-query"]),
    (
        Flaw::AddressByItsEnd,
        &[
            "base-url-prefix",
            "base-url-region",
            "base-url-in-path",
            "base-url-in-query",
            "base-url-user",
            "base-url-backslash",
            "base-url-lines",
        ],
    ),
    (
        Flaw::AddressByItsPart,
        &[
            "base-url-suffix",
            "base-url-in-path",
            "base-url-in-query",
            "base-url-userinfo",
            "base-url-port",
            "base-url-no-path",
            "base-url-path",
            "base-url-dots",
            "base-url-slash",
            "base-url-query",
            "base-url-root",
            "base-url-lines",
        ],
    ),
    (Flaw::AddressInAnyCase, &["base-url-upper"]),
    (Flaw::AddressByAnyLine, &["base-url-lines"]),
    (Flaw::AddressByHttp, &["base-url-http"]),
    (Flaw::StoresBeforeItLooks, &["base-url-http"]),
    (Flaw::AddressWithAnyLetterForDots, &["base-url-letter"]),
    (
        Flaw::AddressByItsHost,
        &[
            "base-url-user",
            "base-url-port",
            "base-url-no-path",
            "base-url-path",
            "base-url-dots",
            "base-url-slash",
            "base-url-query",
            "base-url-upper",
            "base-url-root",
        ],
    ),
    (Flaw::SavesNothing, &["save"]),
    (Flaw::Redirects, &["save"]),
    (Flaw::ReplyIsText, &["save-reply"]),
    (Flaw::AnswersTooEarly, &["save-reply"]),
    (Flaw::HintOfSix, &["hint"]),
    (Flaw::DropsVerdict, &["verdict"]),
    (Flaw::DropsAddress, &["base-url-regional"]),
    (Flaw::RegionsRefused, &["base-url-regional"]),
    (Flaw::UsualRefused, &["base-url-usual"]),
    (Flaw::KeepsAddress, &["base-url-forgotten"]),
    (Flaw::NeverReplaces, &["replace", "base-url-regional", "base-url-usual", "repeated-post"]),
    (Flaw::KnownMembersOnly, &["unknown-members"]),
    (Flaw::SameEtag, &["etag-changes"]),
    (Flaw::WeakEtag, &["etag-changes"]),
    (Flaw::ForgetsRepetitions, &["repeated-post"]),
    (Flaw::IgnoresIfMatch, &["stale-if-match-post", "stale-if-match-delete"]),
    (Flaw::PostIgnoresIfMatch, &["stale-if-match-post"]),
    (Flaw::DeleteIgnoresIfMatch, &["stale-if-match-delete"]),
    (Flaw::NeverDeletes, &["deleted"]),
    (Flaw::KeepsHint, &["deleted"]),
    (Flaw::DeleteSays200, &["delete", "delete-again"]),
    (Flaw::NothingToDelete, &["delete-again"]),
    (Flaw::PutStores, &["put"]),
    (Flaw::PatchStores, &["patch"]),
    (Flaw::HeadFails, &["head"]),
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn for_each_flaw_the_checks_that_mean_it_fail_and_no_others() {
    let mut runs = JoinSet::new();
    for (flaw, wanted) in FAILS {
        runs.spawn(async move {
            let endpoint = Flawed::start(&[*flaw]).await;
            let report = tried(options(&endpoint.url, HEADERS)).await;
            (report.failures() != *wanted).then(|| format!("{flaw:?}: {:?} {:?}", report.failures(), report.broken_off))
        });
    }
    let wrong: Vec<String> = runs.join_all().await.into_iter().flatten().collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn every_check_is_failed_by_some_flaw() {
    let endpoint = Flawed::start(&[]).await;
    let report = tried(options(&endpoint.url, HEADERS)).await;
    assert!(report.is_green(), "{report}");
    let all: BTreeSet<&str> = report.rows.iter().map(|(check, _)| check.id).collect();
    assert_eq!(all.len(), report.rows.len(), "two checks of the same name");
    let failed: BTreeSet<&str> = FAILS.iter().flat_map(|(_, checks)| *checks).copied().collect();
    assert_eq!(all, failed);
}

#[tokio::test]
async fn other_manners_of_holding_the_contract_pass_too() {
    for manner in [
        Flaw::NoEtag,
        Flaw::NoToken,
        Flaw::RedirectsToLogin,
        Flaw::SaysNothing,
        Flaw::OddKeys,
        Flaw::Trims,
        Flaw::HangsUp,
    ] {
        let endpoint = Flawed::start(&[manner]).await;
        // Where no token is asked for, the page has none to give.
        let headers = if manner == Flaw::NoToken { "Cookie: sid=c0ffee" } else { HEADERS };
        let report = tried(options(&endpoint.url, headers)).await;
        assert!(report.is_green(), "{manner:?}\n{report}");
    }
}

#[tokio::test]
async fn without_an_etag_a_repetition_that_is_carried_out_twice_is_still_seen() {
    let endpoint = Flawed::start(&[Flaw::NoEtag, Flaw::ForgetsRepetitions]).await;
    let report = tried(options(&endpoint.url, HEADERS)).await;
    assert_eq!(report.failures(), ["repeated-post"]);
    assert!(report.to_string().contains("carried out once more"), "{report}");
}

#[tokio::test]
async fn an_endpoint_that_never_answers_fails_its_check_and_the_run_goes_on() {
    let endpoint = Flawed::start(&[Flaw::Hangs]).await;
    let patience = std::time::Duration::from_secs(5);
    let report = tried(sandbox::conform::Options { patience, ..options(&endpoint.url, HEADERS) }).await;
    assert_eq!(report.failures(), ["put"]);
    assert!(report.to_string().contains("no answer in 5 s") && report.broken_off.is_none(), "{report}");
}
