//! Every way in which the endpoint says no: one table of names, statuses, and what the widget makes of each.

use super::contract::Problem;

/// Why a request is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nobody is logged in.
    SessionEnded,
    /// Whoever is logged in may not configure the module.
    Forbidden,
    /// The request comes from another site's page.
    ForeignOrigin,
    /// The CSRF token is missing, wrong or old.
    Csrf,
    /// The body does not call itself `application/json`.
    NotJsonType,
    /// The body is larger than 16 KiB.
    TooLarge,
    /// The body is no JSON object.
    NotJson,
    /// Fields are wrong; which ones is said in `errors`.
    InvalidFields,
    /// The key comes from elsewhere.
    ReadOnly,
    /// Somebody else changed the key.
    Changed,
    /// An `Idempotency-Key` came before, with another request.
    IdempotencyKey,
    /// The method is not one of the contract's.
    Method,
    /// Too many requests.
    TooManyRequests,
    /// What is stored could not be read or written.
    Store,
}

impl Refusal {
    /// All of them.
    pub const ALL: [Self; 14] = [
        Self::SessionEnded,
        Self::Forbidden,
        Self::ForeignOrigin,
        Self::Csrf,
        Self::NotJsonType,
        Self::TooLarge,
        Self::NotJson,
        Self::InvalidFields,
        Self::ReadOnly,
        Self::Changed,
        Self::IdempotencyKey,
        Self::Method,
        Self::TooManyRequests,
        Self::Store,
    ];

    /// HTTP status, name, title, and the code under which the widget tells it.
    fn row(self) -> (u16, &'static str, &'static str, &'static str) {
        match self {
            Self::SessionEnded => (401, "session-ended", "Sessione scaduta", "session_ended"),
            Self::Forbidden => (403, "forbidden", "Utente senza permesso", "forbidden"),
            // A page of the widget's own never meets it; without another reason, a 403 is read as an ended session.
            Self::ForeignOrigin => (403, "foreign-origin", "Richiesta da un altro sito", "session_ended"),
            Self::Csrf => (403, "csrf", "Token CSRF mancante o scaduto", "csrf_refused"),
            Self::NotJsonType => (415, "not-json-type", "Serve application/json", "unsupported_type"),
            Self::TooLarge => (413, "too-large", "Richiesta troppo grande", "too_large"),
            Self::NotJson => (400, "not-json", "Il corpo non è un oggetto JSON", "invalid"),
            Self::InvalidFields => (422, "invalid-fields", "Dati non validi", "invalid"),
            Self::ReadOnly => (409, "read-only", "La chiave non si cambia da qui", "conflict"),
            Self::Changed => (412, "changed", "Qualcun altro ha cambiato la chiave", "conflict"),
            Self::IdempotencyKey => (422, "idempotency-key", "Chiave di idempotenza già usata", "invalid"),
            Self::Method => (405, "method", "Metodo non previsto", "method"),
            Self::TooManyRequests => (429, "too-many-requests", "Troppe richieste", "rate_limited"),
            Self::Store => (500, "store", "Archivio non disponibile", "server_error"),
        }
    }

    /// The HTTP status.
    pub fn status(self) -> u16 {
        self.row().0
    }

    /// The last part of its `type`.
    pub fn name(self) -> &'static str {
        self.row().1
    }

    /// The code under which the widget tells it (`docs/endpoint.md`).
    pub fn code(self) -> &'static str {
        self.row().3
    }

    /// As problem details.
    pub fn problem(self) -> Problem {
        let (status, name, title, _) = self.row();
        Problem::new(status, name, title)
    }
}

#[cfg(test)]
mod tests {
    use super::Refusal;
    use std::collections::BTreeSet;

    #[test]
    fn every_refusal_has_a_name_of_its_own() {
        let names: BTreeSet<&str> = Refusal::ALL.iter().map(|refusal| refusal.name()).collect();
        assert_eq!(names.len(), Refusal::ALL.len());
    }
}
