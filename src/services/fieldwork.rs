//! How far a survey has come in each hamlet: target, done, remaining, in conflict.

use std::collections::HashMap;

use super::office::{Office, Speaker};
use super::refusal::Refusal;
use super::results::HamletSight;
use super::sight::{self, Seen};
use crate::domain::base::ids::{AreaId, SurveyId};
use crate::domain::place::area::Place;
use crate::domain::survey::collection_mode::CollectionMode;
use crate::domain::survey::record::Survey;
use crate::storage::{conflicts, rosters};

/// A hamlet's fieldwork.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HamletWork {
    /// The hamlet.
    pub place: Place,
    /// How its answers are collected.
    pub mode: CollectionMode,
    /// Households to be heard.
    pub target: i64,
    /// Households on its roster; `None` where it keeps none.
    pub on_roster: Option<i64>,
    /// Households heard.
    pub done: i64,
    /// Forms set aside for a household that had answered, about which nothing is chosen.
    pub in_conflict: i64,
}

impl HamletWork {
    /// Households that are still to be heard; never below 0, also where more answered than there are.
    #[must_use]
    pub const fn remaining(&self) -> i64 {
        let rest = self.target.saturating_sub(self.done);
        if rest > 0 { rest } else { 0 }
    }
}

/// The fieldwork of some surveys, of the hamlets whose coverage the speaker sees; a fixed number of
/// statements for all.
///
/// # Errors
/// Where the database can't be read.
pub async fn of_surveys(
    office: &Office,
    speaker: Speaker<'_>,
    surveys: &[Survey],
) -> Result<HashMap<SurveyId, Seen<Vec<HamletWork>>>, Refusal> {
    let sights = sight::of(office, speaker, surveys).await?;
    let shown = || sights.values().filter_map(|sight| sight.hamlets.shown());
    let every = shown().flat_map(|hamlets| hamlets.iter());
    let hamlets: Vec<AreaId> = every.map(|one| one.view.place.area).collect();
    let read = office.db.read();
    let on_rosters = rosters::counts(read, &hamlets).await?;
    let ids: Vec<SurveyId> = sights.keys().copied().collect();
    let open = conflicts::open(read, &ids).await?;
    let works = sights.into_iter().map(|(survey, sight)| {
        let works = sight.hamlets.map(|hamlets| {
            let work = |one: &HamletSight| {
                let area = one.view.place.area;
                HamletWork {
                    place: one.view.place,
                    mode: one.view.mode,
                    target: one.view.coverage.households,
                    on_roster: on_rosters.get(&area).copied(),
                    done: one.view.coverage.responded,
                    in_conflict: open.get(&(survey, area)).copied().unwrap_or(0),
                }
            };
            hamlets.iter().map(work).collect()
        });
        (survey, works)
    });
    Ok(works.collect())
}
