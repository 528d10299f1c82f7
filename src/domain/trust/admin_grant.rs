//! A token that is to speak for an administrator, confirmed by another one.

use chrono::TimeDelta;

use crate::domain::base::clock::Instant;
use crate::domain::base::ids::{AccountId, AdminGrantId, TokenId};
use crate::domain::base::terms::terms;

/// How long a wish may wait.
pub const WAITS: TimeDelta = TimeDelta::days(7);

terms! {
    /// What became of a wish that a token speak for an administrator.
    AdminGrantState {
        /// It waits for a second administrator.
        Pending = "PENDING",
        /// A second administrator has confirmed it.
        Confirmed = "CONFIRMED",
        /// An administrator has refused it.
        Refused = "REFUSED",
        /// It waited too long, another took its place, or the right was taken away since.
        Ended = "ENDED",
    }
}

/// A wish that a token speak for an administrator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AdminGrant {
    /// Its id.
    pub id: AdminGrantId,
    /// The token.
    pub token: TokenId,
    /// The token's account.
    pub account: AccountId,
    /// Who asked; none: the provider's groups did.
    pub asked_by: Option<AccountId>,
    /// When.
    pub asked_at: Instant,
    /// The first instant at which it waits no longer.
    pub ends_at: Instant,
    /// What became of it, as it is stored.
    pub stored: AdminGrantState,
    /// Who decided.
    pub decided: Option<(AccountId, Instant)>,
}

impl AdminGrant {
    /// What became of it by an instant.
    #[must_use]
    pub fn state_at(&self, now: Instant) -> AdminGrantState {
        match self.stored {
            AdminGrantState::Pending if self.ends_at <= now => AdminGrantState::Ended,
            stored => stored,
        }
    }

    /// Whether an account may decide: neither who asked, nor whom it is for.
    #[must_use]
    pub fn may_be_decided_by(&self, account: AccountId) -> bool {
        self.account != account && self.asked_by != Some(account)
    }
}
