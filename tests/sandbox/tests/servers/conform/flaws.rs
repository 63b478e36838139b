//! What an endpoint can get wrong.

/// What an endpoint gets wrong. The last ones are only another manner of getting it right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    StateIsText,
    NoConfigured,
    UnixTimes,
    Cached,
    OpenToReaders,
    KeyInState,
    KeyInReply,
    KeyInRefusal,
    LongRefusal,
    BareRefusals,
    LoginPage,
    AnyCookie,
    NobodyPosts,
    NobodyDeletes,
    TokenWhereSent,
    AnyToken,
    DeleteWithoutToken,
    TokenUnnamed,
    AnyOrigin,
    NullOrigin,
    OriginByItsStart,
    DeleteFromAnywhere,
    PlainText,
    TypeByItsPart,
    NoType,
    Forms,
    CutJson,
    Lists,
    LongBodies,
    AnyVerdict,
    NullKey,
    NumberKey,
    MaskedKey,
    AnyPrefix,
    ShortKeys,
    LongKeys,
    CutsKeys,
    KeyUnnamed,
    AddressUnnamed,
    AddressList,
    AddressNumber,
    AnyAddress,
    AddressByItsStart,
    AddressByItsEnd,
    AddressByItsPart,
    AddressInAnyCase,
    AddressByAnyLine,
    AddressByHttp,
    AddressWithAnyLetterForDots,
    AddressByItsHost,
    SavesNothing,
    Redirects,
    ReplyIsText,
    AnswersTooEarly,
    HintOfSix,
    DropsVerdict,
    DropsAddress,
    RegionsRefused,
    UsualRefused,
    KeepsAddress,
    NeverReplaces,
    KnownMembersOnly,
    SameEtag,
    WeakEtag,
    ForgetsRepetitions,
    IgnoresIfMatch,
    PostIgnoresIfMatch,
    DeleteIgnoresIfMatch,
    NeverDeletes,
    KeepsHint,
    DeleteSays200,
    NothingToDelete,
    PutStores,
    PatchStores,
    HeadFails,
    Hangs,
    // No flaws:
    NoEtag,
    NoToken,
    RedirectsToLogin,
    SaysNothing,
    OddKeys,
    Trims,
}

impl Flaw {
    /// Is that an address which this flaw lets through?
    pub fn takes(self, url: &str) -> bool {
        let name = "api.openai.com/v1";
        match self {
            Self::AnyAddress => true,
            Self::AddressByItsStart => url.starts_with("https://api.openai.com/v1"),
            Self::AddressByItsEnd => url.starts_with("https://") && url.ends_with(name),
            Self::AddressByItsPart => url.contains("https://api.openai.com"),
            Self::AddressInAnyCase => url.to_lowercase() == "https://api.openai.com/v1",
            Self::AddressByAnyLine => url.lines().any(|line| line == "https://api.openai.com/v1"),
            Self::AddressByHttp => url == "http://api.openai.com/v1",
            Self::AddressWithAnyLetterForDots => url == "https://apixopenai.com/v1",
            // As a parser of URLs tells it, which drops users, ports, dots and letter case.
            Self::AddressByItsHost => {
                let rest = url.trim().strip_prefix("https://").unwrap_or("");
                let host = rest.split(['/', '?', '\\']).next().unwrap_or("").rsplit('@').next().unwrap_or("");
                host.split(':').next().unwrap_or("").trim_end_matches('.').eq_ignore_ascii_case("api.openai.com")
            }
            _ => false,
        }
    }
}
