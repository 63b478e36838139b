//! The module configuration endpoint: contract types, reading replies. Pure, but for `fetch`.

mod contract;
mod fault;
#[cfg(target_arch = "wasm32")]
mod fetch;
mod problem;
mod reasons;
mod reply;
mod state;
mod text;
mod tokens;

pub use contract::{Call, SaveBody, State};
pub use fault::Fault;
#[cfg(target_arch = "wasm32")]
pub use fetch::{Headers, fetch, read, save_body};
pub use reasons::Reasons;
pub use reply::{ANSWER_LIMIT, Reply, read_reply};
pub use state::{Shown, confirms, read_state, shown};
pub use text::holds_piece_of;
pub use tokens::Tokens;
