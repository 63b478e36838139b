//! What messages are made of: texts that somebody puts in, answers, replies, attributes.

use passweb_ai_key::{
    check::{Answer, Base, Date, Fault, Which, read_answer},
    guide::{Kept, Progress, Proof, Step},
    module::{self, State},
    panel::{Config, EndpointProblem, Waited, Wish},
    paste::{self, Reading, Secret},
};

const LIST: &str = r#"{"object":"list","data":[{"id":"gpt-4o"},{"id":"gpt-6-luna"}]}"#;
const OTHERS: &str = r#"{"object":"list","data":[{"id":"gpt-4.1-mini"},{"id":"o9"}]}"#;
const BODIES: [(u16, &str); 16] = [
    (200, LIST),
    (200, OTHERS),
    (200, r#"{"object":"chat.completion","choices":[{"index":0,"finish_reason":"length"}]}"#),
    (401, r#"{"error":{"message":"","type":"invalid_request_error","code":"invalid_api_key"}}"#),
    (401, r#"{"error":{"message":"Missing scopes: model.request.","type":"invalid_request_error"}}"#),
    (403, r#"{"error":{"message":"","code":"unsupported_country_region_territory"}}"#),
    (401, r#"{"error":{"message":"Please make your request to us.api.openai.com","code":"incorrect_hostname"}}"#),
    (404, r#"{"error":{"message":"","code":"model_not_found"}}"#),
    (
        400,
        r#"{"error":{"message":"Unsupported parameter: 'max_completion_tokens'","param":"max_completion_tokens","code":"unsupported_parameter"}}"#,
    ),
    (429, r#"{"error":{"message":"","type":"insufficient_quota","code":"insufficient_quota"}}"#),
    (429, r#"{"error":{"message":"Please try again in 3s.","code":"rate_limit_exceeded"}}"#),
    (429, "{}"),
    (500, r#"{"error":{"message":"","type":"server_error"}}"#),
    (503, "<html>"),
    (200, "[]"),
    (0, ""),
];

/// A text, as the field reads it.
pub struct Text {
    pub whole: String,
    pub reading: Reading,
    pub may_become: bool,
}

/// Everything to choose from.
pub struct Pool {
    pub texts: Vec<Text>,
    pub answers: Vec<[Answer; 2]>,
    pub configs: Vec<Config>,
    pub states: Vec<State>,
    pub progress: Vec<Progress>,
}

/// Where the empty text stands among the texts.
pub const EMPTY: usize = 0;
/// How many whole keys follow it.
pub const KEYS: usize = 3;

pub const FAULTS: [Fault; 5] = [Fault::Network, Fault::TimedOut, Fault::CspBlocked, Fault::Offline, Fault::Network];
pub const WAITS: [Waited; 4] = [Waited::Begun, Waited::Cancellable, Waited::Slow(4), Waited::Slow(200)];
pub const TODAY: Date = Date { year: 2026, month: 11, day: 24 };

/// A well-formed key; the letters make it one of its own.
fn key(left: &str, right: &str) -> String {
    ["sk-", "proj-", &left.repeat(37), "T3Blb", "kFJ", &right.repeat(37)].concat()
}

impl Pool {
    pub fn new() -> Self {
        let cut: String = key("xY", "zW").chars().take(60).collect();
        let texts = [
            String::new(),
            key("aB", "cD"),
            key("eF", "gH"),
            key("iJ", "kL"),
            "sk-pro".to_owned(),
            cut,
            ["sk-", "proj-", &"Qr7".repeat(40)].concat(),
            "https://platform.openai.com/api-keys".to_owned(),
            "Negozio-2026!".to_owned(),
        ];
        let texts: Vec<Text> = texts
            .into_iter()
            .map(|text| {
                let (reading, may_become) = (paste::read(&text).0, paste::may_become_key(&text));
                Text { whole: text, reading, may_become }
            })
            .collect();
        let mut states = vec![
            State::default(),
            State { configured: true, hint: Some("zzzz".into()), ..State::default() },
            State { configured: true, hint: Some("zzzz".into()), read_only: true, ..State::default() },
            State { configured: true, hint: None, verdict: Some("no_credit".into()), ..State::default() },
        ];
        states.extend(texts[1..=KEYS].iter().map(|text| showing(&text.whole, None)));
        Self {
            texts,
            answers: BODIES
                .iter()
                .map(|(status, body)| [Which::Models, Which::Run].map(|which| answer(*status, body, which)))
                .collect(),
            configs: configs(),
            states,
            progress: vec![
                Progress::default(),
                Progress {
                    ticked: [true; 8],
                    left: Some(Step::CreateKey),
                    kept: Kept { proof: Proof::Ran, cure: Some(Step::Credit) },
                },
            ],
        }
    }
}

/// The state of an endpoint that stores that key.
pub fn showing(key: &str, base_url: Option<String>) -> State {
    let hint = Secret::new(key).hint().as_str().to_owned();
    State { configured: true, hint: Some(hint), base_url, ..State::default() }
}

fn answer(status: u16, body: &str, which: Which) -> Answer {
    let finding = read_answer(status, "application/json", body.as_bytes(), which);
    Answer { status, finding, request_id: None }
}

fn configs() -> Vec<Config> {
    let usual = Config {
        endpoint: Ok("https://shop.example/admin/ai/api-key".into()),
        models: vec!["gpt-4o".into(), "gpt-6-luna".into()],
        auto: true,
        base: Base::Plain,
        base_refused: false,
        csrf_header: "X-CSRF-Token".into(),
        csrf_token: None,
    };
    vec![
        usual.clone(),
        Config { auto: false, ..usual.clone() },
        Config { models: Vec::new(), ..usual.clone() },
        Config { base: Base::Loopback("http://127.0.0.1:9/v1".into()), ..usual.clone() },
        Config { endpoint: Ok("https://shop.example/other".into()), ..usual.clone() },
        Config { endpoint: Err(EndpointProblem::Missing), ..usual.clone() },
        Config { endpoint: Err(EndpointProblem::Foreign), ..usual },
    ]
}

/// Everything that a merchant can want.
pub fn wishes() -> Vec<Wish> {
    let mut all = vec![
        Wish::Primary,
        Wish::Check,
        Wish::Cancel,
        Wish::Insist,
        Wish::Save,
        Wish::Confirm,
        Wish::Decline,
        Wish::Reload,
        Wish::Remove,
        Wish::Show(true),
        Wish::Show(false),
        Wish::Paste,
        Wish::Clear,
        Wish::Replace,
        Wish::CopyDiagnostics,
        Wish::PasteFromGuide,
    ];
    for step in Step::ALL {
        all.extend([Wish::Toggle(step), Wish::Tick(step), Wish::Leave(step)]);
    }
    all
}

/// Every way in which a call fails.
pub fn module_faults() -> Vec<module::Fault> {
    use module::Fault as F;
    vec![
        F::SessionEnded,
        F::CsrfRefused,
        F::Forbidden,
        F::NotFound,
        F::Method,
        F::Conflict,
        F::TooLarge,
        F::UnsupportedType,
        F::Invalid(module::Reasons::default()),
        F::RateLimited(None),
        F::RateLimited(Some(30)),
        F::ServerError,
        F::Unreadable,
        F::TooBig,
        F::Network,
        F::TimedOut,
        F::Offline,
        F::MissingEndpoint,
    ]
}
