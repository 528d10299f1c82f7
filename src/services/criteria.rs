//! How many criteria communes meet, as last appraised in any of their candidacies.

use std::collections::{BTreeMap, HashMap};

use super::library;
use super::office::Office;
use super::refusal::Refusal;
use crate::domain::base::clock::{Day, Instant, day_of};
use crate::domain::base::ids::{AreaId, RegulationId};
use crate::domain::law::title::Title;
use crate::domain::place::area::AreaLevel;
use crate::storage::appraisals::{self, AreaFinding};

/// Of the set by which each of these units was appraised last, how many criteria it meets; units
/// that were never appraised are left out.
///
/// # Errors
/// Where the database can't be read.
pub async fn met_of(office: &Office, areas: &[AreaId]) -> Result<HashMap<AreaId, i32>, Refusal> {
    let findings = appraisals::of_areas(office.db.read(), Some(areas)).await?;
    Ok(count(findings))
}

/// The units that were appraised, each with how many criteria it meets.
///
/// # Errors
/// Where the database can't be read.
pub async fn met_everywhere(office: &Office) -> Result<HashMap<AreaId, i32>, Refusal> {
    Ok(count(appraisals::of_areas(office.db.read(), None).await?))
}

/// Communes of which every criterion of the set by which they were appraised last is appraised: how
/// many are met, and since which day that is known.
///
/// # Errors
/// Where the database can't be read.
pub(super) async fn met_in_full(office: &Office) -> Result<HashMap<AreaId, (i64, Day)>, Refusal> {
    let mut found = HashMap::new();
    for (area, findings) in by_area(appraisals::of_areas(office.db.read(), None).await?) {
        let Some(((set, _), (last, ..))) = findings.iter().max_by_key(|(_, (at, ..))| *at) else {
            continue;
        };
        let rules = library::ruleset(office, *set).await?;
        let asked = rules
            .composed
            .criteria_for(Title::Standard, AreaLevel::Commune);
        let met: Option<Vec<bool>> = asked
            .map(|criterion| {
                let finding = findings.get(&(*set, criterion.code.clone()));
                finding.map(|(.., met)| *met)
            })
            .collect();
        if let Some(met) = met.filter(|met| !met.is_empty()) {
            let met = met.into_iter().filter(|met| *met).count();
            let met = i64::try_from(met).unwrap_or(i64::MAX);
            found.insert(area, (met, day_of(*last)));
        }
    }
    Ok(found)
}

/// Findings of one unit: by set and criterion, when and whether it was met.
type Findings = BTreeMap<(RegulationId, String), (Instant, i32, bool)>;

fn count(findings: Vec<AreaFinding>) -> HashMap<AreaId, i32> {
    by_area(findings)
        .into_iter()
        .filter_map(|(area, found)| Some((area, met_by_last_set(&found)?)))
        .collect()
}

/// The findings of each unit in their last version.
fn by_area(findings: Vec<AreaFinding>) -> HashMap<AreaId, Findings> {
    let mut by_area: HashMap<AreaId, Findings> = HashMap::new();
    for AreaFinding {
        area,
        regulation,
        criterion,
        version,
        met,
        at,
    } in findings
    {
        let found = by_area.entry(area).or_default();
        let kept = found
            .entry((regulation, criterion))
            .or_insert((at, version, met));
        if (kept.0, kept.1) <= (at, version) {
            *kept = (at, version, met);
        }
    }
    by_area
}

fn met_by_last_set(found: &Findings) -> Option<i32> {
    let last = found.iter().max_by_key(|(_, (at, ..))| *at)?;
    let set = last.0.0;
    let met = found
        .iter()
        .filter(|((regulation, _), (.., met))| *regulation == set && *met);
    i32::try_from(met.count()).ok()
}
