//! Whether the server is alive and ready, and its figures for Prometheus.

use std::fmt::{self, Debug, Formatter};
use std::sync::Arc;

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderName, StatusCode};
use axum::response::{IntoResponse, Response};
use futures_util::future::BoxFuture;
use metrics_exporter_prometheus::PrometheusHandle;

/// Tells whether the server can work: its database is reachable and migrated.
pub type ReadyCheck = Arc<dyn Fn() -> BoxFuture<'static, Result<(), NotReady>> + Send + Sync>;

/// Why the server can't work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotReady {
    /// The database can't be reached.
    #[error("database unreachable")]
    Database,
    /// Migrations are pending.
    #[error("database not migrated")]
    Migrations,
}

/// What the health routes need.
#[derive(Clone)]
pub struct Health {
    /// Asked at each `/readyz`.
    pub ready: ReadyCheck,
    /// Where figures are gathered; none: `/metrics` is empty.
    pub metrics: Option<PrometheusHandle>,
}

impl Debug for Health {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Health").finish_non_exhaustive()
    }
}

const TEXT: [(HeaderName, &str); 2] = [
    (CONTENT_TYPE, "text/plain; charset=utf-8"),
    (CACHE_CONTROL, "no-store"),
];

/// The version of Prometheus' text format.
const PROMETHEUS: [(HeaderName, &str); 2] = [
    (CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8"),
    (CACHE_CONTROL, "no-store"),
];

/// The process runs.
pub async fn alive() -> Response {
    (TEXT, "alive\n").into_response()
}

/// The server can work: 200, or 503 with the reason.
pub async fn ready(State(health): State<Health>) -> Response {
    match (health.ready)().await {
        Ok(()) => (TEXT, "ready\n").into_response(),
        Err(reason) => (
            StatusCode::SERVICE_UNAVAILABLE,
            TEXT,
            format!("not ready: {reason}\n"),
        )
            .into_response(),
    }
}

/// The server's figures.
pub async fn figures(State(health): State<Health>) -> Response {
    let text = health
        .metrics
        .as_ref()
        .map_or_else(String::new, PrometheusHandle::render);
    (PROMETHEUS, text).into_response()
}
