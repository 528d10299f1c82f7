//! Departments appraise the criteria of a round's candidacies, many at once.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::access::{self, DossierSight};
use super::evidence::{self, Hook};
use super::forms::Ruleset;
use super::library;
use super::moves;
use super::office::{Office, Speaker};
use super::recorded::{Recorded, recorded};
use super::refusal::{InputFault, Refusal};
use super::user_fault::{UserFault, UserFaultCode};
use super::writing::{Last, Writing, Written, below, prose};
use crate::domain::base::ids::{AppraisalId, CandidacyId, RoundId};
use crate::domain::recognition::appraisal::Appraisal;
use crate::domain::recognition::candidacy::Candidacy;
use crate::domain::recognition::score::Score;
use crate::domain::trust::actor::Actor;
use crate::domain::trust::authority::{self, Action};
use crate::storage::database::Transaction;
use crate::storage::{appraisals, candidacies, rounds};

/// The most appraisals that one call may bring.
pub const MOST_AT_ONCE: usize = 500;
/// The longest value of a criterion, in characters.
const LONGEST_VALUE: usize = 200;

/// A finding to be written down.
#[derive(Debug, Clone)]
pub struct NewAppraisal {
    /// The candidacy.
    pub candidacy: CandidacyId,
    /// The criterion's code.
    pub criterion: String,
    /// Whether it is met.
    pub met: bool,
    /// Points, where the criterion has them.
    pub score: Option<Score>,
    /// A value, where the criterion has one.
    pub value: Option<String>,
    /// Remark, evidence, version, reason.
    pub writing: Writing,
}

/// Current findings by candidacy and criterion.
type OnRecord = HashMap<CandidacyId, BTreeMap<String, Recorded<Appraisal>>>;

/// The current findings on some candidacies with their history, by criterion's code; only what the
/// speaker may see. A department sees its own.
///
/// # Errors
/// Where the database can't be read.
pub async fn of_candidacies(
    office: &Office,
    speaker: Speaker<'_>,
    of: &[Candidacy],
) -> Result<HashMap<CandidacyId, Vec<Recorded<Appraisal>>>, Refusal> {
    let sights: HashMap<CandidacyId, DossierSight<'_>> = of
        .iter()
        .map(|one| (one.id, access::dossier(speaker, &one.place)))
        .filter(|(_, sight)| *sight != DossierSight::Nothing)
        .collect();
    let ids: Vec<CandidacyId> = sights.keys().copied().collect();
    let versions = appraisals::of_candidacies(office.db.read(), &ids).await?;
    let mut found: HashMap<CandidacyId, Vec<Recorded<Appraisal>>> = HashMap::new();
    for (id, by_criterion) in grouped(versions) {
        let sees = |one: &Recorded<Appraisal>| match sights.get(&id) {
            Some(DossierSight::Whole) => true,
            Some(DossierSight::Own(agency)) => one.current.agency == *agency,
            Some(DossierSight::Nothing) | None => false,
        };
        found.insert(id, by_criterion.into_values().filter(sees).collect());
    }
    Ok(found)
}

/// Versions by candidacy and criterion.
pub(super) fn grouped(versions: Vec<Appraisal>) -> OnRecord {
    let mut found = OnRecord::new();
    let by_key = recorded(versions, |one| (one.candidacy, one.criterion.clone()));
    for ((candidacy, criterion), one) in by_key {
        found.entry(candidacy).or_default().insert(criterion, one);
    }
    found
}

/// Writes findings down, all of them or none. The first one on a candidacy moves it from NOMINATED
/// to APPRAISING; one that is on record is revised by its next version, with a reason.
///
/// # Errors
/// As the rights say, also for another agency's criterion; [`Refusal::NotFound`] for a candidacy
/// that is not of the round or lies outside; [`Refusal::Conflict`] where somebody has revised one in
/// between; [`Refusal::Faults`] with the place of each that the user can put right.
pub async fn record(
    office: &Office,
    speaker: Speaker<'_>,
    round: RoundId,
    new: Vec<NewAppraisal>,
) -> Result<Vec<Appraisal>, Refusal> {
    let actor = authority::may_ever(speaker, Action::AppraiseCriteria)?;
    let agency = actor.agency.as_deref().ok_or(Refusal::Forbidden)?;
    if !(1..=MOST_AT_ONCE).contains(&new.len()) {
        return Err(Refusal::BadInput {
            path: vec!["input".to_owned(), "appraisals".to_owned()],
            fault: InputFault::ListLength { most: MOST_AT_ONCE },
        });
    }
    let found = rounds::find_many(office.db.read(), &[round]).await?.pop();
    let rules = library::ruleset(office, found.ok_or(Refusal::NotFound)?.regulation).await?;
    let mut faults = Vec::new();
    let places: Vec<(String, &Writing)> = writings(&new)
        .enumerate()
        .map(|(position, writing)| (place(position), writing))
        .collect();
    evidence::check(office, actor, &places, &mut faults).await?;
    let tx = office.db.begin_write().await?;
    let locked = locked(&tx, actor, round, &new).await?;
    let ids: Vec<CandidacyId> = locked.keys().copied().collect();
    let desk = Desk {
        agency,
        actor,
        rules,
        on_record: grouped(appraisals::of_candidacies(&tx, &ids).await?),
        locked,
    };
    let written = desk.examine(&new, faults)?;
    let rows = desk.rows(office, &new, written)?;
    appraisals::insert(&tx, &rows).await?;
    let hooks: Vec<(Hook<'_>, &Writing)> = rows.iter().map(hook).zip(writings(&new)).collect();
    evidence::attach(&tx, &hooks).await?;
    let moved: Vec<Candidacy> = desk.locked.values().cloned().collect();
    let (action, details) = ("appraisal.record", desk.details(round, &rows));
    moves::written(office, speaker, tx, &moved, action, details).await?;
    Ok(rows)
}

fn hook(row: &Appraisal) -> Hook<'_> {
    Hook {
        subject: row.id.0,
        candidacy: Some(row.candidacy),
        round: None,
        agency: Some(&row.agency),
    }
}

/// Where a finding stands in the input.
fn place(position: usize) -> String {
    format!("appraisals.{position}")
}

fn writings(new: &[NewAppraisal]) -> impl Iterator<Item = &Writing> {
    new.iter().map(|one| &one.writing)
}

/// Locks the candidacies, each of which must be of the round and in the speaker's area.
async fn locked(
    tx: &Transaction,
    actor: &Actor,
    round: RoundId,
    new: &[NewAppraisal],
) -> Result<HashMap<CandidacyId, Candidacy>, Refusal> {
    let mut ids: Vec<CandidacyId> = new.iter().map(|one| one.candidacy).collect();
    ids.sort_unstable();
    ids.dedup();
    let found = candidacies::lock(tx, &ids).await?;
    let mut locked = HashMap::with_capacity(found.len());
    for candidacy in found {
        if candidacy.round == round {
            authority::permit(Some(actor), Action::AppraiseCriteria, &candidacy.place)?;
            locked.insert(candidacy.id, candidacy);
        }
    }
    if locked.len() == ids.len() {
        Ok(locked)
    } else {
        Err(Refusal::NotFound)
    }
}

/// What new findings are held against.
struct Desk<'a> {
    agency: &'a str,
    actor: &'a Actor,
    rules: Arc<Ruleset>,
    locked: HashMap<CandidacyId, Candidacy>,
    on_record: OnRecord,
}

impl Desk<'_> {
    /// Looks through all findings, and gives what is to be written of each.
    fn examine(
        &self,
        new: &[NewAppraisal],
        mut faults: Vec<UserFault>,
    ) -> Result<Vec<Written>, Refusal> {
        let mut seen = HashSet::new();
        let mut written = Vec::with_capacity(new.len());
        for (position, one) in new.iter().enumerate() {
            let place = place(position);
            self.examine_one(one, &place, &mut faults)?;
            if !seen.insert((one.candidacy, one.criterion.as_str())) {
                let field = below(&place, "criterion");
                let code = UserFaultCode::NamedTwice;
                faults.push(UserFault::at(&field, code, &one.criterion));
            }
            let last = self.current(one).map(last);
            written.push(one.writing.written(last, &place, &mut faults)?);
        }
        if faults.is_empty() {
            Ok(written)
        } else {
            Err(Refusal::Faults(faults))
        }
    }

    fn examine_one(
        &self,
        one: &NewAppraisal,
        place: &str,
        faults: &mut Vec<UserFault>,
    ) -> Result<(), Refusal> {
        let candidacy = self.locked.get(&one.candidacy).ok_or(Refusal::NotFound)?;
        if !candidacy.state.is_before_vote() {
            let (field, state) = (below(place, "candidacyId"), candidacy.state.as_str());
            faults.push(UserFault::at(&field, UserFaultCode::IllegalState, state));
        }
        let criterion = self
            .rules
            .composed
            .criteria_for(candidacy.title, candidacy.place.level)
            .find(|criterion| criterion.code == one.criterion);
        match criterion {
            None => {
                let (field, code) = (below(place, "criterion"), UserFaultCode::UnknownCriterion);
                faults.push(UserFault::at(&field, code, &one.criterion));
            }
            Some(criterion) if criterion.agency.as_deref() != Some(self.agency) => {
                return Err(Refusal::Forbidden);
            }
            Some(_) => {}
        }
        if value(one).is_err() {
            let field = below(place, "value");
            faults.push(UserFault::at(&field, UserFaultCode::InvalidText, ""));
        }
        Ok(())
    }

    fn current(&self, one: &NewAppraisal) -> Option<&Appraisal> {
        let by_criterion = self.on_record.get(&one.candidacy)?;
        Some(&by_criterion.get(&one.criterion)?.current)
    }

    fn rows(
        &self,
        office: &Office,
        new: &[NewAppraisal],
        written: Vec<Written>,
    ) -> Result<Vec<Appraisal>, Refusal> {
        let now = office.clock.now();
        let row = |(one, written): (&NewAppraisal, Written)| {
            Ok(Appraisal {
                id: AppraisalId(office.chance.id(now)?),
                candidacy: one.candidacy,
                criterion: one.criterion.clone(),
                version: written.version,
                met: one.met,
                score: one.score,
                value: value(one).unwrap_or_default(),
                note: written.note,
                agency: self.agency.to_owned(),
                by: self.actor.account,
                by_name: self.actor.name.clone(),
                at: now,
                reason: written.reason,
            })
        };
        new.iter().zip(written).map(row).collect()
    }

    fn details(&self, round: RoundId, rows: &[Appraisal]) -> serde_json::Value {
        let short = |one: &Appraisal| {
            serde_json::json!({
                "appraisal": one.id, "version": one.version, "met": one.met,
                "score": one.score.map(|score| score.to_string()), "value": one.value,
            })
        };
        let line = |row: &Appraisal| {
            let before = self.on_record.get(&row.candidacy);
            let before = before.and_then(|found| found.get(&row.criterion));
            serde_json::json!({
                "candidacy": row.candidacy, "criterion": row.criterion,
                "before": before.map(|before| short(&before.current)), "after": short(row),
            })
        };
        let lines: Vec<_> = rows.iter().map(line).collect();
        serde_json::json!({ "round": round, "agency": self.agency, "appraisals": lines })
    }
}

fn value(one: &NewAppraisal) -> Result<Option<String>, super::writing::Unfit> {
    one.value
        .as_deref()
        .map_or(Ok(None), |value| prose(value, LONGEST_VALUE))
}

fn last(one: &Appraisal) -> Last<'_> {
    Last::of(one.version, &one.by_name, one.at)
}
