//! Whether the departments' appraisals of a candidacy are in.

use super::refusal::Refusal;
use crate::domain::base::ids::CandidacyId;
use crate::domain::recognition::candidacy::CandidacyState;
use crate::storage::candidacies;
use crate::storage::database::Transaction;

/// Whether they are all in, as far as that is on record: before the vote a candidacy that is on no
/// agenda yet is taken for one whose appraisals are not.
pub(super) async fn all_in(tx: &Transaction, id: CandidacyId) -> Result<bool, Refusal> {
    let candidacy = candidacies::find(tx, id).await?.ok_or(Refusal::NotFound)?;
    Ok(!matches!(
        candidacy.state,
        CandidacyState::Nominated | CandidacyState::Appraising
    ))
}
