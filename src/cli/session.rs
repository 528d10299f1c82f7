//! What every command gets.

use super::settings::Settings;
use crate::domain::base::language::Language;

/// The settings, and the language to speak in.
#[derive(Debug)]
pub struct Session {
    /// The settings.
    pub settings: Settings,
}

impl Session {
    /// The language of the program's own messages.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.settings.language
    }

    /// The text in that language.
    #[must_use]
    pub const fn say<'a>(&self, vi: &'a str, en: &'a str) -> &'a str {
        match self.settings.language {
            Language::Vi => vi,
            Language::En => en,
        }
    }
}
