//! A provider signs a person out: their sessions here end with it.
//!
//! The rules are those of OpenID Connect Back-Channel Logout 1.0, section 2.7; whether the provider's token is to be
//! believed is judged before (`http/oidc/claims.rs`).

use super::bell::Ring;
use super::notes::note;
use super::office::Office;
use super::refusal::Refusal;
use crate::domain::trust::identity::SignedOut;
use crate::storage::fault::StorageFault;
use crate::storage::{bell, logout_tokens, sign_ins};

/// Why a provider's word ends nothing.
#[derive(Debug, thiserror::Error)]
pub enum LogoutRefusal {
    /// The same token came before.
    #[error("the token was used before")]
    Replayed,
    /// It could not be done.
    #[error(transparent)]
    Unavailable(#[from] Refusal),
}

impl From<StorageFault> for LogoutRefusal {
    fn from(fault: StorageFault) -> Self {
        Self::Unavailable(fault.into())
    }
}

/// Ends the sessions of a person whom the provider has signed out, with what hangs on them; answers how many there were.
///
/// # Errors
/// [`LogoutRefusal`]; then nothing has changed.
pub async fn end(office: &Office, out: &SignedOut) -> Result<usize, LogoutRefusal> {
    let now = office.clock.now();
    let tx = office.db.begin_write().await?;
    logout_tokens::sweep(&tx, now).await?;
    if !logout_tokens::spend(&tx, &out.token, out.ends_at).await? {
        return Err(LogoutRefusal::Replayed);
    }
    let ended = sign_ins::of_provider(&tx, out).await?;
    for id in &ended {
        sign_ins::end(&tx, *id).await?;
    }
    if !ended.is_empty() {
        let details = serde_json::json!({ "signIns": ended, "by": "provider" });
        note(office, &tx, None, None, "signIn.endedByProvider", details).await?;
        bell::revoked(&tx).await?;
    }
    tx.commit().await.map_err(StorageFault::from)?;
    office.bell.pass_on(Ring::Revoked);
    Ok(ended.len())
}
