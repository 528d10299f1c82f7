//! What the routes of sessions need.

use std::fmt::{self, Debug, Formatter};
use std::sync::Arc;
use std::time::Duration;

use crate::domain::trust::actor::Actor;
use crate::domain::trust::sign_in::SignInLimits;
use crate::http::actor::Authenticate;
use crate::http::limits::HttpOptions;
use crate::http::oidc::provider::Provider;
use crate::http::rates::Rates;
use crate::services::office::SharedOffice;

/// Bytes of a body that holds a token and nothing else.
pub const BODY_BYTES: usize = 4 * 1024;

/// The office, the one who knows sessions, and the bounds; shared by all requests.
pub struct SignInDesk<A> {
    /// Where sessions are kept.
    pub office: SharedOffice,
    /// Knows whom a session speaks for.
    pub authenticate: A,
    /// How long sessions last.
    pub limits: SignInLimits,
    /// How long a body may take to arrive.
    pub time: Duration,
    /// The public address that the settings name.
    pub address: Option<String>,
    /// The provider of identities, where there is one.
    pub provider: Option<Arc<Provider>>,
    /// How fast requests come.
    pub rates: Arc<Rates>,
}

/// The state as handlers take it.
pub type SharedSignInDesk<A> = Arc<SignInDesk<A>>;

impl<A: Authenticate<Actor = Arc<Actor>>> SignInDesk<A> {
    /// Puts the state together.
    #[must_use]
    pub fn new(
        office: SharedOffice,
        authenticate: A,
        options: &HttpOptions,
        rates: Arc<Rates>,
    ) -> Self {
        Self {
            office,
            authenticate,
            limits: options.sign_in,
            time: options.http.body_time,
            address: options.public_url.clone(),
            provider: None,
            rates,
        }
    }

    /// The same with a provider of identities.
    #[must_use]
    pub fn with(self, provider: Option<Arc<Provider>>) -> Self {
        Self { provider, ..self }
    }
}

impl<A> Debug for SignInDesk<A> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("SignInDesk")
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}
