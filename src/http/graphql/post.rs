//! GraphQL by POST.

use async_graphql::Executor;
use axum::extract::{Extension, Request, State};
use axum::response::Response;

use super::accept::{Media, is_json, negotiate};
use super::answer::{of_fault, of_response};
use super::body;
use super::call::{Ready, Speaker, Transport, prepare};
use super::codes::settle;
use super::fault::Fault;
use super::payload::{Call, Payload};
use crate::http::actor::{Authenticate, language};
use crate::http::client::client;
use crate::http::request_id::RequestId;
use crate::http::speaking::{Proof, speaking};
use crate::http::state::{Api, SharedApi};

/// Answers a POST.
pub async fn post<E: Executor, A: Authenticate>(
    State(api): State<SharedApi<E, A>>,
    Extension(request_id): Extension<RequestId>,
    request: Request,
) -> Response {
    let language = language(request.headers());
    let media = negotiate(request.headers());
    match media {
        None => of_fault(&Fault::NotAcceptable, Media::Json, language),
        Some(media) => answer_post(&api, request_id, request, media)
            .await
            .unwrap_or_else(|fault| of_fault(&fault, media, language)),
    }
}

async fn answer_post<E: Executor, A: Authenticate>(
    api: &Api<E, A>,
    request_id: RequestId,
    request: Request,
    media: Media,
) -> Result<Response, Fault> {
    let (head, body) = request.into_parts();
    let named = api.options.public_url.as_deref();
    let proof = Proof::Header;
    let actor = speaking(&api.authenticate, named, &head.headers, &request_id, proof).await?;
    if !is_json(&head.headers) {
        return Err(Fault::UnsupportedMediaType);
    }
    let limits = &api.options.http;
    let limit = match actor {
        Some(_) => limits.body_bytes,
        None => limits.anonymous_body_bytes.min(limits.body_bytes),
    };
    let bytes = body::read(&head.headers, body, limit, limits.body_time).await?;
    let call = Payload::from_body(&bytes)?.into_call()?;
    drop(bytes);
    let speaker = Speaker {
        actor,
        client: client(&head.extensions, &head.headers),
        language: language(&head.headers),
        request_id,
    };
    run(api, call, &speaker, media, Transport::Post).await
}

/// Runs a request.
///
/// # Errors
/// A [`Fault`] where the request is not run.
pub async fn run<E: Executor, A: Authenticate>(
    api: &Api<E, A>,
    call: Call,
    speaker: &Speaker<A::Actor>,
    media: Media,
    transport: Transport,
) -> Result<Response, Fault> {
    let _slot = api.slots.try_acquire().map_err(|_| Fault::Busy)?;
    let Ready { request, .. } = prepare(api, call, speaker, transport)?;
    let mut response = api.executor.execute(request).await;
    let outcome = settle(&mut response, &speaker.request_id, speaker.language);
    Ok(of_response(&response, outcome, media))
}
