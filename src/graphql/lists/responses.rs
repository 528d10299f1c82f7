//! Responses and comments of a survey as connections, for the Front alone.

use std::sync::Arc;

use async_graphql::{Context, InputObject};

use crate::domain::survey::handling::HandlingStatus;
use crate::domain::survey::record::Survey;
use crate::graphql::nodes::response::{Comment, SurveyResponse};
use crate::graphql::page::{Asked, Connection, wants_total};
use crate::graphql::scalars::CalendarDay;
use crate::graphql::state::Asking;
use crate::graphql::straight::Straight;
use crate::services::library;
use crate::services::refusal::Refusal;
use crate::services::responses::{self, CommentFilter, ResponseFilter};

/// Which responses a list holds; what is left out filters nothing.
#[derive(Debug, Default, InputObject)]
#[graphql(name = "ResponseFilter")]
pub struct ResponseFilterInput {
    /// Code of the hamlet (mã thôn).
    hamlet_code: Option<String>,
    /// Only those taken out of the count, or only the others (đã loại).
    voided: Option<bool>,
    /// Only spoilt ones, or only valid ones (không hợp lệ).
    spoilt: Option<bool>,
}

/// Which comments a list holds; what is left out filters nothing.
#[derive(Debug, Default, InputObject)]
#[graphql(name = "CommentFilter")]
pub struct CommentFilterInput {
    /// Code of the hamlet (mã thôn).
    hamlet_code: Option<String>,
    /// Only those that hold this text, in any case.
    text_contains: Option<String>,
    /// Only those that hold all of these words, in any order, with or without diacritics: `duong`
    /// finds "đường". The first 32 words count (tìm theo từ).
    words: Option<String>,
    /// Only those that somebody looked at, or only the new ones (đã xem xét).
    handled: Option<bool>,
    /// Only those that stand at one of these; none filters nothing (trạng thái).
    statuses: Option<Vec<HandlingStatus>>,
    /// Only those about this item, by code, or `OTHER` (nội dung liên quan).
    topic: Option<String>,
    /// Only those that were forwarded and should be answered before this day (quá hạn trả lời).
    due_before: Option<CalendarDay>,
}

/// A page of a survey's responses.
///
/// # Errors
/// As the rights say; for a page that can't be.
pub async fn responses(
    ctx: &Context<'_>,
    survey: &Arc<Survey>,
    filter: ResponseFilterInput,
    asked: &Asked,
) -> Result<Connection<Straight<SurveyResponse>>, Refusal> {
    let ResponseFilterInput {
        hamlet_code,
        voided,
        spoilt,
    } = filter;
    let filter = ResponseFilter {
        hamlet_code,
        voided,
        spoilt,
        ..ResponseFilter::default()
    };
    let (office, speaker) = (ctx.office()?, ctx.speaker());
    let request = asked.request::<SurveyResponse>()?;
    let page = responses::list(office, speaker, survey, &filter, &request).await?;
    let total = if wants_total(ctx) {
        responses::count(office, speaker, survey, &filter).await?
    } else {
        0
    };
    let form = library::form(office, survey.questionnaire).await?;
    Ok(Connection::of(page, total, |response| {
        Straight(SurveyResponse::of(response, survey, &form))
    }))
}

/// A page of a survey's comments.
///
/// # Errors
/// As [`responses()`].
pub async fn comments(
    ctx: &Context<'_>,
    survey: &Survey,
    filter: CommentFilterInput,
    asked: &Asked,
) -> Result<Connection<Comment>, Refusal> {
    let (office, speaker) = (ctx.office()?, ctx.speaker());
    let filter = CommentFilter {
        hamlet_code: filter.hamlet_code,
        text_contains: filter.text_contains,
        words: filter.words,
        handled: filter.handled,
        statuses: filter.statuses,
        topic: filter.topic,
        due_before: filter.due_before.map(|day| day.0),
    };
    let request = asked.request::<Comment>()?;
    let page = responses::comments(office, speaker, survey, &filter, &request).await?;
    let total = if wants_total(ctx) {
        responses::count_comments(office, speaker, survey, &filter).await?
    } else {
        0
    };
    Ok(Connection::of(page, total, Comment::of))
}
