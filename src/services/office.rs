//! What every use case needs: database, clock, chance, bell, writer, shelves.

use std::sync::Arc;

use tokio::task::JoinHandle;

use super::bell::{self, Bell};
use super::forms::{Form, Ruleset};
use super::gather::Gather;
use super::genesis;
use super::held::HeldTokens;
use super::ledger::Ledger;
use super::plans::Plan;
use super::reading::Reading;
use super::refusal::Refusal;
use super::results::SurveyResult;
use super::shelf::Shelf;
use super::tries::Tries;
use super::watched::Watches;
use super::writer::Writer;
use crate::domain::base::chance::Chance;
use crate::domain::base::clock::Clock;
use crate::domain::base::ids::{QuestionnaireId, RegulationId, SurveyId};
use crate::domain::survey::record::Survey;
use crate::domain::survey::submission::{Digest, SubmissionKey};
use crate::domain::trust::actor::Actor;
use crate::domain::trust::sign_in::SignIn;
use crate::storage::accounts::{self, Bearer};
use crate::storage::database::{Database, DatabaseOptions};
use crate::storage::{keys, schema, sign_ins, surveys, vouched};

/// Who asks; `None`: nobody is signed in.
pub type Speaker<'a> = Option<&'a Actor>;

/// An office that many requests share.
pub type SharedOffice = Arc<Office>;

/// Surveys whose figures and plans are kept at hand: the communes of a few provinces' rounds.
const SURVEYS_AT_HAND: usize = 2_000;
/// Forms and rule books that are kept at hand.
const DOCUMENTS_AT_HAND: usize = 200;
/// Lanes of the writer on PostgreSQL. Its NOTIFY lets one transaction commit at a time, so that
/// more lanes would only make smaller groups.
const LANES: usize = 2;

/// Where the use cases work.
pub struct Office {
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Chance.
    pub chance: Arc<dyn Chance>,
    pub(super) db: Database,
    pub(super) key: SubmissionKey,
    pub(super) bell: Bell,
    pub(super) writer: Writer,
    pub(super) reading: Reading,
    pub(super) forms: Shelf<QuestionnaireId, Form>,
    pub(super) rules: Shelf<RegulationId, Ruleset>,
    pub(super) plans: Shelf<SurveyId, Plan>,
    pub(super) results: Shelf<SurveyId, SurveyResult>,
    pub(super) bearers: Gather<Digest, Bearer>,
    pub(super) sign_ins: Gather<Digest, SignIn>,
    pub(super) surveys: Gather<SurveyId, Survey>,
    pub(super) watches: Watches,
    pub(super) held_tokens: HeldTokens,
    pub(super) tries: Tries,
    pub(super) sign_in_tries: Tries,
    pub(super) lock_outs: Tries,
    hearing: Option<JoinHandle<()>>,
}

impl std::fmt::Debug for Office {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Office")
            .field("db", &self.db)
            .finish_non_exhaustive()
    }
}

impl Office {
    /// Opens an office on a database that is migrated.
    ///
    /// # Errors
    /// Where the database can't be reached, or isn't migrated.
    pub async fn open(
        options: &DatabaseOptions,
        clock: Arc<dyn Clock>,
        chance: Arc<dyn Chance>,
    ) -> Result<SharedOffice, Refusal> {
        let db = Database::open(options).await?;
        Self::on(db, clock, chance).await
    }

    /// Opens an office on an open database that is migrated.
    ///
    /// # Errors
    /// Where the key can't be read: the database isn't migrated.
    pub async fn on(
        db: Database,
        clock: Arc<dyn Clock>,
        chance: Arc<dyn Chance>,
    ) -> Result<SharedOffice, Refusal> {
        let key = keys::submission(db.read()).await?;
        vouched::watch(&db).await?;
        genesis::ensure(&db, &key, clock.now(), chance.as_ref()).await?;
        let bell = Bell::default();
        let lanes = if db.is_sqlite() { 1 } else { LANES };
        let hearing = bell::hear_others(&db, &bell);
        let ledger = Ledger {
            db: db.clone(),
            clock: Arc::clone(&clock),
            chance: Arc::clone(&chance),
            key: key.clone(),
            pace: Arc::default(),
            bell: bell.clone(),
        };
        Ok(Arc::new(Self {
            writer: Writer::start(&ledger, lanes),
            reading: Reading::start(&ledger.db),
            clock,
            chance,
            bearers: bearers(&db),
            sign_ins: sign_ins_of(&db),
            surveys: surveys_of(&db),
            db,
            key,
            bell,
            forms: Shelf::of(DOCUMENTS_AT_HAND),
            rules: Shelf::of(DOCUMENTS_AT_HAND),
            plans: Shelf::of(SURVEYS_AT_HAND),
            results: Shelf::of(SURVEYS_AT_HAND),
            watches: Watches::default(),
            held_tokens: HeldTokens::default(),
            tries: Tries::default(),
            sign_in_tries: Tries::default(),
            lock_outs: Tries::default(),
            hearing,
        }))
    }

    /// Statements sent to the database so far: what tests and benches count.
    #[must_use]
    pub fn statements(&self) -> u64 {
        self.db.statements()
    }

    /// Whether the database answers and has every migration.
    ///
    /// # Errors
    /// Where it can't be reached.
    pub async fn is_migrated(&self) -> Result<bool, Refusal> {
        let states = schema::status(&self.db).await?;
        Ok(states.iter().all(|state| state.applied))
    }

    /// Finishes what was taken, then lets the database go.
    ///
    /// # Errors
    /// Where the database can't be closed.
    pub async fn close(&self) -> Result<(), Refusal> {
        self.writer.finish().await;
        self.reading.finish().await;
        if let Some(hearing) = &self.hearing {
            hearing.abort();
        }
        Ok(self.db.close().await?)
    }
}

/// Whom tokens speak for, by their hashes.
fn bearers(db: &Database) -> Gather<Digest, Bearer> {
    let db = db.clone();
    Gather::of(move |hashes: Vec<Digest>| {
        let db = db.clone();
        async move { accounts::bearers(db.read(), &hashes).await }
    })
}

/// Sessions of people at a browser, by the hashes of their secrets.
fn sign_ins_of(db: &Database) -> Gather<Digest, SignIn> {
    let db = db.clone();
    Gather::of(move |hashes: Vec<Digest>| {
        let db = db.clone();
        async move { sign_ins::of_hashes(db.read(), &hashes).await }
    })
}

/// Surveys by id, whoever may see them.
fn surveys_of(db: &Database) -> Gather<SurveyId, Survey> {
    let db = db.clone();
    Gather::of(move |ids: Vec<SurveyId>| {
        let db = db.clone();
        async move {
            let found = surveys::find_many(db.read(), &ids).await?;
            Ok(found
                .into_iter()
                .map(|survey| (survey.id, survey))
                .collect())
        }
    })
}
