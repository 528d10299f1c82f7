//! Tokens through the API: made, changed, revoked.
//!
//! An administrator does so for everybody, though ADMIN itself waits for a second one (`admin_grants.rs`); the Front for
//! collectors of its area, who must be nothing else, so that nobody speaks in another's name.

use chrono::TimeDelta;

use super::accounts as by_name;
use super::admin_grants;
use super::bell::Ring;
use super::minting::{self, Wanted};
use super::notes::note;
use super::office::{Office, Speaker};
use super::refusal::Refusal;
use super::texts;
use super::token_rights;
use super::token_views::{TokenView, may_touch, places, view};
use super::user_fault::{UserFault, UserFaultCode};
use crate::domain::base::ids::{AreaId, TokenId};
use crate::domain::place::area::Area;
use crate::domain::place::reference::AreaRef;
use crate::domain::trust::actor::{Actor, Role};
use crate::domain::trust::authority::{self, Action};
use crate::storage::accounts::{self, Account, Token};
use crate::storage::database::Transaction;
use crate::storage::fault::StorageFault;
use crate::storage::{bell, identities, tokens};

/// The longest that a token may last.
const LONGEST_DAYS: i64 = 3_650;

/// What a token may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rights {
    /// Its roles.
    pub roles: Vec<Role>,
    /// Codes of its areas, `CODE` or `CODE@2019-12-31`.
    pub areas: Vec<String>,
    /// Its agency.
    pub agency: Option<String>,
}

/// A token to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAccess {
    /// The account's name; the account is made where there is none of that name.
    pub account: String,
    /// What it may do.
    pub rights: Rights,
    /// In how many days it ends; none: never.
    pub expires_days: Option<i64>,
}

/// A token just made; the only time that its text is known.
#[derive(Clone, PartialEq, Eq)]
pub struct MadeToken {
    /// The token.
    pub view: TokenView,
    /// What the bearer shows.
    pub secret: String,
}

impl std::fmt::Debug for MadeToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MadeToken")
            .field("token", &self.view.token.id)
            .finish_non_exhaustive()
    }
}

/// Makes a token, and its account where there is none of that name.
///
/// # Errors
/// As the rights say; [`Refusal::Faults`] for what the user can put right.
pub async fn create(
    office: &Office,
    speaker: Speaker<'_>,
    new: NewAccess,
) -> Result<MadeToken, Refusal> {
    let actor = authority::may_ever(speaker, Action::RunAccounts)?;
    let name = texts::name("account", &new.account)?;
    if new
        .expires_days
        .is_some_and(|days| !(1..=LONGEST_DAYS).contains(&days))
    {
        let code = UserFaultCode::OutOfRange;
        return Err(UserFault::at("expiresInDays", code, format!("1-{LONGEST_DAYS}")).into());
    }
    let tx = office.db.begin_write().await?;
    let areas = fitting(office, &tx, actor, &new.rights).await?;
    let account = account_for(office, &tx, actor, name).await?;
    if account.disabled_at.is_some() {
        return Err(UserFault::at("account", UserFaultCode::IllegalState, "").into());
    }
    let now = office.clock.now();
    let wanted = Wanted {
        account: account.id,
        roles: without_admin(&new.rights.roles),
        areas,
        agency: new.rights.agency,
        expires_at: new
            .expires_days
            .and_then(|days| now.checked_add_signed(TimeDelta::try_days(days)?)),
    };
    let (token, secret) = minting::mint(office, &tx, wanted).await?;
    if new.rights.roles.contains(&Role::Admin) {
        admin_grants::ask(office, &tx, speaker, &token).await?;
    }
    noted(
        office,
        &tx,
        actor,
        "token.create",
        &token,
        &new.rights.roles,
    )
    .await?;
    tx.commit().await.map_err(StorageFault::from)?;
    let view = view(office, token).await?;
    Ok(MadeToken { view, secret })
}

/// Gives a token other rights; they count from the next request on, and what is open ends to begin anew.
///
/// # Errors
/// As the rights say; [`Refusal::Faults`] for what the user can put right, and for a token whose rights a
/// provider's groups give.
pub async fn change(
    office: &Office,
    speaker: Speaker<'_>,
    id: TokenId,
    rights: Rights,
) -> Result<TokenView, Refusal> {
    let (tx, actor, token) = locked(office, speaker, id).await?;
    if token.revoked_at.is_some() || identities::has_token(&tx, id).await? {
        return Err(UserFault::at("tokenId", UserFaultCode::IllegalState, "").into());
    }
    let areas = fitting(office, &tx, actor, &rights).await?;
    let (asks, is_admin) = (
        rights.roles.contains(&Role::Admin),
        token.roles.contains(&Role::Admin),
    );
    let roles = if is_admin {
        sorted(&rights.roles)
    } else {
        without_admin(&rights.roles)
    };
    tokens::set_rights(&tx, id, &roles, &areas, rights.agency.as_deref()).await?;
    if asks && !is_admin {
        admin_grants::ask(office, &tx, speaker, &token).await?;
    } else if !asks {
        admin_grants::end(&tx, &token).await?;
    }
    let changed = Token {
        roles,
        areas,
        agency: rights.agency,
        ..token
    };
    noted(office, &tx, actor, "token.change", &changed, &rights.roles).await?;
    bell::revoked(&tx).await?;
    tx.commit().await.map_err(StorageFault::from)?;
    office.bell.pass_on(Ring::Revoked);
    view(office, changed).await
}

/// Revokes a token; its sessions end within seconds. Safe to repeat.
///
/// # Errors
/// As the rights say.
pub async fn revoke(
    office: &Office,
    speaker: Speaker<'_>,
    id: TokenId,
) -> Result<TokenView, Refusal> {
    let (tx, actor, token) = locked(office, speaker, id).await?;
    let now = office.clock.now();
    if !accounts::revoke(&tx, id, now).await? {
        return view(office, token).await;
    }
    admin_grants::end(&tx, &token).await?;
    noted(office, &tx, actor, "token.revoke", &token, &token.roles).await?;
    bell::revoked(&tx).await?;
    tx.commit().await.map_err(StorageFault::from)?;
    office.bell.pass_on(Ring::Revoked);
    let revoked = Token {
        revoked_at: Some(now),
        ..token
    };
    view(office, revoked).await
}

/// A token that the speaker may touch, in a transaction that writes.
async fn locked<'a>(
    office: &Office,
    speaker: Speaker<'a>,
    id: TokenId,
) -> Result<(Transaction, &'a Actor, Token), Refusal> {
    let actor = authority::may_ever(speaker, Action::RunAccounts)?;
    let tx = office.db.begin_write().await?;
    tokens::lock(&tx, id).await?;
    let found = tokens::by_ids(&tx, &[id]).await?.into_values().next();
    let token = found.ok_or(Refusal::NotFound)?;
    let places = places(&tx, &token.areas).await?;
    if !may_touch(actor, &token, &places) {
        return Err(Refusal::NotFound);
    }
    Ok((tx, actor, token))
}

/// The areas of rights that the speaker may give.
async fn fitting(
    office: &Office,
    tx: &Transaction,
    actor: &Actor,
    rights: &Rights,
) -> Result<Vec<AreaId>, Refusal> {
    let named: Result<Vec<AreaRef>, _> = rights.areas.iter().map(|code| code.parse()).collect();
    let unknown = |_| UserFault::at("areaCodes", UserFaultCode::UnknownArea, "");
    let named = named.map_err(unknown)?;
    let agency = rights.agency.as_deref();
    let fit = token_rights::fit(office, tx, &rights.roles, &named, agency).await?;
    let found = fit.map_err(|unfit| token_rights::of_input(&unfit))?;
    if !actor.is(Role::Admin) {
        if rights.roles != [Role::Collector] {
            return Err(Refusal::Forbidden);
        }
        // Outside the own area nothing exists.
        if !found
            .iter()
            .all(|area| actor.reaches(Role::Front, &area.place))
        {
            return Err(UserFault::at("areaCodes", UserFaultCode::UnknownArea, "").into());
        }
    }
    Ok(found.iter().map(Area::id).collect())
}

/// The account of a name. Of one that is there, a token is made by an administrator, or by the Front where it has been
/// nothing but a collector of its area.
async fn account_for(
    office: &Office,
    tx: &Transaction,
    actor: &Actor,
    name: String,
) -> Result<Account, Refusal> {
    if !actor.is(Role::Admin)
        && let Some(known) = accounts::named(tx, &name).await?
    {
        let own = tokens::of_account(tx, known.id).await?;
        let ids: Vec<AreaId> = own.iter().flat_map(|token| token.areas.clone()).collect();
        let places = places(tx, &ids).await?;
        let mine = |token: &Token| may_touch(actor, token, &places);
        if own.is_empty() || !own.iter().all(mine) {
            return Err(UserFault::at("account", UserFaultCode::NotACollector, &name).into());
        }
    }
    by_name::account(office, tx, &name).await
}

fn sorted(roles: &[Role]) -> Vec<Role> {
    let mut roles = roles.to_vec();
    roles.sort_unstable();
    roles.dedup();
    roles
}

fn without_admin(roles: &[Role]) -> Vec<Role> {
    let mut roles = sorted(roles);
    roles.retain(|role| *role != Role::Admin);
    roles
}

async fn noted(
    office: &Office,
    tx: &Transaction,
    actor: &Actor,
    action: &'static str,
    token: &Token,
    asked: &[Role],
) -> Result<(), Refusal> {
    let names = |roles: &[Role]| roles.iter().map(|role| role.as_str()).collect::<Vec<_>>();
    let details = serde_json::json!({
        "token": token.id,
        "account": token.account,
        "roles": names(&token.roles),
        "asked": names(asked),
        "areas": token.areas,
        "expiresAt": token.expires_at,
    });
    note(office, tx, Some(actor), None, action, details).await
}
