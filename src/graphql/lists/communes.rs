//! Communes as a connection.

use async_graphql::{Context, InputObject};

use crate::domain::base::page::Page;
use crate::domain::law::title::Title;
use crate::domain::place::area::{Area, CommuneKind};
use crate::graphql::nodes::area::Commune;
use crate::graphql::page::{Asked, Connection, wants_total};
use crate::graphql::state::Asking;
use crate::services::areas::{self, CommuneFilter};
use crate::services::refusal::Refusal;

/// Which communes a list holds; what is left out filters nothing.
#[derive(Debug, Default, InputObject)]
#[graphql(name = "CommuneFilter")]
pub struct CommuneFilterInput {
    /// Code of the district that they lie in (mã huyện).
    district_code: Option<String>,
    /// Only of these kinds (loại).
    kinds: Option<Vec<CommuneKind>>,
    /// Only whose name holds this text, in any case, with or without diacritics (tên).
    name_contains: Option<String>,
    /// Only recognised with this title; none until decisions are recorded (danh hiệu).
    title: Option<Title>,
    /// Only with fewer criteria met than this, of those that were appraised (số tiêu chí đạt dưới).
    criteria_met_below: Option<i32>,
}

/// A page of the communes that exist today, by code.
///
/// # Errors
/// For a page that can't be; where the database can't be read.
pub async fn connection(
    ctx: &Context<'_>,
    filter: CommuneFilterInput,
    asked: &Asked,
) -> Result<Connection<Commune>, Refusal> {
    let office = ctx.office()?;
    let request = asked.request::<Commune>()?;
    let CommuneFilterInput {
        district_code,
        kinds,
        name_contains,
        title,
        criteria_met_below,
    } = filter;
    // Titles are not recorded yet, so no commune has what is asked for.
    if title.is_some() {
        return Ok(Connection::of(Page::<Area>::empty(), 0, Commune::from));
    }
    let filter = CommuneFilter {
        district_code,
        kinds: kinds.unwrap_or_default(),
        name_contains,
        criteria_met_below,
    };
    let page = areas::communes(office, &filter, &request).await?;
    let total = if wants_total(ctx) {
        areas::count_communes(office, &filter).await?
    } else {
        0
    };
    Ok(Connection::of(page, total, Commune::from))
}
