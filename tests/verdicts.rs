//! The verdicts are one table, and the page that tells of them tells the same.

#![allow(clippy::expect_used, reason = "a test may fail")]

use passweb_ai_key::{
    check::{Rung, Severity, Verdict},
    guide::Step,
};

const PAGE: &str = include_str!("../docs/verdicts.md");

/// The rows of the page, cell by cell.
fn page() -> Vec<Vec<&'static str>> {
    let (_, table) = PAGE.split_once("| id |").expect("the table");
    let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));
    rows.map(|row| row.trim_matches('|').split('|').map(str::trim).collect()).collect()
}

fn severity(verdict: Verdict) -> &'static str {
    match verdict.severity() {
        Severity::Ready => "`ready`",
        Severity::Attention => "`attention`",
        Severity::Unknown => "`unknown`",
        Severity::Refused => "`refused`",
    }
}

#[test]
fn the_page_and_the_table_have_the_same_rows() {
    let page = page();
    assert_eq!(page.len(), Verdict::ALL.len());
    for (row, verdict) in page.iter().zip(Verdict::ALL) {
        let [id, meaning, level, retry, remedy, source] = row[..] else { panic!("six cells: {row:?}") };
        assert_eq!(id.trim_matches('`'), verdict.id());
        assert_eq!(level, severity(*verdict), "{id}");
        assert_eq!(retry, if verdict.retryable() { "yes" } else { "no" }, "{id}");
        assert_eq!(source, verdict.source(), "{id}");
        assert!(!meaning.is_empty() && !remedy.is_empty(), "{id}");
    }
}

#[test]
fn an_id_comes_back_as_its_verdict() {
    for (place, verdict) in Verdict::ALL.iter().enumerate() {
        assert_eq!(*verdict as usize, place, "the table is in the order of the enum");
        assert_eq!(Verdict::from_id(verdict.id()), Some(*verdict));
    }
    assert_eq!(Verdict::from_id("nothing"), None);
}

#[test]
fn every_verdict_has_words_of_its_own_and_a_cure() {
    let titles: Vec<&str> = Verdict::ALL.iter().map(|verdict| verdict.title().id()).collect();
    for verdict in Verdict::ALL {
        let id = verdict.id();
        assert_eq!(titles.iter().filter(|title| **title == verdict.title().id()).count(), 1, "{id}");
        assert_eq!(verdict.title().id(), format!("verdict.{id}.title"));
        assert_eq!(verdict.cause().id(), format!("verdict.{id}.cause"));
        assert!(verdict.remedy().id().contains("remedy"), "{id}");
        if let Some((address, _)) = verdict.link() {
            let ours = ["https://platform.openai.com/", "https://help.openai.com/", "https://status.openai.com/"];
            assert!(ours.iter().any(|start| address.starts_with(start)), "{address}");
        }
    }
}

#[test]
fn the_severities_are_those_of_the_design() {
    use Verdict::{
        AccountDeactivated, InvalidKey, MissingScope, NoCredit, OrgMembership, ProjectArchived, Ready,
        WrongCredentialType,
    };
    let refused = [AccountDeactivated, ProjectArchived, OrgMembership, InvalidKey, WrongCredentialType, MissingScope];
    for verdict in Verdict::ALL {
        assert_eq!(verdict.severity() == Severity::Refused, refused.contains(verdict), "{verdict:?}");
        assert_eq!(verdict.severity() == Severity::Ready, *verdict == Ready);
    }
    assert_eq!(NoCredit.severity(), Severity::Attention);
    assert_eq!(NoCredit.step(), Some(Step::Credit));
    assert_eq!(MissingScope.step(), Some(Step::KeySettings));
    assert_eq!(Verdict::Gateway.step(), None);
    assert_eq!(Verdict::Gateway.link(), None);
    let credit = "https://platform.openai.com/settings/organization/billing/overview";
    assert_eq!(NoCredit.link().map(|(address, _)| address), Some(credit));
    assert_eq!(NoCredit.rung(), Rung::Runs);
}
