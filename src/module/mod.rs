//! The module configuration endpoint: contract types, reading replies. Pure, but for `fetch`.

mod contract;
mod reply;

pub use contract::{Call, SaveBody, State};
pub use reply::{Fault, Reply, read_reply};
