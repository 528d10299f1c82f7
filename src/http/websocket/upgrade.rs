//! From a GET that asks for a WebSocket to a session.

use std::sync::Arc;

use async_graphql::Executor;
use axum::extract::{FromRequestParts, Request, WebSocketUpgrade};
use axum::http::HeaderMap;
use axum::http::header::UPGRADE;
use axum::response::{IntoResponse, Response};

use super::close::Close;
use super::session::{part, serve};
use crate::http::actor::Authenticate;
use crate::http::graphql::fault::Fault;
use crate::http::graphql::speaker::speaker;
use crate::http::request_id::RequestId;
use crate::http::speaking::Proof;
use crate::http::state::SharedApi;

/// The protocol that is spoken.
const PROTOCOL: &str = "graphql-transport-ws";

/// Whether a GET asks for a WebSocket.
#[must_use]
pub fn wants_socket(headers: &HeaderMap) -> bool {
    headers
        .get(UPGRADE)
        .is_some_and(|value| value.as_bytes().eq_ignore_ascii_case(b"websocket"))
}

/// Upgrades the connection. A bad token at the upgrade is 401, before there is a socket.
///
/// # Errors
/// [`Fault::Unauthenticated`], [`Fault::Busy`] or [`Fault::Internal`] from the token; [`Fault::TooFast`];
/// [`Fault::OtherSite`] where a cookie signs in from a page of another site.
pub async fn upgrade<E: Executor, A: Authenticate>(
    api: SharedApi<E, A>,
    request_id: RequestId,
    request: Request,
) -> Result<Response, Fault> {
    let (mut head, _) = request.into_parts();
    let proof = Proof::Origin(&api.options.origins);
    let speaker = speaker(&api, &head, request_id, proof).await?;
    let upgrade = match WebSocketUpgrade::from_request_parts(&mut head, &()).await {
        Ok(upgrade) => upgrade,
        Err(rejection) => return Ok(rejection.into_response()),
    };
    let slot = Arc::clone(&api.sessions)
        .try_acquire_owned()
        .map_err(|_| Fault::Busy)?;
    let limit = api.options.socket.message_bytes;
    let upgrade = upgrade
        .max_message_size(limit)
        .max_frame_size(limit)
        .protocols([PROTOCOL]);
    let hold = api.lifeline.hold();
    let speaks = upgrade.selected_protocol().is_some();
    Ok(upgrade.on_upgrade(move |socket| async move {
        if speaks {
            serve(socket, api, speaker).await;
        } else {
            part(socket, &Close::Subprotocol).await;
        }
        drop((slot, hold));
    }))
}
