//! Pages that are wrong: each gets a clear message in the widget, and the field is still there.

use crate::stage::{on_stage, root, usual};
use sandbox::{
    EndpointFault, Options, PageOptions,
    keys::key_for,
    passweb::{On, What},
};
use serde_json::json;
use std::{fs, path::Path};

const FIELD: &str = "return !!root.querySelector('#key') && !root.querySelector('#key').disabled";

fn with(page: PageOptions) -> Options {
    Options { page, ..usual() }
}

#[test]
fn a_missing_endpoint_is_said() {
    on_stage(with(PageOptions::default().attribute("endpoint", None)), async |stage| {
        stage.visit().await;
        stage.until("it is said", "return root.querySelector('.verdict').innerText.includes('endpoint')").await;
        assert_eq!(stage.script(FIELD).await, json!(true));
        stage.paste(&key_for("good")).await;
        stage.says("#save-reason", "non dice dove salvare").await;
        stage.picture("x-endpoint-missing").await;
        stage
    });
}

#[test]
fn a_foreign_endpoint_is_said_and_never_called() {
    let page = PageOptions::default().attribute("endpoint", Some("https://evil.example/key"));
    on_stage(with(page), async |stage| {
        stage.visit().await;
        stage.paste(&key_for("good")).await;
        stage.says("#save-reason", "non dice dove salvare").await;
        assert!(stage.sandbox.requests().iter().all(|request| !request.host.contains("evil.example")));
        stage.picture("x-endpoint-foreign").await;
        stage
    });
}

#[test]
fn an_endpoint_that_is_down_at_start_is_said_and_asked_again() {
    on_stage(usual(), async |stage| {
        stage.sandbox.set_endpoint_fault(Some(EndpointFault::new(What::Status(503)).on(On::Get)));
        stage.visit().await;
        stage.until("it is said", "return !!root.querySelector('.stored button')").await;
        assert_eq!(stage.script(FIELD).await, json!(true));
        stage.picture("x-endpoint-down").await;
        stage.sandbox.set_endpoint_fault(None);
        stage.press("Riprova").await;
        stage.says(".stored", "Nessuna chiave salvata").await;
        stage
    });
}

#[test]
fn words_of_a_second_language_that_are_missing_or_changed_are_said_and_the_field_kept() {
    let folder = root().join("target").join("dist-without-words");
    let _ = fs::remove_dir_all(&folder);
    copy(&root().join("dist"), &folder);
    let mut whole = Vec::new();
    for (ending, more) in [(".de.js", None), (".fr.js", Some(b"\n"))] {
        let file = fs::read_dir(folder.join("assets")).unwrap().flatten().map(|entry| entry.path());
        let file = file.into_iter().find(|path| path.to_string_lossy().ends_with(ending)).unwrap();
        let bytes = fs::read(&file).unwrap();
        match more {
            Some(more) => fs::write(&file, [&bytes[..], more].concat()).unwrap(),
            None => fs::remove_file(&file).unwrap(),
        }
        whole.push((file, bytes));
    }
    on_stage(Options { dist: folder.clone(), ..usual() }, async |stage| {
        stage.visit().await;
        for (lang, file, news) in [("de", ".de.js", "Laden fehlgeschlagen."), ("fr", ".fr.js", "Échec du chargement.")]
        {
            // The first element's language came along; a second one's words are a file of their own.
            let another = format!("const made = host.cloneNode(); made.lang = '{lang}'; host.replaceWith(made)");
            stage.script(&another).await;
            let said = format!(
                "return root?.querySelector('[role=alert] button')?.parentNode.innerText.includes({}) ?? false",
                json!(file)
            );
            stage.until(&format!("{file} is told"), &said).await;
            stage.says("[role=alert]", news).await;
            stage.focus().await;
            stage.type_keys("sk-abc").await;
            assert_eq!(stage.value().await, "sk-abc");
        }
        stage.picture("x-words-missing").await;
        for (file, bytes) in &whole {
            fs::write(file, bytes).unwrap();
        }
        stage.press("Réessayer").await;
        stage.says(".ladder", "Reconnue").await;
        assert_eq!(stage.value().await, "sk-abc", "what was typed is kept");
        stage.script("host.reset()").await;
        stage.witnessed().await;
        stage
    });
    fs::remove_dir_all(folder).unwrap();
}

/// Copies a folder.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).map(drop).unwrap();
        }
    }
}
