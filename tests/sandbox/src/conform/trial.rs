//! One run over an endpoint: what is stored at the moment, and how a refusal is tried.

use serde_json::Value;

use super::{
    call::Call,
    desk::Desk,
    line::{BROKEN, Heard},
    problem,
    report::{Check, Report},
    session::Who,
};

/// Why the run can't go on.
pub type BrokenOff = String;

/// One run over an endpoint.
pub struct Trial<'a> {
    /// Makes the requests.
    pub desk: &'a mut Desk,
    /// Takes the outcomes.
    pub report: &'a mut Report,
    /// The body whose `POST` leads to what is stored now; `None`: nothing is stored.
    pub stored: Option<Value>,
    /// Refusals that were no problem details, and why.
    pub bare: Vec<String>,
}

/// Which refusal is asked for.
#[derive(Clone, Copy)]
pub enum Refusal {
    /// Exactly this status: the widget or the merchant meets it, and its words hang on it.
    Exactly(u16),
    /// Any 4xx: only an attacker ever sends such a request.
    AnyOf400,
    /// Any 4xx, or the end of the line: many servers hang up on a body that they won't read.
    TooLong,
    /// Any 4xx or a redirect (to the login page).
    LoggedOut,
    /// The method is not known there.
    Method,
}

impl Refusal {
    fn judge(self, status: u16) -> Result<(), String> {
        let (fits, wanted) = match self {
            Self::Exactly(wanted) => (status == wanted, wanted.to_string()),
            Self::AnyOf400 | Self::TooLong => {
                ((400..500).contains(&status) && status != 429, "a status of 400 to 499".to_owned())
            }
            Self::LoggedOut => ([401, 403, 419, 301, 302, 303, 307, 308].contains(&status), "401".to_owned()),
            Self::Method => ((400..500).contains(&status) || status == 501, "405".to_owned()),
        };
        if fits { Ok(()) } else { Err(format!("it was answered with {status}; wanted is {wanted}")) }
    }
}

impl Trial<'_> {
    /// Makes a request that has to be refused and to change nothing. Where it changed something, that is undone.
    /// Gives the answer, where there was one.
    ///
    /// # Errors
    /// Where the endpoint no longer tells its state, or can't be brought back to it.
    pub async fn refused(&mut self, check: Check, call: Call, wanted: Refusal) -> Result<Option<Heard>, BrokenOff> {
        let before = self.state().await?;
        let heard = match self.desk.ask(&call).await {
            Ok(heard) => heard,
            Err(why) => {
                let changed = self.restore_where_changed(&before.mark()).await?;
                let hung_up = matches!(wanted, Refusal::TooLong) && why == BROKEN && !changed;
                self.report.put(check, if hung_up { Ok(()) } else { Err(why) });
                return Ok(None);
            }
        };
        let changed = self.restore_where_changed(&before.mark()).await?;
        let seen = if changed {
            Err(format!("it was carried out, and answered with {}", heard.status))
        } else {
            wanted.judge(heard.status)
        };
        if seen.is_ok() && call.who == Who::Admin && !matches!(wanted, Refusal::Method) {
            self.bare.extend(problem::lacks(&heard).map(|lack| format!("{} has {lack}", check.id)));
        }
        self.report.put(check, seen);
        Ok(Some(heard))
    }

    /// Stores that. Gives the answer, where it says yes.
    ///
    /// # Errors
    /// The status, or why no answer came.
    pub async fn save(&mut self, body: Value) -> Result<Heard, String> {
        let heard = self.desk.ask(&Call::post(&body)).await?;
        if !(200..300).contains(&heard.status) {
            return Err(format!("it was answered with {}", heard.status));
        }
        self.stored = Some(body);
        Ok(heard)
    }

    /// Asks for the state, of which no check is in doubt any more.
    ///
    /// # Errors
    /// Where there is none.
    pub async fn state(&mut self) -> Result<super::desk::Seen, BrokenOff> {
        self.desk.state().await.map_err(|why| format!("GET no longer tells the state: {why}"))
    }

    /// Is the state another one than that? Then it is brought back.
    async fn restore_where_changed(&mut self, before: &[Option<&Value>; 4]) -> Result<bool, BrokenOff> {
        if self.state().await?.mark() == *before {
            return Ok(false);
        }
        self.restore().await?;
        Ok(true)
    }

    /// Brings back what is to be stored.
    ///
    /// # Errors
    /// Where that can't be done.
    pub async fn restore(&mut self) -> Result<(), BrokenOff> {
        match self.stored.clone() {
            None => self.desk.empty().await.map_err(|why| format!("the key could not be removed again: {why}")),
            Some(body) => match self.save(body).await {
                Ok(_) => self.state().await.map(drop),
                Err(why) => Err(format!("the key could not be stored again: {why}")),
            },
        }
    }
}
