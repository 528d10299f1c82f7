//! Whether the departments' appraisals of a candidacy are in.

use std::collections::HashSet;

use super::library;
use super::office::Office;
use super::refusal::Refusal;
use crate::domain::base::ids::CandidacyId;
use crate::storage::database::Transaction;
use crate::storage::{appraisals, candidacies, rounds};

/// Whether every criterion of the candidacy that an agency answers for is appraised.
pub(super) async fn all_in(
    office: &Office,
    tx: &Transaction,
    id: CandidacyId,
) -> Result<bool, Refusal> {
    let candidacy = candidacies::find(tx, id).await?.ok_or(Refusal::NotFound)?;
    let round = rounds::find_many(tx, &[candidacy.round]).await?.pop();
    let regulation = round.ok_or(Refusal::NotFound)?.regulation;
    let rules = library::ruleset(office, regulation).await?;
    let found: HashSet<String> = appraisals::of_candidacies(tx, &[id])
        .await?
        .into_iter()
        .map(|appraisal| appraisal.criterion)
        .collect();
    let mut asked = rules
        .composed
        .criteria_for(candidacy.title, candidacy.place.level)
        .filter(|criterion| criterion.agency.is_some());
    Ok(asked.all(|criterion| found.contains(&criterion.code)))
}
