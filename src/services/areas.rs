//! Areas: reference data that everybody may read.

use std::collections::HashMap;

use super::criteria;
use super::office::Office;
use super::refusal::Refusal;
use crate::domain::base::clock::Day;
use crate::domain::base::ids::AreaId;
use crate::domain::base::page::{Page, PageRequest};
use crate::domain::place::area::{Area, AreaLevel, CommuneKind};
use crate::storage::areas::{self, CommuneQuery};
use crate::storage::lineage;

/// Which units a unit came of, and which came of it.
#[derive(Debug, Clone, Default)]
pub struct Lineage {
    /// Units that it came of.
    pub predecessors: Vec<Area>,
    /// Units that came of it.
    pub successors: Vec<Area>,
}

/// Which communes a list holds; what is left out filters nothing.
#[derive(Debug, Clone, Default)]
pub struct CommuneFilter {
    /// Code of the district that they lie in.
    pub district_code: Option<String>,
    /// What they are.
    pub kinds: Vec<CommuneKind>,
    /// A part of their name, in any case.
    pub name_contains: Option<String>,
    /// Fewer criteria met than this, as last appraised.
    pub criteria_met_below: Option<i32>,
}

/// Units by id.
///
/// # Errors
/// Where the database can't be read.
pub async fn by_ids(office: &Office, ids: &[AreaId]) -> Result<HashMap<AreaId, Area>, Refusal> {
    let found = areas::find_many(office.db.read(), ids).await?;
    Ok(found.into_iter().map(|area| (area.id(), area)).collect())
}

/// The unit that bears a code on a day; today, where none is named.
///
/// # Errors
/// Where the database can't be read.
pub async fn by_code(
    office: &Office,
    code: &str,
    on: Option<Day>,
) -> Result<Option<Area>, Refusal> {
    let day = on.unwrap_or_else(|| office.clock.today());
    Ok(
        areas::with_codes_on(office.db.read(), &[code.to_owned()], day)
            .await?
            .pop(),
    )
}

/// The hamlets of some communes, by code: those that exist today, or existed on the commune's
/// last day.
///
/// # Errors
/// Where the database can't be read.
pub async fn hamlets(
    office: &Office,
    communes: &[AreaId],
) -> Result<HashMap<AreaId, Vec<Area>>, Refusal> {
    let read = office.db.read();
    let today = office.clock.today();
    let on: HashMap<AreaId, Day> = areas::find_many(read, communes)
        .await?
        .into_iter()
        .map(|commune| {
            (
                commune.id(),
                commune.valid_until.map_or(today, |last| last.min(today)),
            )
        })
        .collect();
    let mut grouped: HashMap<AreaId, Vec<Area>> = HashMap::with_capacity(communes.len());
    for hamlet in areas::inside(read, communes, AreaLevel::Hamlet, None).await? {
        let commune = hamlet
            .place
            .commune
            .filter(|commune| on.get(commune).is_some_and(|day| hamlet.exists_on(*day)));
        if let Some(commune) = commune {
            grouped.entry(commune).or_default().push(hamlet);
        }
    }
    Ok(grouped)
}

/// The districts of some provinces that exist today, by code.
///
/// # Errors
/// Where the database can't be read.
pub async fn districts(
    office: &Office,
    provinces: &[AreaId],
) -> Result<HashMap<AreaId, Vec<Area>>, Refusal> {
    let (read, today) = (office.db.read(), office.clock.today());
    let mut grouped: HashMap<AreaId, Vec<Area>> = HashMap::new();
    for area in areas::inside(read, provinces, AreaLevel::District, Some(today)).await? {
        if let Some(province) = area.place.province {
            grouped.entry(province).or_default().push(area);
        }
    }
    Ok(grouped)
}

/// Which units some units came of, and which came of them.
///
/// # Errors
/// Where the database can't be read.
pub async fn lineages(
    office: &Office,
    ids: &[AreaId],
) -> Result<HashMap<AreaId, Lineage>, Refusal> {
    let read = office.db.read();
    let before = lineage::predecessors(read, ids).await?;
    let after = lineage::successors(read, ids).await?;
    let others: Vec<AreaId> = before
        .iter()
        .chain(&after)
        .map(|(_, other)| *other)
        .collect();
    let others = by_ids(office, &others).await?;
    let mut lineages: HashMap<AreaId, Lineage> = HashMap::with_capacity(ids.len());
    for (id, other) in before {
        lineages
            .entry(id)
            .or_default()
            .predecessors
            .extend(others.get(&other).cloned());
    }
    for (id, other) in after {
        lineages
            .entry(id)
            .or_default()
            .successors
            .extend(others.get(&other).cloned());
    }
    Ok(lineages)
}

/// A page of the communes that exist today, by code.
///
/// # Errors
/// For a cursor that this list didn't give; where the database can't be read.
pub async fn communes(
    office: &Office,
    filter: &CommuneFilter,
    request: &PageRequest,
) -> Result<Page<Area>, Refusal> {
    match query(office, filter).await? {
        Some(query) => Ok(areas::communes(office.db.read(), &query, request).await?),
        None => Ok(Page::empty()),
    }
}

/// How many communes the list holds.
///
/// # Errors
/// Where the database can't be read.
pub async fn count_communes(office: &Office, filter: &CommuneFilter) -> Result<u64, Refusal> {
    match query(office, filter).await? {
        Some(query) => Ok(areas::count_communes(office.db.read(), &query).await?),
        None => Ok(0),
    }
}

/// The filter by ids; `None` where it names a district that isn't there.
async fn query(office: &Office, filter: &CommuneFilter) -> Result<Option<CommuneQuery>, Refusal> {
    let inside = match &filter.district_code {
        Some(code) => match by_code(office, code, None).await? {
            Some(district) => Some(district.id()),
            None => return Ok(None),
        },
        None => None,
    };
    let among = match filter.criteria_met_below {
        Some(limit) => {
            let met = criteria::met_everywhere(office).await?;
            let below = met.into_iter().filter(|(_, met)| *met < limit);
            Some(below.map(|(area, _)| area).collect())
        }
        None => None,
    };
    Ok(Some(CommuneQuery {
        inside,
        kinds: filter.kinds.clone(),
        name_contains: filter.name_contains.clone(),
        on: Some(office.clock.today()),
        among,
    }))
}
