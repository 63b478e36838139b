//! `conform`, pointed at the sandbox's own endpoint and at broken ones.

mod command;
mod failing;
mod flawed;
mod flaws;
mod manners;
mod run;
