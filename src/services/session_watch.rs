//! Follows a session of the council live.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::broadcast::{self, error::RecvError};
use tokio::time::{Interval, MissedTickBehavior};

use super::bell::Ring;
use super::office::Office;
use crate::domain::base::ids::SessionId;
use crate::domain::recognition::session::CouncilSession;
use crate::storage::sessions;

/// At most one value in this time, however often the session moves.
const TICK: Duration = Duration::from_secs(1);

/// One watcher's view of a session.
#[derive(Debug)]
pub struct SessionWatch {
    office: Arc<Office>,
    now: Option<CouncilSession>,
    id: SessionId,
    rings: broadcast::Receiver<Ring>,
    tick: Interval,
    ended: bool,
}

/// Watches a session that the caller may read of.
#[must_use]
pub fn session(office: &Arc<Office>, now: CouncilSession) -> SessionWatch {
    let mut tick = tokio::time::interval(TICK);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    SessionWatch {
        id: now.id,
        now: Some(now),
        rings: office.bell.listen(),
        office: Arc::clone(office),
        tick,
        ended: false,
    }
}

impl SessionWatch {
    /// The session now, then each time that it or a ballot in it has moved; `None` once it is over.
    pub async fn next(&mut self) -> Option<CouncilSession> {
        if self.ended {
            return None;
        }
        let session = match self.now.take() {
            Some(now) => now,
            None => self.moved().await?,
        };
        self.ended = session.state.is_over();
        Some(session)
    }

    async fn moved(&mut self) -> Option<CouncilSession> {
        loop {
            match self.rings.recv().await {
                Ok(Ring::Session(id)) if id == self.id => {}
                Ok(Ring::Unsure) | Err(RecvError::Lagged(_)) => {}
                Ok(_) => continue,
                Err(RecvError::Closed) => return None,
            }
            self.tick.tick().await;
            // What rang meanwhile is seen by the read that follows.
            while self.rings.try_recv().is_ok() {}
            match sessions::find_many(self.office.db.read(), &[self.id]).await {
                Ok(mut found) => return found.pop(),
                Err(error) => {
                    tracing::warn!(%error, session = %self.id, "a watched session could not be read");
                }
            }
        }
    }
}
