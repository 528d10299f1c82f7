//! The register of breaches of personal data.

use async_graphql::{Context, InputObject, Object, SimpleObject};

use super::payload::{UserError, outcome};
use crate::graphql::fault::Nullable;
use crate::graphql::nodes::breach::Breach;
use crate::graphql::scalars::Moment;
use crate::graphql::state::Asking;
use crate::services::breaches::{self, NewBreach};
use crate::services::refusal::Refusal;

/// A breach to be recorded, or a new version of one.
#[derive(Debug, InputObject)]
pub struct RecordBreachInput {
    /// Number of the breach that is revised; left out for a new one (số thứ tự).
    number: Option<i64>,
    /// The version that was read; needed with `number`.
    version: Option<i64>,
    /// When it happened, where that is known (thời điểm xảy ra).
    occurred_at: Option<Moment>,
    /// When it was discovered (thời điểm phát hiện).
    discovered_at: Moment,
    /// What happened, without personal data, at most 4,000 characters (mô tả).
    description: String,
    /// How many people it may concern, as far as is known (số người liên quan).
    affected: Option<i64>,
    /// What was done about it, at most 4,000 characters (biện pháp xử lý).
    measures: Option<String>,
    /// When the authority was told (thời điểm thông báo).
    notified_at: Option<Moment>,
    /// Why it was told after 72 hours; needed then (lý do thông báo muộn).
    late_reason: Option<String>,
}

/// What became of a breach.
#[derive(Debug, SimpleObject)]
pub struct BreachPayload {
    /// The breach; null where `userErrors` says why nothing changed.
    breach: Option<Breach>,
    /// What the user can put right.
    user_errors: Vec<UserError>,
}

/// Recording of breaches.
#[derive(Debug, Default)]
pub struct BreachesMutation;

#[Object]
impl BreachesMutation {
    /// Records a breach of personal data, or a new version of one; for administrators and provincial
    /// Fronts. The authority is told within 72 hours (ghi sổ sự cố vi phạm dữ liệu cá nhân).
    async fn record_breach(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The breach.")] input: RecordBreachInput,
    ) -> Nullable<BreachPayload> {
        let answer: Result<_, Refusal> = async {
            let new = NewBreach {
                // A version that was not read is stale.
                revises: input
                    .number
                    .map(|number| (number, input.version.unwrap_or(0))),
                occurred_at: input.occurred_at.map(|moment| moment.0),
                discovered_at: input.discovered_at.0,
                description: input.description,
                affected: input.affected,
                measures: input.measures,
                notified_at: input.notified_at.map(|moment| moment.0),
                late_reason: input.late_reason,
            };
            let view = breaches::record(ctx.office()?, ctx.speaker(), new).await?;
            Ok(Breach::from(view))
        }
        .await;
        let payload = |(breach, user_errors)| BreachPayload {
            breach,
            user_errors,
        };
        Some(outcome(ctx, answer).map(payload))
    }
}
