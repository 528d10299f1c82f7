//! A person as a provider knows them.

use crate::domain::base::clock::Instant;
use crate::domain::base::ids::{AccountId, TokenId};
use crate::domain::survey::submission::Digest;
use crate::domain::trust::sign_in::AtProvider;

/// Whom a provider has signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The provider.
    pub issuer: String,
    /// Its own name of the person, which never changes.
    pub subject: String,
    /// The name that people know.
    pub name: String,
    /// The values of the claim that gives roles.
    pub values: Vec<String>,
    /// The provider's own session.
    pub at_provider: AtProvider,
}

/// Whom a provider has signed out: a person, or one session of theirs; at least one of the two is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedOut {
    /// The provider.
    pub issuer: String,
    /// Its own name of the person.
    pub subject: Option<String>,
    /// Its own name of its session.
    pub session: Option<String>,
    /// SHA-256 of the name of the token that says so, which counts once.
    pub token: Digest,
    /// The first instant at which that token is too old to be taken.
    pub ends_at: Instant,
}

/// The account of a person whom a provider knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The account.
    pub account: AccountId,
    /// The provider.
    pub issuer: String,
    /// Its own name of the person.
    pub subject: String,
    /// The token that speaks for the account in sessions; nobody knows its text.
    pub token: TokenId,
}
