//! Responses under review as a connection, for the Front alone.

use async_graphql::{Context, InputObject};

use crate::domain::survey::record::Survey;
use crate::domain::survey::review::ReviewState;
use crate::graphql::nodes::review::ReviewedResponse;
use crate::graphql::page::{Asked, Connection, wants_total};
use crate::graphql::state::Asking;
use crate::services::refusal::Refusal;
use crate::services::reviews::{self, ReviewFilter};

/// Which responses the list holds; what is left out filters nothing.
#[derive(Debug, Default, InputObject)]
#[graphql(name = "ReviewFilter")]
pub struct ReviewFilterInput {
    /// Only those that stand so (trạng thái rà soát).
    state: Option<ReviewState>,
    /// Code of the hamlet (mã thôn).
    hamlet_code: Option<String>,
    /// Name of the account that sent them (người gửi).
    collector: Option<String>,
}

/// A page of a survey's responses under review.
///
/// # Errors
/// As the rights say; for a page that can't be.
pub async fn reviews(
    ctx: &Context<'_>,
    survey: &Survey,
    filter: ReviewFilterInput,
    asked: &Asked,
) -> Result<Connection<ReviewedResponse>, Refusal> {
    let (office, speaker) = (ctx.office()?, ctx.speaker());
    let filter = ReviewFilter {
        state: filter.state,
        hamlet_code: filter.hamlet_code,
        collector: filter.collector,
    };
    let request = asked.request::<ReviewedResponse>()?;
    let page = reviews::list(office, speaker, survey, &filter, &request).await?;
    let total = if wants_total(ctx) {
        reviews::count(office, speaker, survey, &filter).await?
    } else {
        0
    };
    let of = |view| ReviewedResponse::of(survey.id, view);
    Ok(Connection::of(page, total, of))
}
