//! What the routes of phones need, and who speaks at them.

use std::fmt::{self, Debug, Formatter};
use std::sync::Arc;
use std::time::Duration;

use axum::http::{HeaderMap, HeaderName};
use tokio::sync::Semaphore;

use super::fault::FieldFault;
use crate::domain::trust::actor::Actor;
use crate::http::actor::{AuthFault, Authenticate};
use crate::http::address::reached;
use crate::http::asker::Asker;
use crate::http::limits::HttpOptions;
use crate::http::rates::Rates;
use crate::services::office::SharedOffice;

/// The header that says which version of the protocol is spoken.
pub const X_OPENROSA_VERSION: HeaderName = HeaderName::from_static("x-openrosa-version");
/// The only version that there is.
pub const VERSION: &str = "1.0";

/// The office, the one who knows tokens, and the bounds; shared by all requests.
pub struct FieldDesk<A> {
    /// Where forms come from and go.
    pub office: SharedOffice,
    authenticate: A,
    /// Bytes of a request with a form, its other parts included.
    pub limit: usize,
    /// How long a request's body may take to arrive.
    pub time: Duration,
    /// A permit for each request that is worked on.
    pub slots: Semaphore,
    /// The address under which phones reach the server; `None`: the one that a request names.
    address: Option<String>,
    /// How fast requests come.
    rates: Arc<Rates>,
}

/// The state as handlers take it.
pub type SharedFieldDesk<A> = Arc<FieldDesk<A>>;

impl<A: Authenticate<Actor = Arc<Actor>>> FieldDesk<A> {
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
            limit: options.http.submission_bytes,
            time: options.http.body_time,
            slots: Semaphore::new(options.http.requests),
            address: options.public_url.clone(),
            rates,
        }
    }

    /// Whom the token of an address speaks for; also holds that the protocol's version is ours, where one is named.
    /// The request is taken out of its bucket.
    ///
    /// # Errors
    /// [`FieldFault::OtherVersion`], [`FieldFault::BadToken`], [`FieldFault::TooFast`], and where the token can't be
    /// looked up.
    pub async fn speaker(
        &self,
        token: &str,
        headers: &HeaderMap,
        asker: &Asker,
    ) -> Result<Arc<Actor>, FieldFault> {
        let versions = headers.get_all(X_OPENROSA_VERSION).iter();
        if versions.into_iter().any(|version| version != VERSION) {
            return Err(FieldFault::OtherVersion);
        }
        let request_id = &asker.request_id;
        let found = self.authenticate.actor(token, request_id).await;
        let good = found.is_ok().then_some(token);
        asker.take(&self.rates, good)?;
        found.map_err(|fault| match fault {
            AuthFault::Refused => FieldFault::BadToken,
            AuthFault::Busy => FieldFault::Busy,
            AuthFault::Failed(source) => {
                let reference = request_id.as_str();
                tracing::error!(reference, reason = %source, "token look-up failed");
                FieldFault::Internal(request_id.clone())
            }
        })
    }

    /// The address of what belongs to a token, as phones reach it, without a slash at its end.
    ///
    /// # Errors
    /// [`FieldFault::NoHost`] where the settings name no address and the request no sound one.
    pub fn base(&self, token: &str, headers: &HeaderMap) -> Result<String, FieldFault> {
        Ok(format!("{}/openrosa/k/{token}", self.server(headers)?))
    }

    /// The address under which phones reach the server.
    ///
    /// # Errors
    /// As [`FieldDesk::base`].
    pub fn server(&self, headers: &HeaderMap) -> Result<String, FieldFault> {
        let named = reached(self.address.as_deref(), headers);
        named.ok_or(FieldFault::NoHost)
    }
}

impl<A> Debug for FieldDesk<A> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("FieldDesk")
            .field("limit", &self.limit)
            .finish_non_exhaustive()
    }
}
