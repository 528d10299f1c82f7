//! Reads of residents' answers are written down before they are given out.
//!
//! Whoever reads waits until the line is on disk. Lines that come together are written together, and
//! stand in no chain, so that reading holds up nobody who submits for longer than one small insert.

use super::office::Office;
use super::refusal::Refusal;
use crate::domain::base::ids::{AccessId, SurveyId};
use crate::domain::trust::access::{AccessKind, AccessLine};
use crate::domain::trust::actor::{Actor, Role};

/// Seconds after which to come again.
const RETRY_AFTER: u32 = 2;

/// Writes down that somebody reads so many; returns once it is on disk. Nothing is nothing to tell.
///
/// # Errors
/// [`Refusal::Overloaded`] where it can't be written: then nothing may be given out.
pub(super) async fn log(
    office: &Office,
    actor: &Actor,
    survey: SurveyId,
    kind: AccessKind,
    rows: usize,
) -> Result<(), Refusal> {
    if rows == 0 {
        return Ok(());
    }
    let now = office.clock.now();
    let line = AccessLine {
        id: AccessId(office.chance.id(now)?),
        at: now,
        survey,
        account: actor.account,
        role: actor.roles.first().copied().unwrap_or(Role::Front),
        kind,
        rows: i64::try_from(rows).unwrap_or(i64::MAX),
    };
    if office.reading.write_down(line).await {
        Ok(())
    } else {
        Err(Refusal::Overloaded {
            retry_after: RETRY_AFTER,
        })
    }
}
