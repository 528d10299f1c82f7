//! Creates, opens and closes surveys, and takes responses out of the count.

use async_graphql::{Context, Error, ID, InputObject, Object, SimpleObject};

use super::payload::{UserError, UserWarning, outcome};
use crate::domain::base::ids::{ResponseId, SurveyId};
use crate::domain::survey::lifecycle::SurveyKind;
use crate::domain::survey::record::Survey;
use crate::graphql::fault::Nullable;
use crate::graphql::id;
use crate::graphql::nodes::survey::SatisfactionSurvey;
use crate::graphql::scalars::{Moment, UniqueId};
use crate::graphql::state::Asking;
use crate::services::planning::{self, NewSurvey};
use crate::services::refusal::Refusal;
use crate::services::round_surveys::{self, NewSurveys};
use crate::services::warning::Warning;
use crate::services::{count_views, queues, responses, surveys};

/// A survey to be created.
#[derive(Debug, InputObject)]
pub struct CreateSurveyInput {
    /// Global id of the candidacy.
    candidacy_id: ID,
    /// Who asks whom (hình thức).
    kind: SurveyKind,
    /// Code of the form (mã mẫu phiếu).
    questionnaire_code: String,
    /// Its version; the newest, where left out.
    questionnaire_version: Option<i32>,
    /// The first instant of the window (bắt đầu).
    opens_at: Moment,
    /// The first instant after the window (kết thúc).
    closes_at: Moment,
    /// Left out: every hamlet of the area, with its registered households (các thôn).
    hamlets: Option<Vec<SurveyHamletInput>>,
    /// Names of the collector accounts that a `DIRECT_CHECK` is assigned to, beside the provincial
    /// Front (người được giao).
    collectors: Option<Vec<String>>,
}

/// A hamlet to ask in.
#[derive(Debug, InputObject)]
pub struct SurveyHamletInput {
    /// Its code on the round's day (mã thôn).
    hamlet_code: String,
    /// Households to be heard (số hộ).
    households: i32,
}

/// A survey to be opened.
#[derive(Debug, InputObject)]
pub struct OpenSurveyInput {
    /// Global id of the survey.
    survey_id: ID,
    /// A new first instant of the window; as planned, where left out.
    opens_at: Option<Moment>,
    /// A new first instant after the window; as planned, where left out; asked for where the survey
    /// was RETURNED.
    closes_at: Option<Moment>,
}

/// A survey whose closing is to begin.
#[derive(Debug, InputObject)]
pub struct BeginClosingInput {
    /// Global id of the survey.
    survey_id: ID,
}

/// A survey to be closed.
#[derive(Debug, InputObject)]
pub struct CloseSurveyInput {
    /// Global id of the survey.
    survey_id: ID,
}

/// A response to be taken out of the count.
#[derive(Debug, InputObject)]
pub struct VoidResponseInput {
    /// Global id of the survey.
    survey_id: ID,
    /// The id that the app made for the response.
    response_id: UniqueId,
    /// Why, at most 4,000 characters (lý do).
    reason: String,
}

/// What became of a survey.
#[derive(Debug, SimpleObject)]
pub struct SurveyPayload {
    /// The survey; null where `userErrors` says why nothing changed.
    survey: Option<SatisfactionSurvey>,
    /// What was done though it is unwise.
    warnings: Vec<UserWarning>,
    /// What the user can put right.
    user_errors: Vec<UserError>,
}

/// Surveys for a whole round.
#[derive(Debug, InputObject)]
pub struct CreateSurveysInput {
    /// Global id of the round.
    round_id: ID,
    /// Code of the communes' form (mã mẫu phiếu cấp xã).
    questionnaire_code: String,
    /// Code of the form of districts and the province; the communes', where left out (mã mẫu phiếu cấp
    /// huyện).
    district_questionnaire_code: Option<String>,
    /// The first instant of their windows (bắt đầu).
    opens_at: Moment,
    /// The first instant after them (kết thúc).
    closes_at: Moment,
}

/// What became of the surveys of a round.
#[derive(Debug, SimpleObject)]
pub struct SurveysPayload {
    /// The surveys; none where `userErrors` says why nothing was created.
    surveys: Vec<SatisfactionSurvey>,
    /// What was done though it is unwise.
    warnings: Vec<UserWarning>,
    /// What the user can put right; a candidacy is named by its area's code.
    user_errors: Vec<UserError>,
}

/// What became of a response to be taken out of the count.
#[derive(Debug, SimpleObject)]
pub struct VoidResponsePayload {
    /// Its survey; null where `userErrors` says why nothing changed.
    survey: Option<SatisfactionSurvey>,
    /// What the user can put right.
    user_errors: Vec<UserError>,
}

/// Changing of surveys.
#[derive(Debug, Default)]
pub struct SurveysMutation;

#[Object]
impl SurveysMutation {
    /// Creates a survey in DRAFT; for the Front (lập cuộc lấy ý kiến).
    async fn create_survey(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The survey.")] input: CreateSurveyInput,
    ) -> Nullable<SurveyPayload> {
        let answer: Result<_, Refusal> = async {
            let office = ctx.office()?;
            let survey = planning::create(office, ctx.speaker(), new_survey(input)?).await?;
            let warnings = round_surveys::warnings_of(office, &survey).await?;
            Ok((survey, warnings))
        }
        .await;
        Some(with_warnings(ctx, answer))
    }

    /// Creates a COLLECTION in DRAFT for each candidacy of a round that has none, with every hamlet's
    /// registered households; all of them or none. For the Front (lập các cuộc lấy ý kiến của đợt).
    async fn create_surveys(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The round, the forms and the times.")] input: CreateSurveysInput,
    ) -> Nullable<SurveysPayload> {
        let answer: Result<_, Refusal> = async {
            let new = NewSurveys {
                round: id::key_at(&input.round_id, &["input", "roundId"])?,
                commune_form: input.questionnaire_code,
                district_form: input.district_questionnaire_code,
                opens_at: input.opens_at.0,
                closes_at: input.closes_at.0,
            };
            round_surveys::create(ctx.office()?, ctx.speaker(), new).await
        }
        .await;
        Some(surveys_payload(ctx, answer))
    }

    /// Opens a survey, or opens a RETURNED one again with new times; for the Front (bắt đầu lấy ý
    /// kiến).
    async fn open_survey(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The survey and its times.")] input: OpenSurveyInput,
    ) -> Nullable<SurveyPayload> {
        let answer: Result<_, Refusal> = async {
            let survey = survey_id(&input.survey_id)?;
            let (opens_at, closes_at) = (input.opens_at, input.closes_at);
            let times = (opens_at.map(|at| at.0), closes_at.map(|at| at.0));
            surveys::open(ctx.office()?, ctx.speaker(), survey, times.0, times.1).await
        }
        .await;
        Some(survey_payload(ctx, answer))
    }

    /// From now on only what was collected before now is taken; for the Front (ngừng phát phiếu).
    async fn begin_closing(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The survey.")] input: BeginClosingInput,
    ) -> Nullable<SurveyPayload> {
        let answer: Result<_, Refusal> = async {
            let (office, id) = (ctx.office()?, survey_id(&input.survey_id)?);
            let survey = surveys::begin_closing(office, ctx.speaker(), id).await?;
            Ok((survey, queues::warnings(office, id).await?))
        }
        .await;
        Some(with_warnings(ctx, answer))
    }

    /// Closes a survey and freezes its result; for the Front (chốt kết quả).
    async fn close_survey(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The survey.")] input: CloseSurveyInput,
    ) -> Nullable<SurveyPayload> {
        let answer: Result<_, Refusal> = async {
            let (office, speaker) = (ctx.office()?, ctx.speaker());
            let id = survey_id(&input.survey_id)?;
            let survey = surveys::close(office, speaker, id).await?;
            let mut warnings = count_views::warnings_of(office, speaker, &survey).await?;
            warnings.extend(queues::warnings(office, id).await?);
            Ok((survey, warnings))
        }
        .await;
        Some(with_warnings(ctx, answer))
    }

    /// Takes a response out of the count and keeps it on record; its household may answer again. For
    /// the Front, until CLOSED (loại phiếu).
    async fn void_response(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The response and the reason.")] input: VoidResponseInput,
    ) -> Nullable<VoidResponsePayload> {
        let answer: Result<_, Refusal> = async {
            let survey = survey_id(&input.survey_id)?;
            let id = ResponseId(input.response_id.0);
            responses::void(ctx.office()?, ctx.speaker(), survey, id, &input.reason).await
        }
        .await;
        let shown = answer.and_then(|survey| shown(ctx, survey));
        let payload = |(survey, user_errors)| VoidResponsePayload {
            survey,
            user_errors,
        };
        Some(outcome(ctx, shown).map(payload))
    }
}

pub(super) fn survey_id(id: &ID) -> Result<SurveyId, Refusal> {
    id::key_at(id, &["input", "surveyId"])
}

pub(super) fn shown(ctx: &Context<'_>, survey: Survey) -> Result<SatisfactionSurvey, Refusal> {
    Ok(SatisfactionSurvey::at(survey, ctx.office()?.clock.now()))
}

fn survey_payload(
    ctx: &Context<'_>,
    answer: Result<Survey, Refusal>,
) -> Result<SurveyPayload, Error> {
    with_warnings(ctx, answer.map(|survey| (survey, Vec::new())))
}

fn with_warnings(
    ctx: &Context<'_>,
    answer: Result<(Survey, Vec<Warning>), Refusal>,
) -> Result<SurveyPayload, Error> {
    let shown = answer.and_then(|(survey, warnings)| Ok((shown(ctx, survey)?, warnings)));
    let (done, user_errors) = outcome(ctx, shown)?;
    let (survey, warnings) = done.unzip();
    Ok(SurveyPayload {
        survey,
        warnings: UserWarning::all(ctx, &warnings.unwrap_or_default()),
        user_errors,
    })
}

fn surveys_payload(
    ctx: &Context<'_>,
    answer: Result<(Vec<Survey>, Vec<Warning>), Refusal>,
) -> Result<SurveysPayload, Error> {
    let shown = answer.and_then(|(surveys, warnings)| {
        let surveys = surveys.into_iter().map(|survey| shown(ctx, survey));
        Ok((surveys.collect::<Result<Vec<_>, Refusal>>()?, warnings))
    });
    let (done, user_errors) = outcome(ctx, shown)?;
    let (surveys, warnings) = done.unwrap_or_default();
    Ok(SurveysPayload {
        surveys,
        warnings: UserWarning::all(ctx, &warnings),
        user_errors,
    })
}

fn new_survey(input: CreateSurveyInput) -> Result<NewSurvey, Refusal> {
    let CreateSurveyInput {
        candidacy_id,
        kind,
        questionnaire_code,
        questionnaire_version,
        opens_at,
        closes_at,
        hamlets,
        collectors,
    } = input;
    let hamlet = |SurveyHamletInput {
                      hamlet_code,
                      households,
                  }| (hamlet_code, i64::from(households));
    Ok(NewSurvey {
        candidacy: id::key_at(&candidacy_id, &["input", "candidacyId"])?,
        kind,
        questionnaire_code,
        questionnaire_version,
        opens_at: opens_at.0,
        closes_at: closes_at.0,
        hamlets: hamlets.map(|hamlets| hamlets.into_iter().map(hamlet).collect()),
        collectors: collectors.unwrap_or_default(),
    })
}
