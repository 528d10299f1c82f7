//! GraphQL by GET: queries alone, or the door to a WebSocket.

use async_graphql::Executor;
use axum::extract::{Extension, Query, Request, State};
use axum::http::Uri;
use axum::response::Response;

use super::accept::{Media, negotiate};
use super::answer::of_fault;
use super::call::{Speaker, Transport};
use super::fault::Fault;
use super::payload::Payload;
use super::post::run;
use crate::http::actor::{Authenticate, language};
use crate::http::client::client;
use crate::http::request_id::RequestId;
use crate::http::speaking::{Proof, speaking};
use crate::http::state::{Api, SharedApi};
use crate::http::websocket::upgrade::{upgrade, wants_socket};

/// The methods of the GraphQL address.
const METHODS: &str = "GET, POST";

/// Answers a GET.
pub async fn get<E: Executor, A: Authenticate>(
    State(api): State<SharedApi<E, A>>,
    Extension(request_id): Extension<RequestId>,
    request: Request,
) -> Response {
    let language = language(request.headers());
    if wants_socket(request.headers()) {
        return upgrade(api, request_id, request)
            .await
            .unwrap_or_else(|fault| of_fault(&fault, Media::Json, language));
    }
    match negotiate(request.headers()) {
        None => of_fault(&Fault::NotAcceptable, Media::Json, language),
        Some(media) => answer_get(&api, request_id, request, media)
            .await
            .unwrap_or_else(|fault| of_fault(&fault, media, language)),
    }
}

async fn answer_get<E: Executor, A: Authenticate>(
    api: &Api<E, A>,
    request_id: RequestId,
    request: Request,
    media: Media,
) -> Result<Response, Fault> {
    let (head, _) = request.into_parts();
    let named = api.options.public_url.as_deref();
    let proof = Proof::Header;
    let actor = speaking(&api.authenticate, named, &head.headers, &request_id, proof).await?;
    let call = Payload::from_query_string(parameters(&head.uri))?.into_call()?;
    let speaker = Speaker {
        actor,
        client: client(&head.extensions, &head.headers),
        language: language(&head.headers),
        request_id,
    };
    run(api, call, &speaker, media, Transport::Get).await
}

fn parameters(uri: &Uri) -> Vec<(String, String)> {
    Query::try_from_uri(uri).map_or_else(|_| Vec::new(), |Query(parameters)| parameters)
}

/// Tells other methods which ones there are.
pub async fn other_method(request: Request) -> Response {
    let media = negotiate(request.headers()).unwrap_or(Media::Json);
    let fault = Fault::MethodNotAllowed { allow: METHODS };
    of_fault(&fault, media, language(request.headers()))
}
