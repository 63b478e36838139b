//! The repairs that lead from a text to a key. Each is told.

use crate::words::Word;

macro_rules! repairs {
    ($($(#[$doc:meta])* $repair:ident $word:ident),* $(,)?) => {
        /// A repair that was made to reach the key, each told to the merchant by its word.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Repair { $($(#[$doc])* $repair),* }

        impl Repair {
            /// All, in the order in which they are told.
            pub const ALL: &[Repair] = &[$(Repair::$repair),*];

            /// How the repair is told, as a noun phrase that fits a list: "uno spazio".
            pub fn word(self) -> Word {
                const WORDS: &[Word] = &[$(Word::$word),*];
                WORDS[self as usize]
            }
        }
    };
}

repairs! {
    /// Spaces or tabs were taken away.
    Spaces PasteRepairSpaces,
    /// Line breaks were taken away.
    LineBreaks PasteRepairLineBreaks,
    /// The marks `>` of a quoted mail.
    MailQuotes PasteRepairMailQuotes,
    /// The breaks and signs of a mail's inner form (quoted-printable).
    MailCodes PasteRepairMailCodes,
    /// Characters that nobody sees: zero width, soft hyphen, BOM, direction marks.
    Invisible PasteRepairInvisible,
    /// Straight, typographic or pointed quotes.
    Quotes PasteRepairQuotes,
    /// Brackets.
    Brackets PasteRepairBrackets,
    /// Commas, dots and the like.
    Punctuation PasteRepairPunctuation,
    /// Backslashes.
    Backslashes PasteRepairBackslashes,
    /// Signs of formatted text: backticks, asterisks.
    Markdown PasteRepairMarkdown,
    /// Tags and character codes of a web page.
    Html PasteRepairHtml,
    /// Codes of an address: `%2D`.
    Percent PasteRepairPercent,
    /// Codes of a program's text: `\u002d`.
    Escapes PasteRepairEscapes,
    /// Wide or ornate letters became plain ones.
    Letters PasteRepairLetters,
    /// Typographic dashes became hyphens.
    Dashes PasteRepairDashes,
    /// `Sk-` became `sk-`.
    Capital PasteRepairCapital,
    /// `Bearer`, `Authorization`.
    Bearer PasteRepairBearer,
    /// The name of a setting: `OPENAI_API_KEY=`.
    Setting PasteRepairSetting,
    /// Other text before or after the key.
    Text PasteRepairText,
    /// The key was there more than once.
    Repeated PasteRepairRepeated,
    /// Other secrets beside the key.
    OtherSecrets PasteRepairOtherSecrets,
}

/// A set of repairs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Repairs(u32);

impl Repairs {
    /// Adds one.
    pub fn add(&mut self, repair: Repair) {
        self.0 |= 1 << repair as u32;
    }

    /// In the order in which they are told.
    pub fn list(self) -> Vec<Repair> {
        let mut list = Vec::new();
        for &repair in Repair::ALL {
            if self.0 & (1 << repair as u32) != 0 {
                list.push(repair);
            }
        }
        list
    }
}
