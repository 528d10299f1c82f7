//! Who is signed in where.
//!
//! Everybody sees and ends the own sessions, administrators anybody's.

use std::collections::HashMap;

use super::bell::Ring;
use super::notes::note;
use super::office::{Office, Speaker};
use super::refusal::Refusal;
use crate::domain::base::ids::{AccountId, SignInId};
use crate::domain::trust::actor::Actor;
use crate::domain::trust::authority::{self, Action};
use crate::storage::fault::StorageFault;
use crate::storage::sign_in_list::{self, ListedSignIn};
use crate::storage::{bell, sign_ins};

/// Sessions of one account that are shown; of the others the account's owner ends some first.
const MOST: usize = 50;

/// A session as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignInView {
    /// The session.
    pub listed: ListedSignIn,
    /// Whether the reader speaks in it.
    pub is_own: bool,
}

impl SignInView {
    fn of(listed: ListedSignIn, actor: &Actor) -> Self {
        Self {
            is_own: actor.sign_in == Some(listed.id),
            listed,
        }
    }
}

/// The speaker's own sessions, by whichever token, those used last first.
///
/// # Errors
/// Where the database can't be read.
pub async fn own(office: &Office, actor: &Actor) -> Result<Vec<SignInView>, Refusal> {
    let mut all = of(office, actor, &[actor.account]).await?;
    Ok(all.remove(&actor.account).unwrap_or_default())
}

/// The sessions of some accounts, for whoever may end them; for others none.
pub(super) async fn of_accounts(
    office: &Office,
    actor: &Actor,
    accounts: &[AccountId],
) -> Result<HashMap<AccountId, Vec<SignInView>>, Refusal> {
    if authority::may_ever(Some(actor), Action::LockAccounts).is_err() {
        return Ok(HashMap::new());
    }
    of(office, actor, accounts).await
}

async fn of(
    office: &Office,
    actor: &Actor,
    accounts: &[AccountId],
) -> Result<HashMap<AccountId, Vec<SignInView>>, Refusal> {
    let (read, now) = (office.db.read(), office.clock.now());
    let most = u64::try_from(accounts.len().saturating_mul(MOST)).unwrap_or(u64::MAX);
    let all = sign_in_list::of_accounts(read, accounts, now, most).await?;
    let mut found: HashMap<AccountId, Vec<SignInView>> = HashMap::new();
    for listed in all {
        let theirs = found.entry(listed.account).or_default();
        if theirs.len() < MOST {
            theirs.push(SignInView::of(listed, actor));
        }
    }
    Ok(found)
}

/// Ends a session of the speaker's, or an administrator anybody's; what hangs on it ends with it.
///
/// # Errors
/// [`Refusal::Unauthenticated`]; [`Refusal::NotFound`] for another's, and for what has ended.
pub async fn end(
    office: &Office,
    speaker: Speaker<'_>,
    id: SignInId,
) -> Result<SignInView, Refusal> {
    let actor = speaker.ok_or(Refusal::Unauthenticated)?;
    let tx = office.db.begin_write().await?;
    let listed = sign_in_list::find(&tx, id).await?;
    let listed = listed.filter(|listed| listed.ends_at > office.clock.now());
    let listed = listed.ok_or(Refusal::NotFound)?;
    let is_theirs = listed.account == actor.account;
    if !is_theirs && authority::may_ever(speaker, Action::LockAccounts).is_err() {
        return Err(Refusal::NotFound);
    }
    if !sign_ins::end(&tx, id).await? {
        return Err(Refusal::NotFound);
    }
    let details = serde_json::json!({ "signIn": id, "account": listed.account });
    note(office, &tx, Some(actor), None, "signIn.end", details).await?;
    bell::revoked(&tx).await?;
    tx.commit().await.map_err(StorageFault::from)?;
    office.bell.pass_on(Ring::Revoked);
    Ok(SignInView::of(listed, actor))
}
