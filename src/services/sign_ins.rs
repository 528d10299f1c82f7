//! Sessions at a browser: a token exchanged for a cookie's secret, used, ended.
//!
//! A secret is 32 random bytes, of which only the SHA-256 is kept, as of tokens. A session has the rights that its
//! token has at each moment, and dies with it. Who tries tokens that are none is not heard for a while
//! (`tries.rs`); whether an account of some name exists can't be asked here at all.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

use super::accounts::{AuthRefusal, authenticate};
use super::bell::Ring;
use super::notes::note;
use super::office::Office;
use super::refusal::Refusal;
use super::tries::Client;
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::SignInId;
use crate::domain::survey::submission::Digest;
use crate::domain::trust::actor::Actor;
use crate::domain::trust::sign_in::{AtProvider, Left, Presence, SignIn, SignInLimits};
use crate::storage::database::Transaction;
use crate::storage::fault::StorageFault;
use crate::storage::{accounts, bell, sign_ins};

/// What every secret begins with, so that one that leaked is recognised, and none is taken for a token.
const PREFIX: &str = "lds_";
/// Random bytes of a secret.
const SECRET_BYTES: usize = 32;

/// A session just begun; the only time that its secret is known.
#[derive(Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// Whom it speaks for.
    pub actor: Actor,
    /// What the cookie shows.
    pub secret: String,
}

impl std::fmt::Debug for SignedIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SignedIn")
            .field("sign_in", &self.actor.sign_in)
            .finish_non_exhaustive()
    }
}

/// Exchanges a token for a session; `device` says in few words what it is begun on.
///
/// # Errors
/// [`Refusal::Unauthenticated`] for what is no token in force, [`Refusal::TooManyTries`] after too many of
/// them; where the database refuses.
pub async fn begin(
    office: &Office,
    client: Client,
    device: Option<String>,
    token: &str,
    limits: SignInLimits,
) -> Result<SignedIn, Refusal> {
    may_try(office, client)?;
    match authenticate(office, token).await {
        Ok(actor) => {
            let tx = office.db.begin_write().await?;
            let by = Way {
                name: "token",
                device,
                at_provider: AtProvider::default(),
            };
            let signed_in = begun(office, &tx, actor, by, limits).await?;
            tx.commit().await.map_err(StorageFault::from)?;
            Ok(signed_in)
        }
        Err(AuthRefusal::Unknown | AuthRefusal::Expired | AuthRefusal::Revoked) => {
            failed(office, client).await?;
            Err(Refusal::Unauthenticated)
        }
        Err(AuthRefusal::Unavailable(refusal)) => Err(refusal),
    }
}

/// Whether somebody from there is heard at all.
///
/// # Errors
/// [`Refusal::TooManyTries`].
pub fn may_try(office: &Office, client: Client) -> Result<(), Refusal> {
    match office.sign_in_tries.wait(client, office.clock.now()) {
        None => Ok(()),
        Some(retry_after) => Err(Refusal::TooManyTries { retry_after }),
    }
}

/// Counts a try to sign in that failed; one that locks its place out is noted.
///
/// # Errors
/// Where the database refuses the note.
pub async fn failed(office: &Office, client: Client) -> Result<(), Refusal> {
    let now = office.clock.now();
    if !office.sign_in_tries.failed(client, now) {
        return Ok(());
    }
    let network = client.network();
    tracing::warn!(network, "locked out after failed tries to sign in");
    // Many places at once must not fill the audit: of them all the first few are noted.
    let all = Client::default();
    if office.lock_outs.wait(all, now).is_some() {
        return Ok(());
    }
    let _ = office.lock_outs.failed(all, now);
    let tx = office.db.begin_write().await?;
    let details = serde_json::json!({ "network": network });
    note(office, &tx, None, None, "signIn.lockedOut", details).await?;
    tx.commit().await.map_err(StorageFault::from)?;
    Ok(())
}

/// How somebody has signed in.
pub(super) struct Way {
    /// Its name in the audit.
    pub name: &'static str,
    /// What it was on, in few words.
    pub device: Option<String>,
    /// The provider's own session, where one did.
    pub at_provider: AtProvider,
}

/// Begins a session of an actor in a transaction of the caller's, and notes it.
pub(super) async fn begun(
    office: &Office,
    tx: &Transaction,
    actor: Actor,
    way: Way,
    limits: SignInLimits,
) -> Result<SignedIn, Refusal> {
    let now = office.clock.now();
    let mut secret = [0; SECRET_BYTES];
    office.chance.fill(&mut secret)?;
    let secret = format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(secret));
    let id = SignInId(office.chance.id(now)?);
    let new = SignIn::begun(id, actor.token, now, limits);
    sign_ins::sweep(tx, now).await?;
    sign_ins::insert(
        tx,
        &new,
        &hash(&secret),
        way.device.as_deref(),
        &way.at_provider,
    )
    .await?;
    let actor = speaking(actor, &new);
    let details = serde_json::json!({ "signIn": id, "token": actor.token, "way": way.name });
    note(office, tx, Some(&actor), None, "signIn.begin", details).await?;
    Ok(SignedIn { actor, secret })
}

/// Whom a session speaks for; that somebody is there keeps it from ending idle.
///
/// # Errors
/// [`AuthRefusal`] where it is not taken, or can't be looked up.
pub async fn actor_of(
    office: &Office,
    secret: &str,
    presence: Presence,
) -> Result<Actor, AuthRefusal> {
    if !secret.starts_with(PREFIX) {
        return Err(AuthRefusal::Unknown);
    }
    let hash = hash(secret);
    let mut found = office.sign_ins.load(&[hash]).await?;
    let session = found.remove(&hash).ok_or(AuthRefusal::Unknown)?;
    let now = office.clock.now();
    if !session.holds(now) {
        return Err(AuthRefusal::Expired);
    }
    let bearer = accounts::bearer(office.db.read(), session.token).await;
    let bearer = bearer.map_err(Refusal::from)?;
    let bearer = bearer.ok_or(AuthRefusal::Unknown)?;
    if bearer.revoked_at.is_some() {
        return Err(AuthRefusal::Revoked);
    }
    if bearer.actor.expires_at.is_some_and(|ends| ends <= now) {
        return Err(AuthRefusal::Expired);
    }
    if presence == Presence::Attended {
        keep(office, &session, now).await;
    }
    Ok(speaking(bearer.actor, &session))
}

/// Keeps the session that somebody speaks in from ending idle, unless it has: they have done something.
///
/// # Errors
/// Where the database can't be read.
pub async fn used(office: &Office, actor: &Actor) -> Result<(), Refusal> {
    let now = office.clock.now();
    if let Some(session) = session_of(office, actor).await?
        && session.holds(now)
    {
        keep(office, &session, now).await;
    }
    Ok(())
}

/// What is left of the session that somebody speaks in; `None` where they show a token, or it is gone.
///
/// # Errors
/// Where the database can't be read.
pub async fn left(office: &Office, actor: &Actor) -> Result<Option<Left>, Refusal> {
    let session = session_of(office, actor).await?;
    Ok(session.map(|session| session.left(office.clock.now())))
}

async fn session_of(office: &Office, actor: &Actor) -> Result<Option<SignIn>, Refusal> {
    match actor.sign_in {
        None => Ok(None),
        Some(id) => Ok(sign_ins::find(office.db.read(), id).await?),
    }
}

/// A database that takes nothing just now must not sign anybody out.
async fn keep(office: &Office, session: &SignIn, now: Instant) {
    if let Some(idle_at) = session.used(now)
        && let Err(refusal) = write_use(office, session.id, idle_at).await
    {
        tracing::warn!(%refusal, "the use of a session was not written down");
    }
}

async fn write_use(office: &Office, id: SignInId, idle_at: Instant) -> Result<(), Refusal> {
    let tx = office.db.begin_write().await?;
    sign_ins::used(&tx, id, idle_at).await?;
    Ok(tx.commit().await.map_err(StorageFault::from)?)
}

/// The provider's token of the session that somebody speaks in, which it is shown when they sign out.
///
/// # Errors
/// Where the database can't be read.
pub async fn provider_token(office: &Office, actor: &Actor) -> Result<Option<String>, Refusal> {
    match actor.sign_in {
        None => Ok(None),
        Some(id) => Ok(sign_ins::provider_token(office.db.read(), id).await?),
    }
}

/// Ends the session that somebody speaks in; what hangs on it ends within seconds. Safe to repeat.
///
/// # Errors
/// Where the database refuses.
pub async fn end(office: &Office, actor: &Actor) -> Result<(), Refusal> {
    let Some(id) = actor.sign_in else {
        return Ok(());
    };
    let tx = office.db.begin_write().await?;
    if !sign_ins::end(&tx, id).await? {
        return Ok(());
    }
    let details = serde_json::json!({ "signIn": id, "token": actor.token });
    note(office, &tx, Some(actor), None, "signIn.end", details).await?;
    bell::revoked(&tx).await?;
    tx.commit().await.map_err(StorageFault::from)?;
    office.bell.pass_on(Ring::Revoked);
    Ok(())
}

/// The token's actor, speaking in a session: until whichever of the two ends first.
fn speaking(actor: Actor, session: &SignIn) -> Actor {
    let ends = actor
        .expires_at
        .map_or(session.ends_at, |ends| ends.min(session.ends_at));
    Actor {
        sign_in: Some(session.id),
        expires_at: Some(ends),
        ..actor
    }
}

fn hash(secret: &str) -> Digest {
    Sha256::digest(secret.as_bytes()).into()
}
