//! Accounts and their access tokens: made, listed, revoked, and recognised.
//!
//! A token is 32 random bytes, so its plain SHA-256 tells nothing that would help to guess it; only
//! that hash is kept, and a token is found by it.

use std::collections::HashMap;

use chrono::TimeDelta;
use uuid::Uuid;

use super::bell::Ring;
use super::imported::{ImportRefusal, faulty};
use super::minting::{self, PREFIX, Wanted};
use super::notes::note;
use super::office::Office;
use super::refusal::Refusal;
use super::token_rights;
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::{AccountId, AreaId, TokenId};
use crate::domain::base::import_fault::ImportFault;
use crate::domain::base::text::{LONGEST_NAME, cleaned};
use crate::domain::imports::rows::Rows;
use crate::domain::imports::token_rows::{TokenRow, read_tokens};
use crate::domain::place::area::Area;
use crate::domain::place::reference::AreaRef;
use crate::domain::trust::actor::{Actor, Role};
use crate::storage::accounts::{self, Account, Token};
use crate::storage::database::Transaction;
use crate::storage::fault::StorageFault;
use crate::storage::{areas, bell};

/// A token to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewToken {
    /// The line that it stands on, of a file; else 1.
    pub line: usize,
    /// The account's name; the account is made where there is none of that name.
    pub name: String,
    /// Its roles.
    pub roles: Vec<Role>,
    /// Its areas, read today where no day is named.
    pub areas: Vec<AreaRef>,
    /// Its agency.
    pub agency: Option<String>,
    /// In how many days it ends; 0: it has ended already.
    pub expires_days: Option<i64>,
}

impl From<TokenRow> for NewToken {
    fn from(row: TokenRow) -> Self {
        let TokenRow {
            line,
            name,
            role,
            areas,
            agency,
            expires,
        } = row;
        Self {
            line,
            name,
            roles: vec![role],
            areas,
            agency,
            expires_days: expires,
        }
    }
}

/// A token just made; the only time that its text is known.
#[derive(Clone, PartialEq, Eq)]
pub struct IssuedToken {
    /// Its id.
    pub id: TokenId,
    /// The account's name.
    pub name: String,
    /// What the bearer shows.
    pub secret: String,
}

impl std::fmt::Debug for IssuedToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("IssuedToken")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

/// A token in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenLine {
    /// Its id.
    pub id: TokenId,
    /// The account's name.
    pub name: String,
    /// Its roles.
    pub roles: Vec<Role>,
    /// Its areas.
    pub areas: Vec<Area>,
    /// Its agency.
    pub agency: Option<String>,
    /// When it ends.
    pub expires_at: Option<Instant>,
    /// When it was revoked.
    pub revoked_at: Option<Instant>,
}

/// Why a token is not taken.
#[derive(Debug, thiserror::Error)]
pub enum AuthRefusal {
    /// No such token.
    #[error("unknown token")]
    Unknown,
    /// It has ended.
    #[error("expired token")]
    Expired,
    /// It was revoked.
    #[error("revoked token")]
    Revoked,
    /// It could not be looked up.
    #[error(transparent)]
    Unavailable(#[from] Refusal),
}

/// Whom a token speaks for.
///
/// # Errors
/// [`AuthRefusal`] where it is not taken, or can't be looked up.
pub async fn authenticate(office: &Office, token: &str) -> Result<Actor, AuthRefusal> {
    if !token.starts_with(PREFIX) {
        return Err(AuthRefusal::Unknown);
    }
    let hash = minting::hash(token);
    let mut found = office.bearers.load(&[hash]).await?;
    let bearer = found.remove(&hash).ok_or(AuthRefusal::Unknown)?;
    let now = office.clock.now();
    if bearer.revoked_at.is_some() {
        Err(AuthRefusal::Revoked)
    } else if bearer.actor.expires_at.is_some_and(|ends| ends <= now) {
        Err(AuthRefusal::Expired)
    } else {
        Ok(bearer.actor)
    }
}

/// Makes the tokens of a file (`name,role,areas,agency,expires`), all or none.
///
/// # Errors
/// [`ImportRefusal`] with every fault of the file.
pub async fn create_from(office: &Office, file: &[u8]) -> Result<Vec<IssuedToken>, ImportRefusal> {
    let Rows { rows, faults } = read_tokens(file);
    let new = rows.into_iter().map(NewToken::from).collect();
    create_unless(office, new, faults).await
}

/// Makes tokens, all or none.
///
/// # Errors
/// [`ImportRefusal`] with every fault of what was asked.
pub async fn create(
    office: &Office,
    new: Vec<NewToken>,
) -> Result<Vec<IssuedToken>, ImportRefusal> {
    create_unless(office, new, Vec::new()).await
}

/// Makes tokens unless there are faults, to which it adds those that only the record shows.
async fn create_unless(
    office: &Office,
    new: Vec<NewToken>,
    mut faults: Vec<ImportFault>,
) -> Result<Vec<IssuedToken>, ImportRefusal> {
    let tx = office.db.begin_write().await?;
    let mut issued = Vec::with_capacity(new.len());
    for wanted in new {
        match checked(office, &tx, &wanted).await? {
            Ok(areas) => issued.push(issue(office, &tx, wanted, &areas).await?),
            Err(found) => faults.extend(found),
        }
    }
    if !faults.is_empty() {
        return Err(faulty(faults));
    }
    tx.commit().await.map_err(StorageFault::from)?;
    Ok(issued)
}

/// The areas of a token to be made, or what is wrong with it.
async fn checked(
    office: &Office,
    tx: &Transaction,
    new: &NewToken,
) -> Result<Result<Vec<Area>, Vec<ImportFault>>, Refusal> {
    let fit = token_rights::fit(office, tx, &new.roles, &new.areas, new.agency.as_deref());
    let fit = fit.await?;
    let name = cleaned(&new.name, LONGEST_NAME).err();
    let mut faults: Vec<_> = name.into_iter().map(|reason| ("name", reason)).collect();
    let found = fit.unwrap_or_else(|unfit| {
        faults.extend(unfit);
        Vec::new()
    });
    if faults.is_empty() {
        return Ok(Ok(found));
    }
    let faults = faults.into_iter();
    let faults = faults.map(|(field, reason)| ImportFault::of_field(new.line, field, reason));
    Ok(Err(faults.collect()))
}

async fn issue(
    office: &Office,
    tx: &Transaction,
    new: NewToken,
    areas: &[Area],
) -> Result<IssuedToken, Refusal> {
    let now = office.clock.now();
    let account = account(office, tx, &new.name).await?;
    let wanted = Wanted {
        account: account.id,
        roles: new.roles,
        areas: areas.iter().map(Area::id).collect(),
        agency: new.agency,
        expires_at: new
            .expires_days
            .and_then(|days| now.checked_add_signed(TimeDelta::try_days(days)?)),
    };
    let (token, secret) = minting::mint(office, tx, wanted).await?;
    let details = serde_json::json!({
        "token": token.id,
        "account": account.id,
        "roles": token.roles.iter().map(|role| role.as_str()).collect::<Vec<_>>(),
        "areas": token.areas,
        "expiresAt": token.expires_at,
        "by": "operator",
    });
    note(office, tx, None, None, "token.create", details).await?;
    Ok(IssuedToken {
        id: token.id,
        name: account.name,
        secret,
    })
}

/// The account of that name, made where there is none.
pub(super) async fn account(
    office: &Office,
    tx: &Transaction,
    name: &str,
) -> Result<Account, Refusal> {
    // Names were checked; a name that is clean already stays as it is.
    let name = cleaned(name, LONGEST_NAME).unwrap_or_else(|_| name.to_owned());
    if let Some(account) = accounts::named(tx, &name).await? {
        return Ok(account);
    }
    minting::account(office, tx, name).await
}

/// The program itself, as an administrator everywhere: for imports, which the audit notes without
/// an account.
pub(super) const fn program(roles: Vec<Role>) -> Actor {
    Actor {
        account: AccountId(Uuid::nil()),
        token: TokenId(Uuid::nil()),
        sign_in: None,
        name: String::new(),
        roles,
        areas: Vec::new(),
        agency: None,
        expires_at: None,
        request: None,
    }
}

/// All tokens, the oldest first.
///
/// # Errors
/// Where the database can't be read.
pub async fn tokens(office: &Office) -> Result<Vec<TokenLine>, Refusal> {
    let read = office.db.read();
    let tokens = accounts::tokens(read).await?;
    let mut ids: Vec<AreaId> = tokens
        .iter()
        .flat_map(|(_, token)| token.areas.iter().copied())
        .collect();
    ids.sort_unstable();
    ids.dedup();
    let areas: HashMap<AreaId, Area> = areas::find_many(read, &ids)
        .await?
        .into_iter()
        .map(|area| (area.id(), area))
        .collect();
    let line = |(account, token): (Account, Token)| TokenLine {
        id: token.id,
        name: account.name,
        roles: token.roles,
        areas: token
            .areas
            .iter()
            .filter_map(|id| areas.get(id).cloned())
            .collect(),
        agency: token.agency,
        expires_at: token.expires_at,
        revoked_at: token.revoked_at,
    };
    Ok(tokens.into_iter().map(line).collect())
}

/// Revokes a token; it is refused from now on, in every process, and its sessions end within
/// seconds.
///
/// # Errors
/// [`Refusal::NotFound`] where no token of this id is in force.
pub async fn revoke(office: &Office, id: TokenId) -> Result<(), Refusal> {
    let tx = office.db.begin_write().await?;
    if !accounts::revoke(&tx, id, office.clock.now()).await? {
        return Err(Refusal::NotFound);
    }
    let details = serde_json::json!({ "token": id, "by": "operator" });
    note(office, &tx, None, None, "token.revoke", details).await?;
    bell::revoked(&tx).await?;
    tx.commit().await.map_err(StorageFault::from)?;
    office.bell.pass_on(Ring::Revoked);
    Ok(())
}

/// The names of some accounts.
///
/// # Errors
/// Where the database can't be read.
pub async fn names(
    office: &Office,
    ids: &[AccountId],
) -> Result<HashMap<AccountId, String>, Refusal> {
    Ok(accounts::names(office.db.read(), ids).await?)
}
