//! Accounts that are locked here, whatever a provider says of the person.
//!
//! An administrator locks and unlocks, never the own account, so that somebody is left. While it is locked nobody signs
//! in by it, and none of its tokens is taken; unlocked, it has the rights that it had, and no session of before.

use super::account_pages::{self, AccountView};
use super::bell::Ring;
use super::notes::note;
use super::office::{Office, Speaker};
use super::refusal::Refusal;
use super::user_fault::{UserFault, UserFaultCode};
use crate::domain::base::ids::AccountId;
use crate::domain::trust::authority::{self, Action};
use crate::storage::accounts::Account;
use crate::storage::fault::StorageFault;
use crate::storage::{account_locks, bell, sign_ins, tokens};

/// Locks an account; its sessions end at once. Safe to repeat.
///
/// # Errors
/// As the rights say; [`Refusal::NotFound`]; [`Refusal::Faults`] for the speaker's own.
pub async fn disable(
    office: &Office,
    speaker: Speaker<'_>,
    id: AccountId,
) -> Result<AccountView, Refusal> {
    turn(office, speaker, id, true).await
}

/// Unlocks an account. Safe to repeat.
///
/// # Errors
/// As [`disable`].
pub async fn enable(
    office: &Office,
    speaker: Speaker<'_>,
    id: AccountId,
) -> Result<AccountView, Refusal> {
    turn(office, speaker, id, false).await
}

async fn turn(
    office: &Office,
    speaker: Speaker<'_>,
    id: AccountId,
    locks: bool,
) -> Result<AccountView, Refusal> {
    let actor = authority::may_ever(speaker, Action::LockAccounts)?;
    if actor.account == id {
        return Err(UserFault::at("accountId", UserFaultCode::IllegalState, "").into());
    }
    let tx = office.db.begin_write().await?;
    let account = account_locks::lock(&tx, id)
        .await?
        .ok_or(Refusal::NotFound)?;
    if account.disabled_at.is_some() == locks {
        return account_pages::view(office, actor, account).await;
    }
    let at = locks.then(|| office.clock.now());
    account_locks::disable(&tx, id, at).await?;
    for token in tokens::of_account(&tx, id).await? {
        sign_ins::end_all(&tx, token.id).await?;
    }
    let action = if locks {
        "account.disable"
    } else {
        "account.enable"
    };
    let details = serde_json::json!({ "account": id });
    note(office, &tx, Some(actor), None, action, details).await?;
    bell::revoked(&tx).await?;
    tx.commit().await.map_err(StorageFault::from)?;
    office.bell.pass_on(Ring::Revoked);
    let account = Account {
        disabled_at: at,
        ..account
    };
    account_pages::view(office, actor, account).await
}
