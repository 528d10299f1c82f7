//! Every route of the server, in one list.

use std::sync::Arc;
use std::time::Duration;

use async_graphql::Executor;
use axum::Router;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use tower_http::cors::CorsLayer;

use super::actor::Authenticate;
use super::dashboard::pages as dashboard;
use super::envelope::wrap;
use super::graphiql::pages::{editor, part};
use super::graphql::call::WANTS_COST;
use super::graphql::get::{get as graphql_get, other_method};
use super::graphql::post::post as graphql_post;
use super::health::{Health, alive, figures, ready};
use super::limits::HttpOptions;
use super::request_id::{RequestIds, X_REQUEST_ID};
use super::speaking::{PROOF_HEADERS, UNATTENDED_HEADER};
use super::state::SharedApi;
use super::survey_app::pages as survey_app;

/// Puts the routes of the API together and wraps them.
pub fn router<E: Executor, A: Authenticate>(
    api: SharedApi<E, A>,
    health: Health,
    request_ids: RequestIds,
) -> Router {
    router_with(api, health, request_ids, Router::new())
}

/// Puts the routes of the API and more of them together and wraps them.
pub fn router_with<E: Executor, A: Authenticate>(
    api: SharedApi<E, A>,
    health: Health,
    request_ids: RequestIds,
    more: Router,
) -> Router {
    let cors = cors(&api.options);
    let graphql = Router::new()
        .route(
            "/graphql",
            post(graphql_post::<E, A>)
                .get(graphql_get::<E, A>)
                .fallback(other_method),
        )
        .with_state(api);
    let health = Router::new()
        .route("/healthz", get(alive))
        .route("/readyz", get(ready))
        .route("/metrics", get(figures))
        .with_state(health);
    let editing = Router::new()
        .route("/graphiql", get(editor))
        .route("/graphiql/{version}/{file}", get(part));
    let survey_app = Router::new()
        .route("/survey", get(survey_app::folder))
        .route("/survey/", get(survey_app::page))
        .route("/survey/{file}", get(survey_app::part));
    let dashboard = Router::new()
        .route("/", get(dashboard::page))
        .route("/app/{*file}", get(dashboard::part));
    let mut all = Router::new()
        .merge(graphql)
        .merge(editing)
        .merge(survey_app)
        .merge(dashboard)
        .merge(health)
        .merge(more)
        .fallback(not_found);
    if let Some(cors) = cors {
        all = all.layer(cors);
    }
    all.layer(from_fn_with_state(Arc::new(request_ids), wrap))
}

async fn not_found() -> StatusCode {
    StatusCode::NOT_FOUND
}

/// Which origins a browser may call from: none, unless the settings name them.
fn cors(options: &HttpOptions) -> Option<CorsLayer> {
    let origins: Vec<HeaderValue> = options
        .origins
        .iter()
        .filter_map(|origin| HeaderValue::from_str(origin).ok())
        .collect();
    if origins.is_empty() {
        return None;
    }
    let request_id = header::HeaderName::from_static(X_REQUEST_ID);
    let layer = CorsLayer::new()
        .allow_origin(origins)
        .allow_methods([Method::GET, Method::POST])
        .allow_headers(
            PROOF_HEADERS
                .map(header::HeaderName::from_static)
                .into_iter()
                .chain([
                    header::ACCEPT,
                    header::ACCEPT_LANGUAGE,
                    header::AUTHORIZATION,
                    header::CONTENT_TYPE,
                    header::IF_NONE_MATCH,
                    header::HeaderName::from_static(WANTS_COST),
                    header::HeaderName::from_static(UNATTENDED_HEADER),
                    request_id.clone(),
                ])
                .collect::<Vec<_>>(),
        )
        .expose_headers([
            request_id,
            header::RETRY_AFTER,
            header::CONTENT_DISPOSITION,
            header::ETAG,
        ])
        .max_age(Duration::from_mins(10));
    Some(layer)
}
