//! The name of a request, where it comes from, and whose bucket it takes from.

use axum::extract::rejection::ExtensionRejection;
use axum::extract::{Extension, FromRequestParts};
use axum::http::request::Parts;

use super::client::client;
use super::rates::{Caller, Rates, TooFast};
use super::request_id::RequestId;
use crate::services::tries::Client;

/// Which request asks, and from where.
#[derive(Debug, Clone)]
pub struct Asker {
    /// The request's name.
    pub request_id: RequestId,
    /// Where it comes from.
    pub client: Client,
}

impl Asker {
    /// Takes the request out of the bucket of what it has shown, where that was found to be good, else out of that
    /// of its address. Whoever shows something bad is looked up first, so each try counts, whatever it shows.
    ///
    /// # Errors
    /// [`TooFast`].
    pub fn take(&self, rates: &Rates, good: Option<&str>) -> Result<(), TooFast> {
        let address = Caller::Address(self.client);
        let caller = good.map_or(address, Caller::of_token);
        rates.take(&caller)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Asker {
    type Rejection = ExtensionRejection;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let Extension(request_id) = Extension::from_request_parts(parts, state).await?;
        Ok(Self {
            request_id,
            client: client(&parts.extensions, &parts.headers),
        })
    }
}
