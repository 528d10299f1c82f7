//! Reads and writes files that somebody names, and says which one it was.

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

/// Writes a file whole, in place of one that was there.
///
/// # Errors
/// What the operating system says.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    std::fs::write(path, bytes).map_err(|fault| {
        Notice::Unwritable {
            path: path.display().to_string(),
            reason: fault.to_string(),
        }
        .into()
    })
}
