//! Chooses about forms that were set aside, and confirms what another account did.

use async_graphql::{Context, Error, ID, InputObject, Object, SimpleObject};

use super::payload::{UserError, outcome};
use crate::domain::base::ids::{ResponseId, SurveyId};
use crate::domain::survey::correction::ConflictChoice;
use crate::domain::survey::record::Survey;
use crate::graphql::fault::Nullable;
use crate::graphql::id;
use crate::graphql::nodes::correction::Correction;
use crate::graphql::nodes::survey::SatisfactionSurvey;
use crate::graphql::scalars::UniqueId;
use crate::graphql::state::Asking;
use crate::services::conflicts::{self, Resolution};
use crate::services::corrections::{self, CorrectionView};
use crate::services::refusal::Refusal;

/// A choice about a form that was set aside.
#[derive(Debug, InputObject)]
pub struct ResolveConflictInput {
    /// Global id of the survey.
    survey_id: ID,
    /// The id that the app made for the form that was set aside.
    response_id: UniqueId,
    /// What is chosen (lựa chọn).
    choice: ConflictChoice,
    /// Why, at most 4,000 characters (lý do).
    reason: String,
}

/// A correction to be confirmed.
#[derive(Debug, InputObject)]
pub struct ConfirmCorrectionInput {
    /// Global id of the survey.
    survey_id: ID,
    /// Number of the correction within the survey.
    number: i32,
}

/// What became of a correction.
#[derive(Debug, SimpleObject)]
pub struct CorrectionPayload {
    /// Its survey; null where `userErrors` says why nothing changed.
    survey: Option<SatisfactionSurvey>,
    /// The correction; null where `userErrors` says why nothing changed (hiệu chỉnh).
    correction: Option<Correction>,
    /// What the user can put right.
    user_errors: Vec<UserError>,
}

/// Correcting of a count.
#[derive(Debug, Default)]
pub struct CorrectionsMutation;

#[Object]
impl CorrectionsMutation {
    /// Chooses about a form that was set aside. TAKE_THIS counts it, judged by the rules that were not
    /// looked at before, and voids the household's counted response. For the Front, until VERIFIED;
    /// from CLOSED on as a new frozen result that names the old one. A second account confirms it with
    /// `confirmCorrection` (chọn phiếu).
    async fn resolve_conflict(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The form, the choice and the reason.")] input: ResolveConflictInput,
    ) -> Nullable<CorrectionPayload> {
        let answer: Result<_, Refusal> = async {
            let wanted = Resolution {
                survey: survey_id(&input.survey_id)?,
                response: ResponseId(input.response_id.0),
                choice: input.choice,
                reason: input.reason,
            };
            conflicts::resolve(ctx.office()?, ctx.speaker(), wanted).await
        }
        .await;
        Some(payload(ctx, answer))
    }

    /// Confirms a void, a choice or an amendment; for the Front, by another account than the one that made it, before
    /// the survey is VERIFIED (xác nhận hiệu chỉnh).
    async fn confirm_correction(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The correction.")] input: ConfirmCorrectionInput,
    ) -> Nullable<CorrectionPayload> {
        let answer: Result<_, Refusal> = async {
            let survey = survey_id(&input.survey_id)?;
            let number = i64::from(input.number);
            corrections::confirm(ctx.office()?, ctx.speaker(), survey, number).await
        }
        .await;
        Some(payload(ctx, answer))
    }
}

pub(super) fn survey_id(id: &ID) -> Result<SurveyId, Refusal> {
    id::key_at(id, &["input", "surveyId"])
}

pub(super) fn payload(
    ctx: &Context<'_>,
    answer: Result<(Survey, CorrectionView), Refusal>,
) -> Result<CorrectionPayload, Error> {
    let shown = answer.and_then(|(survey, made)| {
        let now = ctx.office()?.clock.now();
        Ok((SatisfactionSurvey::at(survey, now), Correction::from(made)))
    });
    let (done, user_errors) = outcome(ctx, shown)?;
    let (survey, correction) = done.unzip();
    Ok(CorrectionPayload {
        survey,
        correction,
        user_errors,
    })
}
