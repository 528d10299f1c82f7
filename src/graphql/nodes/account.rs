//! Accounts, their tokens, and administrators to be confirmed.

use async_graphql::{ID, SimpleObject};

use crate::domain::base::ids::AreaId;
use crate::domain::trust::actor::Role;
use crate::domain::trust::admin_grant::AdminGrantState;
use crate::graphql::id::GlobalId;
use crate::graphql::nodes::sign_in::SignIn;
use crate::graphql::scalars::Moment;
use crate::services::account_pages::AccountView;
use crate::services::admin_grants::AdminGrantView;
use crate::services::token_views::TokenView;

/// A person, device or program that may sign in (tài khoản).
#[derive(Debug, Clone, SimpleObject)]
pub struct Account {
    /// Global id.
    pub id: ID,
    /// Its name, unique (tên).
    pub name: String,
    /// When it was made (lúc tạo).
    pub created_at: Moment,
    /// When it was locked: nobody signs in by it, and none of its tokens is taken; null where it is not (lúc khoá).
    pub disabled_at: Option<Moment>,
    /// Whether a provider of identities says who it is, and its groups what it may do (đăng nhập qua OIDC).
    pub by_provider: bool,
    /// Its tokens, the oldest first: those that the reader runs (mã truy cập).
    pub access_tokens: Vec<AccessToken>,
    /// Its sessions at a browser, those used last first, at most 50; none for whoever may not end them (phiên đăng nhập).
    pub sign_ins: Vec<SignIn>,
}

impl From<AccountView> for Account {
    fn from(view: AccountView) -> Self {
        Self {
            id: GlobalId::Account(view.account.id).encode(),
            name: view.account.name,
            created_at: Moment(view.account.created_at),
            disabled_at: view.account.disabled_at.map(Moment),
            by_provider: view.by_provider,
            access_tokens: view.tokens.into_iter().map(AccessToken::from).collect(),
            sign_ins: view.sign_ins.into_iter().map(SignIn::from).collect(),
        }
    }
}

/// An access token; its text is told once, when it is made (mã truy cập).
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct AccessToken {
    /// Global id.
    pub id: ID,
    /// Name of its account (tài khoản).
    pub account_name: String,
    /// Its roles; none yet where it waits for a second administrator (vai trò).
    pub roles: Vec<Role>,
    /// Code of its agency (mã cơ quan).
    pub agency: Option<String>,
    /// When it was made (lúc tạo).
    pub created_at: Moment,
    /// The first instant at which it is no longer taken; null: it doesn't end by itself (hết hạn).
    pub expires_at: Option<Moment>,
    /// When it was revoked; null where it was not (lúc thu hồi).
    pub revoked_at: Option<Moment>,
    /// Whether ADMIN was asked for it, which a second administrator is to confirm (chờ người quản trị thứ hai).
    pub waits_for_admin: bool,
    #[graphql(skip)]
    pub(in crate::graphql) area_ids: Vec<AreaId>,
}

impl From<TokenView> for AccessToken {
    fn from(view: TokenView) -> Self {
        let TokenView {
            token,
            account,
            waits_for_admin,
        } = view;
        Self {
            id: GlobalId::AccessToken(token.id).encode(),
            account_name: account,
            roles: token.roles,
            agency: token.agency,
            created_at: Moment(token.created_at),
            expires_at: token.expires_at.map(Moment),
            revoked_at: token.revoked_at.map(Moment),
            waits_for_admin,
            area_ids: token.areas,
        }
    }
}

/// A wish that a token speak for an administrator, which another one confirms (đề nghị cấp quyền quản trị).
#[derive(Debug, Clone, SimpleObject)]
pub struct AdminRequest {
    /// Global id.
    pub id: ID,
    /// Name of the account that it is for (tài khoản).
    pub account_name: String,
    /// Name of the account that asked; null: groups of the provider of identities did (người đề nghị).
    pub asked_by: Option<String>,
    /// When it was asked (lúc đề nghị).
    pub asked_at: Moment,
    /// The first instant at which it waits no longer, seven days later (hết hạn).
    pub expires_at: Moment,
    /// What became of it (tình trạng).
    pub state: AdminGrantState,
}

impl From<AdminGrantView> for AdminRequest {
    fn from(view: AdminGrantView) -> Self {
        Self {
            id: GlobalId::AdminRequest(view.grant.id).encode(),
            account_name: view.account,
            asked_by: view.asked_by,
            asked_at: Moment(view.grant.asked_at),
            expires_at: Moment(view.grant.ends_at),
            state: view.state,
        }
    }
}
