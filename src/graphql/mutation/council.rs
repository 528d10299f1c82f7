//! Appoints the council's members and ends their terms.

use async_graphql::{Context, Error, ID, InputObject, Object, SimpleObject};

use super::payload::{UserError, outcome};
use crate::domain::base::ids::MemberId;
use crate::domain::recognition::council::CouncilPosition;
use crate::graphql::fault::Nullable;
use crate::graphql::id;
use crate::graphql::nodes::council::CouncilMember;
use crate::graphql::scalars::CalendarDay;
use crate::graphql::state::Asking;
use crate::services::council::{self, Appointment};
use crate::services::refusal::Refusal;

/// A member to be appointed.
#[derive(Debug, InputObject)]
pub struct AppointCouncilMemberInput {
    /// Code of the province; may be left out where there is one alone (mã tỉnh).
    province_code: Option<String>,
    /// Name of the member's account (tên tài khoản).
    account: String,
    /// As what (chức danh).
    position: CouncilPosition,
    /// The first day of the term (từ ngày).
    since: CalendarDay,
    /// The last day of the term (đến ngày).
    until: Option<CalendarDay>,
}

/// A term to be ended.
#[derive(Debug, InputObject)]
pub struct EndCouncilTermInput {
    /// Global id of the term.
    member_id: ID,
    /// Its last day (đến ngày).
    until: CalendarDay,
}

/// What became of a member's term.
#[derive(Debug, SimpleObject)]
pub struct CouncilMemberPayload {
    /// The term; null where `userErrors` says why nothing changed.
    member: Option<CouncilMember>,
    /// What the user can put right.
    user_errors: Vec<UserError>,
}

/// Changing of the council.
#[derive(Debug, Default)]
pub struct CouncilMutation;

#[Object]
impl CouncilMutation {
    /// Appoints a member of the council; for the coordination office (bổ nhiệm thành viên hội đồng).
    async fn appoint_council_member(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The member.")] input: AppointCouncilMemberInput,
    ) -> Nullable<CouncilMemberPayload> {
        let answer: Result<_, Refusal> = async {
            let new = Appointment {
                province_code: input.province_code,
                account: input.account,
                position: input.position,
                since: input.since.0,
                until: input.until.map(|day| day.0),
            };
            let member = council::appoint(ctx.office()?, ctx.speaker(), new).await?;
            Ok(CouncilMember::from(member))
        }
        .await;
        Some(payload(ctx, answer))
    }

    /// Ends a member's term on a day; for the coordination office (kết thúc nhiệm kỳ).
    async fn end_council_term(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The term.")] input: EndCouncilTermInput,
    ) -> Nullable<CouncilMemberPayload> {
        let answer: Result<_, Refusal> = async {
            let id: MemberId = id::key_at(&input.member_id, &["input", "memberId"])?;
            let until = input.until.0;
            let member = council::end_term(ctx.office()?, ctx.speaker(), id, until).await?;
            Ok(CouncilMember::from(member))
        }
        .await;
        Some(payload(ctx, answer))
    }
}

fn payload(
    ctx: &Context<'_>,
    answer: Result<CouncilMember, Refusal>,
) -> Result<CouncilMemberPayload, Error> {
    let payload = |(member, user_errors)| CouncilMemberPayload {
        member,
        user_errors,
    };
    outcome(ctx, answer).map(payload)
}
