//! The error that an answer carries, in whatever wrapping it comes.

use crate::{json::Json, text::swapped};

/// The members that tell something. Texts are in small letters with straight apostrophes and plain spaces; they
/// live only while an answer is read.
pub struct Envelope {
    /// The sentence.
    pub message: String,
    /// `code`, where it is a text (gateways write numbers: `{"code":502,"type":"cf_bad_gateway"}`).
    pub code: String,
    /// `type`.
    pub kind: String,
    /// `param`.
    pub param: String,
    /// It has the members that OpenAI's own errors have; those of gateways have fewer.
    pub openai: bool,
}

impl Envelope {
    /// Finds the error of an answer: `error` as an object (the usual), as a text (marcusquinn/aidevops#24564),
    /// or the body itself, as SDKs hand it on (continuedev/continue#11449). `None` where there is none.
    pub fn of(body: Json) -> Option<Envelope> {
        let error = body.get("error");
        let own = error.filter(|error| error.is_object());
        let text = error.and_then(Json::text).filter(|text| !text.is_empty());
        let bare = own.is_none() && text.is_none();
        if bare {
            // Most answers end here: a list of models is long, and is gone over as seldom as can be.
            body.get("message").and_then(Json::text)?;
        }
        let mut envelope = Envelope::from(own.unwrap_or(body));
        if let Some(text) = text {
            envelope.message = plain(&text);
            envelope.param.clear();
            envelope.openai = false;
        } else if bare {
            envelope.openai &= body.get("param").is_some();
        }
        Some(envelope)
    }

    fn from(error: Json) -> Envelope {
        let member = |name| plain(&error.member(name));
        let code = member("code");
        let openai = error.get("message").is_some() && (error.get("type").is_some() || !code.is_empty());
        Envelope { message: member("message"), code, kind: member("type"), param: member("param"), openai }
    }
}

fn plain(text: &str) -> String {
    let mut plain = swapped(&swapped(text, '\u{2019}', "'"), '\u{a0}', " ");
    plain.make_ascii_lowercase();
    plain
}
