//! What was pasted: cleaning, shape, lookalikes, the secret type. Pure.
//!
//! ```text
//! text ─> decode ─> plain ─> find ─> Reading, Secret     one OpenAI key, whatever is round it
//!                      └──> other ─> Reading             no key: what is it then?
//! ```

mod around;
mod bytes;
mod decode;
mod everyday;
mod find;
mod kind;
mod numbers;
mod openai;
mod other;
mod plain;
mod read;
mod reading;
mod repair;
mod scan;
mod secret;
mod shape;
mod typing;
mod vendor;

pub use kind::{Kind, Sentence, Way};
pub use read::read;
pub use reading::{Reading, Standing};
pub use repair::Repair;
pub use secret::{Fingerprint, Hint, Secret};
pub use typing::may_become_key;
