//! The Yew component: holds the model, carries messages in and effects out. Browser only.

use super::{Config, Model, Msg, Origin, effects::Browser, field::KeyField, update, views};
use crate::{element::host, words::Words};
use web_sys::{Element, HtmlElement, HtmlInputElement};
use yew::{AttrValue, Component, Context, Html, Properties};

/// What the boundary hands in.
#[derive(Clone, Properties, PartialEq)]
pub struct Props {
    /// The custom element.
    pub host: HtmlElement,
    /// Where the panel renders.
    pub view: Element,
    /// The field, painted by the loader.
    pub field: HtmlInputElement,
    /// The sentences.
    pub words: Words,
    /// Where the widget's files are, with a slash at its end.
    pub base: AttrValue,
    /// The attributes, read.
    pub config: Config,
    /// How what is in the field already came there.
    pub early: Origin,
}

/// The panel.
pub struct Panel {
    model: Model,
    browser: Browser,
}

impl Component for Panel {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let props = ctx.props();
        let link = ctx.link().callback(|msg: Msg| msg);
        let field = KeyField::new(props.field.clone(), host::random(), link.clone());
        let browser = Browser::new(props.host.clone(), props.view.clone(), field, props.config.clone(), link.clone());
        let model = Model::new(props.config.clone(), host::online(), Browser::today());
        link.emit(Msg::CanPaste(host::can_read_clipboard()));
        link.emit(Msg::Progress(host::progress()));
        link.emit(Msg::Begun);
        Self { model, browser }
    }

    fn update(&mut self, _: &Context<Self>, msg: Msg) -> bool {
        for effect in update(&mut self.model, msg) {
            self.browser.carry_out(effect);
        }
        true
    }

    fn changed(&mut self, ctx: &Context<Self>, before: &Props) -> bool {
        let props = ctx.props();
        if props.config != before.config {
            self.browser.configure(props.config.clone());
            ctx.link().send_message(Msg::Configured(props.config.clone()));
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let link = ctx.link().callback(|msg: Msg| msg);
        let props = ctx.props();
        views::panel(&self.model, &props.words, &props.base, &link)
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        if first {
            let props = ctx.props();
            self.browser.take(&props.field.value(), props.early);
        }
    }
}
