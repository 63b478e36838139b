//! One run over an endpoint.

use std::{future::pending, time::Duration};

use sandbox::conform::{Ending, Options, Report, run};

pub fn options(url: &str, headers: &str) -> Options {
    Options {
        url: url.to_owned(),
        headers: headers.to_owned(),
        csrf_header: "X-CSRF-Token".to_owned(),
        overwrite: false,
        patience: Duration::from_secs(10),
        authority: None,
    }
}

/// A run that has to begin.
pub async fn tried(options: Options) -> Report {
    match run(options, pending::<()>()).await {
        Ending::Tried(report) => report,
        Ending::NotBegun(why) => panic!("{why}"),
    }
}

/// A run that must not.
pub async fn not_begun(options: Options) -> String {
    match run(options, pending::<()>()).await {
        Ending::NotBegun(why) => why,
        Ending::Tried(report) => panic!("{report}"),
    }
}
