//! What is allowed and unwise, in words.

use super::spoken::{Spoken, Text};
use crate::domain::base::language::Language;
use crate::services::warning::{Warning, WarningCode};

impl Spoken for WarningCode {
    fn words(self) -> Text {
        match self {
            Self::PostingEndsAfterDueDate => Text::of(
                "Chốt phiếu rồi niêm yết 10 ngày thì quá hạn báo cáo của Mặt trận.",
                "Closing and ten days of posting end after the Front's report is due.",
            ),
        }
    }
}

/// What the user is told of a warning: the sentence, and what it is about.
#[must_use]
pub fn warning(warning: &Warning, language: Language) -> String {
    let sentence = warning.code.say(language);
    if warning.about.is_empty() {
        sentence.to_owned()
    } else {
        format!("{} ({}).", sentence.trim_end_matches('.'), warning.about)
    }
}
