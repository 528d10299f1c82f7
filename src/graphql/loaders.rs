//! Reads for one node that are made together with those of its siblings.

use std::collections::HashMap;

use async_graphql::{Context, Error};
use uuid::Uuid;

use super::fault::{Showing, error};
use super::state::{Asker, Asking};
use crate::domain::base::ids::{
    AccountId, AgendaItemId, AreaId, CandidacyId, ResponseId, RoundId, SessionId, SurveyId,
};
use crate::domain::law::round::Round;
use crate::domain::place::area::Area;
use crate::domain::recognition::candidacy::Candidacy;
use crate::domain::recognition::decision::{DecidedCandidacy, Decision, Deferral};
use crate::domain::recognition::session::{AgendaItem, CouncilSession};
use crate::domain::recognition::title_record::AreaTitle;
use crate::domain::survey::handling::Handling;
use crate::domain::survey::objection::Objection;
use crate::domain::survey::record::{FrozenResult, Survey, SurveyHamlet};
use crate::domain::survey::sending::DeviceQueue;
use crate::domain::survey::verification::Verification;
use crate::domain::tasks::earlier::EarlierEntry;
use crate::services::amendments::{self, Chain};
use crate::services::areas::{self, Lineage};
use crate::services::comparing::{self, ItemComparison};
use crate::services::count_views::{self, CountRecordView};
use crate::services::district_sums::{self, DistrictInRound, DistrictSums};
use crate::services::fieldwork::{self, HamletWork};
use crate::services::front_reports::{self, ReportView};
use crate::services::heard_days::{self, HeardDay};
use crate::services::histories::{self, HistoryEntry};
use crate::services::issued_forms::{self, HamletForms};
use crate::services::matched::{self, MatchedView};
use crate::services::postings::{self, PostingView};
use crate::services::readiness::{self, Readiness};
use crate::services::refusal::Refusal;
use crate::services::sampling::{self, SampleView};
use crate::services::sight::{self, Seen, Sight};
use crate::services::standings::{self, DeadlineStanding, RoundSummary};
use crate::services::votes::{self, Progress, Vote};
use crate::services::{
    accounts, candidacies, decisions, deferrals, earlier_entries, handlings, objections, queues,
    rounds, sessions, surveys, titles, verifying,
};

pub(super) fn keys<K: Copy>(asked: &[(K, ())]) -> Vec<K> {
    asked.iter().map(|(key, ())| *key).collect()
}

pub(super) fn told<V>(asker: &Asker, answer: Result<V, Refusal>) -> Result<V, Error> {
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
pub(super) use loader;

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
    /// The districts of a province, by code.
    districts(districts: AreaId) -> Vec<Area>,
    |asker, ids| areas::districts(asker.office(), ids)
}
loader! {
    /// What a unit came of, and what came of it.
    lineage(lineages: AreaId) -> Lineage,
    |asker, ids| areas::lineages(asker.office(), ids)
}
loader! {
    /// What became of a unit and of those that it came of, the latest year first.
    history(histories: AreaId) -> Vec<HistoryEntry>,
    |asker, ids| histories::of(asker.office(), asker.speaker(), ids)
}
loader! {
    /// What an entry said before it was corrected, the first version first.
    earlier_entries(earlier_entries: Uuid) -> Vec<EarlierEntry>,
    |asker, ids| earlier_entries::of(asker.office(), ids)
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
    /// A district's communes in a round in numbers, of what the speaker may see.
    district_sums(district_sums: DistrictInRound) -> DistrictSums,
    |asker, ids| district_sums::of(asker.office(), asker.speaker(), ids)
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
    /// The devices that still hold forms of a survey.
    still_queued(still_queued: SurveyId) -> Vec<DeviceQueue>,
    |asker, ids| queues::holding(asker.office(), ids)
}
loader! {
    /// The latest frozen result of a survey.
    frozen(frozen: SurveyId) -> FrozenResult,
    |asker, ids| surveys::frozen_results(asker.office(), ids)
}

loader! {
    /// What was decided on a candidacy, and the decision.
    decided(decided: CandidacyId) -> (DecidedCandidacy, Decision),
    |asker, ids| decisions::of_candidacies(asker.office(), ids)
}
loader! {
    /// The deferrals that a candidacy comes from or leads to.
    deferrals(deferrals: CandidacyId) -> Vec<Deferral>,
    |asker, ids| deferrals::of_candidacies(asker.office(), ids)
}
loader! {
    /// A session of the council that the speaker may read of.
    session(sessions: SessionId) -> CouncilSession,
    |asker, ids| sessions::by_ids(asker.office(), asker.speaker(), ids)
}
loader! {
    /// The titles of an area, the earliest first.
    titles(titles: AreaId) -> Vec<AreaTitle>,
    |asker, ids| titles::of_areas(asker.office(), ids)
}

/// The council's vote on a candidacy.
///
/// # Errors
/// Where the database can't be read.
pub async fn vote(ctx: &Context<'_>, one: &Candidacy) -> Result<Option<Vote>, Error> {
    let asker = ctx.show(ctx.asker())?;
    let read = |asked: Vec<(CandidacyId, Candidacy)>| async move {
        let all: Vec<Candidacy> = asked.into_iter().map(|(_, one)| one).collect();
        told(&asker, votes::of(asker.office(), &all).await)
    };
    let batches = ctx.show(ctx.batches())?;
    let (turns, one) = (&batches.turns, one.clone());
    batches.votes.load(turns, one.id, one, read).await
}

/// How far a session has come.
///
/// # Errors
/// Where the database can't be read.
pub async fn session_progress(
    ctx: &Context<'_>,
    one: &CouncilSession,
) -> Result<Option<Progress>, Error> {
    let asker = ctx.show(ctx.asker())?;
    let read = |asked: Vec<(SessionId, CouncilSession)>| async move {
        let all: Vec<CouncilSession> = asked.into_iter().map(|(_, one)| one).collect();
        told(&asker, votes::progress(asker.office(), &all).await)
    };
    let batches = ctx.show(ctx.batches())?;
    let (turns, one) = (&batches.turns, one.clone());
    batches.progress.load(turns, one.id, one, read).await
}

loader! {
    /// Every frozen result of a survey, the first one first.
    revisions(revisions: SurveyId) -> Vec<FrozenResult>,
    |asker, ids| surveys::revisions(asker.office(), ids)
}
loader! {
    /// The postings of a survey, the latest first.
    postings(postings: SurveyId) -> Vec<PostingView>,
    |asker, ids| postings::of_surveys(asker.office(), ids)
}
loader! {
    /// The objections to a survey's result, in the order in which they were recorded.
    objections(objections: SurveyId) -> Vec<Objection>,
    |asker, ids| objections::of_surveys(asker.office(), ids)
}
loader! {
    /// The decisions on a survey, in the order in which they were made.
    verifications(verifications: SurveyId) -> Vec<Verification>,
    |asker, ids| verifying::of_surveys(asker.office(), ids)
}
loader! {
    /// The sample of a direct check.
    sample(samples: SurveyId) -> SampleView,
    |asker, ids| sampling::of_surveys(asker.office(), ids)
}
loader! {
    /// What became of a comment.
    handling(handlings: (SurveyId, ResponseId)) -> Handling,
    |asker, ids| handlings::of_comments(asker.office(), ids)
}
loader! {
    /// What a response took the place of, and what took its place.
    chain(chains: (SurveyId, ResponseId)) -> Chain,
    |asker, ids| amendments::chains(asker.office(), ids)
}
loader! {
    /// The Front's report on a candidacy.
    front_report(reports: CandidacyId) -> ReportView,
    |asker, ids| front_reports::of_candidacies(asker.office(), ids)
}
/// The Front's report of an agenda item, where it was revised since the item was put there.
///
/// # Errors
/// Where the database can't be read.
pub async fn revised_report(
    ctx: &Context<'_>,
    item: &AgendaItem,
) -> Result<Option<ReportView>, Error> {
    let asker = ctx.show(ctx.asker())?;
    let read = |asked: Vec<(AgendaItemId, AgendaItem)>| async move {
        let all: Vec<AgendaItem> = asked.into_iter().map(|(_, one)| one).collect();
        told(&asker, front_reports::revised(asker.office(), &all).await)
    };
    let batches = ctx.show(ctx.batches())?;
    let (turns, item) = (&batches.turns, item.clone());
    batches
        .revised_reports
        .load(turns, item.id, item, read)
        .await
}

loader! {
    /// The name of an account.
    account_name(account_names: AccountId) -> String,
    |asker, ids| accounts::names(asker.office(), ids)
}

/// Makes a function that reads of a survey what depends on who asks.
macro_rules! survey_loader {
    ($(#[$meta:meta])* $name:ident($batch:ident) -> $value:ty, $read:path) => {
        $(#[$meta])*
        ///
        /// # Errors
        /// Where the database can't be read.
        pub async fn $name(ctx: &Context<'_>, survey: &Survey) -> Result<Option<$value>, Error> {
            let asker = ctx.show(ctx.asker())?;
            let read = |asked: Vec<(SurveyId, Survey)>| async move {
                let surveys: Vec<Survey> = asked.into_iter().map(|(_, one)| one).collect();
                told(&asker, $read(asker.office(), asker.speaker(), &surveys).await)
            };
            let batches = ctx.show(ctx.batches())?;
            let (turns, survey) = (&batches.turns, survey.clone());
            batches.$batch.load(turns, survey.id, survey, read).await
        }
    };
}

survey_loader! {
    /// The forms of a survey's hamlets, for the Front.
    forms(forms) -> Vec<HamletForms>, issued_forms::of_surveys
}
survey_loader! {
    /// The count records of a survey's hamlets, for the Front.
    count_records(count_records) -> Vec<CountRecordView>, count_views::of_surveys
}
survey_loader! {
    /// How far a survey has come in each hamlet.
    fieldwork(fieldwork) -> Seen<Vec<HamletWork>>, fieldwork::of_surveys
}
survey_loader! {
    /// How many households were heard by the end of each day of a survey.
    heard_days(heard_days) -> Seen<Vec<HeardDay>>, heard_days::of_surveys
}
survey_loader! {
    /// The households that a direct check's sample drew, for the checking Front.
    drawn_households(drawn) -> Vec<(AreaId, String)>, sampling::drawn_households
}
survey_loader! {
    /// The matched comparison of a direct check.
    matched(matched) -> Seen<MatchedView>, matched::of_surveys
}
survey_loader! {
    /// A direct check beside the main result.
    comparison(comparisons) -> Seen<Vec<ItemComparison>>, comparing::of_surveys
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
