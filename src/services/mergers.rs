//! Merger plans: recorded with their number, approval and communes.
//!
//! In Vietnamese: phương án sáp nhập đơn vị hành chính.

use std::collections::{HashMap, HashSet};

use super::council::province;
use super::notes::note;
use super::office::{Office, Speaker};
use super::refusal::Refusal;
use super::user_fault::{UserFault, UserFaultCode};
use super::written::{self, LONGEST_NAME, LONGEST_NUMBER};
use crate::domain::base::clock::Day;
use crate::domain::base::ids::MergerPlanId;
use crate::domain::place::area::{Area, AreaLevel};
use crate::domain::place::merger::MergerPlan;
use crate::domain::trust::authority::{self, Action};
use crate::storage::fault::{StorageFault, Unique};
use crate::storage::{areas, mergers};

/// A merger plan to be recorded.
#[derive(Debug, Clone)]
pub struct NewMergerPlan {
    /// Code of the province; may be left out where there is one alone.
    pub province_code: Option<String>,
    /// Its number.
    pub number: String,
    /// The day on which it was approved, on which area codes are read.
    pub approved_on: Day,
    /// Who approved it.
    pub approved_by: String,
    /// Codes of its communes.
    pub communes: Vec<String>,
}

/// Records a merger plan; its communes may then ask for `SUBSTANTIALLY_COMPLETE`.
///
/// # Errors
/// As the rights say; [`Refusal::Faults`] for a number that is taken, an unknown commune, a day to
/// come.
pub async fn record(
    office: &Office,
    speaker: Speaker<'_>,
    new: NewMergerPlan,
) -> Result<(MergerPlan, Vec<Area>), Refusal> {
    authority::may_ever(speaker, Action::RunRounds)?;
    let number = written::text("number", &new.number, LONGEST_NUMBER)?;
    let approved_by = written::text("approvedBy", &new.approved_by, LONGEST_NAME)?;
    let approved_on = written::past_day("approvedOn", new.approved_on, office.clock.today())?;
    let tx = office.db.begin_write().await?;
    let province = province(&tx, new.province_code.as_deref(), approved_on).await?;
    authority::permit(speaker, Action::RunRounds, &province)?;
    let found: HashMap<String, Area> = areas::with_codes_on(&tx, &new.communes, approved_on)
        .await?
        .into_iter()
        .filter(|area| area.place.level == AreaLevel::Commune && area.place.is_in(province.area))
        .map(|area| (area.code.clone(), area))
        .collect();
    let communes = communes(&new.communes, &found)?;
    let plan = MergerPlan {
        id: MergerPlanId(office.chance.id(office.clock.now())?),
        province: province.area,
        number,
        approved_on,
        approved_by,
        communes: communes.iter().map(Area::id).collect(),
    };
    mergers::insert(&tx, &plan).await.map_err(taken)?;
    let details = serde_json::json!({
        "plan": plan.id, "number": plan.number, "approvedOn": plan.approved_on, "communes": plan.communes,
    });
    note(office, &tx, speaker, None, "merger_plan.record", details).await?;
    tx.commit().await.map_err(StorageFault::from)?;
    Ok((plan, communes))
}

fn taken(fault: StorageFault) -> Refusal {
    match fault {
        StorageFault::Taken(Unique::MergerPlanNumber) => {
            UserFault::at("number", UserFaultCode::MergerPlanExists, "").into()
        }
        other => other.into(),
    }
}

fn communes(codes: &[String], found: &HashMap<String, Area>) -> Result<Vec<Area>, Refusal> {
    let (mut seen, mut faults, mut communes) = (HashSet::new(), Vec::new(), Vec::new());
    if codes.is_empty() {
        faults.push(UserFault::at(
            "communeCodes",
            UserFaultCode::OutOfRange,
            "1-",
        ));
    }
    for (position, code) in codes.iter().enumerate() {
        let at = |fault| UserFault::at(&format!("communeCodes.{position}"), fault, code);
        match found.get(code) {
            None => faults.push(at(UserFaultCode::UnknownArea)),
            Some(_) if !seen.insert(code) => faults.push(at(UserFaultCode::NamedTwice)),
            Some(area) => communes.push(area.clone()),
        }
    }
    if faults.is_empty() {
        Ok(communes)
    } else {
        Err(Refusal::Faults(faults))
    }
}
