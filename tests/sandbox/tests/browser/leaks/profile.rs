//! What the browser itself writes to its profile: history, form data, passwords, sessions, storages, caches.

use super::{
    pieces::Pieces,
    scans::{bare, copy_elsewhere, paste_here},
};
use crate::stage::{Stage, on_stage_with_profile, root};
use sandbox::keys::key_for;
use serde_json::json;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The folders and files of a used profile; without them the scan looked elsewhere.
const EXPECTED: [&str; 5] = ["History", "Web Data", "Login Data", "Local Storage", "Preferences"];

/// A fresh folder for a profile.
fn fresh(name: &str) -> PathBuf {
    let folder = root().join("target").join("profiles").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Every file of a folder, however deep.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let kind = entry.file_type().unwrap();
        if kind.is_dir() {
            files(&entry.path(), found);
        } else if kind.is_file() {
            found.push(entry.path());
        }
    }
}

/// The files that hold a piece.
fn leaking(folder: &Path, pieces: &Pieces) -> Vec<PathBuf> {
    let mut all = Vec::new();
    files(folder, &mut all);
    for name in EXPECTED {
        let there = |path: &PathBuf| path.components().any(|part| part.as_os_str() == name);
        assert!(all.iter().any(there), "{name} is in the profile: {all:?}");
    }
    all.retain(|path| pieces.in_file(&fs::read(path).unwrap()).is_some());
    all
}

async fn tried(stage: &Stage, pieces: &Pieces) {
    stage.visit().await;
    copy_elsewhere(stage, &pieces.key).await;
    paste_here(stage).await;
    stage.says(".verdict h3", "funziona").await;
}

#[test]
fn c12_a_saved_and_an_abandoned_key_leave_no_piece_in_the_browser_s_profile() {
    let folder = fresh("used");
    let (saved, left) = (Pieces::of(&key_for("good")), Pieces::of(&key_for("good-left-behind")));
    on_stage_with_profile(bare(), &folder, async |stage| {
        tried(&stage, &saved).await;
        // Shown, it is a text field's value, which browsers keep.
        stage.press("Mostra").await;
        stage.press("Salva la chiave").await;
        stage.says(".verdict h3", "Chiave salvata").await;
        // Another stays in the field, shown, while the merchant goes elsewhere and comes back.
        copy_elsewhere(&stage, &left.key).await;
        paste_here(&stage).await;
        stage.until("it is read", "return root.querySelector('#key').value.length === 164").await;
        stage.driver.goto(stage.sandbox.url("/admin/login")).await.unwrap();
        stage.driver.back().await.unwrap();
        stage.until("the panel is back", "return !!root?.querySelector('.view:not(.drawn) .ladder')").await;
        stage
    });
    for pieces in [&saved, &left] {
        assert_eq!(leaking(&folder, pieces), Vec::<PathBuf>::new(), "no file of the profile holds a piece");
    }
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn c12_what_is_planted_in_the_browser_s_profile_is_found() {
    let folder = fresh("planted");
    let pieces: Vec<Pieces> = ["history", "storage"].map(|name| Pieces::of(&key_for(name))).into();
    on_stage_with_profile(bare(), &folder, async |stage| {
        stage.visit().await;
        let page = stage.sandbox.page_url();
        stage.driver.goto(format!("{page}?x={}", pieces[0].sample())).await.unwrap();
        let parts = json!(pieces[1].sample());
        stage.script(&format!("localStorage.setItem('x', {parts})")).await;
        stage.driver.goto(format!("{page}?x=1")).await.unwrap();
        stage
    });
    for (place, pieces) in ["History", "Local Storage"].iter().zip(&pieces) {
        let found = leaking(&folder, pieces);
        assert!(found.iter().any(|path| path.to_string_lossy().contains(place)), "{place}: {found:?}");
    }
    fs::remove_dir_all(folder).unwrap();
}
