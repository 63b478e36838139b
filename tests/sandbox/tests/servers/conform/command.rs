//! The command itself: its exit code, and what it prints.

use std::{env, fs, path::Path, process::Output};

use sandbox::keys::key_for;
use tokio::process::Command;

use super::{
    flawed::{Flawed, HEADERS},
    flaws::Flaw,
};
use crate::client::{Admin, start};

async fn conform(words: &[&str], headers: Option<&str>) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sandbox"));
    command.arg("conform").args(words).env_remove("CONFORM_HEADERS");
    if let Some(headers) = headers {
        command.env("CONFORM_HEADERS", headers);
    }
    let Output { status, stdout, stderr } = command.output().await.unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (status.code().unwrap(), text(stdout), text(stderr))
}

#[tokio::test]
async fn all_that_holds_is_a_table_and_the_exit_code_0() {
    let sandbox = start().await;
    let admin = Admin::open(&sandbox).await;
    let name = format!("conform-{}.txt", std::process::id());
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&file, format!("Cookie: {}\nX-CSRF-Token: {}\n", admin.cookie, admin.csrf)).unwrap();
    let url = sandbox.url("/admin/ai/api-key");
    let (code, out, err) = conform(&[&url, "--headers", file.to_str().unwrap()], None).await;
    fs::remove_file(&file).unwrap();
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert!(out.contains("  ok    base-url-suffix") && out.contains(" 0 failed") && out.contains("Tidied up"), "{out}");
    assert!(!out.contains(&admin.csrf) && !out.contains("sk-proj-"), "{out}");
}

#[tokio::test]
async fn a_failure_says_what_was_seen_and_what_to_mend_and_the_exit_code_is_1() {
    let endpoint = Flawed::start(&[Flaw::AddressByItsStart]).await;
    let (code, out, _) = conform(&[&endpoint.url], Some(HEADERS)).await;
    assert_eq!(code, 1, "{out}");
    let at = out.find("  FAIL  base-url-path").unwrap();
    let next: Vec<&str> = out[at..].lines().skip(1).take(2).map(str::trim).collect();
    assert_eq!(next[0], "seen: it was carried out, and answered with 200");
    assert!(next[1].starts_with("mend: match the whole text"), "{out}");
}

#[tokio::test]
async fn what_is_not_tried_has_the_exit_code_2_and_changes_nothing() {
    let sandbox = start().await;
    let admin = Admin::open(&sandbox).await;
    sandbox.store(&key_for("good"), None, "ready").unwrap();
    let url = sandbox.url("/admin/ai/api-key");
    let headers = format!("Cookie: {}\nX-CSRF-Token: {}", admin.cookie, admin.csrf);
    let (code, _, err) = conform(&[&url], Some(&headers)).await;
    assert!(code == 2 && err.contains("--overwrite-stored-key"), "{err}");
    let typed = format!("Cookie: {}", admin.cookie);
    let (code, out, err) = conform(&[&url, "--overwrite-stored-key", "--header", &typed], None).await;
    assert!(code == 2 && err.contains("command line") && !(out + &err).contains(&admin.cookie));
    assert_eq!((sandbox.changes(), sandbox.stored().unwrap().api_key), (1, Some(key_for("good"))));
}
