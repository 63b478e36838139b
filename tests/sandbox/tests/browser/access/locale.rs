//! Dates and lists, as each language writes them; and what is said of a key in use.

use crate::stage::{Stage, on_stage, root, usual};
use passweb_ai_key::{check::Date, words::Words};
use sandbox::{Options, PageOptions, keys::key_for};
use serde_json::{Value, json};
use std::{
    fs,
    time::{SystemTime, UNIX_EPOCH},
};

const LANGUAGES: [&str; 5] = ["it", "en", "es", "fr", "de"];

fn speaking(lang: &str, models: &str) -> Options {
    Options { page: PageOptions::default().attribute("lang", Some(lang)).attribute("models", Some(models)), ..usual() }
}

/// What the browser's own `Intl` says.
async fn intl(stage: &Stage, script: &str) -> String {
    stage.script(&format!("return {script}")).await.as_str().unwrap().to_owned()
}

/// Somewhere it is another day than in UTC.
fn elsewhere() -> &'static str {
    let hour = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs() / 3600 % 24;
    if hour < 11 { "Pacific/Pago_Pago" } else { "Pacific/Kiritimati" }
}

#[test]
fn a_key_in_use_says_when_it_was_tried_and_what_cures_it_in_every_language() {
    for lang in LANGUAGES {
        on_stage(speaking(lang, "gpt-4o"), async |stage| {
            stage.sandbox.store(&key_for("no-credit"), None, "no_credit").unwrap();
            stage.cdp("Emulation.setTimezoneOverride", json!({"timezoneId": elsewhere()})).await;
            stage.visit().await;
            stage.until("the card tells of it", "return !!root.querySelector('.verdict.warn a.primary')").await;
            let day = intl(&stage, &format!("new Date().toLocaleDateString('{lang}', {{dateStyle: 'long'}})")).await;
            let told = stage.text(".verdict p").await;
            assert!(told.contains(&day), "{lang}: {told} has {day}");
            stage.paste("no key").await;
            stage.until("what is pasted takes over", "return !root.querySelector('.verdict.warn')").await;
            stage
        });
    }
}

#[test]
fn days_are_written_as_the_browser_would() {
    on_stage(usual(), async |stage| {
        for lang in LANGUAGES {
            let file = fs::read_to_string(root().join("static").join("words").join(format!("{lang}.json"))).unwrap();
            let file: Value = serde_json::from_str(&file).unwrap();
            let words = Words::with(|word| file[word.id()].as_str().unwrap().to_owned());
            for month in 1..=12 {
                let day = Date { year: 2027, month, day: 28 };
                let script = format!(
                    "new Date('{}').toLocaleDateString('{lang}', {{dateStyle: 'long', timeZone: 'UTC'}})",
                    day.iso()
                );
                assert_eq!(day.tell(&words), intl(&stage, &script).await);
            }
        }
        stage
    });
}

#[test]
fn models_and_repairs_are_listed_as_the_language_lists() {
    for lang in LANGUAGES {
        on_stage(speaking(lang, "gpt-4o gpt-9-sol gpt-9-mars"), async |stage| {
            stage.visit().await;
            // A space, quotes and a name round the key.
            stage.paste(&format!("OPENAI_API_KEY = \"{}\" ", key_for("good"))).await;
            stage.until("a verdict", "return checked.length === 1").await;
            let models =
                intl(&stage, &format!("new Intl.ListFormat('{lang}').format(['gpt-9-sol', 'gpt-9-mars'])")).await;
            let told = stage.text(".verdict").await;
            assert!(told.contains(&models), "{lang}: {told} has {models}");
            let and = intl(&stage, &format!("new Intl.ListFormat('{lang}').formatToParts(['a', 'b'])[1].value")).await;
            let repairs = stage.text(".repairs").await;
            assert!(repairs.contains(&and), "{lang}: {repairs:?} has {and:?}");
            stage
        });
    }
}

#[test]
fn a_ready_key_that_can_t_be_saved_here_is_not_said_to_be_savable() {
    let page = PageOptions::default().attribute("endpoint", None);
    on_stage(Options { page, ..usual() }, async |stage| {
        stage.visit().await;
        stage.paste(&key_for("good")).await;
        stage.says(".verdict h3", "funziona").await;
        assert!(!stage.text(".verdict").await.contains("Ora si può salvare"), "it can't");
        assert_eq!(stage.script("return root.querySelector('.save').disabled").await, json!(true));
        stage
    });
}
