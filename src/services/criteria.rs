//! How many criteria communes meet, as last appraised in any of their candidacies.

use std::collections::{BTreeMap, HashMap};

use super::office::Office;
use super::refusal::Refusal;
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::{AreaId, RegulationId};
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

/// Findings of one unit: by set and criterion, when and whether it was met.
type Findings = BTreeMap<(RegulationId, String), (Instant, i32, bool)>;

fn count(findings: Vec<AreaFinding>) -> HashMap<AreaId, i32> {
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
        .into_iter()
        .filter_map(|(area, found)| Some((area, met_by_last_set(&found)?)))
        .collect()
}

fn met_by_last_set(found: &Findings) -> Option<i32> {
    let last = found.iter().max_by_key(|(_, (at, ..))| *at)?;
    let set = last.0.0;
    let met = found
        .iter()
        .filter(|((regulation, _), (.., met))| *regulation == set && *met);
    i32::try_from(met.count()).ok()
}
