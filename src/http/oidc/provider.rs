//! A provider of identities: its addresses, its keys, what it says of a code.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::TimeDelta;
use serde::Deserialize;
use serde_json::{Map, Value};
use tokio::sync::Mutex;

use super::claims::{ClaimFault, has_roles, judge, person, subject};
use super::connect::{Connect, ConnectFault, encoded, form};
use super::jws::{JwsFault, Keys, verified};
use super::options::{OidcOptions, is_reachable};
use super::transit::Transit;
use crate::domain::base::clock::Instant;
use crate::domain::trust::identity::Person;
use crate::http::outward::client::Outward;

/// How long what a provider says of itself is believed.
const KEPT: TimeDelta = TimeDelta::hours(1);
/// How soon it is asked again: for its keys where none of them has signed a token, for all where it didn't answer.
const AGAIN: TimeDelta = TimeDelta::seconds(10);

/// Why a provider's answer lets nobody in.
#[derive(Debug, thiserror::Error)]
pub enum OidcFault {
    /// It could not be asked.
    #[error(transparent)]
    Connect(#[from] ConnectFault),
    /// It was asked a moment ago, in vain.
    #[error("the provider could not be asked a moment ago")]
    JustAsked,
    /// What it says of itself is not of the settings' provider, or names no sound addresses.
    #[error("the provider's own description does not fit the settings")]
    Description,
    /// It gave no token that says who somebody is.
    #[error("the provider gave no identity token")]
    NoToken,
    /// Its token is not believed.
    #[error(transparent)]
    Jws(#[from] JwsFault),
    /// What the token says is not believed.
    #[error(transparent)]
    Claims(#[from] ClaimFault),
}

/// What a provider says of itself (OpenID Connect Discovery, section 3).
#[derive(Debug, Clone, Deserialize)]
pub struct Description {
    issuer: String,
    /// Where people sign in.
    pub authorization_endpoint: String,
    token_endpoint: String,
    jwks_uri: String,
    userinfo_endpoint: Option<String>,
    /// Where people sign out.
    pub end_session_endpoint: Option<String>,
    #[serde(default)]
    token_endpoint_auth_methods_supported: Vec<String>,
}

impl Description {
    /// Whether every address that it names may be gone to.
    fn is_reachable(&self) -> bool {
        let needed = [
            &self.authorization_endpoint,
            &self.token_endpoint,
            &self.jwks_uri,
        ];
        let others = [&self.userinfo_endpoint, &self.end_session_endpoint];
        let mut all = needed.into_iter().chain(others.into_iter().flatten());
        all.all(|address| is_reachable(address))
    }
}

#[derive(Debug, Clone)]
struct Known {
    description: Description,
    keys: Keys,
    described_at: Instant,
    keys_at: Instant,
}

/// What is known of a provider, and when it was asked in vain.
#[derive(Debug, Default)]
struct Held {
    known: Option<Known>,
    failed_at: Option<Instant>,
}

impl Held {
    /// Whether it did not answer just now: those who wait are told so at once, not one after the other.
    fn is_away(&self, now: Instant) -> bool {
        self.failed_at
            .is_some_and(|failed| now.signed_duration_since(failed) < AGAIN)
    }
}

#[derive(Deserialize)]
struct Tokens {
    id_token: Option<String>,
    access_token: Option<String>,
}

/// A provider of identities.
#[derive(Debug)]
pub struct Provider {
    /// The settings.
    pub options: OidcOptions,
    connect: Connect,
    known: Mutex<Held>,
}

impl Provider {
    /// The provider of the settings; it is asked over this when somebody signs in.
    #[must_use]
    pub fn new(options: OidcOptions, outward: Outward) -> Self {
        Self {
            connect: Connect(outward),
            options,
            known: Mutex::default(),
        }
    }

    /// What it says of itself.
    ///
    /// # Errors
    /// [`OidcFault`].
    pub async fn description(&self, now: Instant) -> Result<Description, OidcFault> {
        Ok(self.known(now).await?.description)
    }

    async fn known(&self, now: Instant) -> Result<Known, OidcFault> {
        let mut held = self.known.lock().await;
        if held.is_away(now) {
            return Err(OidcFault::JustAsked);
        }
        let asked = self.asked(&mut held.known, now).await;
        held.failed_at = asked.is_err().then_some(now);
        asked
    }

    async fn asked(&self, held: &mut Option<Known>, now: Instant) -> Result<Known, OidcFault> {
        let is_fresh = |known: &&Known| now.signed_duration_since(known.described_at) < KEPT;
        if let Some(known) = held.as_ref().filter(is_fresh) {
            return Ok(known.clone());
        }
        let base = self.options.issuer.trim_end_matches('/');
        let address = format!("{base}/.well-known/openid-configuration");
        let description: Description = self.connect.get(&address, None).await?;
        if description.issuer != self.options.issuer || !description.is_reachable() {
            return Err(OidcFault::Description);
        }
        let known = Known {
            keys: self.connect.get(&description.jwks_uri, None).await?,
            description,
            described_at: now,
            keys_at: now,
        };
        *held = Some(known.clone());
        Ok(known)
    }

    /// The keys anew, unless they were asked for just now: a provider changes them.
    async fn keys_again(&self, now: Instant) -> Result<Option<Keys>, OidcFault> {
        let mut held = self.known.lock().await;
        let Some(known) = held.known.as_mut() else {
            return Ok(None);
        };
        if now.signed_duration_since(known.keys_at) < AGAIN {
            return Ok(None);
        }
        // Whether they come or not: strangers' tokens must not make the server ask again and again.
        known.keys_at = now;
        known.keys = self.connect.get(&known.description.jwks_uri, None).await?;
        Ok(Some(known.keys.clone()))
    }

    /// What a token of the provider says. Its keys are asked for once more where none of those that are known has signed
    /// it: it changes them, at times under the same name.
    ///
    /// # Errors
    /// [`OidcFault`].
    pub async fn verified(
        &self,
        token: &str,
        now: Instant,
    ) -> Result<Map<String, Value>, OidcFault> {
        let known = self.known(now).await?;
        match verified(token, &known.keys) {
            Err(fault @ (JwsFault::UnknownKey | JwsFault::BadSignature)) => {
                let keys = self.keys_again(now).await?;
                Ok(verified(token, &keys.ok_or(fault)?)?)
            }
            other => Ok(other?),
        }
    }

    /// Who the person is for whom the provider gave a code.
    ///
    /// # Errors
    /// [`OidcFault`].
    pub async fn person(
        &self,
        code: &str,
        transit: &Transit,
        redirect: &str,
        now: Instant,
    ) -> Result<Person, OidcFault> {
        let known = self.known(now).await?;
        let tokens = self
            .exchanged(&known.description, code, transit, redirect)
            .await?;
        let token = tokens.id_token.as_deref().ok_or(OidcFault::NoToken)?;
        let mut claims = self.verified(token, now).await?;
        judge(&claims, &self.options, &transit.nonce, now)?;
        if let (false, Some(address), Some(access)) = (
            has_roles(&claims, &self.options),
            &known.description.userinfo_endpoint,
            &tokens.access_token,
        ) {
            let more: Map<String, Value> = self.connect.get(address, Some(access)).await?;
            // It must be about the same person (OpenID Connect Core, section 5.3.2).
            if subject(&more)? != subject(&claims)? {
                return Err(ClaimFault::Subject.into());
            }
            for (name, value) in more {
                claims.entry(name).or_insert(value);
            }
        }
        Ok(person(&claims, &self.options, token)?)
    }

    async fn exchanged(
        &self,
        description: &Description,
        code: &str,
        transit: &Transit,
        redirect: &str,
    ) -> Result<Tokens, OidcFault> {
        let OidcOptions {
            client_id, secret, ..
        } = &self.options;
        let mut pairs = vec![
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", redirect),
            ("code_verifier", transit.verifier.as_str()),
        ];
        let methods = &description.token_endpoint_auth_methods_supported;
        // Where nothing is said, it is basic (OpenID Connect Discovery, section 3).
        let by_form =
            !methods.is_empty() && !methods.iter().any(|one| one == "client_secret_basic");
        let authorization = match secret {
            Some(secret) if !by_form => {
                let pair = format!("{}:{}", encoded(client_id), encoded(&secret.0));
                Some(format!("Basic {}", STANDARD.encode(pair)))
            }
            other => {
                pairs.push(("client_id", client_id.as_str()));
                pairs.extend(
                    other
                        .as_ref()
                        .map(|secret| ("client_secret", secret.0.as_str())),
                );
                None
            }
        };
        let address = &description.token_endpoint;
        Ok(self
            .connect
            .post(address, authorization, form(&pairs))
            .await?)
    }
}
