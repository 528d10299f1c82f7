//! The rule books of the rounds that some candidacies stand in.

use std::collections::HashMap;
use std::sync::Arc;

use super::forms::Ruleset;
use super::library;
use super::office::Office;
use super::refusal::Refusal;
use crate::domain::base::ids::RoundId;
use crate::domain::recognition::candidacy::Candidacy;
use crate::storage::rounds;

/// The rule book of each round that one of these candidacies stands in.
///
/// # Errors
/// Where the database can't be read.
pub(super) async fn of_candidacies(
    office: &Office,
    candidacies: &[Candidacy],
) -> Result<HashMap<RoundId, Arc<Ruleset>>, Refusal> {
    let mut ids: Vec<RoundId> = candidacies.iter().map(|one| one.round).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut found = HashMap::with_capacity(ids.len());
    if ids.is_empty() {
        return Ok(found);
    }
    for round in rounds::find_many(office.db.read(), &ids).await? {
        found.insert(round.id, library::ruleset(office, round.regulation).await?);
    }
    Ok(found)
}
