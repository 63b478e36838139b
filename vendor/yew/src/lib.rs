//! What this widget uses of [Yew](https://docs.rs/yew/0.23)'s API, in the fewest bytes: one root component whose view is
//! made of elements, texts and lists, and hears clicks. Names, meaning and order of calls are Yew's; whatever is left out
//! is missing at compile time.

mod callback;
mod scope;
mod text;
pub mod virtual_dom;

/// Components, and what their views are made of.
pub mod html {
    pub use crate::{
        scope::{Component, Context, Properties, Scope},
        virtual_dom::VNode as Html,
    };

    /// The listener for clicks.
    pub mod onclick {
        use crate::{Callback, MouseEvent};

        /// Hears a click on an element, or inside of it.
        pub struct Wrapper {
            pub(crate) callback: Callback<MouseEvent>,
        }

        impl Wrapper {
            /// Tells this callback.
            pub const fn new(callback: Callback<MouseEvent>) -> Self {
                Self { callback }
            }
        }
    }
}

pub use callback::Callback;
pub use html::{Component, Context, Html, Properties};
pub use scope::{AppHandle, Renderer};
pub use text::AttrValue;
pub use web_sys::MouseEvent;

/// Yew writes panics to the console, but for a hook of one's own; this renderer writes nothing, whatever the hook.
pub fn set_custom_panic_hook(_: Box<dyn Fn(&std::panic::PanicHookInfo<'_>) + Send + Sync + 'static>) {}
