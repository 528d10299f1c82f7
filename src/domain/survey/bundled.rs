//! The questionnaires that come with the program, as they stand in `data/`.

use super::questionnaire::Questionnaire;
use crate::domain::base::import_fault::ImportFault;

/// The TOML files.
pub const QUESTIONNAIRE_FILES: [&str; 2] = [
    include_str!("../../../data/questionnaires/commune-2016.toml"),
    include_str!("../../../data/questionnaires/district-2016.toml"),
];

/// The bundled questionnaires.
///
/// # Errors
/// The faults of the first file that has one; a test holds that there is none.
pub fn questionnaires() -> Result<Vec<Questionnaire>, Vec<ImportFault>> {
    let files = QUESTIONNAIRE_FILES.iter();
    files
        .map(|text| Questionnaire::from_toml(text.as_bytes()))
        .collect()
}
