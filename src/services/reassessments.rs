//! Communes recognised in 2015 or earlier: looked at again, and listed.
//!
//! In Vietnamese: rà soát, đánh giá lại các xã đã được công nhận từ năm 2015 trở về trước (notice 05-TB/BCĐ,
//! item 1).

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use super::access;
use super::bell;
use super::library;
use super::notes::note;
use super::office::{Office, Speaker};
use super::refusal::Refusal;
use super::user_fault::{UserFault, UserFaultCode};
use super::written;
use crate::domain::base::clock::Day;
use crate::domain::base::ids::{AreaId, CandidacyId, RoundId};
use crate::domain::place::area::AreaLevel;
use crate::domain::recognition::candidacy::{Candidacy, CandidacyPurpose, CandidacyState};
use crate::domain::recognition::title_record::{AreaTitle, Reassessment};
use crate::domain::trust::authority::{self, Action};
use crate::storage::candidacies::{self, CandidacyQuery};
use crate::storage::fault::{StorageFault, Unique};
use crate::storage::{area_titles, areas, rounds};

/// The last day of the recognitions that are looked at again.
#[must_use]
pub fn last_day() -> Option<Day> {
    NaiveDate::from_ymd_opt(2015, 12, 31)
}

/// What a re-assessment comes to.
#[derive(Debug, Clone)]
pub struct NewReassessment {
    /// The candidacy, whose purpose is REASSESSMENT.
    pub candidacy: CandidacyId,
    /// Whether the commune still meets the standard.
    pub still_meets: bool,
    /// Codes of the criteria that it no longer meets.
    pub failed: Vec<String>,
    /// A remark; why it is revised, where there is one already.
    pub note: Option<String>,
    /// The version that was read; `None` for the first.
    pub version: Option<i32>,
}

/// A commune that was recognised in 2015 or earlier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The commune.
    pub area: AreaId,
    /// The titles that it was given then and still holds.
    pub titles: Vec<AreaTitle>,
    /// Its candidacy in this round to be looked at again, as far as the speaker may see.
    pub candidacy: Option<Candidacy>,
    /// What that came to.
    pub found: Option<Reassessment>,
}

/// The communes of a round's province that were recognised in 2015 or earlier and still hold it,
/// each with what the re-assessment of this round came to; those that no longer meet the standard
/// first.
///
/// # Errors
/// Where the database can't be read.
pub async fn report(
    office: &Office,
    speaker: Speaker<'_>,
    round: RoundId,
) -> Result<Vec<Line>, Refusal> {
    let read = office.db.read();
    let round = rounds::find_many(read, &[round]).await?.pop();
    let (Some(round), Some(last)) = (round, last_day()) else {
        return Ok(Vec::new());
    };
    let mut titles: BTreeMap<AreaId, Vec<AreaTitle>> = BTreeMap::new();
    for title in area_titles::given_inside(read, round.province, last).await? {
        if title.holds_on(round.as_of) {
            titles.entry(title.area).or_default().push(title);
        }
    }
    let ids: Vec<AreaId> = titles.keys().copied().collect();
    let communes = areas::find_many(read, &ids).await?;
    let query = CandidacyQuery {
        rounds: vec![round.id],
        ..CandidacyQuery::all(access::visible(office, speaker))
    };
    let candidacies: Vec<Candidacy> = candidacies::all(read, &query)
        .await?
        .into_iter()
        .filter(is_looked_at)
        .collect();
    let found = of_candidacies(
        office,
        &candidacies.iter().map(|one| one.id).collect::<Vec<_>>(),
    )
    .await?;
    let mut lines: Vec<(bool, String, Line)> = communes
        .iter()
        .filter(|area| area.place.level == AreaLevel::Commune)
        .map(|area| {
            let candidacy = candidacies
                .iter()
                .find(|one| one.place.area == area.id())
                .cloned();
            let found = candidacy
                .as_ref()
                .and_then(|one| found.get(&one.id)?.last().cloned());
            let meets = found.as_ref().is_none_or(|found| found.still_meets);
            let line = Line {
                area: area.id(),
                titles: titles.remove(&area.id()).unwrap_or_default(),
                candidacy,
                found,
            };
            (meets, area.code.clone(), line)
        })
        .collect();
    lines.sort_by(|one, other| (one.0, &one.1).cmp(&(other.0, &other.1)));
    Ok(lines.into_iter().map(|(_, _, line)| line).collect())
}

fn is_looked_at(candidacy: &Candidacy) -> bool {
    candidacy.purpose == CandidacyPurpose::Reassessment
        && candidacy.state != CandidacyState::Withdrawn
}

/// The versions of the re-assessments of candidacies, the first ones first.
pub(super) async fn of_candidacies(
    office: &Office,
    ids: &[CandidacyId],
) -> Result<HashMap<CandidacyId, Vec<Reassessment>>, Refusal> {
    let mut grouped: HashMap<CandidacyId, Vec<Reassessment>> = HashMap::new();
    for one in area_titles::reassessments(office.db.read(), ids).await? {
        grouped.entry(one.candidacy).or_default().push(one);
    }
    Ok(grouped)
}

/// Records what a re-assessment came to; a revision is a new version with a remark.
///
/// # Errors
/// As the rights say; [`Refusal::Faults`] for a candidacy of another purpose or an unknown
/// criterion; [`Refusal::Conflict`] for a version that is no longer the last.
pub async fn record(
    office: &Office,
    speaker: Speaker<'_>,
    new: NewReassessment,
) -> Result<Candidacy, Refusal> {
    let actor = authority::may_ever(speaker, Action::RunRounds)?;
    let tx = office.db.begin_write().await?;
    let candidacy = candidacies::find(&tx, new.candidacy)
        .await?
        .ok_or(Refusal::NotFound)?;
    authority::permit(speaker, Action::RunRounds, &candidacy.place)?;
    if !is_looked_at(&candidacy) {
        let purpose = candidacy.purpose.as_str();
        return Err(UserFault::at("candidacyId", UserFaultCode::NotAReassessment, purpose).into());
    }
    check(office, &candidacy, &new).await?;
    let last = area_titles::reassessments(&tx, &[candidacy.id])
        .await?
        .pop();
    if last.as_ref().map(|last| last.version) != new.version {
        return Err(Refusal::Conflict(last.map(|last| {
            super::refusal::Changed {
                by: last.by,
                at: last.at,
            }
        })));
    }
    let remark = match last {
        Some(_) => Some(written::reason("note", new.note.as_deref())?),
        None => written::optional_reason("note", new.note.as_deref())?,
    };
    let found = Reassessment {
        candidacy: candidacy.id,
        version: new.version.unwrap_or(0).saturating_add(1),
        still_meets: new.still_meets,
        failed: new.failed,
        note: remark,
        by: actor.name.clone(),
        at: office.clock.now(),
    };
    area_titles::insert_reassessment(&tx, &found, actor.account)
        .await
        .map_err(taken)?;
    let details = serde_json::json!({
        "candidacy": candidacy.id, "version": found.version,
        "stillMeets": found.still_meets, "failed": found.failed,
    });
    note(office, &tx, speaker, None, "candidacy.reassess", details).await?;
    bell::candidacy_changed(&office.bell, tx, &[&candidacy]).await?;
    Ok(candidacy)
}

fn taken(fault: StorageFault) -> Refusal {
    match fault {
        StorageFault::Taken(Unique::Reassessment) => Refusal::Conflict(None),
        other => other.into(),
    }
}

/// Criteria of the round's set; none where the standard is still met, some where it is not.
async fn check(
    office: &Office,
    candidacy: &Candidacy,
    new: &NewReassessment,
) -> Result<(), Refusal> {
    let round = rounds::find_many(office.db.read(), &[candidacy.round])
        .await?
        .pop();
    let round = round.ok_or(Refusal::NotFound)?;
    let rules = library::ruleset(office, round.regulation).await?;
    for (position, code) in new.failed.iter().enumerate() {
        if !rules
            .composed
            .criteria
            .iter()
            .any(|criterion| criterion.code == *code)
        {
            let field = format!("failedCriteria.{position}");
            return Err(UserFault::at(&field, UserFaultCode::UnknownCriterion, code).into());
        }
    }
    if new.still_meets != new.failed.is_empty() {
        let code = UserFaultCode::CriteriaContradict;
        return Err(UserFault::at("stillMeets", code, new.failed.join(", ")).into());
    }
    Ok(())
}
