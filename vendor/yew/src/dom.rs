//! Makes the page show a view.

use crate::{
    html::onclick::Wrapper,
    virtual_dom::{VNode, VTag, VText},
};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, Node};

/// Makes a place show these nodes. The calls of the DOM fail where a page has replaced them: then less is shown.
pub struct Writer<'a> {
    /// The page.
    pub page: &'a Document,
    /// The element that is written into.
    pub parent: &'a Element,
    /// What stands behind the place that is written next: it is filled from its end.
    pub next: Option<Node>,
}

impl Writer<'_> {
    /// Shows `new` in the place of `old`. As in Yew, the last of both are taken for each other, then those before.
    pub fn show(&mut self, mut old: Vec<VNode>, new: &mut [VNode]) {
        while old.len() > new.len() {
            self.remove(old.remove(0));
        }
        for node in new.iter_mut().rev() {
            let old = old.pop();
            match node {
                VNode::VTag(tag) => {
                    let old = self.take(old, |old| match old {
                        VNode::VTag(old) if old.name == tag.name && old.key == tag.key => Ok(old),
                        other => Err(other),
                    });
                    self.tag(old, tag);
                }
                VNode::VText(text) => {
                    let old = self.take(old, |old| match old {
                        VNode::VText(old) => Ok(old),
                        other => Err(other),
                    });
                    self.text(old, text);
                }
                VNode::VList(list) => {
                    let old = self.take(old, |old| match old {
                        VNode::VList(old) => Ok(old.children),
                        other => Err(other),
                    });
                    self.show(old.unwrap_or_default(), &mut list.children);
                }
            }
        }
    }

    /// What can be used again; anything else goes.
    fn take<T>(&self, old: Option<VNode>, fits: impl FnOnce(VNode) -> Result<T, VNode>) -> Option<T> {
        fits(old?).map_err(|other| self.remove(other)).ok()
    }

    fn tag(&mut self, old: Option<Box<VTag>>, tag: &mut VTag) {
        let (shown, before, inside) = match old {
            Some(old) => (old.shown, old.attributes, old.children),
            None => (self.page.create_element(&tag.name).ok(), Vec::new(), Vec::new()),
        };
        let Some(element) = shown else { return };
        for (name, _) in &before {
            if !tag.attributes.iter().any(|(kept, _)| kept == name) {
                let _ = element.remove_attribute(name);
            }
        }
        for attribute in &tag.attributes {
            if !before.contains(attribute) {
                let _ = element.set_attribute(attribute.0, &attribute.1);
            }
        }
        Writer { page: self.page, parent: &element, next: None }.show(inside, &mut tag.children);
        self.place(&element);
        tag.shown = Some(element);
    }

    fn text(&mut self, old: Option<VText>, text: &mut VText) {
        let node = match old {
            Some(VText { text: before, shown: Some(node) }) => {
                if before != text.text {
                    node.set_node_value(Some(&text.text));
                }
                node
            }
            _ => self.page.create_text_node(&text.text),
        };
        self.place(&node);
        text.shown = Some(node);
    }

    /// Puts a node that is new into its place.
    fn place(&mut self, node: &Node) {
        if node.parent_node().is_none() {
            let _ = self.parent.insert_before(node, self.next.as_ref());
        }
        self.next = Some(node.clone());
    }

    fn remove(&self, node: VNode) {
        let shown: Option<Node> = match node {
            VNode::VTag(tag) => tag.shown.map(JsCast::unchecked_into),
            VNode::VText(text) => text.shown.map(JsCast::unchecked_into),
            VNode::VList(list) => return list.children.into_iter().for_each(|node| self.remove(node)),
        };
        if let Some(shown) = shown {
            let _ = self.parent.remove_child(&shown);
        }
    }
}

/// Who hears a click on `target`: the innermost first.
pub fn heard(nodes: &[VNode], target: &Node, by: &mut Vec<Rc<Wrapper>>) {
    for node in nodes {
        match node {
            VNode::VTag(tag) if tag.shown.as_ref().is_some_and(|shown| shown.contains(Some(target))) => {
                heard(&tag.children, target, by);
                by.extend(tag.click.clone());
            }
            VNode::VList(list) => heard(&list.children, target, by),
            _ => {}
        }
    }
}
