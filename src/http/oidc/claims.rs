//! What a provider's token must say before it is believed.
//!
//! The rules are those of OpenID Connect Core, section 3.1.3.7, and of Back-Channel Logout 1.0, section 2.6.

use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};

use super::options::OidcOptions;
use crate::domain::base::clock::Instant;
use crate::domain::trust::identity::{Person, SignedOut};
use crate::domain::trust::sign_in::AtProvider;

/// Seconds by which the provider's clock may differ from ours.
const SKEW: i64 = 60;
/// The longest name that a provider may give somebody (OpenID Connect Core, section 2).
const LONGEST_SUBJECT: usize = 255;
/// Seconds after which a token that signs out is too old, whatever it says itself.
const LONGEST_LOGOUT: i64 = 300;
/// Bytes of a token that is kept, to be shown in an address when the person signs out.
const LONGEST_HINT: usize = 4096;
/// What a token that signs out must say has happened.
const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

/// Why a token's claims are not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ClaimFault {
    /// Another provider made it.
    #[error("the token is another provider's")]
    Issuer,
    /// It was made for another client.
    #[error("the token is for another client")]
    Audience,
    /// It has expired, is not valid yet, or does not say so.
    #[error("the token's time is over, or has not come")]
    Time,
    /// It answers another sign-in than this browser's.
    #[error("the token answers another sign-in")]
    Nonce,
    /// It names nobody.
    #[error("the token names nobody")]
    Subject,
    /// It says that somebody has signed in, or something else, and not that somebody was signed out.
    #[error("the token does not say that somebody was signed out")]
    Event,
    /// It has no name of its own, by which it would be known again.
    #[error("the token has no name of its own")]
    Nameless,
}

/// Judges the claims of a verified token.
///
/// # Errors
/// [`ClaimFault`].
pub fn judge(
    claims: &Map<String, Value>,
    options: &OidcOptions,
    nonce: &str,
    now: Instant,
) -> Result<(), ClaimFault> {
    let audiences = addressed(claims, options)?;
    let client = Some(options.client_id.as_str());
    let party = text(claims, "azp");
    // Of several, one must say for whom it is.
    if (party.is_some() && party != client) || (audiences > 1 && party.is_none()) {
        return Err(ClaimFault::Audience);
    }
    let now = now.timestamp();
    let (ends, begun) = (number(claims, "exp"), number(claims, "iat"));
    let late = ends.is_none_or(|ends| ends.saturating_add(SKEW) <= now);
    let early = begun.is_none_or(|begun| begun > now.saturating_add(SKEW))
        || (claims.contains_key("nbf")
            && number(claims, "nbf").is_none_or(|from| from > now.saturating_add(SKEW)));
    if late || early {
        return Err(ClaimFault::Time);
    }
    if text(claims, "nonce") != Some(nonce) {
        return Err(ClaimFault::Nonce);
    }
    subject(claims).map(|_| ())
}

/// Whether a token is this provider's and for this client; how many it is for.
fn addressed(claims: &Map<String, Value>, options: &OidcOptions) -> Result<usize, ClaimFault> {
    if text(claims, "iss") != Some(options.issuer.as_str()) {
        return Err(ClaimFault::Issuer);
    }
    let audiences = listed(claims.get("aud"));
    if !audiences.contains(&options.client_id.as_str()) {
        return Err(ClaimFault::Audience);
    }
    Ok(audiences.len())
}

/// Whom a verified token says that the provider has signed out.
///
/// # Errors
/// [`ClaimFault`]; a nonce stands in tokens of sign-ins alone, so one with it is none of these.
pub fn signed_out(
    claims: &Map<String, Value>,
    options: &OidcOptions,
    now: Instant,
) -> Result<SignedOut, ClaimFault> {
    addressed(claims, options)?;
    let events = claims.get("events").and_then(Value::as_object);
    let is_event = events.is_some_and(|events| events.get(EVENT).is_some_and(Value::is_object));
    if !is_event {
        return Err(ClaimFault::Event);
    }
    if claims.contains_key("nonce") {
        return Err(ClaimFault::Nonce);
    }
    let ends_at = until(claims, now).ok_or(ClaimFault::Time)?;
    let name = named(claims, "jti")?.ok_or(ClaimFault::Nameless)?;
    let (subject, session) = (named(claims, "sub")?, named(claims, "sid")?);
    if subject.is_none() && session.is_none() {
        return Err(ClaimFault::Subject);
    }
    let token = Sha256::digest(format!("{}\n{name}", options.issuer));
    Ok(SignedOut {
        issuer: options.issuer.clone(),
        subject,
        session,
        token: token.into(),
        ends_at,
    })
}

/// Until when a token that signs out could be taken; `None` where its time is over, has not come, or isn't told. Some
/// providers tell its beginning alone.
fn until(claims: &Map<String, Value>, now: Instant) -> Option<Instant> {
    let begun = number(claims, "iat")?;
    let oldest = begun.checked_add(LONGEST_LOGOUT)?;
    let ends = match claims.get("exp") {
        None => oldest,
        Some(_) => number(claims, "exp")?.min(oldest),
    };
    let ends = ends.checked_add(SKEW)?;
    let now = now.timestamp();
    let holds = begun <= now.saturating_add(SKEW) && now < ends;
    holds.then(|| Instant::from_timestamp(ends, 0))?
}

/// A claim that is a name, as provider's are; `None` where it isn't there.
fn named(claims: &Map<String, Value>, name: &str) -> Result<Option<String>, ClaimFault> {
    if !claims.contains_key(name) {
        return Ok(None);
    }
    let found = text(claims, name).filter(|text| is_name(text));
    found
        .map(|text| Some(text.to_owned()))
        .ok_or(ClaimFault::Subject)
}

fn is_name(text: &str) -> bool {
    (1..=LONGEST_SUBJECT).contains(&text.len()) && text.is_ascii()
}

/// The provider's own name of the person.
///
/// # Errors
/// [`ClaimFault::Subject`].
pub fn subject(claims: &Map<String, Value>) -> Result<&str, ClaimFault> {
    let named = text(claims, "sub");
    named
        .filter(|name| is_name(name))
        .ok_or(ClaimFault::Subject)
}

/// Whether the claims say what gives roles.
#[must_use]
pub fn has_roles(claims: &Map<String, Value>, options: &OidcOptions) -> bool {
    at(claims, &options.roles_claim).is_some()
}

/// The person of judged claims, which stood in this token.
///
/// # Errors
/// [`ClaimFault::Subject`].
pub fn person(
    claims: &Map<String, Value>,
    options: &OidcOptions,
    token: &str,
) -> Result<Person, ClaimFault> {
    let subject = subject(claims)?;
    let names = [options.name_claim.as_str(), "preferred_username"];
    let mut names = names.iter().filter_map(|name| at(claims, name)?.as_str());
    let values = listed(at(claims, &options.roles_claim));
    Ok(Person {
        issuer: options.issuer.clone(),
        subject: subject.to_owned(),
        name: names.next().unwrap_or(subject).to_owned(),
        values: values.into_iter().map(str::to_owned).collect(),
        at_provider: AtProvider {
            session: named(claims, "sid").ok().flatten(),
            token: (token.len() <= LONGEST_HINT).then(|| token.to_owned()),
        },
    })
}

/// A claim by its name; `a.b` is looked for inside `a` where there is none of the whole name.
fn at<'a>(claims: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    if let Some(found) = claims.get(name) {
        return Some(found);
    }
    let (outer, inner) = name.split_once('.')?;
    at(claims.get(outer)?.as_object()?, inner)
}

fn text<'a>(claims: &'a Map<String, Value>, name: &str) -> Option<&'a str> {
    claims.get(name)?.as_str()
}

/// A whole number of seconds; providers may send fractions.
fn number(claims: &Map<String, Value>, name: &str) -> Option<i64> {
    let value = claims.get(name)?.as_number()?.to_string();
    value.split('.').next()?.parse().ok()
}

/// One text, or a list of them.
fn listed(value: Option<&Value>) -> Vec<&str> {
    match value {
        Some(Value::String(one)) => vec![one],
        Some(Value::Array(all)) => all.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}
