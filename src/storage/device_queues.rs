//! What each device still holds of a survey, by its own account.
//!
//! In Vietnamese: phiếu còn trên máy.

use std::collections::HashMap;

use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::entity::device_queue;
use super::fault::StorageFault;
use super::insert::insert_all;
use crate::domain::base::ids::{AccountId, SurveyId};
use crate::domain::survey::sending::DeviceQueue;

/// Devices that are read at once, of all surveys asked for together.
const MOST_DEVICES: u64 = 2_000;

/// Writes what devices tell over what they told before; each device once.
///
/// # Errors
/// [`StorageFault::Orphan`] for a survey or an account that isn't there.
pub async fn write(db: &impl ConnectionTrait, queues: &[DeviceQueue]) -> Result<(), StorageFault> {
    use device_queue::Column::{
        AccountId, ClockAheadSeconds, Device, ReportedAt, StillQueued, SurveyId,
    };
    let rows = queues.iter().map(row).collect();
    let replace = OnConflict::columns([SurveyId, AccountId, Device])
        .update_columns([StillQueued, ReportedAt, ClockAheadSeconds])
        .to_owned();
    insert_all::<device_queue::Entity>(db, rows, Some(replace)).await?;
    Ok(())
}

/// The devices that still hold forms of some surveys, those with the most first.
///
/// # Errors
/// What the database answers.
pub async fn holding(
    db: &impl ConnectionTrait,
    surveys: &[SurveyId],
) -> Result<HashMap<SurveyId, Vec<DeviceQueue>>, StorageFault> {
    use device_queue::Column::{AccountId, Device, StillQueued, SurveyId as Survey};
    let rows = device_queue::Entity::find()
        .filter(Survey.is_in(surveys.iter().map(|id| id.0)))
        .filter(StillQueued.gt(0))
        .order_by_desc(StillQueued)
        .order_by_asc(AccountId)
        .order_by_asc(Device)
        .limit(MOST_DEVICES)
        .all(db)
        .await?;
    let mut grouped: HashMap<SurveyId, Vec<DeviceQueue>> = HashMap::new();
    for row in rows {
        let queue = read(row);
        grouped.entry(queue.survey).or_default().push(queue);
    }
    Ok(grouped)
}

fn row(queue: &DeviceQueue) -> device_queue::Model {
    let DeviceQueue {
        survey,
        account,
        device,
        still_queued,
        reported_at,
        clock_ahead_seconds,
    } = queue;
    device_queue::Model {
        survey_id: survey.0,
        account_id: account.0,
        device: device.clone(),
        still_queued: *still_queued,
        reported_at: *reported_at,
        clock_ahead_seconds: *clock_ahead_seconds,
    }
}

fn read(row: device_queue::Model) -> DeviceQueue {
    let device_queue::Model {
        survey_id,
        account_id,
        device,
        still_queued,
        reported_at,
        clock_ahead_seconds,
    } = row;
    DeviceQueue {
        survey: SurveyId(survey_id),
        account: AccountId(account_id),
        device,
        still_queued,
        reported_at,
        clock_ahead_seconds,
    }
}
