//! Makes, changes, revokes tokens; confirms administrators; locks, signs out.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};

use super::payload::{UserError, outcome};
use crate::domain::trust::actor::Role;
use crate::graphql::fault::Nullable;
use crate::graphql::id;
use crate::graphql::nodes::account::{AccessToken, Account, AdminRequest};
use crate::graphql::nodes::sign_in::SignIn;
use crate::graphql::state::Asking;
use crate::services::access_tokens::{self, MadeToken, NewAccess, Rights};
use crate::services::account_locks;
use crate::services::admin_grants;
use crate::services::refusal::Refusal;
use crate::services::sign_in_list;
use crate::services::token_views::TokenView;

/// A token to be made.
#[derive(Debug, InputObject)]
pub struct CreateTokenInput {
    /// Name of the account, 1 to 200 characters; it is made where there is none of that name (tài khoản).
    account: String,
    /// Its roles (vai trò).
    roles: Vec<Role>,
    /// Codes of its areas, today's, or `CODE@2019-12-31` for those of a day (địa bàn).
    area_codes: Vec<String>,
    /// Code of its agency; needed for a department (cơ quan).
    agency: Option<String>,
    /// In how many days it ends, 1 to 3,650; left out: it doesn't end by itself (thời hạn).
    expires_in_days: Option<i64>,
}

/// Other rights of a token.
#[derive(Debug, InputObject)]
pub struct ChangeTokenInput {
    /// Global id of the token.
    token_id: ID,
    /// Its roles from now on (vai trò).
    roles: Vec<Role>,
    /// Codes of its areas from now on (địa bàn).
    area_codes: Vec<String>,
    /// Code of its agency from now on (cơ quan).
    agency: Option<String>,
}

/// A token to be revoked.
#[derive(Debug, InputObject)]
pub struct RevokeTokenInput {
    /// Global id of the token.
    token_id: ID,
}

/// A wish to be decided.
#[derive(Debug, InputObject)]
pub struct AdminRequestInput {
    /// Global id of the wish.
    admin_request_id: ID,
}

/// An account to be locked or unlocked.
#[derive(Debug, InputObject)]
pub struct AccountInput {
    /// Global id of the account.
    account_id: ID,
}

/// A session to be ended.
#[derive(Debug, InputObject)]
pub struct EndSignInInput {
    /// Global id of the session.
    sign_in_id: ID,
}

/// What became of a session.
#[derive(Debug, SimpleObject)]
pub struct SignInPayload {
    /// The session as it was; null where `userErrors` says why nothing changed.
    sign_in: Option<SignIn>,
    /// What the user can put right.
    user_errors: Vec<UserError>,
}

/// What became of an account.
#[derive(Debug, SimpleObject)]
pub struct AccountPayload {
    /// The account; null where `userErrors` says why nothing changed.
    account: Option<Account>,
    /// What the user can put right.
    user_errors: Vec<UserError>,
}

/// What became of a token.
#[derive(Debug, SimpleObject)]
pub struct AccessTokenPayload {
    /// The token; null where `userErrors` says why nothing changed.
    access_token: Option<AccessToken>,
    /// Its text, a secret that is told this once; null where none was made (mã truy cập).
    secret: Option<String>,
    /// What the user can put right.
    user_errors: Vec<UserError>,
}

/// What became of a wish.
#[derive(Debug, SimpleObject)]
pub struct AdminRequestPayload {
    /// The wish; null where `userErrors` says why nothing changed.
    admin_request: Option<AdminRequest>,
    /// What the user can put right.
    user_errors: Vec<UserError>,
}

/// Running of accounts.
#[derive(Debug, Default)]
pub struct AccountsMutation;

#[Object]
impl AccountsMutation {
    /// Makes a token, and its account where there is none of that name; for administrators, and for the Front those of
    /// collectors of its area. ADMIN waits until another administrator confirms (cấp mã truy cập).
    async fn create_token(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The account and its rights.")] input: CreateTokenInput,
    ) -> Nullable<AccessTokenPayload> {
        let answer: Result<_, Refusal> = async {
            let new = NewAccess {
                account: input.account,
                rights: Rights {
                    roles: input.roles,
                    areas: input.area_codes,
                    agency: input.agency,
                },
                expires_days: input.expires_in_days,
            };
            access_tokens::create(ctx.office()?, ctx.speaker(), new).await
        }
        .await;
        let payload = |(made, user_errors): (Option<MadeToken>, _)| {
            let (view, secret) = made.map(|made| (made.view, made.secret)).unzip();
            AccessTokenPayload {
                access_token: view.map(AccessToken::from),
                secret,
                user_errors,
            }
        };
        Some(outcome(ctx, answer).map(payload))
    }

    /// Gives a token other roles, areas and agency, from the next request on. ADMIN waits until another administrator
    /// confirms (đổi quyền của mã).
    async fn change_token(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The token and its rights.")] input: ChangeTokenInput,
    ) -> Nullable<AccessTokenPayload> {
        let answer: Result<_, Refusal> = async {
            let id = id::key_at(&input.token_id, &["input", "tokenId"])?;
            let rights = Rights {
                roles: input.roles,
                areas: input.area_codes,
                agency: input.agency,
            };
            access_tokens::change(ctx.office()?, ctx.speaker(), id, rights).await
        }
        .await;
        Some(outcome(ctx, answer).map(without_secret))
    }

    /// Revokes a token; it is refused from now on, and its sessions end within seconds (thu hồi mã).
    async fn revoke_token(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The token.")] input: RevokeTokenInput,
    ) -> Nullable<AccessTokenPayload> {
        let answer: Result<_, Refusal> = async {
            let id = id::key_at(&input.token_id, &["input", "tokenId"])?;
            access_tokens::revoke(ctx.office()?, ctx.speaker(), id).await
        }
        .await;
        Some(outcome(ctx, answer).map(without_secret))
    }

    /// Ends a session at a browser, with what hangs on it: one of the own account's; administrators anybody's (kết thúc
    /// phiên đăng nhập).
    async fn end_sign_in(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The session.")] input: EndSignInInput,
    ) -> Nullable<SignInPayload> {
        let answer: Result<_, Refusal> = async {
            let id = id::key_at(&input.sign_in_id, &["input", "signInId"])?;
            let view = sign_in_list::end(ctx.office()?, ctx.speaker(), id).await?;
            Ok(SignIn::from(view))
        }
        .await;
        let payload = |(sign_in, user_errors)| SignInPayload {
            sign_in,
            user_errors,
        };
        Some(outcome(ctx, answer).map(payload))
    }

    /// Locks an account, whatever a provider says of the person: nobody signs in by it, none of its tokens is taken, its
    /// sessions end at once. Never the own one; for administrators (khoá tài khoản).
    async fn disable_account(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The account.")] input: AccountInput,
    ) -> Nullable<AccountPayload> {
        let answer: Result<_, Refusal> = async {
            let id = id::key_at(&input.account_id, &["input", "accountId"])?;
            let view = account_locks::disable(ctx.office()?, ctx.speaker(), id).await?;
            Ok(Account::from(view))
        }
        .await;
        Some(outcome(ctx, answer).map(turned))
    }

    /// Unlocks an account; its tokens are taken again, its sessions of before are gone; for administrators (mở khoá tài
    /// khoản).
    async fn enable_account(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The account.")] input: AccountInput,
    ) -> Nullable<AccountPayload> {
        let answer: Result<_, Refusal> = async {
            let id = id::key_at(&input.account_id, &["input", "accountId"])?;
            let view = account_locks::enable(ctx.office()?, ctx.speaker(), id).await?;
            Ok(Account::from(view))
        }
        .await;
        Some(outcome(ctx, answer).map(turned))
    }

    /// Confirms that a token speak for an administrator; for an administrator other than who asked and whom it is for
    /// (xác nhận cấp quyền quản trị).
    async fn confirm_admin(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The wish.")] input: AdminRequestInput,
    ) -> Nullable<AdminRequestPayload> {
        let answer: Result<_, Refusal> = async {
            let id = id::key_at(&input.admin_request_id, &["input", "adminRequestId"])?;
            let view = admin_grants::confirm(ctx.office()?, ctx.speaker(), id).await?;
            Ok(AdminRequest::from(view))
        }
        .await;
        Some(outcome(ctx, answer).map(decided))
    }

    /// Refuses that a token speak for an administrator; who asked may take it back so (từ chối cấp quyền quản trị).
    async fn refuse_admin(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The wish.")] input: AdminRequestInput,
    ) -> Nullable<AdminRequestPayload> {
        let answer: Result<_, Refusal> = async {
            let id = id::key_at(&input.admin_request_id, &["input", "adminRequestId"])?;
            let view = admin_grants::refuse(ctx.office()?, ctx.speaker(), id).await?;
            Ok(AdminRequest::from(view))
        }
        .await;
        Some(outcome(ctx, answer).map(decided))
    }
}

fn turned((account, user_errors): (Option<Account>, Vec<UserError>)) -> AccountPayload {
    AccountPayload {
        account,
        user_errors,
    }
}

fn without_secret((view, user_errors): (Option<TokenView>, Vec<UserError>)) -> AccessTokenPayload {
    AccessTokenPayload {
        access_token: view.map(AccessToken::from),
        secret: None,
        user_errors,
    }
}

fn decided(
    (admin_request, user_errors): (Option<AdminRequest>, Vec<UserError>),
) -> AdminRequestPayload {
    AdminRequestPayload {
        admin_request,
        user_errors,
    }
}
