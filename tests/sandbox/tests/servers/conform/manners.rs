//! What a run leaves alone, and what it says.

use std::time::Duration;

use rcgen::{CertificateParams, KeyPair};
use sandbox::{
    EndpointFault,
    conform::{Ending, Options, Outcome, run},
    keys::key_for,
    passweb::{On, What},
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        ServerConfig,
        crypto::ring,
        pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer},
    },
};

use super::{
    flawed::{Flawed, HEADERS},
    flaws::Flaw,
    run::{not_begun, options, tried},
};
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

#[tokio::test]
async fn a_stored_key_stops_the_run_before_anything_is_changed() {
    let sandbox = start().await;
    let admin = Admin::open(&sandbox).await;
    sandbox.store(&key_for("good"), Some("https://us.api.openai.com/v1"), "no_credit").unwrap();
    let before = sandbox.stored();
    let why = not_begun(options(&sandbox.url(PATH), &headers(&admin))).await;
    assert!(why.contains("--overwrite-stored-key"), "{why}");
    assert_eq!((sandbox.stored(), sandbox.changes()), (before, 1));
    let asked: usize = ["POST", "DELETE"].iter().map(|method| sandbox.endpoint_requests(method).len()).sum();
    assert_eq!((asked, sandbox.endpoint_requests("GET").len()), (0, 1));

    let overwrite = Options { overwrite: true, ..options(&sandbox.url(PATH), &headers(&admin)) };
    let report = tried(overwrite).await;
    assert!(report.is_green(), "{report}");
    assert_eq!(sandbox.stored(), None);
}

#[tokio::test]
async fn a_key_that_can_not_be_changed_and_a_session_that_ended_stop_the_run_too() {
    let sandbox = start().await;
    let admin = Admin::open(&sandbox).await;
    let ended = not_begun(options(&sandbox.url(PATH), "Cookie: passweb_session=old")).await;
    assert!(ended.contains("401") && ended.contains("session"), "{ended}");
    sandbox.set_read_only(Some("variabile d'ambiente"));
    let fixed = Options { overwrite: true, ..options(&sandbox.url(PATH), &headers(&admin)) };
    assert!(not_begun(fixed).await.contains("readOnly"));
    assert_eq!(sandbox.changes(), 0);
}

#[tokio::test]
async fn a_wrong_token_of_the_users_own_ends_the_run_at_the_first_save() {
    let endpoint = Flawed::start(&[]).await;
    let report = tried(options(&endpoint.url, "Cookie: sid=c0ffee\nX-CSRF-Token: old")).await;
    assert_eq!(report.failures(), ["save"]);
    assert!(report.broken_off.is_some() && !report.is_green(), "{report}");
}

#[tokio::test]
async fn the_invented_keys_are_new_in_each_run_and_nowhere_in_the_report() {
    let mut sent = Vec::new();
    for _ in 0..2 {
        let sandbox = start().await;
        let admin = Admin::open(&sandbox).await;
        sandbox.set_endpoint_fault(Some(EndpointFault::new(What::EchoKey).on(On::Post).times(1)));
        let report = tried(options(&sandbox.url(PATH), &headers(&admin))).await;
        let bodies: Vec<String> = sandbox
            .endpoint_requests("POST")
            .iter()
            .map(|row| String::from_utf8_lossy(&row.body).into_owned())
            .collect();
        let key = bodies[0].split('"').find(|text| text.starts_with("sk-proj-")).unwrap().to_owned();
        let said = format!("{report} {report:?}");
        assert!(!said.contains(&key[8..16]) && !said.contains(&key[key.len() - 8..]), "{said}");
        assert!(!said.contains(&admin.csrf) && !said.contains(&admin.cookie), "{said}");
        sent.push(key);
    }
    assert_ne!(sent[0], sent[1]);
}

#[tokio::test]
async fn an_interrupted_run_tidies_up() {
    let sandbox = start().await;
    let admin = Admin::open(&sandbox).await;
    let options = options(&sandbox.url(PATH), &headers(&admin));
    // Interrupted as soon as something is stored: there it waits for an answer that doesn't come.
    sandbox.set_endpoint_fault(Some(EndpointFault::new(What::SilentAnswer).on(On::Post)));
    let stored = async {
        while sandbox.changes() == 0 {
            tokio::task::yield_now().await;
        }
        sandbox.set_endpoint_fault(None);
    };
    let Ending::Tried(report) = run(options, stored).await else {
        panic!("it did not begin");
    };
    assert!(report.to_string().contains("interrupted"), "{report}");
    assert_eq!((sandbox.stored(), sandbox.changes()), (None, 2), "{report}");
}

#[tokio::test]
async fn where_the_endpoint_asks_for_patience_the_run_waits() {
    let sandbox = start().await;
    let admin = Admin::open(&sandbox).await;
    sandbox.set_endpoint_fault(Some(EndpointFault::new(What::RetryAfter(1)).on(On::Post).times(1)));
    let report = tried(options(&sandbox.url(PATH), &headers(&admin))).await;
    assert!(report.is_green(), "{report}");
}

#[tokio::test]
async fn by_https_the_certificate_is_verified() {
    let key = KeyPair::generate().unwrap();
    let own = CertificateParams::new(vec!["localhost".to_owned()]).unwrap().self_signed(&key).unwrap();
    let authority = own.der().to_vec();
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let config = ServerConfig::builder_with_provider(ring::default_provider().into())
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![own.der().clone()], key)
        .unwrap();
    let tls = TlsAcceptor::from(std::sync::Arc::new(config));

    let endpoint = Flawed::over(&[Flaw::HintOfSix], Some(tls)).await;
    let trusting = Options { authority: Some(authority), ..options(&endpoint.url, HEADERS) };
    assert_eq!(tried(trusting).await.failures(), ["hint"]);

    let before = endpoint.changing();
    assert!(before > 50);
    let other = Flawed::start(&[]).await;
    let why = not_begun(options(&endpoint.url, HEADERS)).await;
    assert!(why.contains("TLS"), "{why}");
    assert_eq!((endpoint.changing(), other.changing()), (before, 0));
}

#[tokio::test]
async fn nobody_at_that_address_is_said_in_time() {
    let (listener, address) = sandbox::line::bind(None).await.unwrap();
    let silent =
        Options { patience: Duration::from_millis(300), ..options(&format!("http://{address}/api/key"), HEADERS) };
    assert!(not_begun(silent).await.contains("no answer"));
    drop(listener);
    assert!(not_begun(options(&format!("http://{address}/api/key"), HEADERS)).await.contains("no connection"));
}
