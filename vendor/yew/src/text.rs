use std::{ops::Deref, rc::Rc};

/// A text that is cloned without a copy.
#[derive(Clone)]
pub enum AttrValue {
    /// One that stands in the program.
    Static(&'static str),
    /// One that was made.
    Rc(Rc<str>),
}

impl Deref for AttrValue {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Self::Static(text) => text,
            Self::Rc(text) => text,
        }
    }
}

impl PartialEq for AttrValue {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl From<&'static str> for AttrValue {
    fn from(text: &'static str) -> Self {
        Self::Static(text)
    }
}

impl From<String> for AttrValue {
    fn from(text: String) -> Self {
        Self::Rc(text.into())
    }
}
