//! Everything that an endpoint may answer, and what is said of it.

use sandbox::{
    answer::Answer,
    keys::key_for,
    passweb::{What, contract::Problem},
};

/// One way to answer.
pub struct Fault {
    /// For the test's own messages.
    pub name: &'static str,
    pub what: What,
    /// The widget's code for it; its cause is told by this word.
    pub code: &'static str,
    /// A part of the cure.
    pub cure: &'static str,
    /// The clock has to end it.
    pub silent: bool,
}

const LOGIN: &str = "Accedere a Passweb in un’altra scheda";
const TECHNICIAN: &str = "tecnico";
const LATER: &str = "Aspettare un minuto";
const LOOK: &str = "Guardare quale chiave è in uso adesso";
const LINE: &str = "Controllare la connessione";
/// What the endpoint gives for a reason.
pub const REASON: &str = "Il piano <b>non</b> comprende chiavi.";

fn fault(name: &'static str, what: What, code: &'static str, cure: &'static str) -> Fault {
    let silent = matches!(what, What::Hang | What::SilentAnswer);
    Fault { name, what, code, cure, silent }
}

fn status(name: &'static str, status: u16, code: &'static str, cure: &'static str) -> Fault {
    fault(name, What::Status(status), code, cure)
}

/// Answers in the contract's place: nothing is carried out.
pub fn instead() -> Vec<Fault> {
    let problem = |status, kind: &str| Problem::new(status, kind, "Guasto di prova");
    let forbidden = problem(403, "forbidden").answer();
    let echo = problem(422, "invalid").at("#/apiKey", &format!("Valore errato: {}", key_for("good"))).answer();
    let proxy = Answer::new(502, "text/html", "<!doctype html><title>Bad gateway</title>");
    let page_expired = Answer::new(419, "text/html", "<!doctype html><title>Page Expired</title>");
    vec![
        status("401", 401, "session_ended", LOGIN),
        status("403", 403, "session_ended", LOGIN),
        fault("419", What::Answer(page_expired), "session_ended", LOGIN),
        fault("redirect", What::Redirect, "session_ended", LOGIN),
        fault("login page", What::LoginPage, "session_ended", LOGIN),
        fault("csrf", What::CsrfRefused, "csrf_refused", "Riprovare: il codice viene letto di nuovo"),
        fault("forbidden", What::Answer(forbidden), "forbidden", "Chiedere il permesso"),
        status("404", 404, "not_found", TECHNICIAN),
        status("405", 405, "method", TECHNICIAN),
        status("409", 409, "conflict", LOOK),
        status("412", 412, "conflict", LOOK),
        status("413", 413, "too_large", TECHNICIAN),
        status("415", 415, "unsupported_type", TECHNICIAN),
        fault("reason", What::Reason(REASON.into()), "invalid", REASON),
        fault("echo", What::Answer(echo), "invalid", "Il motivo dato da Passweb non si mostra"),
        status("429", 429, "rate_limited", "Aspettare qualche minuto"),
        fault("429 with seconds", What::RetryAfter(30), "rate_limited", "Aspettare 30 secondi"),
        fault("429 with minutes", What::RetryAfter(600), "rate_limited", "Aspettare 10 minuti"),
        status("500", 500, "server_error", LATER),
        fault("502 page", What::Answer(proxy), "server_error", LATER),
        status("503", 503, "server_error", LATER),
        fault("reset", What::Reset, "network", LINE),
        fault("hung", What::Hang, "timed_out", LATER),
    ]
}

/// The contract is carried out, and its answer is spoilt.
pub fn after() -> Vec<Fault> {
    vec![
        fault("lost answer", What::LostAnswer, "network", LINE),
        fault("cut", What::Cut, "network", LINE),
        fault("cut json", What::CutJson, "unreadable", LATER),
        fault("no json", What::NotJson, "unreadable", LATER),
        fault("wrong type", What::WrongType, "unreadable", LATER),
        fault("no utf-8", What::NotUtf8, "unreadable", LATER),
        fault("10 MB", What::Huge, "too_big", LATER),
        fault("silent", What::SilentAnswer, "timed_out", LATER),
    ]
}
