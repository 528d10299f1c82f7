//! Follows a survey or a round live: the bell rings, one read serves every watcher.

use std::collections::BTreeSet;
use std::sync::{Arc, Weak};
use std::time::Duration;

use tokio::sync::broadcast::{self, error::RecvError};
use tokio::sync::watch;
use tokio::time::{Interval, MissedTickBehavior};

use super::bell::Ring;
use super::library;
use super::office::Office;
use crate::domain::base::ids::{CandidacyId, RoundId, SurveyId};
use crate::domain::survey::lifecycle::SurveyState;
use crate::domain::survey::record::Survey;
use crate::storage::candidacies::{self, CandidacyQuery};
use crate::storage::surveys;
use crate::storage::within::{Scope, Sight};

/// At most one value in this time, however often the survey moves.
const TICK: Duration = Duration::from_secs(1);

/// One watcher's view of a survey.
#[derive(Debug)]
pub struct SurveyWatch {
    values: watch::Receiver<Survey>,
    _source: Arc<watch::Sender<Survey>>,
    ended: bool,
}

impl SurveyWatch {
    /// The survey now, then each time it has moved; `None` once it is verified.
    pub async fn next(&mut self) -> Option<Survey> {
        if self.ended {
            return None;
        }
        // The value that stands when one begins to watch has not been seen by this watcher.
        self.values.changed().await.ok()?;
        let survey = self.values.borrow_and_update().clone();
        self.ended = survey.lifecycle.stored == SurveyState::Verified;
        Some(survey)
    }
}

/// Watches a survey that the caller may see.
pub fn survey(office: &Arc<Office>, now: Survey) -> SurveyWatch {
    let source = source(office, now);
    let mut values = source.subscribe();
    values.mark_changed();
    SurveyWatch {
        values,
        _source: source,
        ended: false,
    }
}

fn source(office: &Arc<Office>, now: Survey) -> Arc<watch::Sender<Survey>> {
    let id = now.id;
    let (source, is_new) = office.watches.source(now);
    if is_new {
        let task = follow(
            Arc::downgrade(office),
            id,
            Arc::downgrade(&source),
            office.bell.listen(),
        );
        drop(tokio::spawn(task));
    }
    source
}

/// Reads the survey once for all its watchers, at most once a tick, for as long as one is there.
async fn follow(
    office: Weak<Office>,
    id: SurveyId,
    source: Weak<watch::Sender<Survey>>,
    mut rings: broadcast::Receiver<Ring>,
) {
    let mut tick = tokio::time::interval(TICK);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    while rung(&mut rings, id, &source).await {
        tick.tick().await;
        let (Some(office), Some(source)) = (office.upgrade(), source.upgrade()) else {
            return;
        };
        match surveys::find(office.db.read(), id).await {
            Ok(Some(survey)) => {
                source.send_if_modified(|kept| {
                    let newer = kept.version < survey.version;
                    if newer {
                        *kept = survey;
                    }
                    newer
                });
            }
            Ok(None) => return,
            Err(error) => {
                tracing::warn!(%error, survey = %id, "a watched survey could not be read");
            }
        }
    }
}

/// Waits until the survey may have moved; false once nobody watches or nobody can ring.
async fn rung(
    rings: &mut broadcast::Receiver<Ring>,
    id: SurveyId,
    source: &Weak<watch::Sender<Survey>>,
) -> bool {
    loop {
        let ring = rings.recv().await;
        if source.strong_count() == 0 {
            return false;
        }
        match ring {
            Ok(Ring::Moved { survey, .. }) if survey != id => {}
            Ok(Ring::Candidacy { .. } | Ring::Revoked | Ring::Session(_)) => {}
            Ok(Ring::Moved { .. } | Ring::Unsure) | Err(RecvError::Lagged(_)) => return true,
            Err(RecvError::Closed) => return false,
        }
    }
}

/// One watcher's view of a round: the candidacies of it that moved, or whose surveys did.
#[derive(Debug)]
pub struct RoundWatch {
    office: Arc<Office>,
    round: RoundId,
    rings: broadcast::Receiver<Ring>,
    tick: Interval,
}

/// Watches the candidacies of a round.
#[must_use]
pub fn round(office: &Arc<Office>, round: RoundId) -> RoundWatch {
    let mut tick = tokio::time::interval(TICK);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    RoundWatch {
        office: Arc::clone(office),
        round,
        rings: office.bell.listen(),
        tick,
    }
}

impl RoundWatch {
    /// The candidacies that moved since the last answer, at most once a tick; `None` when the
    /// office closes.
    pub async fn next(&mut self) -> Option<Vec<CandidacyId>> {
        loop {
            let mut moved = BTreeSet::new();
            let first = self.rings_once().await?;
            self.hear(first, &mut moved).await;
            self.tick.tick().await;
            while let Ok(ring) = self.rings.try_recv() {
                self.hear(ring, &mut moved).await;
            }
            if !moved.is_empty() {
                return Some(moved.into_iter().collect());
            }
        }
    }

    async fn rings_once(&mut self) -> Option<Ring> {
        match self.rings.recv().await {
            Ok(ring) => Some(ring),
            Err(RecvError::Lagged(_)) => Some(Ring::Unsure),
            Err(RecvError::Closed) => None,
        }
    }

    async fn hear(&self, ring: Ring, moved: &mut BTreeSet<CandidacyId>) {
        match ring {
            Ring::Moved { survey, .. } => {
                let plan = library::plan(&self.office, survey).await;
                moved.extend(
                    plan.ok()
                        .filter(|plan| plan.round == self.round)
                        .map(|plan| plan.candidacy),
                );
            }
            Ring::Candidacy { round, candidacy } if round == self.round => {
                moved.insert(candidacy);
            }
            Ring::Candidacy { .. } | Ring::Revoked | Ring::Session(_) => {}
            Ring::Unsure => {
                let query = CandidacyQuery {
                    rounds: vec![self.round],
                    ..CandidacyQuery::all(Sight::within(Scope::Everywhere))
                };
                let all = candidacies::all(self.office.db.read(), &query)
                    .await
                    .unwrap_or_default();
                moved.extend(all.into_iter().map(|candidacy| candidacy.id));
            }
        }
    }
}
