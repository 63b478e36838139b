//! What the loader calls. Everything else is in the library.

fn main() {}
