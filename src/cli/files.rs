//! Reads files that somebody names, and says which one it was where that fails.

use std::path::Path;

use super::failure::Failure;
use crate::words::program::Notice;

/// The bytes of a file.
///
/// # Errors
/// What the operating system says.
pub fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(path).map_err(|fault| {
        Notice::UnreadableFile {
            path: path.display().to_string(),
            reason: fault.to_string(),
        }
        .into()
    })
}
