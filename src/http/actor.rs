//! From a bearer token to the one who speaks, and the language to answer in.

use std::error::Error;
use std::future::Future;

use axum::http::HeaderMap;
use axum::http::header::{ACCEPT_LANGUAGE, AUTHORIZATION};

use super::request_id::RequestId;
use crate::domain::base::language::Language;
use crate::domain::trust::sign_in::{Ending, Presence};

/// Why a token was not taken.
#[derive(Debug, thiserror::Error)]
pub enum AuthFault {
    /// It is malformed, unknown, expired or revoked; which of them is nobody's business.
    #[error("the token is not valid")]
    Refused,
    /// The server has too much to do to look.
    #[error("too busy to look the token up")]
    Busy,
    /// The look-up failed.
    #[error("the token could not be looked up")]
    Failed(#[source] Box<dyn Error + Send + Sync>),
}

/// Knows whom a token speaks for.
pub trait Authenticate: Clone + Send + Sync + 'static {
    /// What is put into the request's data for the resolvers.
    type Actor: Clone + Send + Sync + 'static;

    /// Looks a token up for a request. Called once for each, so it should be quick.
    fn actor(
        &self,
        token: &str,
        request: &RequestId,
    ) -> impl Future<Output = Result<Self::Actor, AuthFault>> + Send;

    /// Looks a session of a browser up by its cookie's secret; there are none, unless somebody keeps them.
    fn signed_in(
        &self,
        secret: &str,
        presence: Presence,
        request: &RequestId,
    ) -> impl Future<Output = Result<Self::Actor, AuthFault>> + Send {
        let _ = (secret, presence, request);
        std::future::ready(Err(AuthFault::Refused))
    }

    /// Notes that somebody did something on a connection that was opened before.
    fn used(&self, actor: &Self::Actor) -> impl Future<Output = ()> + Send {
        let _ = actor;
        std::future::ready(())
    }

    /// Waits until the actor's token no longer holds, having expired or been revoked, or has other rights.
    fn ended(&self, actor: &Self::Actor) -> impl Future<Output = Ending> + Send + 'static;
}

/// The token of an `Authorization` value: `Bearer`, in any case, and one word.
///
/// # Errors
/// [`AuthFault::Refused`] for anything else.
pub fn bearer(value: &str) -> Result<&str, AuthFault> {
    let (scheme, token) = value.split_once(' ').ok_or(AuthFault::Refused)?;
    let token = token.trim_matches(' ');
    let sound = scheme.eq_ignore_ascii_case("bearer")
        && !token.is_empty()
        && token.bytes().all(|byte| byte.is_ascii_graphic());
    if sound {
        Ok(token)
    } else {
        Err(AuthFault::Refused)
    }
}

/// The token of a request; `None` where it shows none.
///
/// # Errors
/// [`AuthFault::Refused`] where the header is there and is no bearer token, or is there twice.
pub fn token(headers: &HeaderMap) -> Result<Option<&str>, AuthFault> {
    let mut values = headers.get_all(AUTHORIZATION).iter();
    match (values.next(), values.next()) {
        (None, _) => Ok(None),
        (Some(value), None) => {
            let value = value.to_str().map_err(|_| AuthFault::Refused)?;
            bearer(value).map(Some)
        }
        (Some(_), Some(_)) => Err(AuthFault::Refused),
    }
}

/// The language of a request: Vietnamese unless English is preferred.
#[must_use]
pub fn language(headers: &HeaderMap) -> Language {
    headers
        .get(ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .map_or(Language::Vi, preferred)
}

/// The language that an `Accept-Language` value prefers; the first named wins a tie.
#[must_use]
pub fn preferred(value: &str) -> Language {
    let mut best = (0, Language::Vi);
    for item in value.split(',') {
        let (range, weight) = super::weight::weighted(item);
        let language = match range.get(..2) {
            Some(tag) if tag.eq_ignore_ascii_case("vi") => Language::Vi,
            Some(tag) if tag.eq_ignore_ascii_case("en") => Language::En,
            _ => continue,
        };
        let whole = range
            .get(2..)
            .is_none_or(|rest| rest.is_empty() || rest.starts_with('-'));
        if whole && weight > best.0 {
            best = (weight, language);
        }
    }
    best.1
}
