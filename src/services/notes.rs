//! One entry of the audit in the transaction that it tells of.
//!
//! The note comes last in its transaction, right before the commit: it vouches for every row that was
//! changed before it (`storage/vouched.rs` says of which tables), and the use case needn't name them.

use super::chain;
use super::office::{Office, Speaker};
use super::refusal::Refusal;
use super::webhook_events;
use crate::domain::base::ids::{AuditId, SurveyId};
use crate::domain::trust::audit::AuditEntry;
use crate::storage::database::Transaction;

/// Notes who did what; `details` never hold an answer, a resident's words or a household's code.
///
/// # Errors
/// Where the database refuses the entry.
pub(super) async fn note(
    office: &Office,
    tx: &Transaction,
    speaker: Speaker<'_>,
    survey: Option<SurveyId>,
    action: &'static str,
    details: serde_json::Value,
) -> Result<(), Refusal> {
    webhook_events::note(office, tx, speaker, survey, action, &details).await?;
    let now = office.clock.now();
    let entry = AuditEntry {
        id: AuditId(office.chance.id(now)?),
        at: now,
        survey,
        account: speaker.map(|actor| actor.account),
        role: speaker.and_then(|actor| actor.roles.first().copied()),
        action: action.to_owned(),
        subject: None,
        details,
        request_id: speaker.and_then(|actor| actor.request.as_deref().map(str::to_owned)),
    };
    chain::append(tx, entry).await?;
    Ok(())
}
