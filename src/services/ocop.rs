//! OCOP products and their ratings as everybody and those who rate see them.

use std::collections::HashMap;

use super::office::{Office, Speaker};
use super::refusal::Refusal;
use crate::domain::base::ids::OcopRatingId;
use crate::domain::base::page::{Page, PageRequest};
use crate::domain::place::area::Area;
use crate::domain::tasks::ocop::{OcopRating, OcopState};
use crate::domain::trust::authority::{self, Action};
use crate::storage::areas;
use crate::storage::ocop::{self as stored, OcopQuery};
use crate::storage::within::Scope;

/// Which ratings a list holds; what is left out filters nothing.
#[derive(Debug, Clone, Default)]
pub struct OcopFilter {
    /// The year.
    pub year: Option<i32>,
    /// Where they stand.
    pub state: Option<OcopState>,
    /// At least so many stars.
    pub fewest_stars: Option<i32>,
    /// Code of the district or commune that the producer is in, today.
    pub area_code: Option<String>,
}

fn sight(speaker: Speaker<'_>) -> Scope {
    let action = Action::RateOcop;
    match authority::may_ever(speaker, action) {
        Err(_) => Scope::nowhere(),
        Ok(actor)
            if action
                .roles()
                .iter()
                .any(|role| actor.goes_everywhere(*role)) =>
        {
            Scope::Everywhere
        }
        Ok(actor) => Scope::Areas(actor.area_ids()),
    }
}

/// The filter by ids; `None` where it names an area that isn't there.
async fn query(
    office: &Office,
    speaker: Speaker<'_>,
    filter: &OcopFilter,
) -> Result<Option<OcopQuery>, Refusal> {
    let inside = match &filter.area_code {
        None => None,
        Some(code) => match area(office, code).await? {
            Some(area) => Some(area.id()),
            None => return Ok(None),
        },
    };
    Ok(Some(OcopQuery {
        sight: sight(speaker),
        among: None,
        year: filter.year,
        state: filter.state,
        fewest_stars: filter.fewest_stars,
        inside,
    }))
}

/// The unit that bears a code today.
pub(super) async fn area(office: &Office, code: &str) -> Result<Option<Area>, Refusal> {
    let codes = [code.to_owned()];
    let found = areas::with_codes_on(office.db.read(), &codes, office.clock.today()).await?;
    Ok(found.into_iter().next())
}

/// A page of ratings: what is published, and all in the areas of those who rate.
///
/// # Errors
/// For a cursor that this list didn't give; where the database can't be read.
pub async fn list(
    office: &Office,
    speaker: Speaker<'_>,
    filter: &OcopFilter,
    request: &PageRequest,
) -> Result<Page<OcopRating>, Refusal> {
    match query(office, speaker, filter).await? {
        Some(query) => Ok(stored::list(office.db.read(), &query, request).await?),
        None => Ok(Page::empty()),
    }
}

/// How many ratings the list holds.
///
/// # Errors
/// Where the database can't be read.
pub async fn count(
    office: &Office,
    speaker: Speaker<'_>,
    filter: &OcopFilter,
) -> Result<u64, Refusal> {
    match query(office, speaker, filter).await? {
        Some(query) => Ok(stored::count(office.db.read(), &query).await?),
        None => Ok(0),
    }
}

/// Ratings by id; only what the speaker may see.
///
/// # Errors
/// Where the database can't be read.
pub async fn by_ids(
    office: &Office,
    speaker: Speaker<'_>,
    ids: &[OcopRatingId],
) -> Result<HashMap<OcopRatingId, OcopRating>, Refusal> {
    let found = stored::all(office.db.read(), &named(speaker, ids)).await?;
    Ok(found.into_iter().map(|one| (one.id, one)).collect())
}

/// The query for some ratings that the speaker may see.
pub(super) fn named(speaker: Speaker<'_>, ids: &[OcopRatingId]) -> OcopQuery {
    OcopQuery {
        sight: sight(speaker),
        among: Some(ids.to_vec()),
        year: None,
        state: None,
        fewest_stars: None,
        inside: None,
    }
}
