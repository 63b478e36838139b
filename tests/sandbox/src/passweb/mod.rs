//! Passweb acted out: the login session, the CSRF token, the module configuration endpoint and its file.

pub mod contract;
mod endpoint;
mod fault;
pub mod openapi;
mod refusal;
mod session;
mod store;

pub use endpoint::Endpoint;
pub use fault::{EndpointFault, On, What};
pub use refusal::Refusal;
pub use session::{COOKIE, Sessions, random};
pub use store::{Store, Stored};
