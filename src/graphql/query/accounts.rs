//! Accounts and tokens, and administrators to be confirmed.

use async_graphql::{Context, Object};

use crate::graphql::fault::{Nullable, Showing};
use crate::graphql::nodes::account::{Account, AdminRequest};
use crate::graphql::page::{Asked, Connection, wants_total};
use crate::graphql::state::Asking;
use crate::services::refusal::Refusal;
use crate::services::{account_pages, admin_grants};

/// Reading of accounts.
#[derive(Debug, Default)]
pub struct AccountsQuery;

#[Object]
impl AccountsQuery {
    /// Accounts with their tokens, in the order in which they were made; for administrators, and for the Front those that
    /// collect in its area (tài khoản và mã truy cập).
    async fn accounts(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The first so many, 1 to 500.")] first: Option<i32>,
        #[graphql(desc = "Only what follows this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 1 to 500; not together with first.")] last: Option<i32>,
        #[graphql(desc = "Only what goes before this cursor.")] before: Option<String>,
    ) -> Nullable<Connection<Account>> {
        let asked = Asked {
            first,
            after,
            last,
            before,
        };
        let found: Result<_, Refusal> = async {
            let request = asked.request::<Account>()?;
            let counts = wants_total(ctx);
            let found = account_pages::accounts(ctx.office()?, ctx.speaker(), &request, counts);
            let (page, total) = found.await?;
            Ok(Some(Connection::of(page, total, Account::from)))
        }
        .await;
        ctx.nullable(found)
    }

    /// Wishes that a token speak for an administrator, which wait for another one, the oldest first; at most 100, for
    /// administrators (đề nghị cấp quyền quản trị).
    async fn admin_requests(&self, ctx: &Context<'_>) -> Nullable<Vec<AdminRequest>> {
        let found: Result<_, Refusal> = async {
            let waiting = admin_grants::pending(ctx.office()?, ctx.speaker()).await?;
            Ok(Some(waiting.into_iter().map(AdminRequest::from).collect()))
        }
        .await;
        ctx.nullable(found)
    }
}
