//! Records forms, hangs results out, takes objections and answers them.

use async_graphql::{Context, Error, ID, InputObject, Object, SimpleObject};

use super::payload::{UserError, UserWarning, outcome};
use super::surveys::{shown, survey_id};
use crate::domain::base::ids::ResponseId;
use crate::domain::survey::posting::{self, PlaceKind};
use crate::domain::survey::record::Survey;
use crate::graphql::fault::Nullable;
use crate::graphql::id;
use crate::graphql::nodes::front::Objection;
use crate::graphql::nodes::survey::SatisfactionSurvey;
use crate::graphql::scalars::{CalendarDay, Moment, UniqueId};
use crate::graphql::state::Asking;
use crate::services::issued_forms::NewForms;
use crate::services::objections::{NewAnswer, NewObjection};
use crate::services::refusal::Refusal;
use crate::services::warning::Warning;
use crate::services::{issued_forms, objections, postings};

/// The forms of a survey's hamlets.
#[derive(Debug, InputObject)]
pub struct RecordIssuedFormsInput {
    /// Global id of the survey.
    survey_id: ID,
    /// Each hamlet's forms, all or none of them taken (theo thôn).
    hamlets: Vec<IssuedFormsInput>,
}

/// The forms of a hamlet.
#[derive(Debug, InputObject)]
pub struct IssuedFormsInput {
    /// Its code (mã thôn).
    hamlet_code: String,
    /// Forms handed out (phiếu phát ra).
    issued: i32,
    /// Of these, not brought back (phiếu thất lạc).
    missing: i32,
    /// The version that is corrected; left out the first time.
    version: Option<i64>,
    /// Why it is corrected; needed then (lý do).
    reason: Option<String>,
}

/// A closed survey's result that hangs out.
#[derive(Debug, InputObject)]
pub struct PostResultInput {
    /// Global id of the survey.
    survey_id: ID,
    /// The day on which it was hung out; the days count from the next (ngày niêm yết).
    from: CalendarDay,
    /// Where (nơi niêm yết).
    places: Vec<PostingPlaceInput>,
}

/// A place where a result hangs out.
#[derive(Debug, InputObject)]
pub struct PostingPlaceInput {
    /// What it is (loại).
    kind: PlaceKind,
    /// Its name; needed where the kind is `OTHER` (tên).
    name: Option<String>,
}

/// An objection to a posted result.
#[derive(Debug, InputObject)]
pub struct RecordObjectionInput {
    /// Global id of the survey.
    survey_id: ID,
    /// When it was received (thời điểm nhận).
    received_at: Moment,
    /// Code of the item that it is about; `OTHER`, where left out (nội dung liên quan).
    topic: Option<String>,
    /// What was said, at most 4,000 characters (ý kiến).
    text: String,
}

/// An answer to an objection.
#[derive(Debug, InputObject)]
pub struct AnswerObjectionInput {
    /// Global id of the objection.
    objection_id: ID,
    /// Its version as it was read.
    version: i64,
    /// Whether it was right (đúng).
    upheld: bool,
    /// What is answered, at most 4,000 characters (trả lời).
    answer: String,
    /// Hamlets whose number of households is put right: the result is frozen anew (số hộ).
    households: Option<Vec<HouseholdsInput>>,
    /// Ids of responses that are taken out of the count: the result is frozen anew (phiếu bị loại).
    take_out: Option<Vec<UniqueId>>,
}

/// A hamlet's right number of households.
#[derive(Debug, InputObject)]
pub struct HouseholdsInput {
    /// Its code (mã thôn).
    hamlet_code: String,
    /// Households to be heard (số hộ).
    households: i32,
}

/// What became of a survey's forms or posting.
#[derive(Debug, SimpleObject)]
pub struct PostingPayload {
    /// The survey; null where `userErrors` says why nothing changed.
    survey: Option<SatisfactionSurvey>,
    /// What was done though it is unwise.
    warnings: Vec<UserWarning>,
    /// What the user can put right.
    user_errors: Vec<UserError>,
}

/// What became of an objection.
#[derive(Debug, SimpleObject)]
pub struct ObjectionPayload {
    /// The objection; null where `userErrors` says why nothing changed.
    objection: Option<Objection>,
    /// Its survey.
    survey: Option<SatisfactionSurvey>,
    /// What was done though it is unwise.
    warnings: Vec<UserWarning>,
    /// What the user can put right.
    user_errors: Vec<UserError>,
}

/// Changing of forms, postings and objections.
#[derive(Debug, Default)]
pub struct PostingsMutation;

#[Object]
impl PostingsMutation {
    /// Records the forms that were handed out in some hamlets, to be cross-footed; for the Front
    /// (ghi số phiếu phát ra).
    async fn record_issued_forms(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The forms.")] input: RecordIssuedFormsInput,
    ) -> Nullable<PostingPayload> {
        let answer: Result<_, Refusal> = async {
            let survey = survey_id(&input.survey_id)?;
            let new = |one: IssuedFormsInput| NewForms {
                hamlet_code: one.hamlet_code,
                issued: one.issued.into(),
                missing: one.missing.into(),
                version: one.version,
                reason: one.reason,
            };
            let new = input.hamlets.into_iter().map(new).collect();
            issued_forms::record(ctx.office()?, ctx.speaker(), survey, new).await
        }
        .await;
        Some(survey_with_warnings(ctx, answer))
    }

    /// Notes that a closed survey's result hangs out, for ten full days from the day after; for the
    /// Front (niêm yết kết quả).
    async fn post_result(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The posting.")] input: PostResultInput,
    ) -> Nullable<PostingPayload> {
        let answer: Result<_, Refusal> = async {
            let survey = survey_id(&input.survey_id)?;
            let place = |place: PostingPlaceInput| posting::PostingPlace {
                kind: place.kind,
                name: place.name,
            };
            let places = input.places.into_iter().map(place).collect();
            postings::post(ctx.office()?, ctx.speaker(), survey, input.from.0, places).await
        }
        .await;
        Some(survey_with_warnings(ctx, answer))
    }

    /// Records an objection to a result that hangs out; for the Front (ghi nhận ý kiến phản ánh).
    async fn record_objection(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The objection.")] input: RecordObjectionInput,
    ) -> Nullable<ObjectionPayload> {
        let answer: Result<_, Refusal> = async {
            let new = NewObjection {
                survey: survey_id(&input.survey_id)?,
                received_at: input.received_at.0,
                topic: input.topic,
                text: input.text,
            };
            let (objection, warnings) =
                objections::record(ctx.office()?, ctx.speaker(), new).await?;
            Ok((Objection::from(objection), None, warnings))
        }
        .await;
        Some(objection_payload(ctx, answer))
    }

    /// Answers an objection; one that changes a figure freezes the result anew, which then must be
    /// posted again. For the Front (trả lời ý kiến phản ánh).
    async fn answer_objection(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The answer.")] input: AnswerObjectionInput,
    ) -> Nullable<ObjectionPayload> {
        let answer: Result<_, Refusal> = async {
            let new = new_answer(input)?;
            let (objection, survey) = objections::answer(ctx.office()?, ctx.speaker(), new).await?;
            let survey = shown(ctx, survey)?;
            Ok((Objection::from(objection), Some(survey), Vec::new()))
        }
        .await;
        Some(objection_payload(ctx, answer))
    }
}

fn new_answer(input: AnswerObjectionInput) -> Result<NewAnswer, Refusal> {
    let households = |one: HouseholdsInput| (one.hamlet_code, i64::from(one.households));
    let taken_out = input.take_out.unwrap_or_default();
    Ok(NewAnswer {
        objection: id::key_at(&input.objection_id, &["input", "objectionId"])?,
        version: input.version,
        upheld: input.upheld,
        text: input.answer,
        households: input
            .households
            .unwrap_or_default()
            .into_iter()
            .map(households)
            .collect(),
        take_out: taken_out.into_iter().map(|id| ResponseId(id.0)).collect(),
    })
}

/// A survey that was changed, with what is unwise about it.
pub(super) fn survey_with_warnings(
    ctx: &Context<'_>,
    answer: Result<(Survey, Vec<Warning>), Refusal>,
) -> Result<PostingPayload, Error> {
    let shown = answer.and_then(|(survey, warnings)| Ok((shown(ctx, survey)?, warnings)));
    let (done, user_errors) = outcome(ctx, shown)?;
    let (survey, warnings) = done.unzip();
    Ok(PostingPayload {
        survey,
        warnings: UserWarning::all(ctx, &warnings.unwrap_or_default()),
        user_errors,
    })
}

type AboutObjection = (Objection, Option<SatisfactionSurvey>, Vec<Warning>);

fn objection_payload(
    ctx: &Context<'_>,
    answer: Result<AboutObjection, Refusal>,
) -> Result<ObjectionPayload, Error> {
    let (done, user_errors) = outcome(ctx, answer)?;
    let (objection, survey, warnings) = match done {
        Some((objection, survey, warnings)) => (Some(objection), survey, warnings),
        None => (None, None, Vec::new()),
    };
    Ok(ObjectionPayload {
        objection,
        survey,
        warnings: UserWarning::all(ctx, &warnings),
        user_errors,
    })
}
