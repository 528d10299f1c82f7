//! Accounts as a list, with those of their tokens that the reader runs.

use std::collections::{HashMap, HashSet};

use super::admin_grants;
use super::office::{Office, Speaker};
use super::refusal::Refusal;
use super::sign_in_list::{self, SignInView};
use super::token_views::{TokenView, may_touch, places};
use crate::domain::base::ids::{AccountId, AreaId, TokenId};
use crate::domain::base::page::{Page, PageRequest};
use crate::domain::trust::actor::{Actor, Role};
use crate::domain::trust::authority::{self, Action};
use crate::storage::account_list;
use crate::storage::accounts::{Account, Token};
use crate::storage::within::Scope;

/// An account with those of its tokens that the reader may know of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountView {
    /// The account.
    pub account: Account,
    /// Whether a provider says who it is.
    pub by_provider: bool,
    /// Its tokens, the oldest first.
    pub tokens: Vec<TokenView>,
    /// Its sessions at a browser, those used last first; for whoever may end them.
    pub sign_ins: Vec<SignInView>,
}

/// A page of accounts by the order in which they were made, and how many there are in all.
///
/// # Errors
/// As the rights say; for a page that can't be.
pub async fn accounts(
    office: &Office,
    speaker: Speaker<'_>,
    request: &PageRequest,
    counts: bool,
) -> Result<(Page<AccountView>, u64), Refusal> {
    let actor = authority::may_ever(speaker, Action::RunAccounts)?;
    let read = office.db.read();
    let within = reach(actor);
    let page = account_list::list(read, within.as_ref(), request).await?;
    let total = if counts {
        account_list::count(read, within.as_ref()).await?
    } else {
        0
    };
    let Page {
        rows,
        has_next,
        has_previous,
    } = page;
    let ids: Vec<AccountId> = rows.iter().map(|(_, account)| account.id).collect();
    let by_provider = account_list::by_provider(read, &ids).await?;
    let mut own = shown(office, actor, &ids).await?;
    let mut sign_ins = sign_in_list::of_accounts(office, actor, &ids).await?;
    let rows = rows.into_iter().map(|(cursor, account)| {
        let all = own.remove(&account.id).unwrap_or_default();
        let here = sign_ins.remove(&account.id).unwrap_or_default();
        (cursor, viewed(account, all, here, &by_provider))
    });
    let page = Page {
        rows: rows.collect(),
        has_next,
        has_previous,
    };
    Ok((page, total))
}

/// One account with those of its tokens that the speaker may know of.
pub(super) async fn view(
    office: &Office,
    actor: &Actor,
    account: Account,
) -> Result<AccountView, Refusal> {
    let ids = [account.id];
    let by_provider = account_list::by_provider(office.db.read(), &ids).await?;
    let own = shown(office, actor, &ids).await?.remove(&account.id);
    let own = own.unwrap_or_default();
    let mut sign_ins = sign_in_list::of_accounts(office, actor, &ids).await?;
    let sign_ins = sign_ins.remove(&account.id).unwrap_or_default();
    Ok(viewed(account, own, sign_ins, &by_provider))
}

fn viewed(
    account: Account,
    own: Vec<(Token, bool)>,
    sign_ins: Vec<SignInView>,
    by_provider: &HashSet<AccountId>,
) -> AccountView {
    let tokens = own.into_iter().map(|(token, waits_for_admin)| TokenView {
        account: account.name.clone(),
        waits_for_admin,
        token,
    });
    AccountView {
        tokens: tokens.collect(),
        sign_ins,
        by_provider: by_provider.contains(&account.id),
        account,
    }
}

/// The tokens of some accounts that the speaker may know of, and whether they wait for a second administrator; in a
/// fixed number of statements.
async fn shown(
    office: &Office,
    actor: &Actor,
    accounts: &[AccountId],
) -> Result<HashMap<AccountId, Vec<(Token, bool)>>, Refusal> {
    let read = office.db.read();
    let all = account_list::tokens(read, accounts).await?;
    let ids: Vec<AreaId> = all.iter().flat_map(|token| token.areas.clone()).collect();
    let places = places(read, &ids).await?;
    let named: Vec<TokenId> = all.iter().map(|token| token.id).collect();
    let waiting = admin_grants::waiting_of(office, &named).await?;
    let mut own: HashMap<AccountId, Vec<(Token, bool)>> = HashMap::new();
    for token in all
        .into_iter()
        .filter(|token| may_touch(actor, token, &places))
    {
        let waits = waiting.contains(&token.id);
        own.entry(token.account).or_default().push((token, waits));
    }
    Ok(own)
}

/// Where the speaker's collectors are; `None`: the speaker runs all accounts.
fn reach(actor: &Actor) -> Option<Scope> {
    (!actor.is(Role::Admin)).then(|| Scope::Areas(actor.area_ids()))
}
