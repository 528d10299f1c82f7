//! The day before which the Front's report on a candidacy is due.

use sea_orm::ConnectionTrait;

use super::refusal::Refusal;
use crate::domain::base::clock::Day;
use crate::domain::base::ids::{CandidacyId, RoundId};
use crate::domain::law::round::{Deliverable, DueDate};
use crate::storage::{candidacies, rounds};

/// The date of a candidacy's round; `None` where the round has none.
pub(super) async fn front_report_due(
    db: &impl ConnectionTrait,
    candidacy: CandidacyId,
) -> Result<Option<Day>, Refusal> {
    let candidacy = candidacies::find(db, candidacy)
        .await?
        .ok_or(Refusal::NotFound)?;
    let date = front_report_date(db, candidacy.round).await?;
    Ok(date.map(|date| date.due_before))
}

/// The date of a round; `None` where it has none.
pub(super) async fn front_report_date(
    db: &impl ConnectionTrait,
    round: RoundId,
) -> Result<Option<DueDate>, Refusal> {
    let dates = rounds::dates(db, &[round]).await?;
    let mut dates = dates.into_iter().map(|(_, date)| date);
    Ok(dates.find(|date| date.deliverable == Deliverable::FrontReport))
}
