//! How many households were heard by the end of each day of a survey.

use std::collections::{BTreeMap, HashMap};

use super::office::{Office, Speaker};
use super::refusal::Refusal;
use super::sight::{self, Seen};
use crate::domain::base::clock::Day;
use crate::domain::base::ids::SurveyId;
use crate::domain::survey::record::Survey;
use crate::storage::heard_days;

/// A day on which households were heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeardDay {
    /// The day in Viet Nam.
    pub day: Day,
    /// Households heard on it.
    pub heard: i64,
    /// Households heard until its end.
    pub total: i64,
}

/// Days with the sum up to each of them.
fn summed(days: &BTreeMap<Day, i64>) -> Vec<HeardDay> {
    let mut total = 0_i64;
    let mut line = |(day, heard): (&Day, &i64)| {
        total = total.saturating_add(*heard);
        HeardDay {
            day: *day,
            heard: *heard,
            total,
        }
    };
    days.iter().map(&mut line).collect()
}

/// The days of some surveys whose coverage the speaker sees, the first one first: of counted responses
/// that came one by one. Forms of count records bear no day.
///
/// # Errors
/// Where the database can't be read.
pub async fn of_surveys(
    office: &Office,
    speaker: Speaker<'_>,
    surveys: &[Survey],
) -> Result<HashMap<SurveyId, Seen<Vec<HeardDay>>>, Refusal> {
    let sights = sight::of(office, speaker, surveys).await?;
    let shown = sights
        .iter()
        .filter(|(_, sight)| sight.coverage.shown().is_some());
    let ids: Vec<SurveyId> = shown.map(|(id, _)| *id).collect();
    let counted = heard_days::counted(office.db.read(), &ids).await?;
    let days = |id: SurveyId| counted.get(&id).map(summed).unwrap_or_default();
    let seen = sights
        .into_iter()
        .map(|(id, sight)| (id, sight.coverage.map(|_| days(id))));
    Ok(seen.collect())
}
