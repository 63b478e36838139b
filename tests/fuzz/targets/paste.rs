//! Any text: no panic; what is accepted has equal halves and reads the same again.

#![no_main]

use libfuzzer_sys::fuzz_target;
use passweb_ai_key::paste::{Standing, read};

fuzz_target!(|text: &str| {
    let (reading, key) = read(text);
    if reading.standing == Standing::Accepted {
        // EXPOSE: a made-up key, to see that it is one.
        let key = key.expect("an accepted reading carries its key");
        let key = key.expose();
        let (left, right) = key.split_once(concat!("T3Blb", "kFJ")).expect("an accepted key has the marker");
        assert!(left.starts_with("sk-") && left.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_'));
        assert!(left.len() >= right.len() + 3, "the halves are equal");
        let (again, same) = read(key);
        assert_eq!((again.kind, again.repairs.len()), (reading.kind, 0), "its own output needs no repair");
        // EXPOSE: the same made-up key again.
        assert_eq!(same.expect("it is a key").expose(), key);
    }
});
