//! Sessions of people at a browser: how long they last.

use std::fmt::{self, Debug, Formatter};

use chrono::TimeDelta;

use crate::domain::base::clock::Instant;
use crate::domain::base::ids::{SignInId, TokenId};

/// Whether a person asks, or a page by itself: the idle time of a session is about people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// Somebody does something.
    Attended,
    /// A page follows what happens, or takes up a connection again.
    Unattended,
}

/// How what hangs on a token, such as a socket, comes to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// Its token, or its sign-in, no longer holds.
    Over,
    /// Its token has other rights: who connects again has them.
    Changed,
}

/// How long sessions last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignInLimits {
    /// Without anything that a person does.
    pub idle: TimeDelta,
    /// In all.
    pub longest: TimeDelta,
}

impl Default for SignInLimits {
    fn default() -> Self {
        Self {
            idle: TimeDelta::minutes(30),
            longest: TimeDelta::hours(12),
        }
    }
}

/// What is left of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Left {
    /// Until it counts as idle.
    pub idle: TimeDelta,
    /// Until it is over in any case.
    pub longest: TimeDelta,
    /// How long it may be idle, from its last use on.
    pub whole: TimeDelta,
}

/// A provider's own session, which a session here was begun from.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct AtProvider {
    /// Its name, `sid`; the provider says by it whom it signs out.
    pub session: Option<String>,
    /// The provider's token, which is shown to it when the person signs out.
    pub token: Option<String>,
}

impl Debug for AtProvider {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("AtProvider")
            .field("session", &self.session.is_some())
            .finish_non_exhaustive()
    }
}

/// A session: a token's rights, shown by a cookie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignIn {
    /// Its id.
    pub id: SignInId,
    /// The token that it was exchanged for, and dies with.
    pub token: TokenId,
    /// When it began.
    pub begun_at: Instant,
    /// The first instant at which it counts as idle, if nothing is asked before.
    pub idle_at: Instant,
    /// The first instant at which it is over in any case.
    pub ends_at: Instant,
    /// How long it may be idle.
    pub idle: TimeDelta,
}

/// Of the time that a session may be idle, the part after which a request moves its end: one write in
/// so many minutes, not one for each request.
const FRESH_PART: i32 = 10;

impl SignIn {
    /// A session that begins now.
    #[must_use]
    pub fn begun(id: SignInId, token: TokenId, now: Instant, limits: SignInLimits) -> Self {
        let after = |span| now.checked_add_signed(span).unwrap_or(now);
        Self {
            id,
            token,
            begun_at: now,
            idle_at: after(limits.idle),
            ends_at: after(limits.longest),
            idle: limits.idle,
        }
    }

    /// Whether it still holds.
    #[must_use]
    pub fn holds(&self, now: Instant) -> bool {
        now < self.idle_at && now < self.ends_at
    }

    /// What is left of it, now: until it counts as idle, and until it is over in any case.
    #[must_use]
    pub fn left(&self, now: Instant) -> Left {
        Left {
            idle: self.idle_at.signed_duration_since(now),
            longest: self.ends_at.signed_duration_since(now),
            whole: self.idle,
        }
    }

    /// The later instant at which it counts as idle, now that it was used; `None` where the one that is
    /// known will do.
    #[must_use]
    pub fn used(&self, now: Instant) -> Option<Instant> {
        let moved = now.checked_add_signed(self.idle)?;
        let gained = moved.signed_duration_since(self.idle_at);
        let enough = self.idle.checked_div(FRESH_PART)?;
        (gained >= enough).then_some(moved)
    }
}
