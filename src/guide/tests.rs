use super::*;
use crate::words::{Word, Words};

/// The facts that a merchant has to be told, and the words that tell them.
const FACTS: &[(&str, Word)] = &[
    ("a key alone does not make the module work", Word::GuideBeforeKeyAlone),
    ("the module is bought on Passstore", Word::GuideBeforeModule),
    ("an OpenAI account with a payment method and credit above 0", Word::GuideBeforeAccount),
    ("ChatGPT Plus and the API are two systems", Word::GuideBeforeTwoSystems),
    ("Plus gives no access to the API", Word::GuideBeforePlus),
    ("what the API is for", Word::GuideBeforeApi),
    ("the API is paid by use, in tokens, without a subscription", Word::GuideBeforeByUse),
    ("both can be had, and are billed apart", Word::GuideBeforeSideBySide),
    ("the API alone is enough", Word::GuideBeforeApiEnough),
    ("prices: see OpenAI", Word::GuideBeforePrices),
    ("1: sign up, or log in", Word::GuideAccountSignUp),
    ("1: the phone check", Word::GuideAccountPhone),
    ("2: the card", Word::GuideBillingCard),
    ("3: auto-reload off first", Word::GuideCreditReload),
    ("3: at least 5 USD, above zero", Word::GuideCreditAmount),
    ("3: expires after a year", Word::GuideCreditExpiry),
    ("3: minutes to hours", Word::GuideCreditTime),
    ("4: create new secret key", Word::GuideCreateKeyPress),
    ("5: name and owner", Word::GuideKeySettingsOwner),
    ("5: permissions All, create", Word::GuideKeySettingsAll),
    ("5: what projects are for", Word::GuideKeySettingsProject),
    ("5: a service account survives its maker", Word::GuideKeySettingsService),
    ("6: before closing, shown once", Word::GuideCopyOnce),
    ("6: lost means another", Word::GuideCopyLost),
    ("6: share it with nobody", Word::GuideCopyShare),
    ("6: keep it safe", Word::GuideCopySafe),
    ("7: paste it", Word::GuidePasteField),
    ("8: usage for costs", Word::GuideWatchUsage),
    ("8: a spend limit", Word::GuideWatchLimit),
    ("8: with a hard limit", Word::GuideWatchHard),
    ("8: alerts, against unexpected invoices", Word::GuideWatchAlerts),
];

fn told() -> Vec<Word> {
    let cards = Step::ALL.iter().map(|step| step.card());
    let steps = cards.flat_map(|card| card.text.iter().chain(card.more));
    BEFORE.iter().chain(steps).copied().collect()
}

#[test]
fn every_fact_is_told_once() {
    let told = told();
    for (fact, word) in FACTS {
        assert_eq!(told.iter().filter(|w| *w == word).count(), 1, "{fact}");
    }
}

#[test]
fn no_two_steps_share_a_sentence_or_a_picture() {
    let mut seen: Vec<Word> = Vec::new();
    let cards: Vec<_> = Step::ALL.iter().map(|step| step.card()).collect();
    for word in told().into_iter().chain(cards.iter().flat_map(|card| [card.title, card.alt])) {
        assert!(!seen.contains(&word), "{} is said twice", word.id());
        seen.push(word);
    }
    for (step, card) in Step::ALL.iter().zip(cards) {
        assert_eq!(card.picture, format!("step-{}.svg", step.number()));
    }
}

#[test]
fn every_link_is_a_page_of_openais() {
    let links = Step::ALL.iter().flat_map(|step| [Some(step.card().link), Some(step.card().help), step.also()]);
    for link in links.flatten().chain([PRICES]) {
        let host = link.url.strip_prefix("https://").and_then(|rest| rest.split('/').next());
        let hosts = ["platform.openai.com", "help.openai.com", "developers.openai.com"];
        assert!(host.is_some_and(|host| hosts.contains(&host)), "{}", link.url);
    }
}

#[test]
fn every_picture_is_small_and_needs_no_exception_in_a_strict_policy() {
    for step in Step::ALL {
        let path = format!("{}/static/pictures/{}", env!("CARGO_MANIFEST_DIR"), step.card().picture);
        let svg = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(svg.starts_with("<svg"), "{path} is a picture");
        for part in ["style", "script", "href", "<image", "<foreignObject", "url(", "data:", "onload", "onclick"] {
            assert!(!svg.contains(part), "{path} holds {part}");
        }
        assert!(svg.len() < 8_000, "{path} has {} bytes", svg.len());
    }
}

#[test]
fn a_picture_shows_the_labels_that_its_step_names() {
    for step in Step::ALL {
        let path = format!("{}/static/pictures/{}", env!("CARGO_MANIFEST_DIR"), step.card().picture);
        let svg = std::fs::read_to_string(&path).unwrap_or_default();
        for label in step.card().labels {
            assert!(svg.contains(&format!(">{}<", label.text())), "{path} does not show {}", label.text());
        }
    }
}

#[test]
fn labels_have_placeholders_of_their_own() {
    for (i, one) in Label::ALL.iter().enumerate() {
        assert!(one.id().bytes().all(|b| b.is_ascii_lowercase() || b == b'_'), "{one:?}");
        for other in &Label::ALL[i + 1..] {
            assert_ne!(one.id(), other.id());
            assert_ne!(one.translation(), other.translation());
        }
    }
}

#[test]
fn a_sentence_is_cut_at_its_labels() {
    use Part::{Label as L, Text as T};
    assert_eq!(
        parts("In {billing} premere {copy}."),
        [T("In "), L(Label::Billing), T(" premere "), L(Label::Copy), T(".")]
    );
    assert_eq!(parts("{all}"), [L(Label::All)]);
    assert_eq!(parts("{all}{you}"), [L(Label::All), L(Label::You)]);
    assert_eq!(parts("è {date} {all}"), [T("è {date} "), L(Label::All)]);
    assert_eq!(parts("{{all}"), [T("{"), L(Label::All)]);
    assert_eq!(parts("è {"), [T("è {")]);
    assert_eq!(parts("} {all"), [T("} {all")]);
    assert!(parts("").is_empty());
}

#[test]
fn a_text_alternative_names_the_labels_in_plain_text() {
    let words = Words::with(|word| match word {
        Word::GuideCopyAlt => "{copy}, 1".to_owned(),
        Word::GuideLabelCopy => "Copia".to_owned(),
        Word::GuideLabelAll => "All".to_owned(),
        _ => String::new(),
    });
    assert_eq!(spell(&words, Word::GuideCopyAlt), "Copy, 1");
    assert_eq!(Label::Copy.beside(&words), Some("Copia"));
    assert_eq!(Label::All.beside(&words), None, "the same word is not said twice");
    assert_eq!(Label::You.beside(&words), None);
}

#[test]
fn an_accepted_key_ticks_what_it_proves() {
    let proved = |proof: Proof| -> Vec<u8> {
        Step::ALL.iter().filter(|step| is_done(**step, [false; 8], proof)).map(|step| step.number()).collect()
    };
    assert!(proved(Proof::Nothing).is_empty());
    assert_eq!(proved(Proof::Accepted), [1, 4, 5, 6, 7]);
    assert_eq!(proved(Proof::Ran), [1, 4, 5, 6, 7], "a run proves no balance");
}

#[test]
fn only_a_run_speaks_of_the_balance() {
    let noted =
        |proof| Step::ALL.iter().filter(|step| note(**step, proof).is_some()).map(|s| s.number()).collect::<Vec<_>>();
    assert!(noted(Proof::Nothing).is_empty());
    assert!(noted(Proof::Accepted).is_empty());
    assert_eq!(noted(Proof::Ran), [2, 3]);
}

#[test]
fn whoever_made_the_key_first_is_led_to_the_money() {
    let none = [false; 8];
    assert_eq!(next(none, Proof::Nothing), Some(Step::Account));
    assert_eq!(next(from_text("1").ticked, Proof::Nothing), Some(Step::Billing));
    assert_eq!(next(from_text("1456").ticked, Proof::Nothing), Some(Step::Billing));
    assert_eq!(next(none, Proof::Accepted), Some(Step::Billing));
    assert_eq!(next(from_text("2").ticked, Proof::Accepted), Some(Step::Credit));
    assert_eq!(next(none, Proof::Ran), Some(Step::Watch));
    assert_eq!(next([true; 8], Proof::Nothing), None);
}

#[test]
fn progress_survives_storage_and_storage_may_hold_anything() {
    for bits in 0..=255u8 {
        let ticked = Step::ALL.map(|step| bits >> (step as u8) & 1 == 1);
        for left in Step::ALL.into_iter().map(Some).chain([None]) {
            for proof in [Proof::Nothing, Proof::Recognised, Proof::Accepted, Proof::Ran] {
                let progress = Progress { ticked, left, kept: Kept { proof, cure: left } };
                assert_eq!(from_text(&to_text(progress)), progress);
            }
        }
    }
    let read = from_text("5, 1 è 0 9 {\"4\"} 1");
    assert_eq!(to_text(read), "145");
    for empty in ["", "@", "@9", "@x4", "0@0", "sk-", "+", "+0", "+09", "+4", "+è1", "+x3"] {
        assert_eq!(from_text(empty), Progress::default(), "{empty}");
    }
    assert_eq!(to_text(from_text("14@45")), "14@4");
    assert_eq!(to_text(from_text("14@45+234+1")), "14@4+23");
}
