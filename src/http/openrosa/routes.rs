//! The routes of phones: the forms that they fetch and the forms that they send.

use std::sync::Arc;

use axum::Router;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use serde::Deserialize;

use super::answer::{Answered, document, finished};
use super::desk::{FieldDesk, SharedFieldDesk};
use super::fault::FieldFault;
use super::sheet::{code, sheet};
use super::submission::{probe, send};
use crate::domain::trust::actor::Actor;
use crate::http::actor::{Authenticate, language};
use crate::http::asker::Asker;
use crate::openrosa::form_list::{Listed, form_list, manifest};
use crate::openrosa::xform::{XForm, form_of, xform};
use crate::services::field_forms;
use crate::services::refusal::Refusal;

/// What a phone asks of the list beside what it always sends.
#[derive(Debug, Default, Deserialize)]
struct Asked {
    /// Only the form of this id.
    #[serde(rename = "formID")]
    form_id: Option<String>,
    /// With descriptions.
    verbose: Option<String>,
}

/// The routes of phones.
pub fn openrosa<A: Authenticate<Actor = Arc<Actor>>>(desk: FieldDesk<A>) -> Router {
    Router::new()
        .route("/openrosa/k/{token}/formList", get(list::<A>))
        .route("/openrosa/k/{token}/forms/{id}", get(form::<A>))
        .route("/openrosa/k/{token}/manifest/{id}", get(files::<A>))
        .route(
            "/openrosa/k/{token}/submission",
            get(probe::<A>).post(send::<A>),
        )
        .route("/openrosa/k/{token}/sheet", get(sheet::<A>))
        .route("/openrosa/k/{token}/qr.svg", get(code::<A>))
        .with_state(Arc::new(desk))
}

/// The forms that a phone may fetch.
async fn list<A: Authenticate<Actor = Arc<Actor>>>(
    State(desk): State<SharedFieldDesk<A>>,
    asker: Asker,
    Path(token): Path<String>,
    wish: Result<Query<Asked>, QueryRejection>,
    headers: HeaderMap,
) -> Response {
    // Clients add parameters of their own; one that can't be read asks for nothing.
    let wish = wish.map(|Query(wish)| wish).unwrap_or_default();
    let listed = async {
        let actor = desk.speaker(&token, &headers, &asker).await?;
        let base = desk.base(&token, &headers)?;
        let forms = field_forms::assigned(&desk.office, Some(&actor)).await?;
        let wanted = |form: &XForm| wish.form_id.as_ref().is_none_or(|id| *id == form.id);
        let listed: Vec<Listed> = forms
            .iter()
            .map(xform)
            .filter(wanted)
            .map(|form| Listed {
                address: format!("{base}/forms/{}", form.id),
                form,
            })
            .collect();
        let verbose = wish.verbose.as_deref() == Some("true");
        Ok(document(&headers, form_list(&listed, verbose)))
    };
    finished(listed.await, &desk.office, language(&headers))
}

/// A form.
async fn form<A: Authenticate<Actor = Arc<Actor>>>(
    State(desk): State<SharedFieldDesk<A>>,
    asker: Asker,
    Path((token, id)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let found = found(&desk, &asker, &token, &id, &headers).await;
    let answered = found.map(|form| document(&headers, form.text));
    finished(answered, &desk.office, language(&headers))
}

/// The files that a form needs.
async fn files<A: Authenticate<Actor = Arc<Actor>>>(
    State(desk): State<SharedFieldDesk<A>>,
    asker: Asker,
    Path((token, id)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let found = found(&desk, &asker, &token, &id, &headers).await;
    let answered: Answered = found.map(|_| document(&headers, manifest()));
    finished(answered, &desk.office, language(&headers))
}

async fn found<A: Authenticate<Actor = Arc<Actor>>>(
    desk: &FieldDesk<A>,
    asker: &Asker,
    token: &str,
    id: &str,
    headers: &HeaderMap,
) -> Result<XForm, FieldFault> {
    let actor = desk.speaker(token, headers, asker).await?;
    let survey = form_of(id).ok_or(Refusal::NotFound)?;
    let form = field_forms::one(&desk.office, Some(&actor), survey).await?;
    Ok(xform(&form))
}
