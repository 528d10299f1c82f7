//! A session at a browser.

use async_graphql::{ID, SimpleObject};

use crate::graphql::id::GlobalId;
use crate::graphql::scalars::Moment;
use crate::services::sign_in_list::SignInView;

/// A session at a browser: who is signed in where (phiên đăng nhập).
#[derive(Debug, Clone, SimpleObject)]
pub struct SignIn {
    /// Global id.
    pub id: ID,
    /// Name of its account (tài khoản).
    pub account_name: String,
    /// Browser and system, such as `Firefox · Windows`, as the browser said of itself; null where they aren't known
    /// (thiết bị).
    pub device: Option<String>,
    /// When it began (lúc đăng nhập).
    pub begun_at: Moment,
    /// When somebody did something in it last, to a tenth of the idle time (lúc dùng gần nhất).
    pub used_at: Moment,
    /// The first instant at which it is over, if nothing is done before (lúc hết hạn).
    pub ends_at: Moment,
    /// Whether it is the one in which this is asked (phiên này).
    pub is_own: bool,
}

impl From<SignInView> for SignIn {
    fn from(view: SignInView) -> Self {
        let SignInView { listed, is_own } = view;
        Self {
            id: GlobalId::SignIn(listed.id).encode(),
            account_name: listed.name,
            device: listed.device,
            begun_at: Moment(listed.begun_at),
            used_at: Moment(listed.used_at),
            ends_at: Moment(listed.ends_at),
            is_own,
        }
    }
}
