//! Drops links from households to answers that are due, and again after a restore.

use std::collections::{BTreeSet, HashMap};

use super::chain;
use super::notes::note;
use super::office::Office;
use super::refusal::Refusal;
use crate::domain::base::chance::Chance;
use crate::domain::base::clock::{Day, Instant, day_of};
use crate::domain::base::ids::{AuditId, CandidacyId, SurveyId};
use crate::domain::recognition::front_report::FrontReport;
use crate::domain::survey::erasure::{Erasure, LinkUses, Use};
use crate::domain::survey::lifecycle::{SurveyKind, SurveyState};
use crate::domain::survey::objection::Objection;
use crate::domain::survey::posting::Posting;
use crate::domain::survey::record::{FrozenResult, Survey};
use crate::domain::trust::audit::AuditEntry;
use crate::storage::database::Database;
use crate::storage::erasures::{self, Dropped};
use crate::storage::fault::StorageFault;
use crate::storage::within::{Scope, Sight};
use crate::storage::{front_reports, frozen, objections, postings, schema, surveys, vouched};

/// What dropping links is called in the audit.
const ACTION: &str = "link.drop";

/// Where such an entry names the erasures that it vouches for.
const NAMED: &str = "erased";

/// The migration that made the table of erasures.
const TABLE_MADE_BY: &str = "m20261126_160002_erasure";

/// Drops every link that is due today, a survey at a time; a survey of which something came in since the
/// last time is due again.
///
/// # Errors
/// Where the database can't be read or written; what was dropped before stays dropped.
pub async fn drop_due(office: &Office) -> Result<Vec<Erasure>, Refusal> {
    let today = office.clock.today();
    let linked = erasures::linked(office.db.read()).await?;
    let facts = Facts::of(office, &linked).await?;
    let mut dropped = Vec::new();
    for survey in &linked {
        let due = facts.uses(survey).due_on();
        if due.is_some_and(|due| due <= today) {
            dropped.push(drop_one(office, survey.id, due).await?);
        }
    }
    Ok(dropped)
}

/// Drops the links of one survey, in a transaction of its own.
async fn drop_one(office: &Office, survey: SurveyId, due: Option<Day>) -> Result<Erasure, Refusal> {
    let tx = office.db.begin_write().await?;
    surveys::lock(&tx, &[survey]).await?;
    let dropped = erasures::drop_links(&tx, survey).await?;
    let erasure = Erasure {
        survey,
        erased_at: office.clock.now(),
        responses: dropped.responses,
        set_aside: dropped.set_aside,
    };
    erasures::remember(&tx, &[erasure]).await?;
    let details = serde_json::json!({
        "due": due, "dropped": numbers(dropped), NAMED: [erasure],
    });
    note(office, &tx, None, Some(survey), ACTION, details).await?;
    tx.commit().await.map_err(StorageFault::from)?;
    Ok(erasure)
}

/// The erasures that an entry of the audit vouches for; none for an entry of anything else.
pub(super) fn named_in(action: &str, details: &serde_json::Value) -> Vec<Erasure> {
    let named = details.get(NAMED).filter(|_| action == ACTION);
    named
        .and_then(|named| serde_json::from_value(named.clone()).ok())
        .unwrap_or_default()
}

fn numbers(dropped: Dropped) -> serde_json::Value {
    serde_json::json!({
        "responses": dropped.responses, "setAside": dropped.set_aside, "drawn": dropped.drawn,
        "invitations": dropped.invitations,
    })
}

/// All that was dropped so far.
///
/// # Errors
/// Where the database can't be read.
pub async fn all(office: &Office) -> Result<Vec<Erasure>, Refusal> {
    Ok(erasures::all(office.db.read()).await?)
}

/// The erasures that a database remembers; none where it has no such table yet.
///
/// # Errors
/// Where the database can't be read.
pub(super) async fn remembered(database: &Database) -> Result<Vec<Erasure>, StorageFault> {
    if schema::has(database, TABLE_MADE_BY).await? {
        erasures::all(database.read()).await
    } else {
        Ok(Vec::new())
    }
}

/// Applies erasures to another copy of the data: a restore doesn't bring back what was dropped. What
/// the copy didn't know of, and what is dropped again, stands in its audit, which vouches for both.
///
/// # Errors
/// Where the database can't be written.
pub(super) async fn apply_again(
    database: &Database,
    remembered: &[Erasure],
    now: Instant,
    chance: &dyn Chance,
) -> Result<(), Refusal> {
    vouched::watch(database).await?;
    let named: BTreeSet<SurveyId> = remembered.iter().map(|one| one.survey).collect();
    let named: Vec<SurveyId> = named.into_iter().collect();
    let tx = database.begin_write().await?;
    let known = erasures::known_surveys(&tx, &named).await?;
    let of_old = erasures::all(&tx).await?;
    let is_new = |one: &&Erasure| {
        let is_it = |old: &Erasure| (old.survey, old.erased_at) == (one.survey, one.erased_at);
        known.contains(&one.survey) && !of_old.iter().any(is_it)
    };
    let new: Vec<Erasure> = remembered.iter().filter(is_new).copied().collect();
    erasures::remember(&tx, &new).await?;
    for survey in known {
        let dropped = erasures::drop_links(&tx, survey).await?;
        let named: Vec<&Erasure> = new.iter().filter(|one| one.survey == survey).collect();
        if dropped.is_nothing() && named.is_empty() {
            continue;
        }
        let details = serde_json::json!({
            "again": true, "dropped": numbers(dropped), NAMED: named,
        });
        let id = AuditId(chance.id(now)?);
        let entry = AuditEntry::unasked(id, now, Some(survey), ACTION, details);
        chain::append(&tx, entry).await?;
    }
    Ok(tx.commit().await.map_err(StorageFault::from)?)
}

/// What is known of some surveys' postings, objections, direct checks and reports.
struct Facts {
    postings: HashMap<SurveyId, Vec<Posting>>,
    objections: HashMap<SurveyId, Vec<Objection>>,
    checks: Vec<Survey>,
    frozen: HashMap<SurveyId, FrozenResult>,
    reports: HashMap<CandidacyId, FrontReport>,
}

impl Facts {
    async fn of(office: &Office, wanted: &[Survey]) -> Result<Self, Refusal> {
        let read = office.db.read();
        let ids: Vec<SurveyId> = wanted.iter().map(|survey| survey.id).collect();
        let candidacies: BTreeSet<CandidacyId> =
            wanted.iter().map(|survey| survey.candidacy).collect();
        let candidacies: Vec<CandidacyId> = candidacies.into_iter().collect();
        let sight = Sight::within(Scope::Everywhere);
        let mut checks = surveys::of_candidacies(read, &sight, &candidacies).await?;
        checks.retain(|survey| survey.kind == SurveyKind::DirectCheck);
        let closed: Vec<SurveyId> = checks.iter().map(|survey| survey.id).collect();
        let frozen = frozen::latest(read, &closed).await?;
        Ok(Self {
            postings: postings::of_surveys(read, &ids).await?,
            objections: objections::of_surveys(read, &ids).await?,
            frozen: frozen
                .into_iter()
                .map(|result| (result.survey, result))
                .collect(),
            checks,
            reports: front_reports::of_candidacies(read, &candidacies).await?,
        })
    }

    fn uses(&self, survey: &Survey) -> LinkUses {
        let report = self.reports.get(&survey.candidacy);
        LinkUses {
            posting: self.posting(survey.id),
            objections: self.objections(survey.id),
            direct_check: self.direct_checks(survey.candidacy),
            reported_on: report.map(|report| day_of(report.submitted_at)),
        }
    }

    /// The newest posting ends with its last day.
    fn posting(&self, survey: SurveyId) -> Use {
        let newest = self.postings.get(&survey).and_then(|all| all.first());
        let over = newest.map(|newest| newest.over_on().and_then(|day| day.pred_opt()));
        match over {
            None => Use::NeverBegun,
            Some(None) => Use::GoesOn,
            Some(Some(last)) => Use::Ended(last),
        }
    }

    /// Objections end when the last of them is answered.
    fn objections(&self, survey: SurveyId) -> Use {
        let all = self.objections.get(&survey).map_or(&[][..], Vec::as_slice);
        let answered = all
            .iter()
            .map(|one| one.answer.as_ref().map(|answer| day_of(answer.at)));
        last_of(answered)
    }

    /// Direct checks end when the last of them is closed.
    fn direct_checks(&self, candidacy: CandidacyId) -> Use {
        let all = self
            .checks
            .iter()
            .filter(|check| check.candidacy == candidacy);
        let closed = all.map(|check| {
            let result = self.frozen.get(&check.id);
            let still = check.lifecycle.stored == SurveyState::Returned;
            let result = result.filter(|_| check.lifecycle.is_closed() && !still);
            result.map(|result| day_of(result.closed_at))
        });
        last_of(closed)
    }
}

/// The last day of several; one that has none goes on.
fn last_of(days: impl Iterator<Item = Option<Day>>) -> Use {
    days.fold(Use::NeverBegun, |so_far, day| match (so_far, day) {
        (Use::GoesOn, _) | (_, None) => Use::GoesOn,
        (Use::NeverBegun, Some(day)) => Use::Ended(day),
        (Use::Ended(last), Some(day)) => Use::Ended(last.max(day)),
    })
}
