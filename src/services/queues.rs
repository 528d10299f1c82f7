//! What phones still hold of a survey, shown to the Front before it closes.

use std::collections::HashMap;

use super::office::Office;
use super::refusal::Refusal;
use super::warning::{Warning, WarningCode};
use crate::domain::base::ids::SurveyId;
use crate::domain::survey::sending::DeviceQueue;
use crate::storage::device_queues;

/// The devices that still hold forms of some surveys, those with the most first.
///
/// # Errors
/// Where the database can't be read.
pub async fn holding(
    office: &Office,
    surveys: &[SurveyId],
) -> Result<HashMap<SurveyId, Vec<DeviceQueue>>, Refusal> {
    Ok(device_queues::holding(office.db.read(), surveys).await?)
}

/// What the officer who closes a survey should know: how many forms are still on phones.
///
/// # Errors
/// Where the database can't be read.
pub async fn warnings(office: &Office, survey: SurveyId) -> Result<Vec<Warning>, Refusal> {
    let held = holding(office, &[survey]).await?;
    let held = held.get(&survey).map_or(&[][..], Vec::as_slice);
    let forms = held
        .iter()
        .fold(0_i64, |sum, queue| sum.saturating_add(queue.still_queued));
    let warning = || Warning::of(WarningCode::FormsStillOnPhones, forms.to_string());
    Ok((forms > 0).then(warning).into_iter().collect())
}
