//! Freezes the next revision of a survey's result, in its transaction.

use super::corrected;
use super::figures;
use super::freeze;
use super::office::{Office, Speaker};
use super::refusal::Refusal;
use crate::domain::survey::record::{FrozenResult, Survey};
use crate::storage::database::Transaction;
use crate::storage::frozen;

/// Bytes of the salt in the hash of a frozen result.
const SALT_BYTES: usize = 32;

/// Freezes the figures as the transaction sees them, under the next revision, which names the one
/// before by its hash; `reason` says why, where the survey was closed already.
///
/// # Errors
/// Where nobody is signed in, and where the database refuses.
pub(super) async fn next_revision(
    office: &Office,
    speaker: Speaker<'_>,
    tx: &Transaction,
    survey: &Survey,
    reason: Option<String>,
) -> Result<FrozenResult, Refusal> {
    let actor = speaker.ok_or(Refusal::Unauthenticated)?;
    let result = figures::in_transaction(office, tx, survey).await?;
    let last = frozen::latest(tx, &[survey.id]).await?.pop();
    let mut salt = vec![0; SALT_BYTES];
    office.chance.fill(&mut salt)?;
    let corrections = corrected::counted(tx, survey.id, &result.form).await?;
    let name = survey.id.to_string();
    let texts = freeze::freeze(&result, &name, last.as_ref(), &corrections, &salt)?;
    let row = FrozenResult {
        survey: survey.id,
        revision: texts.revision,
        figures: texts.figures,
        sha256: texts.sha256,
        full_text: texts.full_text,
        salt,
        closed_at: office.clock.now(),
        closed_by: actor.account,
        closed_by_name: actor.name.clone(),
        reason,
    };
    frozen::insert(tx, &row).await?;
    Ok(row)
}
