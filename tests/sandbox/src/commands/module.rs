//! A WebAssembly module, taken apart into its sections and put together again (WebAssembly core specification, 5.5).

/// A custom section.
pub const CUSTOM: u8 = 0;
/// The section of the imports.
pub const IMPORTS: u8 = 2;
/// The section of the exports.
pub const EXPORTS: u8 = 7;

/// The sections of a module: id and content. `None` where it is no module.
pub fn sections(wasm: &[u8]) -> Option<Vec<(u8, &[u8])>> {
    let mut rest = wasm.strip_prefix(b"\0asm\x01\0\0\0")?;
    let mut all = Vec::new();
    while let Some((&id, after)) = rest.split_first() {
        let content;
        (content, rest) = counted(after)?;
        all.push((id, content));
    }
    Some(all)
}

/// A module of sections.
pub fn module<'a>(sections: impl IntoIterator<Item = (u8, &'a [u8])>) -> Vec<u8> {
    let mut wasm = b"\0asm\x01\0\0\0".to_vec();
    for (id, content) in sections {
        wasm.push(id);
        put(&mut wasm, content);
    }
    wasm
}

/// Bytes behind their length, and what follows them.
pub fn counted(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (len, rest) = number(bytes)?;
    rest.split_at_checked(len)
}

/// Writes bytes behind their length.
pub fn put(to: &mut Vec<u8>, bytes: &[u8]) {
    put_number(to, bytes.len());
    to.extend_from_slice(bytes);
}

/// A number (LEB128, 5.2.2), and what follows it.
pub fn number(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let end = bytes.iter().take(5).position(|byte| byte & 0x80 == 0)?;
    let value = bytes[..=end].iter().rev().fold(0, |value, byte| value << 7 | usize::from(byte & 0x7F));
    Some((value, &bytes[end + 1..]))
}

/// Writes a number.
pub fn put_number(to: &mut Vec<u8>, mut number: usize) {
    loop {
        let [low, ..] = number.to_le_bytes();
        number >>= 7;
        if number == 0 {
            return to.push(low);
        }
        to.push(low | 0x80);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_comes_out_as_it_went_in() {
        let long = vec![7; 300];
        let whole = module([(CUSTOM, &b"\x03abc"[..]), (10, &long[..])]);
        let parts = sections(&whole);
        assert_eq!(parts.as_ref().map(Vec::len), Some(2));
        assert_eq!(module(parts.into_iter().flatten()), whole);
        assert_eq!(sections(&whole[..whole.len() - 1]), None, "a cut module is none");
        assert_eq!(sections(b"no"), None);
    }

    #[test]
    fn numbers_come_out_as_they_went_in() {
        for value in [0, 1, 127, 128, 300, 65_536] {
            let mut bytes = Vec::new();
            put_number(&mut bytes, value);
            bytes.push(9);
            assert_eq!(number(&bytes), Some((value, &[9][..])));
        }
    }
}
