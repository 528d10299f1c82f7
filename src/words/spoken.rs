//! A text in both languages, and the values that have one.

use crate::domain::base::language::Language;

/// A fixed text in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text {
    /// Vietnamese.
    pub vi: &'static str,
    /// English.
    pub en: &'static str,
}

impl Text {
    /// A text in both languages.
    #[must_use]
    pub const fn of(vi: &'static str, en: &'static str) -> Self {
        Self { vi, en }
    }

    /// The text in `language`.
    #[must_use]
    pub const fn text(self, language: Language) -> &'static str {
        match language {
            Language::Vi => self.vi,
            Language::En => self.en,
        }
    }
}

/// A value that people have a word for.
pub trait Spoken: Copy {
    /// Its words, in the form in which they stand inside a sentence.
    fn words(self) -> Text;

    /// Its words in `language`.
    fn say(self, language: Language) -> &'static str {
        self.words().text(language)
    }
}
