//! Texts and days of inputs, as they are kept.

use super::user_fault::{UserFault, UserFaultCode};
use crate::domain::base::clock::Day;
use crate::domain::base::text::cleaned;

/// The longest reason, in characters.
pub(super) const LONGEST_REASON: usize = 4_000;
/// The longest number of a paper, in characters.
pub(super) const LONGEST_NUMBER: usize = 100;
/// The longest name of a person or place, in characters.
pub(super) const LONGEST_NAME: usize = 200;

/// A text that must be there, in NFC and trimmed.
pub(super) fn text(field: &str, given: &str, longest: usize) -> Result<String, UserFault> {
    cleaned(given, longest)
        .map_err(|_| UserFault::at(field, UserFaultCode::InvalidText, format!("1-{longest}")))
}

/// A reason that must be there; line ends and tabs become blanks.
pub(super) fn reason(field: &str, given: Option<&str>) -> Result<String, UserFault> {
    let given = given.map(str::trim).filter(|given| !given.is_empty());
    let given = given.ok_or_else(|| UserFault::at(field, UserFaultCode::ReasonMissing, ""))?;
    text(
        field,
        &given.replace(['\n', '\r', '\t'], " "),
        LONGEST_REASON,
    )
}

/// A reason that may be left out.
pub(super) fn optional_reason(
    field: &str,
    given: Option<&str>,
) -> Result<Option<String>, UserFault> {
    match given.map(str::trim) {
        None | Some("") => Ok(None),
        given => reason(field, given).map(Some),
    }
}

/// A day that is not to come.
pub(super) fn past_day(field: &str, day: Day, today: Day) -> Result<Day, UserFault> {
    if day > today {
        Err(UserFault::at(
            field,
            UserFaultCode::InTheFuture,
            day.to_string(),
        ))
    } else {
        Ok(day)
    }
}
