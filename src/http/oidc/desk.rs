//! What the routes of a provider need.

use std::fmt::{self, Debug, Formatter};
use std::sync::Arc;
use std::time::Duration;

use super::provider::Provider;
use crate::domain::trust::sign_in::SignInLimits;
use crate::http::limits::HttpOptions;
use crate::http::rates::Rates;
use crate::services::office::SharedOffice;

/// The office, the provider, and the bounds; shared by all requests.
pub struct OidcDesk {
    /// Where accounts and sessions are kept.
    pub office: SharedOffice,
    /// The provider.
    pub provider: Arc<Provider>,
    /// How long sessions last.
    pub limits: SignInLimits,
    /// How long a body may take to arrive.
    pub time: Duration,
    /// The public address that the settings name.
    pub address: Option<String>,
    /// How fast requests come.
    pub rates: Arc<Rates>,
}

impl OidcDesk {
    /// Puts the state together.
    #[must_use]
    pub fn new(
        office: SharedOffice,
        provider: Arc<Provider>,
        options: &HttpOptions,
        rates: Arc<Rates>,
    ) -> Self {
        Self {
            office,
            provider,
            limits: options.sign_in,
            time: options.http.body_time,
            address: options.public_url.clone(),
            rates,
        }
    }
}

impl Debug for OidcDesk {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("OidcDesk")
            .field("provider", &self.provider.options)
            .finish_non_exhaustive()
    }
}
