//! Tells sessions that their token has ended: expired, or revoked anywhere.

use std::collections::HashMap;
use std::future::pending;
use std::sync::{Arc, Weak};
use std::time::Duration;

use tokio::sync::broadcast::{self, error::RecvError};
use tokio::sync::watch;
use tokio::time::{MissedTickBehavior, interval};

use super::bell::Ring;
use super::held::Hold;
use super::office::Office;
use crate::domain::base::ids::{SignInId, TokenId};
use crate::domain::trust::actor::Actor;
use crate::storage::fault::StorageFault;
use crate::storage::{accounts, sign_ins};

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

/// Hangs a session on a token, or a sign-in, that was just taken.
#[must_use]
pub fn of(office: &Arc<Office>, actor: &Actor) -> Tenure {
    let (source, is_first) = office.held_tokens.source((actor.token, actor.sign_in));
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
async fn tell(office: &Office, living: HashMap<Hold, Arc<watch::Sender<bool>>>) {
    match over(office, living.keys().copied().collect()).await {
        Ok(over) => {
            for hold in over {
                if let Some(source) = living.get(&hold) {
                    source.send_replace(true);
                }
            }
        }
        // A look-up that fails says nothing about a token; the next tick looks again.
        Err(error) => tracing::warn!(%error, "the tokens of sessions could not be looked at"),
    }
}

/// Those that no longer hold.
async fn over(office: &Office, holds: Vec<Hold>) -> Result<Vec<Hold>, StorageFault> {
    let (read, now) = (office.db.read(), office.clock.now());
    let tokens: Vec<TokenId> = holds.iter().map(|(token, _)| *token).collect();
    let tokens = accounts::in_force(read, &tokens, now).await?;
    let sign_ins: Vec<SignInId> = holds.iter().filter_map(|(_, sign_in)| *sign_in).collect();
    let sign_ins = sign_ins::in_force(read, &sign_ins, now).await?;
    let holding = |(token, sign_in): &Hold| {
        tokens.contains(token) && sign_in.is_none_or(|id| sign_ins.contains(&id))
    };
    Ok(holds.into_iter().filter(|hold| !holding(hold)).collect())
}
