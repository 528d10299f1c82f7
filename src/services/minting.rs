//! Makes access tokens: draws the secret, keeps its hash.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

use super::office::Office;
use super::refusal::Refusal;
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::{AccountId, AreaId, TokenId};
use crate::domain::survey::submission::Digest;
use crate::domain::trust::actor::Role;
use crate::storage::accounts::{self, Account, Token};
use crate::storage::database::Transaction;

/// What every token begins with, so that one that leaked is recognised.
pub(super) const PREFIX: &str = "ldn_";
/// Random bytes of a token.
const SECRET_BYTES: usize = 32;

/// A token to be made.
pub(super) struct Wanted {
    /// The account that it is to speak for.
    pub account: AccountId,
    /// As what.
    pub roles: Vec<Role>,
    /// Where.
    pub areas: Vec<AreaId>,
    /// For which agency.
    pub agency: Option<String>,
    /// The first instant at which it is no longer taken.
    pub expires_at: Option<Instant>,
}

/// Makes a token in a transaction of the caller's, who notes it; answers it with its secret.
pub(super) async fn mint(
    office: &Office,
    tx: &Transaction,
    wanted: Wanted,
) -> Result<(Token, String), Refusal> {
    let now = office.clock.now();
    let mut secret = [0; SECRET_BYTES];
    office.chance.fill(&mut secret)?;
    let secret = format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(secret));
    let token = Token {
        id: TokenId(office.chance.id(now)?),
        account: wanted.account,
        hash: hash(&secret),
        roles: wanted.roles,
        areas: wanted.areas,
        agency: wanted.agency,
        created_at: now,
        expires_at: wanted.expires_at,
        revoked_at: None,
    };
    accounts::insert_token(tx, &token).await?;
    Ok((token, secret))
}

/// Makes an account of a name that is clean and not taken.
pub(super) async fn account(
    office: &Office,
    tx: &Transaction,
    name: String,
) -> Result<Account, Refusal> {
    let now = office.clock.now();
    let account = Account {
        id: AccountId(office.chance.id(now)?),
        name,
        created_at: now,
        disabled_at: None,
    };
    accounts::insert(tx, &account).await?;
    Ok(account)
}

/// What is kept of a token's text.
pub(super) fn hash(token: &str) -> Digest {
    Sha256::digest(token.as_bytes()).into()
}
