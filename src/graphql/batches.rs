//! What siblings ask for at once: one batch for each kind of read.

use std::sync::Arc;

use super::batch::Batch;
use super::turns::Turns;
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
use crate::services::areas::Lineage;
use crate::services::readiness::Readiness;
use crate::services::sight::Sight;
use crate::services::standings::{DeadlineStanding, RoundSummary};

/// The batches of one request. Each request has its own, so that nobody reads with another's eyes.
#[derive(Default)]
pub struct Batches {
    /// When they are read.
    pub turns: Arc<Turns>,
    pub(super) areas: Batch<AreaId, (), Area>,
    pub(super) hamlets: Batch<AreaId, (), Vec<Area>>,
    pub(super) lineages: Batch<AreaId, (), Lineage>,
    pub(super) rounds: Batch<RoundId, (), Round>,
    pub(super) deadlines: Batch<RoundId, (), Vec<DeadlineStanding>>,
    pub(super) summaries: Batch<RoundId, (), RoundSummary>,
    pub(super) candidacies: Batch<CandidacyId, (), Candidacy>,
    pub(super) readiness: Batch<CandidacyId, Candidacy, Readiness>,
    pub(super) surveys: Batch<SurveyId, (), Survey>,
    pub(super) surveys_of: Batch<CandidacyId, (), Vec<Survey>>,
    pub(super) survey_hamlets: Batch<SurveyId, (), Vec<SurveyHamlet>>,
    pub(super) sights: Batch<SurveyId, Survey, Sight>,
    pub(super) directives: Batch<DirectiveId, (), Directive>,
    pub(super) directive_tasks: Batch<DirectiveId, (), Vec<Task>>,
    pub(super) ocop_ratings: Batch<OcopRatingId, (), OcopRating>,
    pub(super) assignments: Batch<AssignmentId, (), Assignment>,
    pub(super) frozen: Batch<SurveyId, (), FrozenResult>,
}
