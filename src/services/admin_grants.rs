//! Tokens that are to speak for an administrator: two people are needed.
//!
//! Over the network ADMIN is never given at once. A token that is asked for with it begins without it; once an
//! administrator of another account has confirmed, who is neither who asked nor whom it is for, the role is added. The
//! operator of the host, at the command line, is the way to the first administrators; the audit says so.

use std::collections::{HashMap, HashSet};

use super::notes::note;
use super::office::{Office, Speaker};
use super::refusal::Refusal;
use super::user_fault::{UserFault, UserFaultCode};
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::{AccountId, AdminGrantId, TokenId};
use crate::domain::trust::actor::{Actor, Role};
use crate::domain::trust::admin_grant::{AdminGrant, AdminGrantState, WAITS};
use crate::domain::trust::authority::{self, Action};
use crate::storage::accounts::{self, Token};
use crate::storage::database::Transaction;
use crate::storage::fault::StorageFault;
use crate::storage::{admin_grants, tokens};

/// Wishes that are shown at once.
const MOST: u64 = 100;

/// A wish with its names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdminGrantView {
    /// The wish.
    pub grant: AdminGrant,
    /// Name of the account that it is for.
    pub account: String,
    /// Name of the account that asked; none: the provider's groups did.
    pub asked_by: Option<String>,
    /// What became of it by now.
    pub state: AdminGrantState,
}

/// Asks, in a transaction of the caller's, that a token speak for an administrator; a wish that still waits
/// keeps its time.
pub(super) async fn ask(
    office: &Office,
    tx: &Transaction,
    speaker: Speaker<'_>,
    token: &Token,
) -> Result<AdminGrant, Refusal> {
    let now = office.clock.now();
    for earlier in admin_grants::of_token(tx, token.id).await? {
        match (earlier.stored, earlier.state_at(now)) {
            (_, AdminGrantState::Pending) => return Ok(earlier),
            (AdminGrantState::Pending, _) => {
                admin_grants::decide(tx, earlier.id, AdminGrantState::Ended, None).await?;
            }
            _ => {}
        }
    }
    let grant = AdminGrant {
        id: AdminGrantId(office.chance.id(now)?),
        token: token.id,
        account: token.account,
        asked_by: speaker.map(|actor| actor.account),
        asked_at: now,
        ends_at: now.checked_add_signed(WAITS).unwrap_or(now),
        stored: AdminGrantState::Pending,
        decided: None,
    };
    admin_grants::insert(tx, &grant).await?;
    Ok(grant)
}

/// Whether a second administrator has confirmed that a token speak for one, and nothing has ended it since.
pub(super) async fn is_confirmed(tx: &Transaction, token: &Token) -> Result<bool, Refusal> {
    let all = admin_grants::of_token(tx, token.id).await?;
    Ok(all
        .iter()
        .any(|grant| grant.stored == AdminGrantState::Confirmed))
}

/// Those of some tokens that wait for a second administrator, in one statement.
pub(super) async fn waiting_of(
    office: &Office,
    tokens: &[TokenId],
) -> Result<HashSet<TokenId>, Refusal> {
    let waiting = admin_grants::pending_of(office.db.read(), tokens, office.clock.now()).await?;
    Ok(waiting.into_iter().map(|grant| grant.token).collect())
}

/// Ends what was confirmed or waits, as the right is taken away.
pub(super) async fn end(tx: &Transaction, token: &Token) -> Result<(), Refusal> {
    for grant in admin_grants::of_token(tx, token.id).await? {
        if matches!(
            grant.stored,
            AdminGrantState::Confirmed | AdminGrantState::Pending
        ) {
            admin_grants::decide(tx, grant.id, AdminGrantState::Ended, grant.decided).await?;
        }
    }
    Ok(())
}

/// The wishes that wait, the oldest first.
///
/// # Errors
/// As the rights say.
pub async fn pending(
    office: &Office,
    speaker: Speaker<'_>,
) -> Result<Vec<AdminGrantView>, Refusal> {
    authority::may_ever(speaker, Action::ConfirmAdmins)?;
    let waiting = admin_grants::pending(office.db.read(), office.clock.now(), MOST).await?;
    views(office, waiting).await
}

/// Confirms a wish: the token speaks for an administrator from now on.
///
/// # Errors
/// As the rights say; [`Refusal::Faults`] for who asked, for whom it is, and where it waits no longer.
pub async fn confirm(
    office: &Office,
    speaker: Speaker<'_>,
    id: AdminGrantId,
) -> Result<AdminGrantView, Refusal> {
    let (tx, grant, actor, now) = waiting(office, speaker, id).await?;
    if !grant.may_be_decided_by(actor.account) {
        let code = UserFaultCode::SecondAccountNeeded;
        return Err(UserFault::at("adminRequestId", code, "").into());
    }
    let found = tokens::by_ids(&tx, &[grant.token])
        .await?
        .into_values()
        .next();
    let token = found.ok_or(Refusal::NotFound)?;
    let in_force = token.revoked_at.is_none() && token.expires_at.is_none_or(|ends| ends > now);
    if !in_force {
        return Err(over(AdminGrantState::Ended));
    }
    let mut roles = token.roles.clone();
    if !roles.contains(&Role::Admin) {
        roles.push(Role::Admin);
        roles.sort_unstable();
    }
    tokens::set_roles(&tx, token.id, &roles).await?;
    decided(office, &tx, actor, grant, AdminGrantState::Confirmed).await?;
    tx.commit().await.map_err(StorageFault::from)?;
    view(office, id).await
}

/// Refuses a wish; who asked may take it back so.
///
/// # Errors
/// As the rights say; [`Refusal::Faults`] where it waits no longer.
pub async fn refuse(
    office: &Office,
    speaker: Speaker<'_>,
    id: AdminGrantId,
) -> Result<AdminGrantView, Refusal> {
    let (tx, grant, actor, _) = waiting(office, speaker, id).await?;
    decided(office, &tx, actor, grant, AdminGrantState::Refused).await?;
    tx.commit().await.map_err(StorageFault::from)?;
    view(office, id).await
}

/// Locks a wish that waits.
async fn waiting<'a>(
    office: &Office,
    speaker: Speaker<'a>,
    id: AdminGrantId,
) -> Result<(Transaction, AdminGrant, &'a Actor, Instant), Refusal> {
    let actor = authority::may_ever(speaker, Action::ConfirmAdmins)?;
    let tx = office.db.begin_write().await?;
    let now = office.clock.now();
    let grant = admin_grants::lock(&tx, id)
        .await?
        .ok_or(Refusal::NotFound)?;
    match grant.state_at(now) {
        AdminGrantState::Pending => Ok((tx, grant, actor, now)),
        other => Err(over(other)),
    }
}

fn over(state: AdminGrantState) -> Refusal {
    UserFault::at(
        "adminRequestId",
        UserFaultCode::IllegalState,
        state.as_str(),
    )
    .into()
}

async fn decided(
    office: &Office,
    tx: &Transaction,
    actor: &Actor,
    grant: AdminGrant,
    state: AdminGrantState,
) -> Result<(), Refusal> {
    // Of one who takes back what they asked, or refuses it for themselves, the audit tells.
    let by = grant
        .may_be_decided_by(actor.account)
        .then(|| (actor.account, office.clock.now()));
    admin_grants::decide(tx, grant.id, state, by).await?;
    let action = match state {
        AdminGrantState::Confirmed => "admin.confirm",
        _ => "admin.refuse",
    };
    let details = serde_json::json!({
        "adminRequest": grant.id,
        "token": grant.token,
        "account": grant.account,
        "askedBy": grant.asked_by,
    });
    note(office, tx, Some(actor), None, action, details).await
}

async fn view(office: &Office, id: AdminGrantId) -> Result<AdminGrantView, Refusal> {
    let found = admin_grants::find(office.db.read(), id).await?;
    let views = views(office, found.into_iter().collect()).await?;
    views.into_iter().next().ok_or(Refusal::NotFound)
}

pub(super) async fn views(
    office: &Office,
    all: Vec<AdminGrant>,
) -> Result<Vec<AdminGrantView>, Refusal> {
    let people = all.iter().flat_map(|one| [Some(one.account), one.asked_by]);
    let people: Vec<AccountId> = people.flatten().collect();
    let names: HashMap<AccountId, String> = accounts::names(office.db.read(), &people).await?;
    let name = |id: &AccountId| names.get(id).cloned().unwrap_or_default();
    let now = office.clock.now();
    let views = all.into_iter().map(|grant| AdminGrantView {
        account: name(&grant.account),
        asked_by: grant.asked_by.as_ref().map(name),
        state: grant.state_at(now),
        grant,
    });
    Ok(views.collect())
}
