//! What a view is made of: it is written out at once, as the page's script reads it.
//!
//! A view is a text. Signs, one character each, say what follows them, up to the next sign:
//!
//! | sign | what |
//! |---|---|
//! | [`OPEN`] | an element's name, or none: pieces that take one place among their neighbours; what is inside of it follows |
//! | [`NAME`] | an attribute's name; without one it is the element's key, which follows what is inside |
//! | [`VALUE`] | its value |
//! | [`PRESS`] | the element hears a click: the first one of a view is number 0 |
//! | [`CLOSE`] | the end of the element |
//! | [`TEXT`] | a text |

use crate::{AttrValue, html::onclick::Wrapper};
use std::rc::Rc;

/// Begins an element, or a list.
const OPEN: char = '\u{1}';
/// Begins an attribute.
const NAME: char = '\u{2}';
/// Begins an attribute's value.
const VALUE: char = '\u{3}';
/// Says that the element hears a click.
const PRESS: char = '\u{4}';
/// Ends an element, or a list.
const CLOSE: char = '\u{5}';
/// Begins a text.
const TEXT: char = '\u{6}';

/// A piece of a view.
#[derive(Default)]
pub struct VNode {
    /// What it is, written out.
    pub(crate) written: String,
    /// Who hears its clicks.
    pub(crate) clicks: Vec<Rc<Wrapper>>,
}

impl VNode {
    /// It, written out; published Yew has no such thing.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// Begins something, or says something of it. No text can hold a sign.
    fn put(&mut self, sign: char, text: &str) {
        self.written.push(sign);
        for part in text.split(|c| c < '\u{7}') {
            self.written.push_str(part);
        }
    }

    fn take(&mut self, other: Self) {
        self.written.push_str(&other.written);
        self.clicks.extend(other.clicks);
    }
}

/// Two elements of different keys are never taken for one.
pub struct Key(Box<str>);

impl From<&str> for Key {
    fn from(key: &str) -> Self {
        Self(key.into())
    }
}

/// An element.
pub struct VTag {
    /// What it is so far, up to its end.
    open: VNode,
    /// What tells it from another of the same name, in the same place.
    pub key: Option<Key>,
}

impl VTag {
    /// An element without anything.
    pub fn new(name: impl Into<AttrValue>) -> Self {
        let mut open = VNode::default();
        open.put(OPEN, &name.into());
        Self { open, key: None }
    }

    /// Adds an attribute, once each.
    pub fn add_attribute(&mut self, name: &'static str, value: impl Into<AttrValue>) {
        self.open.put(NAME, name);
        self.open.put(VALUE, &value.into());
    }

    /// Adds the listener.
    pub fn add_listener(&mut self, listener: Rc<Wrapper>) -> bool {
        self.open.put(PRESS, "");
        self.open.clicks.push(listener);
        true
    }

    /// Adds what is inside of it.
    pub fn add_children(&mut self, children: impl IntoIterator<Item = VNode>) {
        for child in children {
            self.open.take(child);
        }
    }
}

impl From<VTag> for VNode {
    fn from(tag: VTag) -> Self {
        let mut node = tag.open;
        if let Some(Key(key)) = &tag.key {
            node.put(NAME, "");
            node.put(VALUE, key);
        }
        node.put(CLOSE, "");
        node
    }
}

/// A text.
pub struct VText(AttrValue);

impl VText {
    /// This text.
    pub fn new(text: impl Into<AttrValue>) -> Self {
        Self(text.into())
    }
}

impl From<VText> for VNode {
    fn from(text: VText) -> Self {
        let mut node = Self::default();
        node.put(TEXT, &text.0);
        node
    }
}

/// Pieces that take one place among their neighbours, however many they are.
pub struct VList(VTag);

impl VList {
    /// None yet.
    #[expect(clippy::new_without_default, reason = "nobody asks for it")]
    pub fn new() -> Self {
        Self(VTag::new(""))
    }

    /// One more.
    pub fn add_child(&mut self, child: VNode) {
        self.0.open.take(child);
    }
}

impl From<VList> for VNode {
    fn from(list: VList) -> Self {
        list.0.into()
    }
}
