//! Signs in, says who is signed in and how long still, signs out.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::get;
use serde::Deserialize;
use serde_json::Value;

use super::answer::{of_json, of_refusal, parted, put_cookie, standing};
use super::desk::{BODY_BYTES, SharedSignInDesk, SignInDesk};
use crate::domain::trust::actor::Actor;
use crate::http::actor::{Authenticate, language, token};
use crate::http::address::reached;
use crate::http::asker::Asker;
use crate::http::device::device;
use crate::http::graphql::accept::{Media, is_json};
use crate::http::graphql::answer::of_fault;
use crate::http::graphql::body;
use crate::http::graphql::call::of_auth;
use crate::http::graphql::fault::{Fault, JsonType};
use crate::http::oidc::connect::form;
use crate::http::request_id::RequestId;
use crate::http::speaking::{Proof, good, speaking};
use crate::services::{identities, sign_ins};

/// A token in a body, for pages that can't set headers.
#[derive(Debug, Deserialize)]
struct Shown {
    token: String,
}

/// The routes of sessions.
pub fn session<A: Authenticate<Actor = Arc<Actor>>>(desk: SharedSignInDesk<A>) -> Router {
    let methods = get(look::<A>)
        .put(stay::<A>)
        .post(sign_in::<A>)
        .delete(sign_out::<A>);
    Router::new().route("/session", methods).with_state(desk)
}

/// Exchanges a token for a cookie.
async fn sign_in<A: Authenticate<Actor = Arc<Actor>>>(
    State(desk): State<SharedSignInDesk<A>>,
    asker: Asker,
    request: Request,
) -> Response {
    let language = language(request.headers());
    let begun = begin(&desk, &asker, request).await;
    begun.unwrap_or_else(|fault| of_fault(&fault, Media::Json, language))
}

async fn begin<A: Authenticate<Actor = Arc<Actor>>>(
    desk: &SignInDesk<A>,
    asker: &Asker,
    request: Request,
) -> Result<Response, Fault> {
    // Nobody is signed in yet, so it is the address that counts.
    asker.take(&desk.rates, None)?;
    let request_id = &asker.request_id;
    let (head, content) = request.into_parts();
    let shown = token(&head.headers).map_err(|fault| of_auth(fault, request_id))?;
    let shown = match shown {
        Some(token) => token.to_owned(),
        // Another site's form can't send JSON, so nobody is signed in behind their back.
        None if !is_json(&head.headers) => return Err(Fault::UnsupportedMediaType),
        None => {
            let bytes = body::read(&head.headers, content, BODY_BYTES, desk.time).await?;
            let shown = serde_json::from_slice(&bytes).map_err(|_| Fault::Property {
                property: "token",
                expected: JsonType::Text,
            });
            shown.map(|Shown { token }| token)?
        }
    };
    let device = device(&head.headers);
    let begun = sign_ins::begin(&desk.office, asker.client, device, &shown, desk.limits);
    let signed_in = begun.await;
    let signed_in = signed_in.map_err(|refusal| of_refusal(&refusal, request_id))?;
    let body = told(desk, Some(&signed_in.actor), request_id).await?;
    let mut answer = of_json(StatusCode::CREATED, &body);
    let named = desk.address.as_deref();
    put_cookie(&mut answer, named, &head.headers, &signed_in.secret);
    Ok(answer)
}

/// How the session stands.
async fn told<A: Authenticate<Actor = Arc<Actor>>>(
    desk: &SignInDesk<A>,
    actor: Option<&Actor>,
    request_id: &RequestId,
) -> Result<Value, Fault> {
    let left = match actor {
        None => None,
        Some(actor) => sign_ins::left(&desk.office, actor)
            .await
            .map_err(|refusal| of_refusal(&refusal, request_id))?,
    };
    Ok(standing(actor, left, desk.provider.is_some()))
}

/// Says who is signed in, and changes nothing about how long. A cookie that no longer holds is taken away.
async fn look<A: Authenticate<Actor = Arc<Actor>>>(
    State(desk): State<SharedSignInDesk<A>>,
    asker: Asker,
    headers: HeaderMap,
) -> Response {
    seen(&desk, &asker, &headers, Proof::Look).await
}

/// Says that somebody is there, who works on a page without asking for anything: the session goes on.
async fn stay<A: Authenticate<Actor = Arc<Actor>>>(
    State(desk): State<SharedSignInDesk<A>>,
    asker: Asker,
    headers: HeaderMap,
) -> Response {
    seen(&desk, &asker, &headers, Proof::Header).await
}

async fn seen<A: Authenticate<Actor = Arc<Actor>>>(
    desk: &SignInDesk<A>,
    asker: &Asker,
    headers: &HeaderMap,
    proof: Proof<'_>,
) -> Response {
    let named = desk.address.as_deref();
    let looked = async {
        let actor = signed_in(desk, asker, headers, proof).await?;
        told(desk, actor.as_deref(), &asker.request_id).await
    };
    match looked.await {
        Ok(body) => of_json(StatusCode::OK, &body),
        Err(Fault::SignedOut) => {
            let body = standing(None, None, desk.provider.is_some());
            let mut answer = of_json(StatusCode::OK, &body);
            put_cookie(&mut answer, named, headers, "");
            answer
        }
        Err(fault) => of_fault(&fault, Media::Json, language(headers)),
    }
}

/// Who is signed in; the request is taken out of its bucket.
async fn signed_in<A: Authenticate<Actor = Arc<Actor>>>(
    desk: &SignInDesk<A>,
    asker: &Asker,
    headers: &HeaderMap,
    proof: Proof<'_>,
) -> Result<Option<Arc<Actor>>, Fault> {
    let named = desk.address.as_deref();
    let request_id = &asker.request_id;
    let found = speaking(&desk.authenticate, named, headers, request_id, proof).await;
    asker.take(&desk.rates, good(&found, named, headers))?;
    found
}

/// Ends the session, and takes its cookie away. Safe to repeat.
async fn sign_out<A: Authenticate<Actor = Arc<Actor>>>(
    State(desk): State<SharedSignInDesk<A>>,
    asker: Asker,
    headers: HeaderMap,
) -> Response {
    let ended = end(&desk, &asker, &headers).await;
    ended.unwrap_or_else(|fault| of_fault(&fault, Media::Json, language(&headers)))
}

async fn end<A: Authenticate<Actor = Arc<Actor>>>(
    desk: &SignInDesk<A>,
    asker: &Asker,
    headers: &HeaderMap,
) -> Result<Response, Fault> {
    let named = desk.address.as_deref();
    let mut end_session = None;
    match signed_in(desk, asker, headers, Proof::Header).await {
        Ok(Some(actor)) => {
            end_session = at_provider(desk, &actor, headers).await;
            let ended = sign_ins::end(&desk.office, &actor).await;
            ended.map_err(|refusal| of_refusal(&refusal, &asker.request_id))?;
        }
        Ok(None) | Err(Fault::SignedOut) => {}
        Err(fault) => return Err(fault),
    }
    let body = parted(desk.provider.is_some(), end_session.as_deref());
    let mut answer = of_json(StatusCode::OK, &body);
    put_cookie(&mut answer, named, headers, "");
    Ok(answer)
}

/// Where the provider signs a person out whom it has signed in (OpenID Connect RP-Initiated Logout).
async fn at_provider<A: Authenticate<Actor = Arc<Actor>>>(
    desk: &SignInDesk<A>,
    actor: &Actor,
    headers: &HeaderMap,
) -> Option<String> {
    let provider = desk.provider.as_ref()?;
    if !identities::is_of_provider(&desk.office, actor).await.ok()? {
        return None;
    }
    let described = provider.description(desk.office.clock.now()).await.ok()?;
    let home = format!("{}/", reached(desk.address.as_deref(), headers)?);
    let hint = sign_ins::provider_token(&desk.office, actor).await.ok()?;
    let mut pairs = vec![
        ("client_id", provider.options.client_id.as_str()),
        ("post_logout_redirect_uri", &home),
    ];
    pairs.extend(hint.as_deref().map(|hint| ("id_token_hint", hint)));
    Some(format!(
        "{}?{}",
        described.end_session_endpoint?,
        form(&pairs)
    ))
}
