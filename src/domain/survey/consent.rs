//! The notice that a household is shown or read before it answers.
//!
//! In Vietnamese: thông báo về việc xử lý dữ liệu cá nhân (Luật 91/2025/QH15, NĐ 356/2025/NĐ-CP).

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::domain::base::import_fault::ImportFault;
use crate::domain::base::language::Bilingual;
use crate::domain::base::toml_reader::{TableReader, read_document};

/// The TOML file of the notice that comes with the program.
pub const NOTICE_FILE: &str = include_str!("../../../data/notices/household-2026.toml");

/// A version of the notice; a changed text is another version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentNotice {
    /// Its version, which each consent names.
    pub version: String,
    /// Its heading.
    pub title: Bilingual,
    /// What it says.
    pub text: Bilingual,
}

impl ConsentNotice {
    /// Reads a notice from a TOML file of its own.
    ///
    /// # Errors
    /// Every fault of the file in order of lines.
    pub fn from_toml(bytes: &[u8]) -> Result<Self, Vec<ImportFault>> {
        read_document(bytes, Self::read)
    }

    /// Reads a notice from its table.
    pub(super) fn read(table: &mut TableReader<'_, '_>) -> Option<Self> {
        let version = table.code("version");
        let title = table.bilingual("title");
        let text = table.bilingual("text");
        Some(Self {
            version: version?,
            title: title?,
            text: text?,
        })
    }

    /// The notice of forms that bring none of their own; a test holds that it can be read.
    #[must_use]
    pub fn bundled() -> Option<&'static Self> {
        static NOTICE: LazyLock<Option<ConsentNotice>> =
            LazyLock::new(|| ConsentNotice::from_toml(NOTICE_FILE.as_bytes()).ok());
        NOTICE.as_ref()
    }
}
