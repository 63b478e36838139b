//! What a run leaves alone, and what it says.

use std::{
    future::pending,
    sync::{Arc, atomic::Ordering},
};

use sandbox::{
    Sandbox,
    conform::{Ending, Outcome, run},
    keys::key_for,
};

use super::run::{not_begun, options, tried};
use crate::client::{Admin, start};

const PATH: &str = "/admin/ai/api-key";

fn headers(admin: &Admin) -> String {
    format!("Cookie: {}\nX-CSRF-Token: {}\n", admin.cookie, admin.csrf)
}

#[tokio::test]
async fn the_sandboxs_own_endpoint_holds_the_contract() {
    let sandbox = start().await;
    let admin = Admin::open(&sandbox).await;
    let report = tried(options(&sandbox.url(PATH), &headers(&admin))).await;
    assert!(report.is_green(), "{report}");
    assert!(report.rows.len() > 60, "{report}");
    assert!(report.rows.iter().all(|(_, outcome)| *outcome == Outcome::Passed), "{report}");
    assert_eq!(sandbox.stored(), None);
    assert!(report.to_string().contains("Tidied up"));
}
