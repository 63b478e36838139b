//! The panel: what is known (`Model`), what can happen (`Msg`), what follows (`update`), what is to be
//! done about it (`Effect`), and how it looks (`views`). All pure but `component`, `effects` and `field`.

mod change;
mod config;
mod confirming;
mod model;
mod msg;
mod removal;
mod saving;
mod states;
mod steps;
mod trial;
mod update;
pub mod views;

#[cfg(target_arch = "wasm32")]
mod calls;
#[cfg(target_arch = "wasm32")]
mod component;
#[cfg(target_arch = "wasm32")]
mod effects;
#[cfg(target_arch = "wasm32")]
mod field;
#[cfg(target_arch = "wasm32")]
mod focus;

pub use change::{Change, Failure, Saving, Sent, Stored};
pub use config::{Place, acted_out, endpoint_url, is_base_refused, openai_base};
pub use model::{Barrier, Config, EndpointProblem, Field, Held, Model, Origin, Primary, Trial, Waited};
pub use msg::{Effect, Event, Msg, Wish};
pub use states::STATES;
pub use update::update;

#[cfg(target_arch = "wasm32")]
pub use component::{Panel, Props, Seat};
#[cfg(target_arch = "wasm32")]
use field::KeyField;
