//! Records titles of hamlets, and sponsor units.

use async_graphql::{Context, InputObject, Object, SimpleObject};

use super::payload::{UserError, outcome};
use crate::domain::tasks::hamlet_title::HamletTitleKind;
use crate::graphql::fault::Nullable;
use crate::graphql::nodes::hamlet_title::{HamletTitle, SponsorUnit};
use crate::graphql::scalars::CalendarDay;
use crate::graphql::state::Asking;
use crate::services::hamlet_titles::{self, NewHamletTitle, WrongTitle};
use crate::services::refusal::Refusal;
use crate::services::sponsors::{self, NewSponsor};

/// A title that a hamlet was given.
#[derive(Debug, InputObject)]
pub struct RecordHamletTitleInput {
    /// Code of the hamlet on the day of the decision (mã thôn).
    hamlet_code: String,
    /// The title (danh hiệu).
    title: HamletTitleKind,
    /// The day of the decision (ngày công nhận).
    since: CalendarDay,
    /// Number of the decision (số quyết định).
    decision: String,
    /// How many gardens, 1 to 100,000; of model gardens alone (số vườn mẫu).
    gardens: Option<i32>,
    /// The entry that was wrong, in whose place this one comes (đính chính).
    corrects: Option<WrongTitleInput>,
}

/// A title on record that is wrong (danh hiệu ghi sai).
#[derive(Debug, InputObject)]
pub struct WrongTitleInput {
    /// Code of the hamlet that it names (mã thôn).
    hamlet_code: String,
    /// The title that it names (danh hiệu).
    title: HamletTitleKind,
    /// The day that it names (ngày công nhận).
    since: CalendarDay,
    /// Its version that was read.
    version: i32,
    /// Why it is wrong (lý do đính chính).
    reason: String,
}

/// A sponsor unit to be put on record.
#[derive(Debug, InputObject)]
pub struct RecordSponsorInput {
    /// A code for it, no agency's; its tokens name it as their agency.
    code: String,
    /// Its name (tên).
    name: String,
    /// Code of the province; may be left out where there is one alone (mã tỉnh).
    province_code: Option<String>,
    /// Codes of the communes that it sponsors, at most 500 (các xã được đỡ đầu).
    commune_codes: Vec<String>,
    /// The version that was read, where the one of this code is corrected; none, or 0, for a new one.
    version: Option<i32>,
    /// Why the one on record is wrong (lý do đính chính).
    reason: Option<String>,
}

/// What became of a hamlet's title.
#[derive(Debug, SimpleObject)]
pub struct HamletTitlePayload {
    /// The title; null where `userErrors` says why nothing changed.
    title: Option<HamletTitle>,
    /// What the user can put right.
    user_errors: Vec<UserError>,
}

/// What became of a sponsor unit.
#[derive(Debug, SimpleObject)]
pub struct SponsorPayload {
    /// The unit; null where `userErrors` says why nothing changed.
    sponsor: Option<SponsorUnit>,
    /// What the user can put right.
    user_errors: Vec<UserError>,
}

/// Changing of hamlets' titles and sponsors.
#[derive(Debug, Default)]
pub struct HamletTitlesMutation;

#[Object]
impl HamletTitlesMutation {
    /// Records a title of a hamlet, or corrects one; for the coordination office and the steering committees, in
    /// their areas (ghi nhận danh hiệu cấp thôn).
    async fn record_hamlet_title(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The title.")] input: RecordHamletTitleInput,
    ) -> Nullable<HamletTitlePayload> {
        let RecordHamletTitleInput {
            hamlet_code,
            title,
            since,
            decision,
            gardens,
            corrects,
        } = input;
        let new = NewHamletTitle {
            hamlet_code,
            title,
            since: since.0,
            decision,
            gardens,
            corrects: corrects.map(|wrong| WrongTitle {
                hamlet_code: wrong.hamlet_code,
                title: wrong.title,
                since: wrong.since.0,
                version: wrong.version,
                reason: wrong.reason,
            }),
        };
        let answer: Result<_, Refusal> = async {
            let title = hamlet_titles::record(ctx.office()?, ctx.speaker(), new).await?;
            Ok(HamletTitle::from(title))
        }
        .await;
        let payload = |(title, user_errors)| HamletTitlePayload { title, user_errors };
        Some(outcome(ctx, answer).map(payload))
    }

    /// Puts a sponsor unit on record, and gives it the tasks that notices give to each sponsor; or
    /// corrects the one of this code. For the coordination office (ghi nhận đơn vị đỡ đầu).
    async fn record_sponsor(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The unit.")] input: RecordSponsorInput,
    ) -> Nullable<SponsorPayload> {
        let answer = sponsor(ctx, input).await;
        let payload = |(sponsor, user_errors)| SponsorPayload {
            sponsor,
            user_errors,
        };
        Some(outcome(ctx, answer).map(payload))
    }
}

async fn sponsor(ctx: &Context<'_>, input: RecordSponsorInput) -> Result<SponsorUnit, Refusal> {
    let RecordSponsorInput {
        code,
        name,
        province_code,
        commune_codes,
        version,
        reason,
    } = input;
    let new = NewSponsor {
        code,
        name,
        province_code,
        commune_codes,
        version,
        reason,
    };
    let made = sponsors::record(ctx.office()?, ctx.speaker(), new).await?;
    Ok(SponsorUnit::from(made))
}
