//! The Yew component: holds the model, carries messages in and effects out. Browser only.

use super::{Config, Effect, Model, Msg, Origin, Stored, effects::Browser, focus::Focus, update, views};
use crate::{
    element::{Loader, host, stage},
    paste,
    words::Words,
};
use gloo_timers::callback::Timeout;
use web_sys::{Element, HtmlElement, HtmlInputElement};
use yew::{AttrValue, Callback, Component, Context, Html, Properties};

/// What the boundary hands in.
#[derive(Clone, PartialEq)]
pub struct Props {
    /// Where the panel renders.
    pub view: Element,
    /// The sentences.
    pub words: Words,
    /// Where the widget's files are, with a slash at its end.
    pub base: AttrValue,
    /// The element that the panel serves; between two of them, none.
    pub seat: Option<Seat>,
}

/// Handed in whole; what `derive(Properties)` writes is for `html!`.
impl Properties for Props {
    type Builder = ();

    fn builder() -> Self::Builder {}
}

/// An element on the page, for as long as it is there.
#[derive(Clone, PartialEq)]
pub struct Seat {
    /// Which mount this is.
    pub turn: u32,
    /// The custom element.
    pub host: HtmlElement,
    /// The field, painted by the loader.
    pub field: HtmlInputElement,
    /// What the loader does for this mount.
    pub loader: Loader,
    /// The attributes, read.
    pub config: Config,
    /// How what is in the field already came there.
    pub early: Origin,
}

/// The panel. It serves one element after the other: a Yew application that ends leaves 1.6 kB behind (measured).
pub struct Panel {
    served: Option<Served>,
}

/// What is known of the element that is served, and the browser round it.
struct Served {
    turn: u32,
    model: Model,
    browser: Browser,
    focus: Focus,
    states: Option<String>,
    step: Step,
    /// Until then nothing new is shown.
    due: Option<Timeout>,
}

/// How far the panel is with the element: each step has a task of its own, for a browser compiles what is called the first
/// time.
#[derive(Clone, Copy, PartialEq)]
enum Step {
    /// It has its place.
    Seated,
    /// It knows what it begins with.
    Begun,
    /// It is shown, and has taken what was in the field.
    Shown,
    /// What reads a paste has been called once.
    Ready,
}

impl Served {
    fn new(ctx: &Context<Panel>, seat: &Seat) -> Self {
        let link = link(ctx, seat.turn);
        let browser = Browser::new(seat, ctx.props().view.clone(), link.clone());
        let model = Model::new(seat.config.clone(), stage::online(), host::today());
        let focus = Focus::new(ctx.props().view.clone());
        let mut served = Self { turn: seat.turn, model, browser, focus, states: None, step: Step::Seated, due: None };
        // A panel that moves to another element has nothing drawn in its place meanwhile.
        if seat.turn == 1 {
            served.show_later(ctx);
        } else {
            served.begin(&link);
        }
        served
    }

    /// What the panel begins with.
    fn begin(&mut self, link: &Callback<Msg>) {
        self.step = Step::Begun;
        link.emit(Msg::CanPaste(stage::can_paste()));
        link.emit(Msg::Progress(host::progress()));
        link.emit(Msg::Begun);
    }

    /// What was done has this task, what follows from it the next: together they would be a long one on a slow processor.
    fn show_later(&mut self, ctx: &Context<Panel>) {
        let (panel, turn) = (ctx.link().clone(), self.turn);
        self.due = Some(Timeout::new(0, move || panel.send_message((turn, None))));
    }
}

/// Messages of a mount: those that arrive after its end are dropped.
fn link(ctx: &Context<Panel>, turn: u32) -> Callback<Msg> {
    ctx.link().callback(move |msg| (turn, Some(msg)))
}

impl Component for Panel {
    /// Which mount it is for, and what happened; nothing: what was held back is due.
    type Message = (u32, Option<Msg>);
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        Self { served: ctx.props().seat.as_ref().map(|seat| Served::new(ctx, seat)) }
    }

    fn update(&mut self, ctx: &Context<Self>, (turn, msg): Self::Message) -> bool {
        let Some(served) = self.served.as_mut().filter(|served| served.turn == turn) else { return false };
        served.focus.note();
        let Some(msg) = msg else {
            served.due = None;
            match served.step {
                Step::Seated => {
                    served.begin(&link(ctx, turn));
                    served.show_later(ctx);
                    return false;
                }
                Step::Shown => {
                    core::hint::black_box(paste::read("sk-"));
                    served.step = Step::Ready;
                }
                Step::Begun | Step::Ready => {}
            }
            return true;
        };
        let pressed = matches!(msg, Msg::Wish(_));
        for effect in update(&mut served.model, msg) {
            if pressed && matches!(effect, Effect::Ask { .. }) {
                served.show_later(ctx);
            }
            served.browser.carry_out(effect);
        }
        let states = served.model.states();
        // The first word, though it may be none, is that the endpoint answered.
        let news = match &served.states {
            Some(told) => *told != states,
            None => !(states.is_empty() && served.model.stored == Stored::Loading),
        };
        if news {
            served.browser.show(&states);
            served.states = Some(states);
        }
        served.due.is_none()
    }

    fn changed(&mut self, ctx: &Context<Self>, _: &Props) -> bool {
        let Some(seat) = &ctx.props().seat else {
            self.served = None;
            return true;
        };
        match self.served.as_mut().filter(|served| served.turn == seat.turn) {
            Some(served) if served.model.config != seat.config => {
                served.browser.configure(seat.config.clone());
                ctx.link().send_message((seat.turn, Some(Msg::Configured(seat.config.clone()))));
            }
            Some(_) => {}
            None => self.served = Some(Served::new(ctx, seat)),
        }
        self.served.as_ref().is_none_or(|served| served.due.is_none())
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        match &self.served {
            Some(served) => views::panel(&served.model, &props.words, &props.base, &link(ctx, served.turn)),
            None => Html::default(),
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, _: bool) {
        let Some((served, seat)) = self.served.as_mut().zip(ctx.props().seat.as_ref()) else { return };
        served.focus.keep();
        if served.step == Step::Begun {
            served.step = Step::Shown;
            served.browser.take(seat.early);
            served.show_later(ctx);
        }
    }
}
