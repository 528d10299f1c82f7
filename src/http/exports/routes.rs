//! Gives out tables and papers by link.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;

use super::paper;
use super::query::{Said, asked};
use super::saved::to_be_saved;
use super::table::{Reading, body};
use crate::domain::trust::actor::Actor;
use crate::exports::tables::asked::{Sheet, TableFormat};
use crate::exports::tables::source::Source;
use crate::http::actor::{Authenticate, language};
use crate::http::asker::Asker;
use crate::http::documents::answer::{DocumentFault, refused};
use crate::http::documents::desk::SharedDesk;
use crate::http::documents::routes::speaker;
use crate::http::graphql::fault::Fault;
use crate::http::speaking::Proof;
use crate::services::refusal::Refusal;

/// The routes of exports.
pub fn exports<A: Authenticate<Actor = Arc<Actor>>>(desk: SharedDesk<A>) -> Router {
    Router::new()
        .route("/exports/{name}", get(export::<A>))
        .with_state(desk)
}

async fn export<A: Authenticate<Actor = Arc<Actor>>>(
    State(desk): State<SharedDesk<A>>,
    asker: Asker,
    Path(name): Path<String>,
    Query(said): Query<Vec<(String, String)>>,
    headers: HeaderMap,
) -> Response {
    let given = give(&desk, &asker, &name, &Said(said), &headers).await;
    given.unwrap_or_else(|fault| refused(&fault, &desk.office, language(&headers)))
}

async fn give<A: Authenticate<Actor = Arc<Actor>>>(
    desk: &SharedDesk<A>,
    asker: &Asker,
    name: &str,
    said: &Said,
    headers: &HeaderMap,
) -> Result<Response, DocumentFault> {
    let actor = speaker(desk, headers, asker, Proof::Link).await?;
    if let Some(kind) = paper::kind_of(name) {
        return paper::give(desk, &actor, kind, said, name).await;
    }
    let (sheet, format) = name.split_once('.').ok_or(Refusal::NotFound)?;
    let sheet: Sheet = sheet.parse().map_err(|_| Refusal::NotFound)?;
    let format: TableFormat = format.parse().map_err(|_| Refusal::NotFound)?;
    let wish = asked(&desk.office, sheet, said).await?;
    let manner = said.manner(language(headers))?;
    let slots = Arc::clone(&desk.exports);
    let permit = slots.try_acquire_owned().map_err(|_| Fault::Busy)?;
    let source = Source::open(&desk.office, Some(actor.as_ref()), wish).await?;
    let reading = Reading {
        desk: Arc::clone(desk),
        actor,
        source,
        permit,
    };
    let mut answer = Response::new(body(reading, format, manner).await?);
    to_be_saved(&mut answer, format.media_type(), name);
    Ok(answer)
}
