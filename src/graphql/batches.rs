//! What siblings ask for at once: one batch for each kind of read.

use std::sync::Arc;

use uuid::Uuid;

use super::batch::Batch;
use super::turns::Turns;
use crate::domain::base::ids::{AreaId, CandidacyId, DocumentId, RoundId, SurveyId};
use crate::domain::law::round::Round;
use crate::domain::place::area::Area;
use crate::domain::recognition::appraisal::Appraisal;
use crate::domain::recognition::candidacy::Candidacy;
use crate::domain::recognition::debt::DebtStatement;
use crate::domain::recognition::dossier::FrozenDossier;
use crate::domain::recognition::evidence::Document;
use crate::domain::recognition::opinion::Opinion;
use crate::domain::recognition::statement::Statement;
use crate::domain::survey::record::{FrozenResult, Survey, SurveyHamlet};
use crate::services::areas::Lineage;
use crate::services::readiness::Readiness;
use crate::services::recorded::Recorded;
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
    pub(super) frozen: Batch<SurveyId, (), FrozenResult>,
    pub(super) appraisals: Batch<CandidacyId, Candidacy, Vec<Recorded<Appraisal>>>,
    pub(super) opinions: Batch<CandidacyId, Candidacy, Vec<Recorded<Opinion>>>,
    pub(super) statements: Batch<CandidacyId, Candidacy, Vec<Recorded<Statement>>>,
    pub(super) debts: Batch<CandidacyId, Candidacy, Recorded<DebtStatement>>,
    pub(super) province_debts: Batch<RoundId, Round, Recorded<DebtStatement>>,
    pub(super) frozen_dossiers: Batch<CandidacyId, Candidacy, FrozenDossier>,
    pub(super) documents: Batch<DocumentId, (), Document>,
    pub(super) documents_of: Batch<Uuid, (), Vec<Document>>,
    pub(super) criteria_met: Batch<AreaId, (), i32>,
}
