//! Gives out papers to print.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;
use axum::routing::{get, post};
use serde::Deserialize;

use crate::domain::base::ids::SurveyId;
use crate::domain::trust::actor::Actor;
use crate::exports::invitations;
use crate::exports::print::document;
use crate::graphql::id;
use crate::http::actor::{Authenticate, language};
use crate::http::address::reached;
use crate::http::asker::Asker;
use crate::http::documents::answer::{DocumentFault, refused};
use crate::http::documents::desk::{Desk, SharedDesk};
use crate::http::documents::routes::speaker;
use crate::http::graphql::fault::Fault;
use crate::http::speaking::Proof;
use crate::services::invitations::{NewInvitations, make};
use crate::services::prints::{self, PrintKind};
use crate::services::refusal::Refusal;

/// The page loads nothing and runs nothing; its style stands in it.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; \
                      form-action 'none'; frame-ancestors 'none'";

/// What is said of papers in their address.
#[derive(Debug, Deserialize)]
struct Said {
    /// Code of the one hamlet.
    hamlet: Option<String>,
    /// Blank forms of each hamlet.
    count: Option<u32>,
}

/// Which invitations are to be made, in their address.
#[derive(Debug, Deserialize)]
struct Invite {
    /// Code of the hamlet.
    hamlet: String,
    /// The one household whose code is made anew.
    household: Option<String>,
    /// Without a roster, how many there are in all.
    count: Option<u32>,
}

/// The routes of papers.
pub fn papers<A: Authenticate<Actor = Arc<Actor>>>(desk: SharedDesk<A>) -> Router {
    Router::new()
        .route("/print/{survey}/{kind}", get(print::<A>))
        .route("/print/{survey}/invitations", post(invite::<A>))
        .with_state(desk)
}

async fn print<A: Authenticate<Actor = Arc<Actor>>>(
    State(desk): State<SharedDesk<A>>,
    asker: Asker,
    Path((survey, kind)): Path<(String, String)>,
    Query(said): Query<Said>,
    headers: HeaderMap,
) -> Response {
    let wish = (survey.as_str(), kind.as_str());
    match page(&desk, &asker, wish, &said, &headers).await {
        Ok(page) => shown(page),
        Err(fault) => refused(&fault, &desk.office, language(&headers)),
    }
}

async fn page<A: Authenticate<Actor = Arc<Actor>>>(
    desk: &Desk<A>,
    asker: &Asker,
    (survey, kind): (&str, &str),
    said: &Said,
    headers: &HeaderMap,
) -> Result<String, DocumentFault> {
    let actor = speaker(desk, headers, asker, Proof::Link).await?;
    let survey: SurveyId = id::key(&survey.into()).map_err(|_| Refusal::NotFound)?;
    let kind: PrintKind = kind.parse().map_err(|_| Refusal::NotFound)?;
    let _slot = desk.slots.try_acquire().map_err(|_| Fault::Busy)?;
    let (office, speaker) = (&desk.office, Some(actor.as_ref()));
    let hamlet = said.hamlet.as_deref();
    let print = prints::for_front(office, speaker, survey, kind, hamlet).await?;
    Ok(document(&print, kind, said.count))
}

/// Makes codes for a hamlet's households and gives them out on paper, this once.
async fn invite<A: Authenticate<Actor = Arc<Actor>>>(
    State(desk): State<SharedDesk<A>>,
    asker: Asker,
    Path(survey): Path<String>,
    Query(said): Query<Invite>,
    headers: HeaderMap,
) -> Response {
    match letters(&desk, &asker, &survey, said, &headers).await {
        Ok(page) => shown(page),
        Err(fault) => refused(&fault, &desk.office, language(&headers)),
    }
}

async fn letters<A: Authenticate<Actor = Arc<Actor>>>(
    desk: &Desk<A>,
    asker: &Asker,
    survey: &str,
    said: Invite,
    headers: &HeaderMap,
) -> Result<String, DocumentFault> {
    let actor = speaker(desk, headers, asker, Proof::Header).await?;
    let survey: SurveyId = id::key(&survey.into()).map_err(|_| Refusal::NotFound)?;
    let server = reached(desk.address.as_deref(), headers).ok_or(Refusal::NotFound)?;
    let _slot = desk.slots.try_acquire().map_err(|_| Fault::Busy)?;
    let new = NewInvitations {
        survey,
        hamlet: said.hamlet,
        households: said.household.into_iter().collect(),
        count: said.count,
    };
    let (office, speaker) = (&desk.office, Some(actor.as_ref()));
    let made = make(office, speaker, new).await?;
    let about = prints::for_front(office, speaker, survey, PrintKind::Forms, None).await?;
    let page = invitations::document(&about, &made, &server);
    Ok(page.map_err(|fault| Refusal::Internal(Box::new(fault)))?)
}

fn shown(page: String) -> Response {
    let mut answer = Response::new(Body::from(page));
    let headers = answer.headers_mut();
    let html = HeaderValue::from_static("text/html; charset=utf-8");
    headers.insert(CONTENT_TYPE, html);
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    answer
}
