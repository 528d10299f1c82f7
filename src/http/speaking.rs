//! Who speaks in a request: by the token that it shows, or by the session's cookie.
//!
//! A browser sends a cookie along whoever made it ask, so a cookie counts only with a proof that a page of ours, or
//! one that the settings name, has asked: a header that no form can set, for a WebSocket the page's origin. The cookie
//! is `SameSite=Strict` besides. A link that only reads needs nothing more than that.
//!
//! A session's idle time is about what people do. A page that asks by itself says so (`UNATTENDED_HEADER`); streams and
//! sockets are opened again by programs, so that they are opened says nothing of a person.

use axum::http::header::{ACCEPT, COOKIE, HOST, ORIGIN};
use axum::http::{HeaderMap, HeaderValue};

use super::actor::{AuthFault, Authenticate, token};
use super::address::reached;
use super::graphql::call::of_auth;
use super::graphql::fault::Fault;
use super::request_id::RequestId;
use crate::domain::trust::sign_in::Presence;

/// The header that our own pages show beside a cookie.
pub const PROOF_HEADER: &str = "graphql-require-preflight";
/// Headers of which one shows that a script, which the browser has let through, asks.
pub const PROOF_HEADERS: [&str; 3] = [
    PROOF_HEADER,
    "apollo-require-preflight",
    "x-apollo-operation-name",
];
/// The header by which a page says that nobody did anything: it asks by itself.
pub const UNATTENDED_HEADER: &str = "longdan-unattended";
/// The cookie's name where it goes over TLS alone: the browser lets nobody but this very host set it.
const SECURE_NAME: &str = "__Host-longdan";
/// Its name on a plain connection, as in a hall without certificates.
const PLAIN_NAME: &str = "longdan";

/// What must be shown beside a cookie.
#[derive(Debug, Clone, Copy)]
pub enum Proof<'a> {
    /// One of the headers.
    Header,
    /// An origin that is ours, or one of these.
    Origin(&'a [String]),
    /// Nothing: a link that only reads.
    Link,
    /// Nothing: a look at how the session stands, which changes nothing about it.
    Look,
}

/// Finds out who speaks; a token that is shown counts before a cookie. `named` is the settings' public address.
///
/// # Errors
/// [`Fault::Unauthenticated`] for a token or session that doesn't hold, wherever it is shown;
/// [`Fault::OtherSite`] for a cookie without the proof; [`Fault::Busy`]; [`Fault::Internal`].
pub async fn speaking<A: Authenticate>(
    authenticate: &A,
    named: Option<&str>,
    headers: &HeaderMap,
    request_id: &RequestId,
    proof: Proof<'_>,
) -> Result<Option<A::Actor>, Fault> {
    let refuse = |fault| of_auth(fault, request_id);
    if let Some(token) = token(headers).map_err(refuse)? {
        let found = authenticate.actor(token, request_id).await;
        return found.map(Some).map_err(refuse);
    }
    let Some(secret) = cookie(headers, name(named, headers)).map_err(refuse)? else {
        return Ok(None);
    };
    if !is_proven(headers, named, proof) {
        return Err(Fault::OtherSite);
    }
    let presence = presence(headers, proof);
    match authenticate.signed_in(secret, presence, request_id).await {
        Ok(actor) => Ok(Some(actor)),
        Err(AuthFault::Refused) => Err(Fault::SignedOut),
        Err(fault) => Err(refuse(fault)),
    }
}

/// What a request shows to say who speaks: a token, else the session's secret; where [`speaking`] found somebody by it.
#[must_use]
pub fn good<'a, T>(
    found: &Result<Option<T>, Fault>,
    named: Option<&str>,
    headers: &'a HeaderMap,
) -> Option<&'a str> {
    if !matches!(found, Ok(Some(_))) {
        return None;
    }
    let shown = token(headers).ok().flatten();
    shown.or_else(|| cookie(headers, name(named, headers)).ok().flatten())
}

/// Whether the session's cookie must go over TLS alone: the server is reached that way.
#[must_use]
pub fn is_secure(named: Option<&str>, headers: &HeaderMap) -> bool {
    reached(named, headers).is_some_and(|address| address.starts_with("https://"))
}

/// What the session's cookie is called.
#[must_use]
pub fn name(named: Option<&str>, headers: &HeaderMap) -> &'static str {
    if is_secure(named, headers) {
        SECURE_NAME
    } else {
        PLAIN_NAME
    }
}

/// A cookie's value; `None` where there is none of the name, or it is empty.
///
/// # Errors
/// [`AuthFault::Refused`] where it stands there twice: one of them is somebody else's.
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Result<Option<&'a str>, AuthFault> {
    let pairs = headers.get_all(COOKIE).iter();
    let pairs = pairs.filter_map(|value| value.to_str().ok());
    let mut values = pairs
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .filter(|(key, value)| *key == name && !value.is_empty())
        .map(|(_, value)| value);
    match (values.next(), values.next()) {
        (found, None) => Ok(found),
        (_, Some(_)) => Err(AuthFault::Refused),
    }
}

/// The header that sets a cookie for this host until the browser is closed, or takes it away where `value` is empty.
#[must_use]
pub fn set_cookie(
    name: &str,
    value: &str,
    same_site: &str,
    is_secure: bool,
) -> Option<HeaderValue> {
    let secure = if is_secure { "; Secure" } else { "" };
    let gone = if value.is_empty() { "; Max-Age=0" } else { "" };
    let text = format!("{name}={value}; Path=/; HttpOnly; SameSite={same_site}{secure}{gone}");
    HeaderValue::from_str(&text).ok()
}

/// What a request says of itself: a page that asks without anybody doing anything names the header.
#[must_use]
pub fn declared(headers: &HeaderMap) -> Presence {
    if headers.contains_key(UNATTENDED_HEADER) {
        Presence::Unattended
    } else {
        Presence::Attended
    }
}

/// Whether a request shows that a person did something. Of what may become a stream that can't be told before its
/// operation is read.
fn presence(headers: &HeaderMap, proof: Proof<'_>) -> Presence {
    let wishes = headers.get_all(ACCEPT).iter();
    let mut wishes = wishes.filter_map(|value| value.to_str().ok());
    let may_stream = wishes.any(|wish| wish.contains("text/event-stream"));
    if may_stream || matches!(proof, Proof::Origin(_) | Proof::Look) {
        Presence::Unattended
    } else {
        declared(headers)
    }
}

fn is_proven(headers: &HeaderMap, named: Option<&str>, proof: Proof<'_>) -> bool {
    match proof {
        Proof::Link | Proof::Look => true,
        Proof::Header => PROOF_HEADERS
            .iter()
            .any(|name| headers.get(*name).is_some_and(|value| !value.is_empty())),
        Proof::Origin(others) => headers
            .get(ORIGIN)
            .and_then(|origin| origin.to_str().ok())
            .is_some_and(|origin| {
                is_own(origin, named, headers) || others.iter().any(|other| other == origin)
            }),
    }
}

/// Whether an origin is the host that was asked, or the one that the settings name.
fn is_own(origin: &str, named: Option<&str>, headers: &HeaderMap) -> bool {
    let asked = headers.get(HOST).and_then(|host| host.to_str().ok());
    let host = origin.split_once("://").map(|(_, host)| host);
    named == Some(origin) || (host.is_some() && host == asked)
}
