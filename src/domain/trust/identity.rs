//! A person as a provider knows them.

use crate::domain::base::ids::{AccountId, TokenId};

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
