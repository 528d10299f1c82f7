//! Takes titles back, carries them over at mergers, and records merger plans.

use async_graphql::{Context, Error, InputObject, Object, SimpleObject};

use super::payload::{UserError, outcome};
use crate::domain::law::title::Title;
use crate::domain::place::area as places;
use crate::graphql::fault::Nullable;
use crate::graphql::nodes::area::Area;
use crate::graphql::nodes::titles::MergerPlan;
use crate::graphql::scalars::CalendarDay;
use crate::graphql::state::Asking;
use crate::services::decisions::Paper;
use crate::services::mergers::{self, NewMergerPlan};
use crate::services::refusal::Refusal;
use crate::services::titles::{self, Acknowledgement, Revocation};

/// A title to be taken back.
#[derive(Debug, InputObject)]
pub struct RecordRevocationInput {
    /// Code of the area on the decision's day (mã đơn vị).
    area_code: String,
    /// The title (danh hiệu).
    title: Title,
    /// Code of the regulation that says when it may be, in force on the decision's day (mã bộ quy định).
    regulation_code: String,
    /// Codes of the criteria that are no longer met (tiêu chí không còn đạt).
    failed_criteria: Vec<String>,
    /// Number of the decision (số quyết định).
    number: String,
    /// Its day (ngày quyết định).
    decided_on: CalendarDay,
    /// Who signed it (người ký).
    signer: String,
    /// Why (lý do).
    reason: String,
}

/// Titles to be carried over to a unit formed by merger.
#[derive(Debug, InputObject)]
pub struct CarryTitlesOverInput {
    /// Code of the unit that was formed (mã đơn vị).
    area_code: String,
    /// Code of the regulation that says which are, in force on the decision's day (mã bộ quy định).
    regulation_code: String,
    /// Number of the decision (số quyết định).
    number: String,
    /// Its day (ngày quyết định).
    decided_on: CalendarDay,
    /// Who signed it (người ký).
    signer: String,
}

/// A merger plan to be recorded.
#[derive(Debug, InputObject)]
pub struct RecordMergerPlanInput {
    /// Code of the province; may be left out where there is one alone (mã tỉnh).
    province_code: Option<String>,
    /// Its number, unique in the province (số).
    number: String,
    /// The day on which it was approved, on which area codes are read (ngày phê duyệt).
    approved_on: CalendarDay,
    /// Who approved it (cơ quan phê duyệt).
    approved_by: String,
    /// Codes of its communes (mã các xã).
    commune_codes: Vec<String>,
}

/// What became of an area's titles.
#[derive(Debug, SimpleObject)]
pub struct AreaTitlesPayload {
    /// The area; null where `userErrors` says why nothing changed.
    area: Option<Area>,
    /// What the user can put right.
    user_errors: Vec<UserError>,
}

/// What became of a merger plan.
#[derive(Debug, SimpleObject)]
pub struct MergerPlanPayload {
    /// The plan; null where `userErrors` says why nothing changed.
    merger_plan: Option<MergerPlan>,
    /// What the user can put right.
    user_errors: Vec<UserError>,
}

/// Changing of titles.
#[derive(Debug, Default)]
pub struct TitlesMutation;

#[Object]
impl TitlesMutation {
    /// Takes a title back, where the regulation has a ground for it; for the coordination office (thu hồi).
    async fn record_revocation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The title.")] input: RecordRevocationInput,
    ) -> Nullable<AreaTitlesPayload> {
        let answer = async {
            let new = Revocation {
                area_code: input.area_code,
                title: input.title,
                regulation_code: input.regulation_code,
                failed: input.failed_criteria,
                paper: Paper {
                    number: input.number,
                    decided_on: input.decided_on.0,
                    signer: input.signer,
                },
                reason: input.reason,
            };
            titles::revoke(ctx.office()?, ctx.speaker(), new).await
        }
        .await;
        Some(payload(ctx, answer))
    }

    /// Carries titles over to a unit formed by merger, as the regulation says; for the coordination office
    /// (thừa nhận danh hiệu sau sáp nhập).
    async fn carry_titles_over(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The unit.")] input: CarryTitlesOverInput,
    ) -> Nullable<AreaTitlesPayload> {
        let answer = async {
            let new = Acknowledgement {
                area_code: input.area_code,
                regulation_code: input.regulation_code,
                paper: Paper {
                    number: input.number,
                    decided_on: input.decided_on.0,
                    signer: input.signer,
                },
            };
            titles::acknowledge(ctx.office()?, ctx.speaker(), new).await
        }
        .await;
        Some(payload(ctx, answer))
    }

    /// Records a merger plan; its communes may then ask for SUBSTANTIALLY_COMPLETE; for the coordination
    /// office (ghi nhận phương án sáp nhập).
    async fn record_merger_plan(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The plan.")] input: RecordMergerPlanInput,
    ) -> Nullable<MergerPlanPayload> {
        let answer: Result<_, Refusal> = async {
            let new = NewMergerPlan {
                province_code: input.province_code,
                number: input.number,
                approved_on: input.approved_on.0,
                approved_by: input.approved_by,
                communes: input.commune_codes,
            };
            let (plan, communes) = mergers::record(ctx.office()?, ctx.speaker(), new).await?;
            Ok(MergerPlan {
                number: plan.number,
                approved_on: CalendarDay(plan.approved_on),
                approved_by: plan.approved_by,
                commune_codes: communes.into_iter().map(|area| area.code).collect(),
            })
        }
        .await;
        let payload = |(merger_plan, user_errors)| MergerPlanPayload {
            merger_plan,
            user_errors,
        };
        Some(outcome(ctx, answer).map(payload))
    }
}

fn payload(
    ctx: &Context<'_>,
    answer: Result<places::Area, Refusal>,
) -> Result<AreaTitlesPayload, Error> {
    let payload = |(area, user_errors): (Option<places::Area>, _)| AreaTitlesPayload {
        area: area.map(Area::from),
        user_errors,
    };
    outcome(ctx, answer).map(payload)
}
