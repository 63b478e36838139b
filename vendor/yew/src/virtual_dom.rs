//! What a view is made of. Once it is shown, each node knows its own in the page.

use crate::{AttrValue, html::onclick::Wrapper};
use std::rc::Rc;
use web_sys::{Element, Text};

/// A piece of a view.
pub enum VNode {
    /// An element.
    VTag(Box<VTag>),
    /// A text.
    VText(VText),
    /// Pieces one after the other, which take one place.
    VList(VList),
}

impl Default for VNode {
    fn default() -> Self {
        VList::with_children(Vec::new(), None).into()
    }
}

impl From<VTag> for VNode {
    fn from(tag: VTag) -> Self {
        Self::VTag(Box::new(tag))
    }
}

impl From<VText> for VNode {
    fn from(text: VText) -> Self {
        Self::VText(text)
    }
}

impl From<VList> for VNode {
    fn from(list: VList) -> Self {
        Self::VList(list)
    }
}

/// Two elements of different keys are never taken for one.
#[derive(PartialEq)]
pub struct Key(Box<str>);

impl From<&str> for Key {
    fn from(key: &str) -> Self {
        Self(key.into())
    }
}

/// An element.
pub struct VTag {
    pub(crate) name: AttrValue,
    pub(crate) attributes: Vec<(&'static str, AttrValue)>,
    pub(crate) click: Option<Rc<Wrapper>>,
    pub(crate) children: Vec<VNode>,
    pub(crate) shown: Option<Element>,
    /// What tells it from another of the same name, in the same place.
    pub key: Option<Key>,
}

impl VTag {
    /// An element without anything.
    pub fn new(name: impl Into<AttrValue>) -> Self {
        let (attributes, children) = (Vec::new(), Vec::new());
        Self { name: name.into(), attributes, click: None, children, shown: None, key: None }
    }

    /// Its name.
    pub fn tag(&self) -> &str {
        &self.name
    }

    /// Adds an attribute, once each.
    pub fn add_attribute(&mut self, name: &'static str, value: impl Into<AttrValue>) {
        self.attributes.push((name, value.into()));
    }

    /// Adds the listener.
    pub fn add_listener(&mut self, listener: Rc<Wrapper>) -> bool {
        self.click = Some(listener);
        true
    }

    /// Adds what is inside of it.
    pub fn add_children(&mut self, children: impl IntoIterator<Item = VNode>) {
        self.children.extend(children);
    }
}

/// A text.
pub struct VText {
    pub(crate) text: AttrValue,
    pub(crate) shown: Option<Text>,
}

impl VText {
    /// This text.
    pub fn new(text: impl Into<AttrValue>) -> Self {
        Self { text: text.into(), shown: None }
    }
}

/// Pieces that take one place among their neighbours, however many they are.
pub struct VList {
    pub(crate) children: Vec<VNode>,
}

impl VList {
    /// These pieces.
    pub fn with_children(children: Vec<VNode>, _: Option<Key>) -> Self {
        Self { children }
    }
}
