//! Candidacies whose report of the Front is overdue.

use std::collections::{HashMap, HashSet};

use super::office::Office;
use super::refusal::Refusal;
use crate::domain::base::ids::{CandidacyId, RoundId};
use crate::domain::law::round::{Deliverable, DueDate};
use crate::domain::recognition::candidacy::Candidacy;
use crate::storage::{front_reports, rounds};

/// Those of these candidacies whose round's date for the Front's report has passed without one; two
/// statements for all.
///
/// # Errors
/// Where the database can't be read.
pub(super) async fn reports(
    office: &Office,
    all: &[Candidacy],
) -> Result<HashSet<CandidacyId>, Refusal> {
    let read = office.db.read();
    let mut of_rounds: Vec<RoundId> = all.iter().map(|one| one.round).collect();
    of_rounds.sort_unstable();
    of_rounds.dedup();
    let dates: HashMap<RoundId, DueDate> = rounds::dates(read, &of_rounds)
        .await?
        .into_iter()
        .filter(|(_, date)| date.deliverable == Deliverable::FrontReport)
        .collect();
    let now = office.clock.now();
    let owed = all.iter().filter(|one| {
        let over = |date: &DueDate| date.is_late(now);
        let is_owed = one.state.still_stands() && one.owes(Deliverable::FrontReport);
        is_owed && dates.get(&one.round).is_some_and(over)
    });
    let mut owed: HashSet<CandidacyId> = owed.map(|one| one.id).collect();
    let ids: Vec<CandidacyId> = owed.iter().copied().collect();
    for reported in front_reports::of_candidacies(read, &ids).await?.keys() {
        owed.remove(reported);
    }
    Ok(owed)
}
