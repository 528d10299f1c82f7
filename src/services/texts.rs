//! Texts of an input as they are kept, or what is wrong with them.

use super::user_fault::{UserFault, UserFaultCode};
use crate::domain::base::text::{LONGEST_NAME, cleaned};
use crate::domain::survey::sheet::is_free_text;
use crate::domain::survey::submission::canonical_text;

/// A free text that must be there: 1 to 4,000 characters.
///
/// # Errors
/// `REASON_MISSING` where nothing is left of it, `INVALID_TEXT` where it is too long or holds
/// control characters.
pub(super) fn needed(field: &str, text: &str) -> Result<String, UserFault> {
    optional(field, Some(text))?
        .ok_or_else(|| UserFault::at(field, UserFaultCode::ReasonMissing, ""))
}

/// A free text that may be left out.
///
/// # Errors
/// `INVALID_TEXT` where it is too long or holds control characters.
pub(super) fn optional(field: &str, text: Option<&str>) -> Result<Option<String>, UserFault> {
    match canonical_text(text) {
        Some(text) if !is_free_text(&text) => {
            Err(UserFault::at(field, UserFaultCode::InvalidText, "1-4000"))
        }
        text => Ok(text),
    }
}

/// A name or a number of a paper: 1 to 200 characters on one line.
///
/// # Errors
/// `INVALID_TEXT`.
pub(super) fn name(field: &str, text: &str) -> Result<String, UserFault> {
    cleaned(text, LONGEST_NAME).map_err(|_| {
        UserFault::at(
            field,
            UserFaultCode::InvalidText,
            format!("1-{LONGEST_NAME}"),
        )
    })
}
