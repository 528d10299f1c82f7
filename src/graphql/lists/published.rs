//! Published results as a connection.

use async_graphql::{Context, ID, InputObject};

use crate::domain::law::title::Title;
use crate::graphql::id;
use crate::graphql::nodes::published::PublishedResult;
use crate::graphql::page::{Asked, Connection, wants_total};
use crate::graphql::state::Asking;
use crate::services::published::{self, PublishedFilter};
use crate::services::refusal::Refusal;

/// Which published results a list holds; what is left out filters nothing.
#[derive(Debug, Default, InputObject)]
#[graphql(name = "PublishedResultFilter")]
pub struct PublishedResultFilterInput {
    /// Global id of the round (đợt).
    round_id: Option<ID>,
    /// Code that the province, district or commune bears or bore (mã đơn vị).
    area_code: Option<String>,
    /// Only for these titles (danh hiệu).
    titles: Option<Vec<Title>>,
}

/// A page of published results, the latest published first.
///
/// # Errors
/// For a page that can't be; where the database can't be read.
pub async fn connection(
    ctx: &Context<'_>,
    filter: PublishedResultFilterInput,
    asked: &Asked,
) -> Result<Connection<PublishedResult>, Refusal> {
    let office = ctx.office()?;
    let PublishedResultFilterInput {
        round_id,
        area_code,
        titles,
    } = filter;
    let round = round_id.map(|id| id::key_at(&id, &["filter", "roundId"]));
    let filter = PublishedFilter {
        round: round.transpose()?,
        area_code,
        titles: titles.unwrap_or_default(),
    };
    let page = published::list(office, &filter, &asked.request::<PublishedResult>()?).await?;
    let total = if wants_total(ctx) {
        published::count(office, &filter).await?
    } else {
        0
    };
    Ok(Connection::of(page, total, PublishedResult::from))
}
