//! The two languages that people are spoken to in.

use super::terms::terms;

terms! {
    /// A language of texts: Vietnamese by default, English where asked for.
    Language {
        /// Vietnamese.
        Vi = "VI",
        /// English.
        En = "EN",
    }
}

/// A text in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    /// Vietnamese.
    pub vi: String,
    /// English.
    pub en: String,
}

impl Bilingual {
    /// The text in `language`.
    #[must_use]
    pub fn text(&self, language: Language) -> &str {
        match language {
            Language::Vi => &self.vi,
            Language::En => &self.en,
        }
    }
}
