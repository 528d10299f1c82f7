//! The agencies that appraise and report, as they stand in `data/`.
//!
//! In Vietnamese: cơ quan, đơn vị.

use std::sync::LazyLock;

use crate::domain::base::import_fault::ImportFault;
use crate::domain::base::language::Bilingual;
use crate::domain::base::toml_reader::{Once, read_document};

/// The TOML file that comes with the program.
pub const AGENCIES_FILE: &str = include_str!("../../../data/agencies.toml");

/// An agency that criteria, conditions, tokens and assignments name by its code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agency {
    /// Its code, such as `SO_XAY_DUNG`.
    pub code: String,
    /// Its name.
    pub name: Bilingual,
}

/// Reads a list of agencies from a TOML file.
///
/// # Errors
/// Every fault of the file in order of lines.
pub fn read(bytes: &[u8]) -> Result<Vec<Agency>, Vec<ImportFault>> {
    read_document(bytes, |file| {
        let mut codes = Once::default();
        file.tables("agencies", |table| {
            let code = table.code("code");
            let name = table.bilingual("name");
            let agency = Agency {
                code: code?,
                name: name?,
            };
            codes.enter(table, "code", agency.code.clone());
            Some(agency)
        })
    })
}

/// The agencies that come with the program, in the order of the file; a test holds that it can be
/// read.
#[must_use]
pub fn agencies() -> &'static [Agency] {
    static AGENCIES: LazyLock<Vec<Agency>> =
        LazyLock::new(|| read(AGENCIES_FILE.as_bytes()).unwrap_or_default());
    &AGENCIES
}

/// The agency of a code; `None` for one that the list doesn't have.
#[must_use]
pub fn agency(code: &str) -> Option<&'static Agency> {
    agencies().iter().find(|agency| agency.code == code)
}
