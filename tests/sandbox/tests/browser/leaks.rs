//! Nothing of a key is left anywhere, once it is saved, cleared, or the element is gone. Every scan is shown to find a
//! piece that is planted.

mod attributes;
mod kept;
mod memory;
mod pieces;
mod profile;
mod requests;
mod scans;
mod traces;
