//! Tells sessions that their token has ended: expired, or revoked anywhere.

use std::collections::HashMap;
use std::future::pending;
use std::sync::{Arc, Weak};
use std::time::Duration;

use tokio::sync::broadcast::{self, error::RecvError};
use tokio::sync::watch;
use tokio::time::{MissedTickBehavior, interval};

use super::bell::Ring;
use super::office::Office;
use crate::domain::base::ids::TokenId;
use crate::storage::accounts;

/// How often the tokens of living sessions are looked at, in one statement for all of them: nothing
/// rings where one expires, nor where another process revokes it on SQLite.
const TICK: Duration = Duration::from_secs(2);

/// A session's hold on its token.
#[derive(Debug)]
pub struct Tenure {
    ended: watch::Receiver<bool>,
    _source: Arc<watch::Sender<bool>>,
}

impl Tenure {
    /// Waits until the token no longer holds.
    pub async fn ended(mut self) {
        // The source lives as long as the tenure, so this ends by the value alone.
        let _ = self.ended.wait_for(|ended| *ended).await;
    }
}

/// Hangs a session on a token that was just taken.
#[must_use]
pub fn of(office: &Arc<Office>, token: TokenId) -> Tenure {
    let (source, is_first) = office.held_tokens.source(token);
    if is_first {
        let rings = office.bell.listen();
        drop(tokio::spawn(look_after(Arc::downgrade(office), rings)));
    }
    Tenure {
        ended: source.subscribe(),
        _source: source,
    }
}

/// Looks at all tokens that sessions hang on, at each tick and ring, while there are any.
async fn look_after(office: Weak<Office>, mut rings: broadcast::Receiver<Ring>) {
    let mut tick = interval(TICK);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = tick.tick() => {}
            () = rung(&mut rings) => {}
        }
        let Some(office) = office.upgrade() else {
            return;
        };
        let living = office.held_tokens.living();
        if living.is_empty() {
            return;
        }
        tell(&office, living).await;
    }
}

/// Waits until some token may have been revoked.
async fn rung(rings: &mut broadcast::Receiver<Ring>) {
    loop {
        match rings.recv().await {
            Ok(Ring::Moved { .. } | Ring::Candidacy { .. } | Ring::Session(_)) => {}
            Ok(Ring::Revoked | Ring::Unsure) | Err(RecvError::Lagged(_)) => return,
            Err(RecvError::Closed) => pending().await,
        }
    }
}

/// Tells the sessions of each token that no longer holds.
async fn tell(office: &Office, living: HashMap<TokenId, Arc<watch::Sender<bool>>>) {
    let tokens: Vec<TokenId> = living.keys().copied().collect();
    match accounts::in_force(office.db.read(), &tokens, office.clock.now()).await {
        Ok(in_force) => {
            for (token, source) in living {
                if !in_force.contains(&token) {
                    source.send_replace(true);
                }
            }
        }
        // A look-up that fails says nothing about a token; the next tick looks again.
        Err(error) => tracing::warn!(%error, "the tokens of sessions could not be looked at"),
    }
}
