//! The component's life: messages and properties in, views out.

use crate::{Callback, Html, MouseEvent, html::onclick::Wrapper};
use js_sys::Function;
use std::{
    cell::{Cell, RefCell},
    ops::Deref,
    rc::Rc,
};
use wasm_bindgen::{JsCast, closure::Closure, prelude::wasm_bindgen};
use web_sys::Element;

#[wasm_bindgen]
extern "C" {
    /// Makes an element show a view, and tells `press` of each click and the number of who hears it. It stands in the
    /// page's script, and fails on nothing.
    fn render(root: &Element, view: &str, press: &Function);
}

/// What a component is handed. Yew's builders are for `html!`.
pub trait Properties: PartialEq {
    /// Yew's.
    type Builder;

    /// Yew's.
    fn builder() -> Self::Builder;
}

/// A part of a page with a state of its own.
pub trait Component: Sized + 'static {
    /// What it can be told.
    type Message: 'static;
    /// What it is handed.
    type Properties: Properties + 'static;

    /// Its first state.
    fn create(ctx: &Context<Self>) -> Self;

    /// It was told something; says whether it is to be shown anew.
    fn update(&mut self, ctx: &Context<Self>, msg: Self::Message) -> bool;

    /// It was handed something else; says whether it is to be shown anew.
    fn changed(&mut self, ctx: &Context<Self>, old: &Self::Properties) -> bool;

    /// How it looks.
    fn view(&self, ctx: &Context<Self>) -> Html;

    /// It is shown.
    fn rendered(&mut self, ctx: &Context<Self>, first: bool);
}

/// What a component knows of its place.
pub struct Context<COMP: Component> {
    scope: Scope<COMP>,
    props: Rc<COMP::Properties>,
}

impl<COMP: Component> Context<COMP> {
    /// Where it can be told something.
    pub const fn link(&self) -> &Scope<COMP> {
        &self.scope
    }

    /// What it was handed.
    pub fn props(&self) -> &COMP::Properties {
        &self.props
    }
}

/// Where a component can be told something.
pub struct Scope<COMP: Component>(Rc<Inner<COMP>>);

impl<COMP: Component> Clone for Scope<COMP> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

struct Inner<COMP: Component> {
    messages: RefCell<Vec<COMP::Message>>,
    props: RefCell<Option<Rc<COMP::Properties>>>,
    awaited: Cell<bool>,
    life: RefCell<Option<Life<COMP>>>,
}

struct Life<COMP: Component> {
    component: COMP,
    context: Context<COMP>,
    root: Element,
    /// Who hears a click, in the view that is shown.
    clicks: Vec<Rc<Wrapper>>,
    rendered: bool,
    press: Closure<dyn FnMut(MouseEvent, usize)>,
}

impl<COMP: Component> Scope<COMP> {
    /// Tells it. It hears of it in a microtask, with whatever else it is told by then.
    pub fn send_message(&self, msg: impl Into<COMP::Message>) {
        self.0.messages.borrow_mut().push(msg.into());
        self.wake();
    }

    /// A callback that tells it.
    pub fn callback<IN, M: Into<COMP::Message>>(&self, function: impl Fn(IN) -> M + 'static) -> Callback<IN> {
        let scope = self.clone();
        Callback::from(move |value| scope.send_message(function(value)))
    }

    fn wake(&self) {
        if !self.0.awaited.replace(true) {
            let scope = self.clone();
            wasm_bindgen_futures::spawn_local(async move { scope.run() });
        }
    }

    fn run(&self) {
        if let Some(life) = &mut *self.0.life.borrow_mut() {
            loop {
                let mut anew = !life.rendered;
                if let Some(props) = self.0.props.take() {
                    let old = core::mem::replace(&mut life.context.props, props);
                    anew |= life.component.changed(&life.context, &old);
                }
                let messages = self.0.messages.take();
                if messages.is_empty() && !anew {
                    break;
                }
                for msg in messages {
                    anew |= life.component.update(&life.context, msg);
                }
                if anew {
                    life.show();
                }
            }
        }
        self.0.awaited.set(false);
    }
}

impl<COMP: Component> Life<COMP> {
    fn show(&mut self) {
        let view = self.component.view(&self.context);
        render(&self.root, &view.written, self.press.as_ref().unchecked_ref());
        self.clicks = view.clicks;
        let first = !core::mem::replace(&mut self.rendered, true);
        self.component.rendered(&self.context, first);
    }
}

/// Renders a component into an element.
pub struct Renderer<COMP: Component> {
    root: Element,
    props: COMP::Properties,
}

impl<COMP: Component> Renderer<COMP> {
    /// Into this element, handing it this.
    pub const fn with_root_and_props(root: Element, props: COMP::Properties) -> Self {
        Self { root, props }
    }

    /// Renders it for as long as the page lives.
    pub fn render(self) -> AppHandle<COMP> {
        let Self { root, props } = self;
        let scope = Scope(Rc::new(Inner {
            messages: RefCell::default(),
            props: RefCell::default(),
            awaited: Cell::new(false),
            life: RefCell::default(),
        }));
        let context = Context { scope: scope.clone(), props: Rc::new(props) };
        let component = COMP::create(&context);
        let listening = scope.clone();
        let press = Closure::new(move |event, number| listening.pressed(event, number));
        let life = Life { component, context, root, clicks: Vec::new(), rendered: false, press };
        *scope.0.life.borrow_mut() = Some(life);
        scope.run();
        AppHandle { scope }
    }
}

impl<COMP: Component> Scope<COMP> {
    /// An element that a page clicks in the middle of a rendering is not heard.
    fn pressed(&self, event: MouseEvent, number: usize) {
        let heard = self.0.life.try_borrow().ok();
        let by = heard.and_then(|life| life.as_ref()?.clicks.get(number).cloned());
        if let Some(listener) = by {
            listener.callback.emit(event);
        }
    }
}

/// A component that is on a page.
pub struct AppHandle<COMP: Component> {
    scope: Scope<COMP>,
}

impl<COMP: Component> AppHandle<COMP> {
    /// Hands it something else.
    pub fn update(&mut self, props: COMP::Properties) {
        *self.scope.0.props.borrow_mut() = Some(Rc::new(props));
        self.scope.wake();
    }
}

impl<COMP: Component> Deref for AppHandle<COMP> {
    type Target = Scope<COMP>;

    fn deref(&self) -> &Scope<COMP> {
        &self.scope
    }
}
