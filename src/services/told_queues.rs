//! What devices tell with a batch of the forms that they still hold.

use std::collections::BTreeMap;

use super::batch::{Batch, Receipt};
use crate::domain::base::clock::Instant;
use crate::domain::survey::sending::{DeviceQueue, UNNAMED_DEVICE};

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
