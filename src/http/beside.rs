//! The routes beside the API's own: documents, papers, exports, phones, signing in.

use std::sync::Arc;

use axum::Router;
use tokio_rustls::rustls;

use super::actor::Authenticate;
use super::documents::desk::Desk;
use super::documents::routes::documents;
use super::exports::routes::exports;
use super::limits::HttpOptions;
use super::odata::routes::odata;
use super::oidc::desk::OidcDesk;
use super::oidc::provider::Provider;
use super::oidc::routes::oidc;
use super::openrosa::desk::FieldDesk;
use super::openrosa::routes::openrosa;
use super::outward::client::Outward;
use super::prints::routes::papers;
use super::public::routes::public;
use super::rates::Rates;
use super::session::desk::SignInDesk;
use super::session::routes::session;
use crate::domain::trust::actor::Actor;
use crate::services::office::SharedOffice;

/// The routes around an office, for those whom `authenticate` knows; requests are taken out of the API's buckets.
pub fn beside<A: Authenticate<Actor = Arc<Actor>>>(
    office: &SharedOffice,
    authenticate: &A,
    options: &HttpOptions,
    rates: &Arc<Rates>,
) -> Router {
    let desk = Desk::new(
        Arc::clone(office),
        authenticate.clone(),
        options,
        Arc::clone(rates),
    );
    let desk = Arc::new(desk);
    let phones = FieldDesk::new(
        Arc::clone(office),
        authenticate.clone(),
        options,
        Arc::clone(rates),
    );
    let provider = options.oidc.clone().and_then(|provider| {
        let outward = Outward::trusting(&options.authorities.with_the_systems());
        let failed =
            |fault: &rustls::Error| tracing::error!(%fault, "no TLS to reach the provider");
        let outward = outward.inspect_err(failed).ok()?;
        Some(Arc::new(Provider::new(provider, outward)))
    });
    let door = SignInDesk::new(
        Arc::clone(office),
        authenticate.clone(),
        options,
        Arc::clone(rates),
    );
    let door = door.with(provider.clone());
    let by_provider = provider.map_or_else(Router::new, |provider| {
        let desk = OidcDesk::new(Arc::clone(office), provider, options, Arc::clone(rates));
        oidc(Arc::new(desk))
    });
    documents(Arc::clone(&desk))
        .merge(exports(Arc::clone(&desk)))
        .merge(odata(Arc::clone(&desk)))
        .merge(papers(desk))
        .merge(openrosa(phones))
        .merge(session(Arc::new(door)))
        .merge(by_provider)
        .merge(public(office, options, Arc::clone(rates)))
}
