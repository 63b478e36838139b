//! What a person runs.

mod bench;
mod browsers;
mod build;
mod conform;
mod crates;
mod demo;
mod first;
mod glue;
mod machine;
mod module;
mod node;
mod openapi;
mod order;
mod published;
mod say;
mod seal;
mod served;
mod sheet;
mod size;
mod spoken;
mod supply;
mod tools;
mod verify;

pub use bench::bench;
pub use conform::conform;
pub use crates::weigh_crates;
pub use demo::demo;
pub use node::print as packages;
pub use openapi::openapi;
pub use seal::seal;
pub use sheet::sheet;
pub use tools::stand_in;
pub use verify::verify;

/// A failure, in a sentence that says what to do about it.
pub type Done<T = ()> = Result<T, String>;
