//! What every route of this room needs.

use std::fmt::{self, Debug, Formatter};
use std::sync::Arc;

use async_graphql::Executor;
use tokio::sync::Semaphore;

use super::actor::Authenticate;
use super::graphql::persisted::Persisted;
use super::lifeline::Lifeline;
use super::limits::HttpOptions;
use super::rates::{Rates, Ticks};
use crate::graphql::guard::document::Rules;
use crate::graphql::guard::readings::Readings;
use crate::graphql::guard::types::SchemaTypes;

/// The schema, the one who knows tokens, and the bounds; shared by all requests.
pub struct Api<E, A> {
    /// Runs GraphQL operations.
    pub executor: E,
    /// Knows whom a token speaks for.
    pub authenticate: A,
    /// What a query is measured against.
    pub rules: Rules,
    /// The schema's types, for judging input.
    pub types: SchemaTypes,
    /// Documents that were read before.
    pub readings: Readings,
    /// Documents that a request may name instead of sending them.
    pub persisted: Persisted,
    /// How fast requests come.
    pub rates: Arc<Rates>,
    /// The settings.
    pub options: HttpOptions,
    /// A permit for each operation that is worked on.
    pub slots: Semaphore,
    /// A permit for each WebSocket session.
    pub sessions: Arc<Semaphore>,
    /// What long-lived sessions hang on.
    pub lifeline: Lifeline,
}

/// The state as handlers take it.
pub type SharedApi<E, A> = Arc<Api<E, A>>;

impl<E: Executor, A: Authenticate> Api<E, A> {
    /// Puts the state together.
    #[must_use]
    pub fn new(
        executor: E,
        authenticate: A,
        rules: Rules,
        types: SchemaTypes,
        options: HttpOptions,
    ) -> Self {
        let slots = Semaphore::new(options.http.requests);
        let sessions = Arc::new(Semaphore::new(options.socket.sessions));
        Self {
            executor,
            authenticate,
            rules,
            types,
            readings: Readings::default(),
            persisted: Persisted::new(options.documents.clone()),
            rates: Arc::new(Rates::new(&options.rates, Ticks::default())),
            options,
            slots,
            sessions,
            lifeline: Lifeline::default(),
        }
    }
}

impl<E, A> Debug for Api<E, A> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Api")
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}
