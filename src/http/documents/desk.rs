//! What the routes of documents need.

use std::fmt::{self, Debug, Formatter};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Semaphore;

use crate::domain::trust::actor::Actor;
use crate::http::actor::Authenticate;
use crate::http::limits::HttpOptions;
use crate::http::rates::Rates;
use crate::services::office::SharedOffice;

/// Documents that are taken in or given out at once: each is held in memory whole.
const AT_ONCE: usize = 8;

/// Exports that are read at once: each reads the database page by page for as long as it is sent.
const EXPORTS_AT_ONCE: usize = 4;

/// The office, the one who knows tokens, and the bounds; shared by all requests.
pub struct Desk<A> {
    /// Where documents are kept.
    pub office: SharedOffice,
    /// Knows whom a token speaks for.
    pub authenticate: A,
    /// Bytes of a document.
    pub limit: usize,
    /// How long a document may take to arrive.
    pub time: Duration,
    /// A permit for each document in memory.
    pub slots: Semaphore,
    /// A permit for each export that is being sent.
    pub exports: Arc<Semaphore>,
    /// The address under which phones reach the server; `None`: the one that a request names.
    pub address: Option<String>,
    /// How fast requests come.
    pub rates: Arc<Rates>,
}

/// The state as handlers take it.
pub type SharedDesk<A> = Arc<Desk<A>>;

impl<A: Authenticate<Actor = Arc<Actor>>> Desk<A> {
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
            limit: options.http.document_bytes,
            time: options.http.body_time,
            slots: Semaphore::new(AT_ONCE),
            exports: Arc::new(Semaphore::new(EXPORTS_AT_ONCE)),
            address: options.public_url.clone(),
            rates,
        }
    }
}

impl<A> Debug for Desk<A> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Desk")
            .field("limit", &self.limit)
            .finish_non_exhaustive()
    }
}
