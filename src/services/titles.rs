//! Titles of areas: read, taken back, carried over at a merger.
//!
//! In Vietnamese: danh hiệu đã được công nhận, thu hồi, thừa nhận sau sáp nhập.

use std::collections::HashMap;

use super::decisions::{self, Paper};
use super::library;
use super::notes::note;
use super::office::{Office, Speaker};
use super::refusal::Refusal;
use super::user_fault::{UserFault, UserFaultCode};
use super::written;
use crate::domain::base::clock::{Day, day_before};
use crate::domain::base::ids::{AreaId, AreaTitleId};
use crate::domain::base::ratio::Share;
use crate::domain::law::carry_over::carried;
use crate::domain::law::regulation::Regulation;
use crate::domain::law::revocation::{Failings, ground};
use crate::domain::law::title::Title;
use crate::domain::place::area::{Area, AreaLevel};
use crate::domain::recognition::decision::Decision;
use crate::domain::recognition::title_record::AreaTitle;
use crate::domain::trust::authority::{self, Action};
use crate::storage::database::Transaction;
use crate::storage::fault::{StorageFault, Unique};
use crate::storage::{area_titles, areas, decisions as papers, lineage};

/// A title to be taken back.
#[derive(Debug, Clone)]
pub struct Revocation {
    /// Code of the area on the decision's day.
    pub area_code: String,
    /// The title.
    pub title: Title,
    /// Code of the regulation that says when it may be.
    pub regulation_code: String,
    /// Codes of the criteria that are no longer met.
    pub failed: Vec<String>,
    /// The paper.
    pub paper: Paper,
    /// Why.
    pub reason: String,
}

/// Titles to be carried over to a unit formed by merger.
#[derive(Debug, Clone)]
pub struct Acknowledgement {
    /// Code of the unit on the decision's day.
    pub area_code: String,
    /// Code of the regulation that says which are.
    pub regulation_code: String,
    /// The paper.
    pub paper: Paper,
}

/// The titles of some areas, the earliest first; of those that have any.
///
/// # Errors
/// Where the database can't be read.
pub async fn of_areas(
    office: &Office,
    ids: &[AreaId],
) -> Result<HashMap<AreaId, Vec<AreaTitle>>, Refusal> {
    let mut grouped: HashMap<AreaId, Vec<AreaTitle>> = HashMap::new();
    for title in area_titles::of_areas(office.db.read(), ids).await? {
        grouped.entry(title.area).or_default().push(title);
    }
    Ok(grouped)
}

/// Takes a title back, where the regulation has a ground for it.
///
/// # Errors
/// As the rights say; [`Refusal::Faults`] for a title that the area does not hold, an unknown
/// criterion, or failings that are no ground.
pub async fn revoke(
    office: &Office,
    speaker: Speaker<'_>,
    new: Revocation,
) -> Result<Area, Refusal> {
    let actor = authority::may_ever(speaker, Action::Decide)?;
    let reason = written::reason("reason", Some(&new.reason))?;
    let rules = regulation(office, &new.regulation_code, new.paper.decided_on).await?;
    let tx = office.db.begin_write().await?;
    let area = area(&tx, speaker, &new.area_code, new.paper.decided_on).await?;
    let decision = decisions::decision(office, actor, province_of(&area), new.paper)?;
    let titles = area_titles::of_areas(&tx, &[area.id()]).await?;
    let held = titles
        .iter()
        .find(|held| held.title == new.title && held.until.is_none())
        .ok_or_else(|| UserFault::at("title", UserFaultCode::TitleNotHeld, new.title.as_str()))?;
    if held.since.is_some_and(|since| decision.decided_on < since) {
        return Err(UserFault::at("decidedOn", UserFaultCode::DatesOutOfOrder, "").into());
    }
    check_criteria(&rules, &area, &new.failed)?;
    let failings = Failings {
        level: area.place.level,
        failed: &new.failed,
        criteria: i64::try_from(rules.criteria.len()).unwrap_or(i64::MAX),
        communes: revoked_communes(&tx, &area, decision.decided_on).await?,
    };
    let Some(ground) = ground(&rules.revocations, &failings) else {
        let about = format!("{}/{}", failings.failed.len(), failings.criteria);
        return Err(UserFault::at("failedCriteria", UserFaultCode::NotRevocable, about).into());
    };
    papers::insert(&tx, &decision, &[])
        .await
        .map_err(number_taken)?;
    area_titles::end(
        &tx,
        held.id,
        decision.decided_on,
        Some(decision.id),
        &reason,
    )
    .await?;
    let details = serde_json::json!({
        "title": held.id, "decision": decision.id, "number": decision.number,
        "failed": new.failed, "ground": ground.source,
        "before": { "until": null }, "after": { "until": decision.decided_on },
    });
    note(office, &tx, speaker, None, "title.revoke", details).await?;
    tx.commit().await.map_err(StorageFault::from)?;
    Ok(area)
}

fn number_taken(fault: StorageFault) -> Refusal {
    match fault {
        StorageFault::Taken(Unique::DecisionNumber) => {
            UserFault::at("number", UserFaultCode::DecisionExists, "").into()
        }
        other => other.into(),
    }
}

/// Criteria that the set has; a district's own stand in no set yet, so any code is taken there.
fn check_criteria(rules: &Regulation, area: &Area, failed: &[String]) -> Result<(), UserFault> {
    if area.place.level != AreaLevel::Commune {
        return Ok(());
    }
    let known = |code: &str| {
        rules
            .criteria
            .iter()
            .any(|criterion| criterion.code == code)
    };
    let mut seen = std::collections::HashSet::new();
    for (position, code) in failed.iter().enumerate() {
        let at = |fault| UserFault::at(&format!("failedCriteria.{position}"), fault, code);
        if !known(code) {
            return Err(at(UserFaultCode::UnknownCriterion));
        }
        if !seen.insert(code) {
            return Err(at(UserFaultCode::NamedTwice));
        }
    }
    Ok(())
}

/// Communes of an area whose title was taken back by a decision, of all its communes.
async fn revoked_communes(tx: &Transaction, area: &Area, on: Day) -> Result<Share, Refusal> {
    if matches!(area.place.level, AreaLevel::Commune | AreaLevel::Hamlet) {
        return Ok(Share::of(0, 0));
    }
    let communes = areas::inside(tx, &[area.id()], AreaLevel::Commune, Some(on)).await?;
    let ids: Vec<AreaId> = communes.iter().map(Area::id).collect();
    let titles = area_titles::of_areas(tx, &ids).await?;
    let holds_none = |id: &&AreaId| {
        let own = || titles.iter().filter(|title| title.area == **id);
        own().any(|title| title.ended_by.is_some()) && own().all(|title| title.until.is_some())
    };
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    Ok(Share::of(
        number(ids.iter().filter(holds_none).count()),
        number(ids.len()),
    ))
}

/// Carries titles over to a unit formed by merger; those of the merged units end with them.
///
/// # Errors
/// As the rights say; [`Refusal::Faults`] where no rule carries anything over.
pub async fn acknowledge(
    office: &Office,
    speaker: Speaker<'_>,
    new: Acknowledgement,
) -> Result<Area, Refusal> {
    let actor = authority::may_ever(speaker, Action::Decide)?;
    let rules = regulation(office, &new.regulation_code, new.paper.decided_on).await?;
    let tx = office.db.begin_write().await?;
    let area = area(&tx, speaker, &new.area_code, new.paper.decided_on).await?;
    let decision = decisions::decision(office, actor, province_of(&area), new.paper)?;
    let merged = merged(&tx, &area).await?;
    let held: Vec<Vec<Title>> = merged
        .iter()
        .map(|unit| unit.held.iter().map(|title| title.title).collect())
        .collect();
    let own = area_titles::of_areas(&tx, &[area.id()]).await?;
    let is_new = |title: Title| {
        !own.iter()
            .any(|one| one.title == title && one.until.is_none())
    };
    let titles: Vec<_> = carried(&rules.carry_overs, &held)
        .into_iter()
        .filter(|rule| is_new(rule.title))
        .map(|rule| {
            let from = merged
                .iter()
                .flat_map(|unit| &unit.held)
                .find(|title| rule.from_each.contains(&title.title));
            (rule.title, from.map(|title| title.id))
        })
        .collect();
    if titles.is_empty() {
        let code = UserFaultCode::NothingCarriesOver;
        return Err(UserFault::at("areaCode", code, &area.code).into());
    }
    papers::insert(&tx, &decision, &[])
        .await
        .map_err(number_taken)?;
    begin(office, &tx, &area, &decision, &titles).await?;
    end_merged(&tx, &merged).await?;
    let details = serde_json::json!({
        "area": area.id(), "decision": decision.id, "number": decision.number,
        "titles": titles.iter().map(|(title, _)| title.as_str()).collect::<Vec<_>>(),
        "merged": merged.iter().map(|unit| unit.area).collect::<Vec<_>>(),
    });
    note(office, &tx, speaker, None, "title.carry_over", details).await?;
    tx.commit().await.map_err(StorageFault::from)?;
    Ok(area)
}

/// A unit that was merged, with what it held on its last day.
struct Merged {
    area: AreaId,
    last: Day,
    held: Vec<AreaTitle>,
}

/// The units that a unit was formed of.
async fn merged(tx: &Transaction, area: &Area) -> Result<Vec<Merged>, Refusal> {
    let Some(last) = area.valid_from.and_then(day_before) else {
        return Ok(Vec::new());
    };
    let ids: Vec<AreaId> = lineage::predecessors(tx, &[area.id()])
        .await?
        .into_iter()
        .map(|(_, before)| before)
        .collect();
    let titles = area_titles::of_areas(tx, &ids).await?;
    let unit = |id: &AreaId| Merged {
        area: *id,
        last,
        held: titles
            .iter()
            .filter(|title| title.area == *id && title.holds_on(last))
            .cloned()
            .collect(),
    };
    Ok(ids.iter().map(unit).collect())
}

async fn begin(
    office: &Office,
    tx: &Transaction,
    area: &Area,
    decision: &Decision,
    titles: &[(Title, Option<AreaTitleId>)],
) -> Result<(), Refusal> {
    let mut rows = Vec::with_capacity(titles.len());
    for (title, from) in titles {
        rows.push(AreaTitle {
            id: AreaTitleId(office.chance.id(office.clock.now())?),
            area: area.id(),
            title: *title,
            since: Some(decision.decided_on),
            until: None,
            decision: Some(decision.id),
            number: Some(decision.number.clone()),
            carried_from: *from,
            ended_by: None,
            end_reason: None,
            recorded_at: decision.recorded_at,
        });
    }
    Ok(area_titles::insert(tx, &rows).await?)
}

async fn end_merged(tx: &Transaction, merged: &[Merged]) -> Result<(), Refusal> {
    for unit in merged {
        for title in unit.held.iter().filter(|title| title.until.is_none()) {
            area_titles::end(tx, title.id, unit.last, None, "MERGED").await?;
        }
    }
    Ok(())
}

/// The newest version of a regulation that is in force on a day, over its base.
async fn regulation(office: &Office, code: &str, on: Day) -> Result<Regulation, Refusal> {
    let all = library::all_rulesets(office).await?;
    let newest = all
        .into_iter()
        .filter(|rules| rules.own.code == code && rules.own.in_force_on(on))
        .max_by_key(|rules| rules.own.version);
    let unknown = || UserFault::at("regulationCode", UserFaultCode::UnknownRegulation, code);
    Ok(newest.ok_or_else(unknown)?.composed.clone())
}

/// The unit that bears a code on a day, in the speaker's area.
async fn area(
    tx: &Transaction,
    speaker: Speaker<'_>,
    code: &str,
    on: Day,
) -> Result<Area, Refusal> {
    let found = areas::with_codes_on(tx, &[code.to_owned()], on)
        .await?
        .pop();
    let unknown = || UserFault::at("areaCode", UserFaultCode::UnknownArea, code);
    let area = found.ok_or_else(unknown)?;
    // An area of somebody else's is answered like one that isn't there.
    authority::permit(speaker, Action::Decide, &area.place).map_err(|_| unknown())?;
    Ok(area)
}

fn province_of(area: &Area) -> AreaId {
    area.place.province.unwrap_or(area.place.area)
}
