//! Makes sentences in both languages at once.

use crate::domain::base::language::Bilingual;

/// A sentence in both languages.
pub(super) fn both(vi: impl Into<String>, en: impl Into<String>) -> Bilingual {
    Bilingual {
        vi: vi.into(),
        en: en.into(),
    }
}

/// What is said where a group is asked for another's fault; a test holds that none is.
pub(super) fn unsaid() -> Bilingual {
    both("không hợp lệ", "not valid")
}
