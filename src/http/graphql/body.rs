//! Reads a request's body within a size and a time.

use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::HeaderMap;
use axum::http::header::CONTENT_LENGTH;
use futures_util::StreamExt;
use tokio::time::timeout;

use super::fault::Fault;

/// The most that is reserved on a sender's word alone.
const TRUSTED: usize = 64 * 1024;

/// Reads a body to its end. A body that comes in one piece is not copied.
///
/// # Errors
/// [`Fault::BodyTooLarge`], [`Fault::BodyTooSlow`] or [`Fault::BodyBroken`].
pub async fn read(
    headers: &HeaderMap,
    body: Body,
    limit: usize,
    time: Duration,
) -> Result<Bytes, Fault> {
    let declared = declared_length(headers);
    if declared.is_some_and(|length| length > limit) {
        return Err(Fault::BodyTooLarge { limit });
    }
    timeout(time, collect(body, limit, declared.unwrap_or(0)))
        .await
        .map_err(|_| Fault::BodyTooSlow { limit: time })?
}

fn declared_length(headers: &HeaderMap) -> Option<usize> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

async fn collect(body: Body, limit: usize, declared: usize) -> Result<Bytes, Fault> {
    let mut stream = body.into_data_stream();
    let mut first: Option<Bytes> = None;
    let mut whole: Vec<u8> = Vec::new();
    while let Some(piece) = stream.next().await {
        let piece = piece.map_err(|_| Fault::BodyBroken)?;
        let before = first.as_ref().map_or(whole.len(), Bytes::len);
        if before.saturating_add(piece.len()) > limit {
            return Err(Fault::BodyTooLarge { limit });
        }
        match first.take() {
            None if whole.is_empty() => first = Some(piece),
            None => whole.extend_from_slice(&piece),
            Some(held) => {
                whole.reserve(declared.min(TRUSTED).max(held.len()));
                whole.extend_from_slice(&held);
                whole.extend_from_slice(&piece);
            }
        }
    }
    Ok(first.unwrap_or_else(|| whole.into()))
}
