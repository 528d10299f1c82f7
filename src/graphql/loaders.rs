//! Reads for one node that are made together with those of its siblings.

use std::collections::HashMap;

use async_graphql::{Context, Error};

use super::fault::{Showing, error};
use super::state::{Asker, Asking};
use crate::domain::base::ids::{
    AreaId, AssignmentId, CandidacyId, DirectiveId, OcopRatingId, RoundId, SurveyId,
};
use crate::domain::law::round::Round;
use crate::domain::place::area::Area;
use crate::domain::recognition::candidacy::Candidacy;
use crate::domain::survey::record::{FrozenResult, Survey, SurveyHamlet};
use crate::domain::tasks::assignment::Assignment;
use crate::domain::tasks::directive::{Directive, Task};
use crate::domain::tasks::ocop::OcopRating;
use crate::services::areas::{self, Lineage};
use crate::services::readiness::{self, Readiness};
use crate::services::refusal::Refusal;
use crate::services::sight::{self, Sight};
use crate::services::standings::{self, DeadlineStanding, RoundSummary};
use crate::services::{assignments, candidacies, directives, ocop, rounds, surveys};

fn keys<K: Copy>(asked: &[(K, ())]) -> Vec<K> {
    asked.iter().map(|(key, ())| *key).collect()
}

fn told<V>(asker: &Asker, answer: Result<V, Refusal>) -> Result<V, Error> {
    answer.map_err(|refusal| error(&refusal, Some(asker.office()), asker.language()))
}

/// Makes a function that reads a key together with those of its siblings.
macro_rules! loader {
    ($(#[$meta:meta])* $name:ident($batch:ident: $key:ty) -> $value:ty, |$asker:ident, $ids:ident| $read:expr) => {
        $(#[$meta])*
        ///
        /// # Errors
        /// Where the database can't be read.
        pub async fn $name(ctx: &Context<'_>, id: $key) -> Result<Option<$value>, Error> {
            let $asker = ctx.show(ctx.asker())?;
            let batches = ctx.show(ctx.batches())?;
            batches
                .$batch
                .load(&batches.turns, id, (), move |asked| async move {
                    let $ids = &keys(&asked);
                    let found: Result<HashMap<$key, $value>, Refusal> = $read.await;
                    told(&$asker, found)
                })
                .await
        }
    };
}

loader! {
    /// A unit.
    area(areas: AreaId) -> Area,
    |asker, ids| areas::by_ids(asker.office(), ids)
}
loader! {
    /// The hamlets of a commune, by code.
    hamlets(hamlets: AreaId) -> Vec<Area>,
    |asker, ids| areas::hamlets(asker.office(), ids)
}
loader! {
    /// What a unit came of, and what came of it.
    lineage(lineages: AreaId) -> Lineage,
    |asker, ids| areas::lineages(asker.office(), ids)
}
loader! {
    /// A round.
    round(rounds: RoundId) -> Round,
    |asker, ids| rounds::by_ids(asker.office(), ids)
}
loader! {
    /// What of a round's dates is in, of the candidacies that the speaker may see.
    deadlines(deadlines: RoundId) -> Vec<DeadlineStanding>,
    |asker, ids| standings::deadlines(asker.office(), asker.speaker(), ids)
}
loader! {
    /// A round's candidacies in numbers, of those that the speaker may see.
    summary(summaries: RoundId) -> RoundSummary,
    |asker, ids| standings::summaries(asker.office(), asker.speaker(), ids)
}
loader! {
    /// A candidacy that the speaker may know of.
    candidacy(candidacies: CandidacyId) -> Candidacy,
    |asker, ids| candidacies::by_ids(asker.office(), asker.speaker(), ids)
}
loader! {
    /// A survey that the speaker may know of.
    survey(surveys: SurveyId) -> Survey,
    |asker, ids| surveys::by_ids(asker.office(), asker.speaker(), ids)
}
loader! {
    /// The surveys of a candidacy that the speaker may know of, oldest first.
    surveys_of(surveys_of: CandidacyId) -> Vec<Survey>,
    |asker, ids| surveys::of_candidacies(asker.office(), asker.speaker(), ids)
}
loader! {
    /// The hamlets of a survey, by code.
    survey_hamlets(survey_hamlets: SurveyId) -> Vec<SurveyHamlet>,
    |asker, ids| surveys::hamlets(asker.office(), ids)
}
loader! {
    /// The latest frozen result of a survey.
    frozen(frozen: SurveyId) -> FrozenResult,
    |asker, ids| surveys::frozen_results(asker.office(), ids)
}
loader! {
    /// A notice that reaches the speaker.
    directive(directives: DirectiveId) -> Directive,
    |asker, ids| directives::by_ids(asker.office(), asker.speaker(), ids)
}
loader! {
    /// The tasks of a notice, in its own order.
    directive_tasks(directive_tasks: DirectiveId) -> Vec<Task>,
    |asker, ids| directives::tasks(asker.office(), ids)
}
loader! {
    /// The rating of an OCOP product that the speaker may see.
    ocop_rating(ocop_ratings: OcopRatingId) -> OcopRating,
    |asker, ids| ocop::by_ids(asker.office(), asker.speaker(), ids)
}
loader! {
    /// An assignment that the speaker may see.
    assignment(assignments: AssignmentId) -> Assignment,
    |asker, ids| assignments::by_ids(asker.office(), asker.speaker(), ids)
}

/// What the speaker sees of a survey's figures.
///
/// # Errors
/// Where the database can't be read.
pub async fn sight(ctx: &Context<'_>, survey: &Survey) -> Result<Option<Sight>, Error> {
    let asker = ctx.show(ctx.asker())?;
    let read = |asked: Vec<(SurveyId, Survey)>| async move {
        let surveys: Vec<Survey> = asked.into_iter().map(|(_, one)| one).collect();
        told(
            &asker,
            sight::of(asker.office(), asker.speaker(), &surveys).await,
        )
    };
    let batches = ctx.show(ctx.batches())?;
    let (turns, survey) = (&batches.turns, survey.clone());
    batches.sights.load(turns, survey.id, survey, read).await
}

/// Whether a dossier may go to the vote, as the speaker may see it.
///
/// # Errors
/// Where the database can't be read.
pub async fn readiness(ctx: &Context<'_>, one: &Candidacy) -> Result<Option<Readiness>, Error> {
    let asker = ctx.show(ctx.asker())?;
    let read = |asked: Vec<(CandidacyId, Candidacy)>| async move {
        let all: Vec<Candidacy> = asked.into_iter().map(|(_, one)| one).collect();
        told(
            &asker,
            readiness::of(asker.office(), asker.speaker(), &all).await,
        )
    };
    let batches = ctx.show(ctx.batches())?;
    let (turns, one) = (&batches.turns, one.clone());
    batches.readiness.load(turns, one.id, one, read).await
}
