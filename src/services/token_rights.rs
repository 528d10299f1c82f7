//! What a token may hold together: roles, areas, agency.

use super::office::Office;
use super::refusal::Refusal;
use super::user_fault::{UserFault, UserFaultCode};
use crate::domain::base::import_fault::FaultReason;
use crate::domain::base::text::is_code;
use crate::domain::place::area::{Area, AreaLevel};
use crate::domain::place::reference::AreaRef;
use crate::domain::trust::actor::Role;
use crate::storage::areas;
use crate::storage::database::Transaction;

/// What is wrong with a token's rights: the column of a file, and the reason.
pub(super) type Unfit = Vec<(&'static str, FaultReason)>;

/// The areas of a token with these rights, read today where no day is named, or what is wrong with them.
pub(super) async fn fit(
    office: &Office,
    tx: &Transaction,
    roles: &[Role],
    named: &[AreaRef],
    agency: Option<&str>,
) -> Result<Result<Vec<Area>, Unfit>, Refusal> {
    let mut faults = Vec::new();
    if roles.is_empty() {
        faults.push(("role", FaultReason::Empty));
    }
    if named.is_empty() && roles.iter().any(|role| role.needs_area()) {
        faults.push(("areas", FaultReason::AreaNeeded));
    }
    match agency {
        Some(agency) if !is_code(agency) => faults.push(("agency", FaultReason::NotACode)),
        None if roles.contains(&Role::Department) => {
            faults.push(("agency", FaultReason::AgencyNeeded));
        }
        _ => {}
    }
    let today = office.clock.today();
    let mut found: Vec<Area> = Vec::with_capacity(named.len());
    for one in named {
        let day = one.on.unwrap_or(today);
        let codes = [one.code.clone()];
        match areas::with_codes_on(tx, &codes, day).await?.pop() {
            None => faults.push(("areas", FaultReason::UnknownArea)),
            Some(area) if roles.iter().any(|role| !may_hold(*role, area.place.level)) => {
                faults.push(("areas", FaultReason::UnfitArea));
            }
            Some(area) => found.push(area),
        }
    }
    Ok(if faults.is_empty() {
        Ok(found)
    } else {
        Err(faults)
    })
}

/// The same as faults of an input's fields.
pub(super) fn of_input(unfit: &Unfit) -> Refusal {
    let faults = unfit.iter().map(|(column, reason)| {
        let field = match *column {
            "role" => "roles",
            "areas" => "areaCodes",
            other => other,
        };
        let code = match reason {
            FaultReason::UnknownArea => UserFaultCode::UnknownArea,
            FaultReason::UnfitArea => UserFaultCode::UnfitLevel,
            FaultReason::NotACode => UserFaultCode::InvalidText,
            _ => UserFaultCode::ValueMissing,
        };
        UserFault::at(field, code, "")
    });
    Refusal::Faults(faults.collect())
}

/// Whether a role can be held for an area of this level: a collector's is a hamlet or a commune,
/// the Front's a province, a district or a commune.
const fn may_hold(role: Role, level: AreaLevel) -> bool {
    match role {
        Role::Collector => matches!(level, AreaLevel::Hamlet | AreaLevel::Commune),
        Role::Front => !matches!(level, AreaLevel::Hamlet),
        _ => true,
    }
}
