//! Reasons that people give for what they change.

use super::user_fault::{UserFault, UserFaultCode};
use crate::domain::survey::sheet::is_free_text;
use crate::domain::survey::submission::canonical_text;

/// A reason as it is kept.
///
/// # Errors
/// [`UserFaultCode::ReasonMissing`] for an empty one, [`UserFaultCode::InvalidText`] for one that is too long
/// or holds control characters.
pub(super) fn reason_of(reason: &str) -> Result<String, UserFault> {
    let text = canonical_text(Some(reason));
    let text = text.ok_or_else(|| UserFault::at("reason", UserFaultCode::ReasonMissing, ""))?;
    if is_free_text(&text) {
        Ok(text)
    } else {
        Err(UserFault::at(
            "reason",
            UserFaultCode::InvalidText,
            "1-4000",
        ))
    }
}
