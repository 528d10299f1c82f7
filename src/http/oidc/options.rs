//! What the settings say of a provider of identities.

use std::fmt::{self, Debug, Formatter};

use crate::domain::trust::mapping::Mapping;

/// A text that no log shows.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(pub String);

impl Debug for Secret {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret")
    }
}

/// The settings of a provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OidcOptions {
    /// Its name, to the letter as it stands in its tokens.
    pub issuer: String,
    /// What it calls this server.
    pub client_id: String,
    /// What this server shows it; none for a public client.
    pub secret: Option<Secret>,
    /// What is asked for, with spaces between.
    pub scope: String,
    /// The claim that holds a person's name.
    pub name_claim: String,
    /// The claim whose values give roles; `a.b` is looked for inside `a`.
    pub roles_claim: String,
    /// What the values give.
    pub mapping: Mapping,
}

/// Whether a provider may be reached at an address: over TLS, or on this very machine.
#[must_use]
pub fn is_reachable(address: &str) -> bool {
    let plain = |rest: &str| {
        let host = rest.split('/').next().unwrap_or(rest);
        ["localhost", "127.0.0.1", "[::1]"].iter().any(|own| {
            host.strip_prefix(own)
                .is_some_and(|port| port.is_empty() || port.starts_with(':'))
        })
    };
    address
        .strip_prefix("https://")
        .is_some_and(|rest| !rest.is_empty())
        || address.strip_prefix("http://").is_some_and(plain)
}
