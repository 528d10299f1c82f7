//! Tells sessions that their token has ended, or has other rights by now.

use std::collections::{BTreeSet, HashMap};
use std::future::pending;
use std::sync::{Arc, Weak};
use std::time::Duration;

use tokio::sync::broadcast::{self, error::RecvError};
use tokio::sync::watch;
use tokio::time::{MissedTickBehavior, interval};

use super::bell::Ring;
use super::held::{Hold, Source};
use super::office::Office;
use crate::domain::base::ids::{SignInId, TokenId};
use crate::domain::trust::actor::Actor;
use crate::domain::trust::sign_in::Ending;
use crate::storage::fault::StorageFault;
use crate::storage::{accounts, sign_ins};

/// How often the tokens of living sessions are looked at, in one statement for all of them: nothing
/// rings where one expires, nor where another process revokes it on SQLite.
const TICK: Duration = Duration::from_secs(2);

/// A session's hold on its token.
#[derive(Debug)]
pub struct Tenure {
    ended: watch::Receiver<Option<Ending>>,
    _source: Arc<Source>,
}

impl Tenure {
    /// Waits until the token no longer holds, or has other rights.
    pub async fn ended(mut self) -> Ending {
        // The source lives as long as the tenure, so this ends by the value alone.
        let ended = self.ended.wait_for(Option::is_some).await;
        ended.ok().and_then(|ended| *ended).unwrap_or(Ending::Over)
    }
}

/// Hangs a session on a token with its rights, or a sign-in, that was just taken.
#[must_use]
pub fn of(office: &Arc<Office>, actor: &Actor) -> Tenure {
    let (source, is_first) = office.held_tokens.source(Hold::of(actor));
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

/// Tells the sessions of each token that is no longer what it was.
async fn tell(office: &Office, living: HashMap<Hold, Arc<Source>>) {
    match endings(office, living.keys()).await {
        Ok(endings) => {
            for (hold, ending) in endings {
                if let Some(source) = living.get(hold) {
                    source.send_replace(Some(ending));
                }
            }
        }
        // A look-up that fails says nothing about a token; the next tick looks again.
        Err(error) => tracing::warn!(%error, "the tokens of sessions could not be looked at"),
    }
}

/// Those that are no longer what they were.
async fn endings<'a>(
    office: &Office,
    holds: impl Iterator<Item = &'a Hold> + Clone,
) -> Result<Vec<(&'a Hold, Ending)>, StorageFault> {
    let (read, now) = (office.db.read(), office.clock.now());
    let tokens: BTreeSet<TokenId> = holds.clone().map(|hold| hold.token).collect();
    let tokens: Vec<_> = tokens.into_iter().collect();
    let tokens = accounts::in_force(read, &tokens, now).await?;
    let sign_ins: Vec<SignInId> = holds.clone().filter_map(|hold| hold.sign_in).collect();
    let sign_ins = sign_ins::in_force(read, &sign_ins, now).await?;
    let ending = |hold: &Hold| match tokens.get(&hold.token) {
        None => Some(Ending::Over),
        Some(_) if hold.sign_in.is_some_and(|id| !sign_ins.contains(&id)) => Some(Ending::Over),
        Some(actor) => (!hold.is_as_it_was(actor)).then_some(Ending::Changed),
    };
    Ok(holds
        .filter_map(|hold| Some((hold, ending(hold)?)))
        .collect())
}
