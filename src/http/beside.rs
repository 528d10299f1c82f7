//! The routes beside the API's own: documents, papers, phones of the ODK family.

use std::sync::Arc;

use axum::Router;

use super::actor::Authenticate;
use super::documents::desk::Desk;
use super::documents::routes::documents;
use super::limits::HttpOptions;
use super::openrosa::desk::FieldDesk;
use super::openrosa::routes::openrosa;
use super::prints::routes::papers;
use super::public::routes::public;
use crate::domain::trust::actor::Actor;
use crate::services::office::SharedOffice;

/// The routes around an office, for those whom `authenticate` knows.
pub fn beside<A: Authenticate<Actor = Arc<Actor>>>(
    office: &SharedOffice,
    authenticate: &A,
    options: &HttpOptions,
) -> Router {
    let desk = Arc::new(Desk::new(Arc::clone(office), authenticate.clone(), options));
    let phones = FieldDesk::new(Arc::clone(office), authenticate.clone(), options);
    documents(Arc::clone(&desk))
        .merge(papers(desk))
        .merge(openrosa(phones))
        .merge(public(office, options))
}
