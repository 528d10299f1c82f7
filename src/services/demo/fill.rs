//! Fills an empty database with round 1 of 2019, by the ordinary use cases.
//!
//! The past is played under a clock that is moved through the summer of 2019, from the notice to the
//! decision; the survey that is left open, in round 2, is played under the true one.

use std::sync::Arc;

use super::calendar::{NOMINATED_LATE, NOTICE, morning};
use super::people::{self, Cast, DemoToken};
use super::refusal::DemoRefusal;
use super::script::{self, Part};
use super::season::{self, FORM};
use super::stage::{Candidate, Stage};
use super::{beside, council, findings, front, opening, today};
use crate::domain::base::chance::Chance;
use crate::domain::base::clock::{Clock, FixedClock, Instant};
use crate::domain::base::ids::SurveyId;
use crate::domain::survey::bundled::questionnaires;
use crate::domain::survey::response::Draft;
use crate::services::imported::ImportRefusal;
use crate::services::office::Office;
use crate::services::progress::{Progress, Work};
use crate::services::refusal::Refusal;
use crate::storage::database::DatabaseOptions;

/// How large the demonstration is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DemoOptions {
    /// Responses in all, those of the direct checks apart.
    pub responses: u64,
    /// The same seed gives the same figures.
    pub seed: u64,
}

/// What the demonstration left behind.
#[derive(Debug, Clone)]
pub struct Filled {
    /// One token for each part.
    pub tokens: Vec<DemoToken>,
    /// The survey that is open.
    pub survey: SurveyId,
    /// A response to it that has not been sent: all satisfied.
    pub sample: Draft,
    /// When it closes.
    pub closes_at: Instant,
}

/// Fills an empty, migrated database.
///
/// # Errors
/// [`DemoRefusal`]; what was filled in before a failure stays.
pub async fn fill(
    database: &DatabaseOptions,
    options: DemoOptions,
    clock: Arc<dyn Clock>,
    chance: Arc<dyn Chance>,
    progress: &dyn Progress,
) -> Result<Filled, DemoRefusal> {
    let past = Arc::new(FixedClock::at(morning(NOTICE, 0)));
    let standing: Arc<dyn Clock> = Arc::<FixedClock>::clone(&past);
    let office = Office::open(database, standing, Arc::clone(&chance)).await?;
    let form = questionnaires().map_err(ImportRefusal::from)?;
    let form = form
        .iter()
        .find(|form| form.code == FORM)
        .ok_or(Refusal::NotFound)?;
    let parts = script::write(form, options.responses, options.seed);
    progress.begin(Work::Answering, options.responses);
    let communes = opening::bring_in(&office, &parts).await?;
    let tokens = people::tokens(&office, &communes).await?;
    let cast = Cast::of(&office, &tokens).await?;
    let coordination = Some(cast.who("COORDINATION_OFFICE")?);
    let (round, later) = opening::create_rounds(&office, coordination).await?;
    let stage = Stage {
        office: &office,
        clock: &past,
        cast: &cast,
        round,
        later,
    };
    let districts = communes.into_iter().map(|(_, district)| district.code);
    let parts = parts.into_iter().zip(districts).collect();
    let mut candidates = play(&stage, parts, progress).await?;
    office.close().await?;
    let office = Office::open(database, clock, chance).await?;
    let open = today::leave_open(&office, &cast, &mut candidates, progress).await?;
    office.close().await?;
    progress.end();
    Ok(Filled {
        tokens,
        survey: open.survey,
        sample: open.sample,
        closes_at: open.closes_at,
    })
}

/// Plays the round from the nominations to the decision, in the order of the days.
async fn play(
    stage: &Stage<'_>,
    parts: Vec<(Part, String)>,
    progress: &dyn Progress,
) -> Result<Vec<Candidate>, Refusal> {
    let (late, in_time) = parts
        .into_iter()
        .partition(|(part, _)| part.commune.mood.is_asked_later());
    opening::plan_mergers(stage).await?;
    beside::name_sponsors(stage).await?;
    let members = council::appoint(stage).await?;
    let mut candidates = july(stage, in_time, progress).await?;
    stage.on(NOMINATED_LATE, 9);
    let late = opening::nominate(stage, late).await?;
    august(stage, &mut candidates).await?;
    findings::state_debt_of_province(stage).await?;
    candidates.extend(late);
    council::put_off(stage, &candidates).await?;
    let session = council::call(stage, &candidates).await?;
    council::vote(stage, session, &members, &candidates).await?;
    council::decide(stage, &candidates).await?;
    beside::rate_products(stage).await?;
    Ok(candidates)
}

/// Communes are nominated, their residents asked, the results hung out.
async fn july(
    stage: &Stage<'_>,
    parts: Vec<(Part, String)>,
    progress: &dyn Progress,
) -> Result<Vec<Candidate>, Refusal> {
    let mut candidates = opening::nominate(stage, parts).await?;
    season::open(stage, &mut candidates).await?;
    season::ask(stage, &mut candidates, progress).await?;
    season::close(stage, &candidates).await?;
    Ok(candidates)
}

/// What is found comes in; the Front verifies and reports, on one commune late.
async fn august(stage: &Stage<'_>, candidates: &mut [Candidate]) -> Result<(), Refusal> {
    findings::hear_organisations(stage, candidates).await?;
    beside::look_again(stage).await?;
    front::hear_objection(stage, candidates).await?;
    findings::appraise(stage, candidates).await?;
    front::check(stage, candidates).await?;
    front::verify(stage, candidates).await?;
    findings::report_on_tasks(stage).await?;
    front::report(stage, candidates).await?;
    season::close_again(stage, candidates).await?;
    findings::appraise_late(stage, candidates).await?;
    front::verify_again(stage, candidates).await?;
    front::report_late(stage, candidates).await
}
