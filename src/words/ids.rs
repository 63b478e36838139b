//! The names of all sentences. The words files hold exactly these, in this order.

macro_rules! words {
    ($($word:ident $id:literal),* $(,)?) => {
        /// The name of a sentence.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u16)]
        #[expect(missing_docs, reason = "each name says what its sentence is about; the files hold the sentences")]
        pub enum Word { $($word),* }

        impl Word {
            /// How many there are.
            pub const COUNT: usize = [$(Word::$word),*].len();
            /// All, in the order of the words files.
            #[cfg(not(target_arch = "wasm32"))]
            pub const ALL: [Word; Word::COUNT] = [$(Word::$word),*];

            /// The id in the words files. The browser takes the texts by position and needs none.
            #[cfg(not(target_arch = "wasm32"))]
            pub fn id(self) -> &'static str {
                match self { $(Word::$word => $id),* }
            }
        }
    };
}

words! {
    // First paint: the loader paints these before the wasm is there.
    FieldLabel "first.label",
    FieldHint "first.hint",

    // paste: what was read. (readings)

    // paste: what was repaired. (repairs)

    // check: the rungs.

    // check: the verdicts.

    // guide

    // module: the endpoint's answers.

    // panel: buttons and frames.
}
