//! To a provider and back, and what it says by itself.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Query, Request, State};
use axum::http::header::{CACHE_CONTROL, LOCATION, RETRY_AFTER, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use axum::routing::{get, post};
use serde::Deserialize;

use super::backchannel::logout;
use super::connect::form;
use super::desk::OidcDesk;
use super::page::{Halt, halted, onward};
use super::provider::OidcFault;
use super::transit::Transit;
use crate::domain::trust::identity::Person;
use crate::http::actor::language;
use crate::http::address::reached;
use crate::http::asker::Asker;
use crate::http::client::client;
use crate::http::device::device;
use crate::http::session::answer::put_cookie;
use crate::http::speaking::{cookie, is_secure, set_cookie};
use crate::services::identities::{self, IdentityRefusal};
use crate::services::refusal::Refusal;
use crate::services::sign_ins::{self, SignedIn};
use crate::services::tries::Client;

/// Where the provider sends people back to.
const CALLBACK: &str = "/oidc/callback";

#[derive(Debug, Deserialize)]
struct Begin {
    next: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Answer {
    code: Option<String>,
    state: Option<String>,
    iss: Option<String>,
}

/// The routes of a provider.
pub fn oidc(desk: Arc<OidcDesk>) -> Router {
    Router::new()
        .route("/oidc/start", get(start))
        .route(CALLBACK, get(callback))
        .route("/oidc/backchannel-logout", post(logout))
        .route_layer(from_fn_with_state(Arc::clone(&desk), bounded))
        .with_state(desk)
}

/// Takes a request out of the bucket of its address: nobody is known here yet.
async fn bounded(
    State(desk): State<Arc<OidcDesk>>,
    asker: Asker,
    request: Request,
    next: Next,
) -> Response {
    let Err(fault) = asker.take(&desk.rates, None) else {
        return next.run(request).await;
    };
    let mut answer = halted(Halt::TooFast, language(request.headers()));
    let wait = HeaderValue::from(fault.seconds());
    answer.headers_mut().insert(RETRY_AFTER, wait);
    answer
}

/// Sends a person to the provider.
async fn start(
    State(desk): State<Arc<OidcDesk>>,
    Query(wish): Query<Begin>,
    request: Request,
) -> Response {
    let (headers, language) = (request.headers(), language(request.headers()));
    let from = client(request.extensions(), headers);
    if let Err(refusal) = sign_ins::may_try(&desk.office, from) {
        return refused(&refusal, headers);
    }
    let begun = Transit::begun(&desk.office, wish.next.as_deref());
    let (Ok(transit), Some(redirect)) = (begun, redirect(&desk, headers)) else {
        return halted(Halt::Failed, language);
    };
    let described = desk.provider.description(desk.office.clock.now()).await;
    let description = match described {
        Ok(description) => description,
        Err(fault) => {
            tracing::warn!(%fault, "the provider of identities can't be used");
            return halted(Halt::Away, language);
        }
    };
    let options = &desk.provider.options;
    let query = form(&[
        ("response_type", "code"),
        ("client_id", &options.client_id),
        ("redirect_uri", &redirect),
        ("scope", &options.scope),
        ("state", &transit.state),
        ("nonce", &transit.nonce),
        ("code_challenge", &transit.challenge()),
        ("code_challenge_method", "S256"),
    ]);
    let address = &description.authorization_endpoint;
    let mark = if address.contains('?') { '&' } else { '?' };
    let Ok(location) = HeaderValue::from_str(&format!("{address}{mark}{query}")) else {
        return halted(Halt::Failed, language);
    };
    let mut answer = Response::new(Body::empty());
    *answer.status_mut() = StatusCode::SEE_OTHER;
    answer.headers_mut().insert(LOCATION, location);
    answer
        .headers_mut()
        .insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    put_transit(&mut answer, &desk, headers, &transit.sealed(&desk.office));
    answer
}

/// Takes a person in whom the provider sends back.
async fn callback(
    State(desk): State<Arc<OidcDesk>>,
    Query(brought): Query<Answer>,
    request: Request,
) -> Response {
    let (head, _) = request.into_parts();
    let (headers, language) = (&head.headers, language(&head.headers));
    let from = client(&head.extensions, headers);
    if let Err(refusal) = sign_ins::may_try(&desk.office, from) {
        return refused(&refusal, headers);
    }
    let mut answer = match signed_in(&desk, headers, brought).await {
        Ok((signed_in, next)) => {
            let mut answer = onward(&next);
            let named = desk.address.as_deref();
            put_cookie(&mut answer, named, headers, &signed_in.secret);
            answer
        }
        Err(halt) => counted(&desk, from, halt).await.map_or_else(
            |refusal| refused(&refusal, headers),
            |()| halted(halt, language),
        ),
    };
    // Whatever came of it: what lies in the cookie was used.
    put_transit(&mut answer, &desk, headers, "");
    answer
}

/// Counts what somebody may have tried who should not be let in.
async fn counted(desk: &OidcDesk, from: Client, halt: Halt) -> Result<(), Refusal> {
    match halt {
        Halt::Stale | Halt::NotBelieved => sign_ins::failed(&desk.office, from).await,
        _ => Ok(()),
    }
}

async fn signed_in(
    desk: &OidcDesk,
    headers: &HeaderMap,
    brought: Answer,
) -> Result<(SignedIn, String), Halt> {
    let now = desk.office.clock.now();
    let name = transit_name(desk, headers);
    let kept = cookie(headers, name).ok().flatten();
    let transit = kept.and_then(|kept| Transit::opened(&desk.office, kept, now));
    let transit = transit.ok_or(Halt::Stale)?;
    let state = brought.state.as_deref().unwrap_or_default();
    if !transit.is_answered_by(state) {
        return Err(Halt::Stale);
    }
    // An answer of another provider (RFC 9207).
    if brought
        .iss
        .is_some_and(|iss| iss != desk.provider.options.issuer)
    {
        return Err(Halt::NotBelieved);
    }
    let code = brought.code.ok_or(Halt::Declined)?;
    let redirect = redirect(desk, headers).ok_or(Halt::Failed)?;
    let person = desk.provider.person(&code, &transit, &redirect, now).await;
    let person = person.map_err(|fault| told(&fault))?;
    let device = device(headers);
    let signed_in = taken_in(desk, &person, device.as_deref()).await?;
    Ok((signed_in, transit.next))
}

fn told(fault: &OidcFault) -> Halt {
    tracing::warn!(%fault, "a sign-in by the provider of identities failed");
    match fault {
        OidcFault::Connect(super::connect::ConnectFault::Answered { status, .. })
            if status.is_client_error() =>
        {
            Halt::Stale
        }
        OidcFault::Connect(_) | OidcFault::Description | OidcFault::JustAsked => Halt::Away,
        OidcFault::NoToken | OidcFault::Jws(_) | OidcFault::Claims(_) => Halt::NotBelieved,
    }
}

async fn taken_in(
    desk: &OidcDesk,
    person: &Person,
    device: Option<&str>,
) -> Result<SignedIn, Halt> {
    let mapping = &desk.provider.options.mapping;
    let taken = identities::sign_in(&desk.office, person, device, mapping, desk.limits).await;
    taken.map_err(|refusal| not_taken_in(&refusal))
}

/// Who it was stands in the provider's own log.
#[expect(
    clippy::cognitive_complexity,
    reason = "the lint counts what the macros of the log expand to"
)]
fn not_taken_in(refusal: &IdentityRefusal) -> Halt {
    if let IdentityRefusal::Unavailable(reason) = refusal {
        tracing::error!(%reason, "a person of the provider could not be let in");
        return Halt::Failed;
    }
    tracing::info!(reason = %refusal, "a person of the provider was not let in");
    if matches!(refusal, IdentityRefusal::Disabled) {
        return Halt::Locked;
    }
    Halt::NoRights
}

fn refused(refusal: &Refusal, headers: &HeaderMap) -> Response {
    let language = language(headers);
    let Refusal::TooManyTries { retry_after } = refusal else {
        tracing::error!(reason = %refusal, "a failed sign-in could not be counted");
        return halted(Halt::Failed, language);
    };
    let mut answer = halted(Halt::TooMany, language);
    answer
        .headers_mut()
        .insert(RETRY_AFTER, HeaderValue::from(*retry_after));
    answer
}

fn redirect(desk: &OidcDesk, headers: &HeaderMap) -> Option<String> {
    reached(desk.address.as_deref(), headers).map(|address| format!("{address}{CALLBACK}"))
}

const fn name_of(is_secure: bool) -> &'static str {
    if is_secure {
        "__Host-longdan-oidc"
    } else {
        "longdan-oidc"
    }
}

fn transit_name(desk: &OidcDesk, headers: &HeaderMap) -> &'static str {
    name_of(is_secure(desk.address.as_deref(), headers))
}

/// Lax: the provider's page leads back to ours.
fn put_transit(answer: &mut Response, desk: &OidcDesk, headers: &HeaderMap, value: &str) {
    let secure = is_secure(desk.address.as_deref(), headers);
    if let Some(cookie) = set_cookie(name_of(secure), value, "Lax", secure) {
        answer.headers_mut().append(SET_COOKIE, cookie);
    }
}
