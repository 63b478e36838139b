//! Reads what a wasm module is made of (WebAssembly core specification, 5.5).

/// The functions of a module, and the rest of it.
pub struct Module<'a> {
    /// Name and body of every function; without a name section the name is empty.
    pub functions: Vec<(String, &'a [u8])>,
    /// The data section: texts and tables.
    pub data: &'a [u8],
    /// Everything else, but for names.
    pub rest: usize,
}

const CUSTOM: u8 = 0;
const IMPORT: u8 = 2;
const CODE: u8 = 10;
const DATA: u8 = 11;

/// Reads a module; `None` where it is none.
pub fn read(wasm: &[u8]) -> Option<Module<'_>> {
    let mut sections = Reader(wasm.get(8..)?);
    let (mut bodies, mut names, mut imported) = (Vec::new(), Vec::new(), 0);
    let (mut data, mut rest) = (&[][..], 8);
    while let Some(id) = sections.byte() {
        let content = sections.vector()?;
        match id {
            CUSTOM if Reader(content).vector()? == b"name" => names = function_names(content)?,
            IMPORT => {
                imported = imported_functions(content)?;
                rest += content.len();
            }
            CODE => {
                let mut code = Reader(content);
                for _ in 0..code.number()? {
                    bodies.push(code.vector()?);
                }
            }
            DATA => data = content,
            _ => rest += content.len(),
        }
    }
    let name = |at: usize| names.iter().find(|(index, _)| *index == imported + at).map(|(_, name)| name.clone());
    let functions = bodies.into_iter().enumerate().map(|(at, body)| (name(at).unwrap_or_default(), body)).collect();
    Some(Module { functions, data, rest })
}

/// The names in the subsection of functions.
fn function_names(content: &[u8]) -> Option<Vec<(usize, String)>> {
    let mut reader = Reader(content);
    reader.vector()?;
    while let Some(id) = reader.byte() {
        let mut inside = Reader(reader.vector()?);
        if id == 1 {
            let count = inside.number()?;
            let one = |_| Some((inside.number()?, String::from_utf8_lossy(inside.vector()?).into_owned()));
            return (0..count).map(one).collect();
        }
    }
    Some(Vec::new())
}

/// How many of the imports are functions: those have the first numbers.
fn imported_functions(content: &[u8]) -> Option<usize> {
    let mut reader = Reader(content);
    let mut functions = 0;
    for _ in 0..reader.number()? {
        reader.vector()?;
        reader.vector()?;
        match reader.byte()? {
            0 => {
                functions += 1;
                reader.number()?;
            }
            // A table: the type of its elements, then its limits.
            1 => {
                reader.byte()?;
                reader.limits()?;
            }
            2 => reader.limits()?,
            // A global: its type, and whether it changes.
            3 => {
                reader.byte()?;
                reader.byte()?;
            }
            4 => {
                reader.byte()?;
                reader.number()?;
            }
            _ => return None,
        }
    }
    Some(functions)
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Option<u8> {
        let (&first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(first)
    }

    /// A number in LEB128.
    fn number(&mut self) -> Option<usize> {
        let mut value = 0;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte()?;
            value |= usize::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                return Some(value);
            }
        }
        None
    }

    /// Bytes behind their count.
    fn vector(&mut self) -> Option<&'a [u8]> {
        let count = self.number()?;
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn limits(&mut self) -> Option<()> {
        let has_most = self.byte()? & 1 == 1;
        self.number()?;
        if has_most {
            self.number()?;
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn functions_have_their_names_behind_the_imported_ones() {
        let import = [2, 7, 1, 1, b'm', 1, b'f', 0, 0];
        let code = [10, 6, 2, 1, 0xA, 2, 0xB, 0xC];
        let data = [11, 1, 0];
        let names = [&[0, 16][..], b"\x04name", &[1, 9, 2, 1, 2], b"a:", &[2, 2], b"b:"].concat();
        let module = [&b"\0asm\x01\0\0\0"[..], &import, &code, &data, &names].concat();
        let read = read(&module).unwrap();
        assert_eq!(read.functions, [("a:".to_owned(), &[0xA][..]), ("b:".to_owned(), &[0xB, 0xC][..])]);
        assert_eq!((read.data, read.rest), (&[0][..], 15));
    }
}
