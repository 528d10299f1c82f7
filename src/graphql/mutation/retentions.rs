//! Says until when the answers of a survey are kept.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};

use super::payload::{UserError, outcome};
use super::surveys::survey_id;
use crate::graphql::fault::Nullable;
use crate::graphql::nodes::retention::Retention;
use crate::graphql::scalars::CalendarDay;
use crate::graphql::state::Asking;
use crate::services::refusal::Refusal;
use crate::services::retentions;

/// Until when what residents said in a survey is to be kept.
#[derive(Debug, InputObject)]
pub struct SetRetentionInput {
    /// Global id of the survey.
    survey_id: ID,
    /// The last day on which it is kept, today or later (lưu đến hết ngày).
    keep_until: CalendarDay,
    /// Why until then, at most 4,000 characters (lý do).
    reason: String,
}

/// What became of a retention.
#[derive(Debug, SimpleObject)]
pub struct RetentionPayload {
    /// The retention; null where `userErrors` says why nothing changed.
    retention: Option<Retention>,
    /// What the user can put right.
    user_errors: Vec<UserError>,
}

/// Setting of retentions.
#[derive(Debug, Default)]
pub struct RetentionsMutation;

#[Object]
impl RetentionsMutation {
    /// Sets the last day on which answers, reasons and comments of a survey are kept; for the Front. On a later day,
    /// once the link from household to answer is dropped, they are taken away; every count and frozen result stays
    /// (đặt thời hạn lưu trữ phiếu).
    async fn set_retention(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The survey, the day and the reason.")] input: SetRetentionInput,
    ) -> Nullable<RetentionPayload> {
        let answer: Result<_, Refusal> = async {
            let survey = survey_id(&input.survey_id)?;
            let (office, speaker) = (ctx.office()?, ctx.speaker());
            retentions::set(office, speaker, survey, input.keep_until.0, &input.reason).await
        }
        .await;
        let payload = |(view, user_errors): (Option<_>, _)| RetentionPayload {
            retention: view.map(Retention::from),
            user_errors,
        };
        Some(outcome(ctx, answer).map(payload))
    }
}
