//! Signing in people whom a provider knows.
//!
//! The provider says who somebody is, the table of the settings what its groups may do here (`mapping.rs`); both anew at
//! each sign-in. An account belongs to the provider's own name of the person, never to the name that people read: who
//! takes somebody else's name there gets an account of their own here.

use std::collections::BTreeSet;

use super::admin_grants;
use super::bell::Ring;
use super::minting::{self, Wanted};
use super::notes::note;
use super::office::Office;
use super::refusal::Refusal;
use super::sign_ins::{SignedIn, Way, begun};
use super::token_rights;
use crate::domain::base::ids::{AccountId, AreaId};
use crate::domain::base::text::{LONGEST_NAME, cleaned};
use crate::domain::place::area::Area;
use crate::domain::trust::actor::{Actor, Role};
use crate::domain::trust::identity::{Identity, Person};
use crate::domain::trust::mapping::{Granted, Mapping, NotGranted};
use crate::domain::trust::sign_in::SignInLimits;
use crate::storage::accounts::{self, Token};
use crate::storage::database::Transaction;
use crate::storage::fault::StorageFault;
use crate::storage::{account_locks, bell, identities, sign_ins, tokens};

/// Accounts of one name that are told apart by a number.
const NAMESAKES: u32 = 100;

/// Why a person whom the provider has signed in is not let in.
#[derive(Debug, thiserror::Error)]
pub enum IdentityRefusal {
    /// The table of the settings gives them nothing.
    #[error(transparent)]
    NotGranted(#[from] NotGranted),
    /// The table gives an area that isn't there today, or that its role can't have.
    #[error("the table gives rights that no token may hold")]
    Unfit,
    /// Their account was locked here.
    #[error("the account is locked here")]
    Disabled,
    /// The provider's names can't be kept.
    #[error("the provider's name of the person can't be kept")]
    BadName,
    /// It could not be done.
    #[error(transparent)]
    Unavailable(#[from] Refusal),
}

impl From<StorageFault> for IdentityRefusal {
    fn from(fault: StorageFault) -> Self {
        Self::Unavailable(fault.into())
    }
}

/// A keyed seal of a text that a browser brings back: only this database's processes make it.
#[must_use]
pub fn seal(office: &Office, text: &str) -> [u8; 32] {
    office.key.seal(text.as_bytes())
}

/// Whether somebody speaks whom a provider has signed in.
///
/// # Errors
/// Where the database can't be read.
pub async fn is_of_provider(office: &Office, actor: &Actor) -> Result<bool, Refusal> {
    Ok(identities::has_token(office.db.read(), actor.token).await?)
}

/// Signs a person in: the account is made at the first time, its rights are those of the table at each.
///
/// # Errors
/// [`IdentityRefusal`]; then nothing has changed.
pub async fn sign_in(
    office: &Office,
    person: &Person,
    device: Option<&str>,
    mapping: &Mapping,
    limits: SignInLimits,
) -> Result<SignedIn, IdentityRefusal> {
    match taken_in(office, person, device, mapping, limits).await {
        // Two at once made the account; it is there by now.
        Err(IdentityRefusal::Unavailable(Refusal::Internal(fault)))
            if matches!(fault.downcast_ref(), Some(StorageFault::Taken(_))) =>
        {
            taken_in(office, person, device, mapping, limits).await
        }
        other => other,
    }
}

async fn taken_in(
    office: &Office,
    person: &Person,
    device: Option<&str>,
    mapping: &Mapping,
    limits: SignInLimits,
) -> Result<SignedIn, IdentityRefusal> {
    let granted = match mapping.granted(&person.values) {
        Ok(granted) => granted,
        Err(fault) => return Err(barred(office, person, fault.into()).await),
    };
    let tx = office.db.begin_write().await?;
    let fit = token_rights::fit(
        office,
        &tx,
        &granted.roles,
        &granted.areas,
        granted.agency.as_deref(),
    );
    let Ok(areas) = fit.await? else {
        drop(tx);
        return Err(barred(office, person, IdentityRefusal::Unfit).await);
    };
    let token = token_of(office, &tx, person).await?;
    let ids: Vec<_> = areas.iter().map(Area::id).collect();
    let (actor, changed) = settled(office, &tx, &token, &granted, &ids).await?;
    let way = Way {
        name: "oidc",
        device: device.map(str::to_owned),
        at_provider: person.at_provider.clone(),
    };
    let signed_in = begun(office, &tx, actor, way, limits).await?;
    if changed {
        bell::revoked(&tx).await?;
    }
    tx.commit().await.map_err(StorageFault::from)?;
    if changed {
        office.bell.pass_on(Ring::Revoked);
    }
    Ok(signed_in)
}

/// Gives a person's token the rights of the table, and notes it; whom it speaks for, and whether they are others.
async fn settled(
    office: &Office,
    tx: &Transaction,
    token: &Token,
    granted: &Granted,
    areas: &[AreaId],
) -> Result<(Actor, bool), IdentityRefusal> {
    let roles = permitted(office, tx, token, granted).await?;
    let as_set = |ids: &[AreaId]| ids.iter().copied().collect::<BTreeSet<_>>();
    let changed = roles != token.roles
        || as_set(areas) != as_set(&token.areas)
        || granted.agency != token.agency;
    if changed {
        let agency = granted.agency.as_deref();
        tokens::set_rights(tx, token.id, &roles, areas, agency).await?;
    }
    let bearer = accounts::bearer(tx, token.id).await?;
    let actor = bearer
        .ok_or(IdentityRefusal::Unavailable(Refusal::NotFound))?
        .actor;
    let details = serde_json::json!({
        "token": token.id,
        "roles": roles.iter().map(|role| role.as_str()).collect::<Vec<_>>(),
        "areas": areas,
        "changed": changed,
    });
    note(office, tx, Some(&actor), None, "identity.rights", details).await?;
    Ok((actor, changed))
}

/// Takes everything away from a person who is no longer let in: what they had, open sessions and the wish to run the
/// office. Answers why they aren't, or why it could not be done.
async fn barred(office: &Office, person: &Person, why: IdentityRefusal) -> IdentityRefusal {
    match lose(office, person).await {
        Ok(()) => why,
        Err(fault) => fault,
    }
}

async fn lose(office: &Office, person: &Person) -> Result<(), IdentityRefusal> {
    let tx = office.db.begin_write().await?;
    let Some(known) = identities::lock(&tx, &person.issuer, &person.subject).await? else {
        return Ok(());
    };
    let mut found = tokens::by_ids(&tx, &[known.token]).await?;
    let ended = sign_ins::end_all(&tx, known.token).await?;
    let token = found.remove(&known.token);
    let Some(token) = token.filter(|token| ended > 0 || !token.roles.is_empty()) else {
        return Ok(());
    };
    admin_grants::end(&tx, &token).await?;
    tokens::set_rights(&tx, token.id, &[], &[], None).await?;
    let details = serde_json::json!({
        "token": token.id, "roles": [], "areas": [], "changed": true, "ended": ended,
    });
    note(office, &tx, None, None, "identity.rights", details).await?;
    bell::revoked(&tx).await?;
    tx.commit().await.map_err(StorageFault::from)?;
    office.bell.pass_on(Ring::Revoked);
    Ok(())
}

/// The roles that the token has now: those of the table, ADMIN only once a second administrator has confirmed.
async fn permitted(
    office: &Office,
    tx: &Transaction,
    token: &Token,
    granted: &Granted,
) -> Result<Vec<Role>, Refusal> {
    let mut roles = granted.roles.clone();
    if !roles.contains(&Role::Admin) {
        admin_grants::end(tx, token).await?;
    } else if !admin_grants::is_confirmed(tx, token).await? {
        admin_grants::ask(office, tx, None, token).await?;
        roles.retain(|role| *role != Role::Admin);
    }
    Ok(roles)
}

/// The token that speaks for a person; made where there is none, or the one before was revoked.
async fn token_of(
    office: &Office,
    tx: &Transaction,
    person: &Person,
) -> Result<Token, IdentityRefusal> {
    let name = cleaned(&person.name, LONGEST_NAME).map_err(|_| IdentityRefusal::BadName)?;
    let Some(known) = identities::lock(tx, &person.issuer, &person.subject).await? else {
        let name = free_name(tx, &name, None).await?;
        let account = minting::account(office, tx, name).await?.id;
        let token = minted(office, tx, account).await?;
        let identity = Identity {
            account,
            issuer: person.issuer.clone(),
            subject: person.subject.clone(),
            token: token.id,
        };
        identities::insert(tx, &identity).await?;
        return Ok(token);
    };
    if account_locks::is_disabled(tx, known.account).await? {
        return Err(IdentityRefusal::Disabled);
    }
    rename(tx, known.account, &name).await?;
    let mut found = tokens::by_ids(tx, &[known.token]).await?;
    match found.remove(&known.token) {
        Some(token) if token.revoked_at.is_none() => Ok(token),
        _ => {
            let token = minted(office, tx, known.account).await?;
            identities::renew(tx, known.account, token.id).await?;
            Ok(token)
        }
    }
}

/// A token whose text nobody ever sees: sessions alone speak by it.
async fn minted(office: &Office, tx: &Transaction, account: AccountId) -> Result<Token, Refusal> {
    let wanted = Wanted {
        account,
        roles: Vec::new(),
        areas: Vec::new(),
        agency: None,
        expires_at: None,
    };
    let (token, _) = minting::mint(office, tx, wanted).await?;
    Ok(token)
}

async fn rename(tx: &Transaction, account: AccountId, name: &str) -> Result<(), Refusal> {
    let before = accounts::name_of(tx, account).await?.unwrap_or_default();
    let is_numbered = before
        .strip_prefix(name)
        .is_some_and(|rest| rest.is_empty() || is_number(rest));
    if is_numbered {
        return Ok(());
    }
    let name = free_name(tx, name, Some(account)).await?;
    Ok(tokens::rename_account(tx, account, &name).await?)
}

fn is_number(rest: &str) -> bool {
    let inner = rest
        .strip_prefix(" (")
        .and_then(|rest| rest.strip_suffix(')'));
    inner.is_some_and(|number| number.parse::<u32>().is_ok())
}

/// A name that no other account has: the one that is wished, or with a number behind.
async fn free_name(
    tx: &Transaction,
    wished: &str,
    own: Option<AccountId>,
) -> Result<String, Refusal> {
    let short: String = wished
        .chars()
        .take(LONGEST_NAME.saturating_sub(6))
        .collect();
    for number in 1..=NAMESAKES {
        let name = match number {
            1 => wished.to_owned(),
            _ => format!("{short} ({number})"),
        };
        match accounts::named(tx, &name).await? {
            Some(other) if Some(other.id) != own => {}
            _ => return Ok(name),
        }
    }
    Err(Refusal::Conflict(None))
}
