//! The regulations that come with the program, as they stand in `data/`.

use super::regulation::Regulation;
use crate::domain::base::import_fault::ImportFault;

/// The TOML files, each base before what lies over it.
pub const REGULATION_FILES: [&str; 3] = [
    include_str!("../../../data/regulations/ntm-2016.toml"),
    include_str!("../../../data/regulations/ntm-2021.toml"),
    include_str!("../../../data/regulations/ha-tinh-2019.toml"),
];

/// The bundled regulations, not yet laid over their bases; each base before its overlays.
///
/// # Errors
/// The faults of the first file that has one; a test holds that there is none.
pub fn regulations() -> Result<Vec<Regulation>, Vec<ImportFault>> {
    let files = REGULATION_FILES.iter();
    files
        .map(|text| Regulation::from_toml(text.as_bytes()))
        .collect()
}
