//! The gallery has an entry for every state and outcome that the code knows: a new one without an entry fails here, or is
//! no case of a `match`.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod kit;

use passweb_ai_key::{
    check::{Date, Severity, Verdict},
    module::{Fault, State},
    panel::{Barrier, Change, EndpointProblem, Failure, Held, Model, STATES, Saving, Sent, Stored, Trial, Waited},
    paste::{Secret, Standing},
    words::Word,
};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Titles of cards that no entry shows, and why.
const UNSEEN: [(&str, &str); 1] = [("panel.insecure.title", "the gallery is on this machine, where http is private")];

/// The group of each entry, and the words of its card's title.
fn entries() -> BTreeMap<String, (String, Option<String>)> {
    let groups: Map<String, Value> = serde_json::from_str(include_str!("data/gallery.json")).unwrap();
    let mut all = BTreeMap::new();
    for (group, states) in &groups {
        for (state, title) in states.as_object().unwrap() {
            let before = all.insert(state.clone(), (group.clone(), title.as_str().map(str::to_owned)));
            assert_eq!(before, None, "{state} is there once");
        }
    }
    all
}

fn title(state: &str) -> String {
    let entries = entries();
    let (_, title) = entries.get(state).unwrap_or_else(|| panic!("the gallery has no {state}"));
    title.clone().unwrap_or_default()
}

#[test]
fn every_verdict_has_an_entry_in_the_group_of_its_severity() {
    for verdict in Verdict::ALL {
        let group = match verdict.severity() {
            Severity::Ready => "Ready",
            Severity::Attention => "Attention",
            Severity::Unknown => "Unknown",
            Severity::Refused => "Refused",
        };
        let (shown_in, title) =
            entries().remove(verdict.id()).unwrap_or_else(|| panic!("no entry for {}", verdict.id()));
        assert_eq!(title.as_deref(), Some(verdict.title().id()));
        assert_eq!(shown_in, group, "{}", verdict.id());
    }
}

/// The entry that shows a fault of the endpoint's.
fn of_fault(fault: &Fault) -> &'static str {
    match fault {
        Fault::SessionEnded => "session_ended",
        Fault::CsrfRefused => "csrf_refused",
        Fault::Forbidden => "forbidden",
        Fault::NotFound => "not_found",
        Fault::Method => "method",
        Fault::Conflict => "conflict",
        Fault::TooLarge => "too_large",
        Fault::UnsupportedType => "unsupported_type",
        Fault::Invalid(reasons) if reasons.withheld => "withheld",
        Fault::Invalid(_) => "invalid",
        Fault::RateLimited(None) => "too_many_later",
        Fault::RateLimited(Some(..=90)) => "too_many",
        Fault::RateLimited(Some(_)) => "too_many_minutes",
        Fault::ServerError => "server_broken",
        Fault::Unreadable => "unreadable",
        Fault::TooBig => "too_big",
        Fault::Network => "lost",
        Fault::TimedOut => "save_timed_out",
        Fault::Offline => "save_offline",
        Fault::MissingEndpoint => "endpoint_missing",
        Fault::ForeignEndpoint => "endpoint_foreign",
    }
}

#[test]
fn every_fault_of_the_endpoint_has_an_entry_with_its_cause() {
    let withheld = passweb_ai_key::module::Reasons { withheld: true, ..Default::default() };
    for fault in [
        Fault::SessionEnded,
        Fault::CsrfRefused,
        Fault::Forbidden,
        Fault::NotFound,
        Fault::Method,
        Fault::Conflict,
        Fault::TooLarge,
        Fault::UnsupportedType,
        Fault::Invalid(Vec::new().into()),
        Fault::Invalid(withheld),
        Fault::RateLimited(None),
        Fault::RateLimited(Some(30)),
        Fault::RateLimited(Some(600)),
        Fault::ServerError,
        Fault::Unreadable,
        Fault::TooBig,
        Fault::Network,
        Fault::TimedOut,
        Fault::Offline,
        Fault::MissingEndpoint,
        Fault::ForeignEndpoint,
    ] {
        assert_eq!(title(of_fault(&fault)), fault.cause().id());
    }
}

/// The entry that shows a change of the stored key, on its way or ended.
fn of_change(saving: &Saving) -> &'static str {
    match saving {
        Saving::Idle => "empty",
        Saving::Asking => "asking",
        Saving::Looking { change: Change::Save, .. } | Saving::Sending | Saving::Confirming { .. } => "saving",
        Saving::Looking { change: Change::Remove, .. } | Saving::Removing | Saving::ConfirmingRemoval(_) => "removing",
        Saving::Saved(_) => "saved",
        Saving::Unconfirmed(_) => "unconfirmed",
        Saving::Another(_) => "another",
        Saving::Failed(Failure { change: Change::Save, settled: true, .. }) => "lost",
        Saving::Failed(Failure { change: Change::Save, settled: false, .. }) => "uncertain",
        Saving::Failed(Failure { change: Change::Remove, settled: true, .. }) => "removal_failed",
        Saving::Failed(Failure { change: Change::Remove, settled: false, .. }) => "removal_uncertain",
        Saving::AskingRemoval => "asking_removal",
        Saving::RemovalUnconfirmed => "removal_unconfirmed",
        Saving::Removed => "removed",
    }
}

#[test]
fn every_outcome_of_a_change_has_an_entry() {
    let hint = Secret::new("sk-proj-AbCd").hint();
    let sent = std::rc::Rc::new(Sent { hint: hint.clone(), base_url: None, verdict: Verdict::Ready });
    let failed = |change, settled| Saving::Failed(Failure { change, fault: Fault::Network.into(), settled });
    for saving in [
        Saving::Idle,
        Saving::Asking,
        Saving::Looking { change: Change::Save, settled: true },
        Saving::Looking { change: Change::Remove, settled: true },
        Saving::Sending,
        Saving::Confirming { sent: sent.clone(), fault: None },
        Saving::Saved(hint),
        Saving::Unconfirmed(sent),
        Saving::Another("AbCd".into()),
        failed(Change::Save, true),
        failed(Change::Save, false),
        failed(Change::Remove, true),
        failed(Change::Remove, false),
        Saving::AskingRemoval,
        Saving::Removing,
        Saving::ConfirmingRemoval(None),
        Saving::RemovalUnconfirmed,
        Saving::Removed,
    ] {
        title(of_change(&saving));
    }
}

/// The entries that show the rest of what the model knows: one of the code's names each.
#[test]
fn every_other_state_of_the_model_has_an_entry() {
    let trial = |trial: &Trial| match trial {
        Trial::None => "untried",
        Trial::Running { waited: Waited::Begun | Waited::Cancellable | Waited::Slow(_), .. } => "trying",
        Trial::Done(_) => "ready",
        Trial::Cancelled => "cancelled",
    };
    let stored = |stored: &Stored| match stored {
        Stored::Loading => "loading_stored",
        Stored::Known(state) if state.read_only => "read_only",
        Stored::Known(state) if state.configured => "stored",
        Stored::Known(_) => "empty",
        Stored::Failed(_) => "stored_failed",
    };
    let standing = |standing: Standing| match standing {
        Standing::Empty => "empty",
        Standing::Accepted => "untried",
        Standing::Insistable => "marker_missing",
        Standing::Refused => "foreign_key",
    };
    let barrier = |barrier: Barrier| match barrier {
        Barrier::Nothing => "empty",
        Barrier::Untried => "untried",
        Barrier::Refused => "invalid_key",
        Barrier::Offline => "offline",
        Barrier::Endpoint(EndpointProblem::Missing) => "ready_without_endpoint",
        Barrier::Endpoint(EndpointProblem::Foreign) => "endpoint_foreign",
        Barrier::Endpoint(EndpointProblem::Insecure) => UNSEEN[0].0,
        Barrier::ReadOnly => "ready_read_only",
    };
    let held = |held: Held| match held {
        Held::Submit => "held",
    };
    let named = [
        trial(&Trial::None),
        trial(&Trial::Cancelled),
        stored(&Stored::Loading),
        stored(&Stored::Failed(Fault::Network.into())),
        stored(&Stored::Known(State::default().into())),
        stored(&Stored::Known(State { read_only: true, ..State::default() }.into())),
        stored(&Stored::Known(State { configured: true, ..State::default() }.into())),
        standing(Standing::Insistable),
        standing(Standing::Refused),
        standing(Standing::Empty),
        standing(Standing::Accepted),
        barrier(Barrier::Nothing),
        barrier(Barrier::Untried),
        barrier(Barrier::Refused),
        barrier(Barrier::Offline),
        barrier(Barrier::ReadOnly),
        barrier(Barrier::Endpoint(EndpointProblem::Missing)),
        barrier(Barrier::Endpoint(EndpointProblem::Foreign)),
        held(Held::Submit),
    ];
    for state in named {
        title(state);
    }
    // What is a mark of the model's of its own.
    let Model { asking_insist: false, held: None, copied: false, config, field, .. } =
        Model::new(kit::config(), true, Date { year: 2026, month: 11, day: 25 })
    else {
        panic!("a fresh model has no mark");
    };
    assert!(!(config.base_refused || field.swapped || field.shown));
    for state in ["asking_insist", "held", "base_refused", "swapped", "shown", "typing"] {
        title(state);
    }
}

#[test]
fn every_title_of_a_card_is_some_entry_s() {
    let shown: BTreeSet<String> = entries().into_values().filter_map(|(_, title)| title).collect();
    let is_title = |id: &&str| {
        let (room, last) = (id.split('.').next(), id.rsplit('.').next());
        matches!((room, last), (Some("panel" | "verdict"), Some("title")) | (Some("module"), Some("cause")))
    };
    let titles = Word::ALL.iter().map(|word| word.id()).filter(is_title);
    let unseen: Vec<&str> = titles.filter(|id| !shown.contains(*id)).collect();
    assert_eq!(unseen, UNSEEN.map(|(id, _)| id));
}

/// Each custom state is the one of an entry.
#[test]
fn every_custom_state_has_an_entry() {
    let entry = |state: &str| match state {
        "accepted" | "dirty" => "untried",
        "wrong" => "foreign_key",
        "attention" => "no_credit",
        "unknown" => "gateway",
        "refused" => "invalid_key",
        "readonly" => "read_only",
        same @ ("loading" | "failed" | "trying" | "ready" | "saving" | "saved" | "stored") => {
            assert!(entries().contains_key(same));
            "empty"
        }
        other => panic!("no entry shows {other}"),
    };
    for (state, _) in STATES {
        title(entry(state));
    }
}
