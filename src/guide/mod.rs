//! The steps to a working key, as data: what each shows, its link, which verdict opens it. Pure.

/// A step of the guide, in the order in which they are followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// An account on OpenAI's platform.
    Account,
    /// A payment method.
    Billing,
    /// Credit above zero.
    Credit,
    /// *Create new secret key*.
    CreateKey,
    /// Name, project, owner, permissions.
    KeySettings,
    /// Copy it before closing.
    Copy,
    /// Paste it in the field.
    Paste,
    /// Usage, limits, alerts.
    Watch,
}

impl Step {
    /// All, in order.
    pub const ALL: [Step; 8] = [
        Step::Account,
        Step::Billing,
        Step::Credit,
        Step::CreateKey,
        Step::KeySettings,
        Step::Copy,
        Step::Paste,
        Step::Watch,
    ];
}
