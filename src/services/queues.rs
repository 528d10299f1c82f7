//! What phones still hold of a survey: kept with each batch, shown to the Front before it closes.

use std::collections::{BTreeMap, HashMap};

use super::batch::{Batch, Receipt};
use super::office::Office;
use super::refusal::Refusal;
use super::warning::{Warning, WarningCode};
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::SurveyId;
use crate::domain::survey::sending::{DeviceQueue, UNNAMED_DEVICE};
use crate::storage::device_queues;

/// What each device holds once it has read the receipts of its batch; the last word of a device
/// counts, and one that doesn't tell is left out.
pub(super) fn told(
    batches: &[&Batch],
    receipts: &[Vec<Receipt>],
    now: Instant,
) -> Vec<DeviceQueue> {
    let told = batches
        .iter()
        .zip(receipts)
        .filter_map(|(batch, receipts)| told_with(batch, receipts, now));
    let last: BTreeMap<_, _> = told
        .map(|queue| {
            let device = (queue.survey, queue.account, queue.device.clone());
            (device, queue)
        })
        .collect();
    last.into_values().collect()
}

fn told_with(batch: &Batch, receipts: &[Receipt], now: Instant) -> Option<DeviceQueue> {
    let beside = batch.sending.still_queued?;
    let to_be_kept = receipts
        .iter()
        .filter(|receipt| receipt.retry && !receipt.kept)
        .count();
    let to_be_kept = i64::try_from(to_be_kept).unwrap_or(i64::MAX);
    let device = batch.sending.device.as_deref().unwrap_or(UNNAMED_DEVICE);
    Some(DeviceQueue {
        survey: batch.survey,
        account: batch.account,
        device: device.to_owned(),
        still_queued: beside.saturating_add(to_be_kept),
        reported_at: now,
        clock_ahead_seconds: batch.clock_ahead.map(|ahead| ahead.num_seconds()),
    })
}

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
