//! What a provider's token must say before it is believed.
//!
//! The rules are those of OpenID Connect Core, section 3.1.3.7.

use serde_json::{Map, Value};

use super::options::OidcOptions;
use crate::domain::base::clock::Instant;
use crate::domain::trust::identity::Person;

/// Seconds by which the provider's clock may differ from ours.
const SKEW: i64 = 60;
/// The longest name that a provider may give somebody (OpenID Connect Core, section 2).
const LONGEST_SUBJECT: usize = 255;

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
    if text(claims, "iss") != Some(options.issuer.as_str()) {
        return Err(ClaimFault::Issuer);
    }
    let client = Some(options.client_id.as_str());
    let audiences = listed(claims.get("aud"));
    let is_ours = audiences.iter().any(|one| Some(*one) == client);
    let party = text(claims, "azp");
    // Of several, one must say for whom it is.
    if !is_ours || (party.is_some() && party != client) || (audiences.len() > 1 && party.is_none())
    {
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

/// The provider's own name of the person.
///
/// # Errors
/// [`ClaimFault::Subject`].
pub fn subject(claims: &Map<String, Value>) -> Result<&str, ClaimFault> {
    let named = text(claims, "sub");
    named
        .filter(|name| (1..=LONGEST_SUBJECT).contains(&name.len()) && name.is_ascii())
        .ok_or(ClaimFault::Subject)
}

/// Whether the claims say what gives roles.
#[must_use]
pub fn has_roles(claims: &Map<String, Value>, options: &OidcOptions) -> bool {
    at(claims, &options.roles_claim).is_some()
}

/// The person of judged claims.
///
/// # Errors
/// [`ClaimFault::Subject`].
pub fn person(claims: &Map<String, Value>, options: &OidcOptions) -> Result<Person, ClaimFault> {
    let subject = subject(claims)?;
    let names = [options.name_claim.as_str(), "preferred_username"];
    let mut names = names.iter().filter_map(|name| at(claims, name)?.as_str());
    let values = listed(at(claims, &options.roles_claim));
    Ok(Person {
        issuer: options.issuer.clone(),
        subject: subject.to_owned(),
        name: names.next().unwrap_or(subject).to_owned(),
        values: values.into_iter().map(str::to_owned).collect(),
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
