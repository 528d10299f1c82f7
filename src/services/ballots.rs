//! Ballots of the recognition council; sessions come with a later issue.

use super::candidacies;
use super::office::{Office, Speaker};
use super::refusal::Refusal;
use super::user_fault::{UserFault, UserFaultCode};
use crate::domain::base::ids::CandidacyId;
use crate::domain::trust::authority::{self, Action};

/// Casts the speaker's own ballot on a candidacy. No session is held yet, so none is taken.
///
/// # Errors
/// As the rights say; [`Refusal::Faults`] while no session is voting on it.
pub async fn cast(office: &Office, speaker: Speaker<'_>, id: CandidacyId) -> Result<(), Refusal> {
    authority::may_ever(speaker, Action::CastBallot)?;
    let mut found = candidacies::by_ids(office, speaker, &[id]).await?;
    let candidacy = found.remove(&id).ok_or(Refusal::NotFound)?;
    authority::permit(speaker, Action::CastBallot, &candidacy.place)?;
    Err(UserFault::at("candidacyId", UserFaultCode::NoOpenBallot, "").into())
}
