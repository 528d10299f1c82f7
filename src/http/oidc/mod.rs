//! Signing in by a provider of identities: OpenID Connect, the code with PKCE.

pub mod backchannel;
pub mod claims;
pub mod connect;
pub mod desk;
pub mod jws;
pub mod options;
mod page;
pub mod provider;
pub mod routes;
pub mod transit;
