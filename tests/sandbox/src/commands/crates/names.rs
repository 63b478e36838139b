//! Whose function is it? By its name.

/// The crates of the standard library, and what they are made of.
pub const STD: &str = "std";
const STD_CRATES: [&str; 9] =
    ["core", "alloc", "std", "compiler_builtins", "dlmalloc", "hashbrown", "rustc_demangle", "memchr", "__rustc"];

/// The crate that a function is there for: the first in its name that is not of the standard library, which instantiates
/// its own generics for others. Crates of one family stand together.
pub fn family(name: &str) -> String {
    let mut crates = crates(name);
    let own = crates.find(|name| !STD_CRATES.contains(name));
    match own {
        // What has no path at all is of the runtime: memcpy, __rust_alloc, __wbindgen_malloc.
        None if name.contains("wbindgen") || name.contains("__wbg") || name.contains("__externref") => {
            "wasm-bindgen".to_owned()
        }
        None => STD.to_owned(),
        Some(gloo) if gloo.starts_with("gloo") => "gloo".to_owned(),
        Some(futures) if futures.starts_with("futures") => "futures".to_owned(),
        Some("serde" | "serde_core") => "serde".to_owned(),
        Some(json @ "serde_json") => json.to_owned(),
        Some(other) => other.replace('_', "-"),
    }
}

/// The first parts of the paths in a name, in order.
fn crates(name: &str) -> impl Iterator<Item = &str> {
    let word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let starts = name.char_indices().filter(move |(at, c)| {
        (c.is_ascii_lowercase() || *c == '_')
            && !name[..*at].ends_with(|before: char| word(before) || before == ':' || before == '$' || before == '.')
    });
    starts.filter_map(move |(at, _)| {
        let rest = &name[at..];
        let end = rest.find(|c| !word(c))?;
        // In the newer mangling a crate's hash stands behind its name: `yew[0123]::html`.
        let after = &rest[end..];
        let after = if after.starts_with('[') { after.split_once(']').map_or("", |(_, after)| after) } else { after };
        after.starts_with("::").then_some(&rest[..end])
    })
}

#[cfg(test)]
mod tests {
    use super::family;

    #[test]
    fn a_function_is_its_first_foreign_crates() {
        for (name, whose) in [
            ("core::fmt::write::h0123456789abcdef", "std"),
            ("memcpy", "std"),
            ("__wbindgen_malloc", "wasm-bindgen"),
            ("<yew::virtual_dom::vtag::VTag as core::clone::Clone>::clone::h01", "yew"),
            ("core::ptr::drop_in_place<gloo_net::http::Request>::h01", "gloo"),
            ("<alloc::vec::Vec<passweb_ai_key::paste::Kind> as core::ops::Drop>::drop", "passweb-ai-key"),
            ("passweb_ai_key[1f2e]::panel::update::{closure#0}", "passweb-ai-key"),
            ("<T as core::convert::Into<U>>::into::h01", "std"),
            ("serde_json::ser::to_vec::h01", "serde_json"),
        ] {
            assert_eq!(family(name), whose, "{name}");
        }
    }
}
