//! GraphQL by GET: queries alone, or the door to a WebSocket.

use async_graphql::Executor;
use axum::body::{Body, to_bytes};
use axum::extract::{Extension, Query, Request, State};
use axum::http::header::{CACHE_CONTROL, ETAG};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri};
use axum::response::Response;

use super::accept::{Media, negotiate};
use super::answer::{Whole, of_fault};
use super::fault::Fault;
use super::payload::Payload;
use super::post::run;
use super::reply::Wish;
use super::speaker::speaker;
use crate::domain::base::canonical::sha256_hex;
use crate::http::actor::{Authenticate, language};
use crate::http::etag::holds;
use crate::http::request_id::RequestId;
use crate::http::speaking::Proof;
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
    let wish = Wish::of(request.headers());
    if wish.is_nothing() {
        return wish.fault(&Fault::NotAcceptable, language);
    }
    answer_get(&api, request_id, request, wish)
        .await
        .unwrap_or_else(|fault| wish.fault(&fault, language))
}

async fn answer_get<E: Executor, A: Authenticate>(
    api: &Api<E, A>,
    request_id: RequestId,
    request: Request,
    wish: Wish,
) -> Result<Response, Fault> {
    let (head, _) = request.into_parts();
    let speaker = speaker(api, &head, request_id, Proof::Header).await?;
    let payload = Payload::from_query_string(parameters(&head.uri))?;
    let call = payload.into_call(&api.persisted)?;
    let answer = run(api, call, &speaker, wish, true).await?;
    if speaker.actor.is_some() || answer.extensions().get::<Whole>().is_none() {
        return Ok(answer);
    }
    Ok(checked(answer, &head.headers).await)
}

/// How much of its hash names an answer.
const TAG_DIGITS: usize = 32;

/// An answer to anybody, which may be kept as long as it is asked each time whether it still holds.
async fn checked(answer: Response, asked: &HeaderMap) -> Response {
    let (mut head, body) = answer.into_parts();
    // The body is in memory, whole; reading it can't fail.
    let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
    let mut digits = sha256_hex(&body);
    digits.truncate(TAG_DIGITS);
    let tag = format!("\"{digits}\"");
    let is_held = holds(asked, &tag);
    head.headers
        .insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        head.headers.insert(ETAG, tag);
    }
    if is_held {
        head.status = StatusCode::NOT_MODIFIED;
        return Response::from_parts(head, Body::empty());
    }
    Response::from_parts(head, Body::from(body))
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
