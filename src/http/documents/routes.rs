//! Takes documents in and gives them out.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, Query, Request, State};
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_TYPE, IF_NONE_MATCH};
use axum::response::Response;
use axum::routing::{get, post};
use serde::Deserialize;

use super::answer::{DocumentFault, given, refused, tag, taken, unchanged};
use super::desk::{Desk, SharedDesk};
use crate::domain::base::ids::DocumentId;
use crate::domain::recognition::evidence::MediaType;
use crate::domain::trust::actor::Actor;
use crate::graphql::id;
use crate::http::actor::{Authenticate, language};
use crate::http::asker::Asker;
use crate::http::graphql::body;
use crate::http::graphql::fault::Fault;
use crate::http::speaking::{Proof, good, speaking};
use crate::services::evidence;
use crate::services::refusal::Refusal;

/// What is said of a document in its address.
#[derive(Debug, Deserialize)]
struct Said {
    /// Its name as a file.
    #[serde(default)]
    name: String,
}

/// The routes of documents.
pub fn documents<A: Authenticate<Actor = Arc<Actor>>>(desk: SharedDesk<A>) -> Router {
    Router::new()
        .route("/documents", post(send::<A>))
        .route("/documents/{id}", get(fetch::<A>))
        .with_state(desk)
}

/// Takes a document in.
async fn send<A: Authenticate<Actor = Arc<Actor>>>(
    State(desk): State<SharedDesk<A>>,
    asker: Asker,
    Query(said): Query<Said>,
    request: Request,
) -> Response {
    let language = language(request.headers());
    take(&desk, &asker, &said, request)
        .await
        .unwrap_or_else(|fault| refused(&fault, &desk.office, language))
}

async fn take<A: Authenticate<Actor = Arc<Actor>>>(
    desk: &Desk<A>,
    asker: &Asker,
    said: &Said,
    request: Request,
) -> Result<Response, DocumentFault> {
    let (head, content) = request.into_parts();
    let actor = speaker(desk, &head.headers, asker, Proof::Header).await?;
    let media_type = media_type(&head.headers).ok_or(DocumentFault::OtherType)?;
    let _slot = desk.slots.try_acquire().map_err(|_| Fault::Busy)?;
    let content = body::read(&head.headers, content, desk.limit, desk.time).await?;
    let (office, speaker) = (&desk.office, Some(actor.as_ref()));
    let document =
        evidence::deposit(office, speaker, &said.name, media_type, content.into()).await?;
    Ok(taken(&document))
}

/// Gives a document out.
async fn fetch<A: Authenticate<Actor = Arc<Actor>>>(
    State(desk): State<SharedDesk<A>>,
    asker: Asker,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    give(&desk, &asker, &id, &headers)
        .await
        .unwrap_or_else(|fault| refused(&fault, &desk.office, language(&headers)))
}

async fn give<A: Authenticate<Actor = Arc<Actor>>>(
    desk: &Desk<A>,
    asker: &Asker,
    id: &str,
    headers: &HeaderMap,
) -> Result<Response, DocumentFault> {
    let actor = speaker(desk, headers, asker, Proof::Link).await?;
    let id: DocumentId = id::key(&id.into()).map_err(|_| Refusal::NotFound)?;
    let _slot = desk.slots.try_acquire().map_err(|_| Fault::Busy)?;
    let (document, content) = evidence::content(&desk.office, Some(actor.as_ref()), id).await?;
    let held = headers.get_all(IF_NONE_MATCH).iter();
    let mut held = held.filter_map(|value| value.to_str().ok());
    if held.any(|value| value == tag(&document)) {
        return Ok(unchanged(&document));
    }
    Ok(given(&document, content))
}

/// Who speaks; a document is never for somebody who is not signed in. The request is taken out of its bucket.
///
/// # Errors
/// As [`speaking`], where nobody is signed in, and where requests come too fast.
pub async fn speaker<A: Authenticate<Actor = Arc<Actor>>>(
    desk: &Desk<A>,
    headers: &HeaderMap,
    asker: &Asker,
    proof: Proof<'_>,
) -> Result<Arc<Actor>, Fault> {
    let named = desk.address.as_deref();
    let found = speaking(&desk.authenticate, named, headers, &asker.request_id, proof).await;
    asker.take(&desk.rates, good(&found, named, headers))?;
    found?.ok_or(Fault::Unauthenticated)
}

/// The kind of document that a request says it brings; a text must be in UTF-8.
fn media_type(headers: &HeaderMap) -> Option<MediaType> {
    let value = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    let (name, parameters) = value.split_once(';').unwrap_or((value, ""));
    let media_type: MediaType = name.trim().to_ascii_lowercase().parse().ok()?;
    let parameters = parameters.trim().to_ascii_lowercase();
    let is_utf8 = matches!(
        parameters.as_str(),
        "" | "charset=utf-8" | "charset=\"utf-8\""
    );
    is_utf8.then_some(media_type)
}
