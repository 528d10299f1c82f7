//! Rings when a survey, a candidacy or a token changed, so that watchers look.
//!
//! A use case that changes a candidacy, or anything that is shown on it (its state, an appraisal, a report, a
//! vote), ends with `candidacy_changed` in place of `tx.commit()`: it tells other processes inside the
//! transaction, commits, and only then rings here. What changes a survey rings with the survey's version.

use futures_util::StreamExt as _;
use tokio::sync::broadcast;
use tokio::task::JoinHandle;

use crate::domain::base::ids::{CandidacyId, RoundId, SessionId, SurveyId};
use crate::domain::recognition::candidacy::Candidacy;
use crate::storage::bell::{self, Ring as Heard};
use crate::storage::database::{Database, Transaction};
use crate::storage::fault::StorageFault;

/// Rings kept for a slow listener; one that falls further behind looks at everything again.
const KEPT_RINGS: usize = 1024;

/// What the bell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ring {
    /// A survey has moved.
    Moved {
        /// The survey.
        survey: SurveyId,
        /// Its version since.
        version: i64,
    },
    /// A candidacy, or what hangs on it, has changed.
    Candidacy {
        /// Its round.
        round: RoundId,
        /// The candidacy.
        candidacy: CandidacyId,
    },
    /// A token was revoked.
    Revoked,
    /// A session of the council, or what hangs on it, has changed.
    Session(SessionId),
    /// Rings of other processes may have been lost: anything may have happened.
    Unsure,
}

/// The bell of one process; on PostgreSQL the rings of other processes are passed on to it.
#[derive(Debug, Clone)]
pub struct Bell(broadcast::Sender<Ring>);

impl Default for Bell {
    fn default() -> Self {
        Self(broadcast::channel(KEPT_RINGS).0)
    }
}

impl Bell {
    /// Rings; nobody need listen.
    pub fn ring(&self, survey: SurveyId, version: i64) {
        self.pass_on(Ring::Moved { survey, version });
    }

    /// Passes a ring on that was heard elsewhere.
    pub fn pass_on(&self, ring: Ring) {
        // An error says that nobody listens.
        drop(self.0.send(ring));
    }

    /// Listens from now on.
    #[must_use]
    pub fn listen(&self) -> broadcast::Receiver<Ring> {
        self.0.subscribe()
    }
}

/// Commits a transaction that changed these candidacies, and tells whoever follows their rounds.
///
/// # Errors
/// What the database answers; then nothing was changed and nobody is told.
pub(super) async fn candidacy_changed(
    bell: &Bell,
    tx: Transaction,
    changed: &[&Candidacy],
) -> Result<(), StorageFault> {
    for one in changed {
        bell::ring_candidacy(&tx, one.round, one.id).await?;
    }
    tx.commit().await.map_err(StorageFault::from)?;
    for one in changed {
        bell.pass_on(Ring::Candidacy {
            round: one.round,
            candidacy: one.id,
        });
    }
    Ok(())
}

/// Commits a transaction that changed a session and these candidacies, and tells whoever follows them.
///
/// # Errors
/// What the database answers; then nothing was changed and nobody is told.
pub(super) async fn session_changed(
    bell: &Bell,
    tx: Transaction,
    session: SessionId,
    changed: &[&Candidacy],
) -> Result<(), StorageFault> {
    sessions_changed(bell, tx, &[session], changed).await
}

/// The same of several sessions.
///
/// # Errors
/// As [`session_changed`].
pub(super) async fn sessions_changed(
    bell: &Bell,
    tx: Transaction,
    sessions: &[SessionId],
    changed: &[&Candidacy],
) -> Result<(), StorageFault> {
    for session in sessions {
        bell::ring_session(&tx, *session).await?;
    }
    candidacy_changed(bell, tx, changed).await?;
    for session in sessions {
        bell.pass_on(Ring::Session(*session));
    }
    Ok(())
}

/// Passes on what other processes on the same PostgreSQL ring; `None` on SQLite.
pub(super) fn hear_others(db: &Database, bell: &Bell) -> Option<JoinHandle<()>> {
    let heard = bell::listen(db)?;
    let bell = bell.clone();
    Some(tokio::spawn(async move {
        let mut heard = std::pin::pin!(heard);
        while let Some(ring) = heard.next().await {
            bell.pass_on(match ring {
                Heard::Changed { survey, version } => Ring::Moved { survey, version },
                Heard::Candidacy { round, candidacy } => Ring::Candidacy { round, candidacy },
                Heard::Revoked => Ring::Revoked,
                Heard::Session(session) => Ring::Session(session),
                Heard::Unsure => Ring::Unsure,
            });
        }
    }))
}
