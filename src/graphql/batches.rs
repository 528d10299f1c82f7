//! What siblings ask for at once: one batch for each kind of read.

use std::sync::Arc;

use uuid::Uuid;

use super::batch::Batch;
use super::turns::Turns;
use crate::domain::base::ids::{
    AccountId, AgendaItemId, AreaId, AssignmentId, CandidacyId, DirectiveId, DocumentId,
    OcopRatingId, ResponseId, RoundId, SessionId, SurveyId,
};
use crate::domain::law::round::Round;
use crate::domain::place::area::Area;
use crate::domain::recognition::appraisal::Appraisal;
use crate::domain::recognition::candidacy::Candidacy;
use crate::domain::recognition::debt::DebtStatement;
use crate::domain::recognition::decision::{DecidedCandidacy, Decision, Deferral};
use crate::domain::recognition::dossier::FrozenDossier;
use crate::domain::recognition::evidence::Document;
use crate::domain::recognition::opinion::Opinion;
use crate::domain::recognition::session::{AgendaItem, CouncilSession};
use crate::domain::recognition::statement::Statement;
use crate::domain::recognition::title_record::AreaTitle;
use crate::domain::survey::handling::Handling;
use crate::domain::survey::objection::Objection;
use crate::domain::survey::record::{FrozenResult, Survey, SurveyHamlet};
use crate::domain::survey::sending::DeviceQueue;
use crate::domain::survey::verification::Verification;
use crate::domain::tasks::assignment::Assignment;
use crate::domain::tasks::directive::{Directive, Task};
use crate::domain::tasks::earlier::EarlierEntry;
use crate::domain::tasks::ocop::OcopRating;
use crate::services::amendments::Chain;
use crate::services::areas::Lineage;
use crate::services::comparing::ItemComparison;
use crate::services::count_views::CountRecordView;
use crate::services::district_sums::{DistrictInRound, DistrictSums};
use crate::services::enrolments::EnrolmentView;
use crate::services::fieldwork::HamletWork;
use crate::services::front_reports::ReportView;
use crate::services::heard_days::HeardDay;
use crate::services::histories::HistoryEntry;
use crate::services::issued_forms::HamletForms;
use crate::services::matched::MatchedView;
use crate::services::postings::PostingView;
use crate::services::readiness::Readiness;
use crate::services::recorded::Recorded;
use crate::services::sampling::SampleView;
use crate::services::sight::{Seen, Sight};
use crate::services::standings::{DeadlineStanding, RoundSummary};
use crate::services::votes::{Progress, Vote};

/// The batches of one request. Each request has its own, so that nobody reads with another's eyes.
#[derive(Default)]
pub struct Batches {
    /// When they are read.
    pub turns: Arc<Turns>,
    pub(super) areas: Batch<AreaId, (), Area>,
    pub(super) hamlets: Batch<AreaId, (), Vec<Area>>,
    pub(super) districts: Batch<AreaId, (), Vec<Area>>,
    pub(super) earlier_entries: Batch<Uuid, (), Vec<EarlierEntry>>,
    pub(super) histories: Batch<AreaId, (), Vec<HistoryEntry>>,
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
    pub(super) votes: Batch<CandidacyId, Candidacy, Vote>,
    pub(super) decided: Batch<CandidacyId, (), (DecidedCandidacy, Decision)>,
    pub(super) deferrals: Batch<CandidacyId, (), Vec<Deferral>>,
    pub(super) sessions: Batch<SessionId, (), CouncilSession>,
    pub(super) progress: Batch<SessionId, CouncilSession, Progress>,
    pub(super) titles: Batch<AreaId, (), Vec<AreaTitle>>,
    pub(super) directives: Batch<DirectiveId, (), Directive>,
    pub(super) directive_tasks: Batch<DirectiveId, (), Vec<Task>>,
    pub(super) ocop_ratings: Batch<OcopRatingId, (), OcopRating>,
    pub(super) assignments: Batch<AssignmentId, (), Assignment>,
    pub(super) still_queued: Batch<SurveyId, (), Vec<DeviceQueue>>,
    pub(super) frozen: Batch<SurveyId, (), FrozenResult>,
    pub(super) revisions: Batch<SurveyId, (), Vec<FrozenResult>>,
    pub(super) enrolments: Batch<SurveyId, Survey, Vec<EnrolmentView>>,
    pub(super) forms: Batch<SurveyId, Survey, Vec<HamletForms>>,
    pub(super) count_records: Batch<SurveyId, Survey, Vec<CountRecordView>>,
    pub(super) fieldwork: Batch<SurveyId, Survey, Seen<Vec<HamletWork>>>,
    pub(super) heard_days: Batch<SurveyId, Survey, Seen<Vec<HeardDay>>>,
    pub(super) postings: Batch<SurveyId, (), Vec<PostingView>>,
    pub(super) objections: Batch<SurveyId, (), Vec<Objection>>,
    pub(super) verifications: Batch<SurveyId, (), Vec<Verification>>,
    pub(super) samples: Batch<SurveyId, (), SampleView>,
    pub(super) drawn: Batch<SurveyId, Survey, Vec<(AreaId, String)>>,
    pub(super) matched: Batch<SurveyId, Survey, Seen<MatchedView>>,
    pub(super) comparisons: Batch<SurveyId, Survey, Seen<Vec<ItemComparison>>>,
    pub(super) handlings: Batch<(SurveyId, ResponseId), (), Handling>,
    pub(super) chains: Batch<(SurveyId, ResponseId), (), Chain>,
    pub(super) reports: Batch<CandidacyId, (), ReportView>,
    pub(super) revised_reports: Batch<AgendaItemId, AgendaItem, ReportView>,
    pub(super) account_names: Batch<AccountId, (), String>,
    pub(super) appraisals: Batch<CandidacyId, Candidacy, Vec<Recorded<Appraisal>>>,
    pub(super) opinions: Batch<CandidacyId, Candidacy, Vec<Recorded<Opinion>>>,
    pub(super) statements: Batch<CandidacyId, Candidacy, Vec<Recorded<Statement>>>,
    pub(super) debts: Batch<CandidacyId, Candidacy, Recorded<DebtStatement>>,
    pub(super) province_debts: Batch<RoundId, Round, Recorded<DebtStatement>>,
    pub(super) frozen_dossiers: Batch<CandidacyId, Candidacy, FrozenDossier>,
    pub(super) documents: Batch<DocumentId, (), Document>,
    pub(super) documents_of: Batch<Uuid, (), Vec<Document>>,
    pub(super) criteria_met: Batch<AreaId, (), i32>,
    pub(super) district_sums: Batch<DistrictInRound, (), DistrictSums>,
}
