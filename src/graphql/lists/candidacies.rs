//! Candidacies as a connection.

use async_graphql::{Context, InputObject};

use crate::domain::base::ids::RoundId;
use crate::domain::law::title::Title;
use crate::domain::recognition::candidacy::CandidacyState;
use crate::graphql::nodes::candidacy::Candidacy;
use crate::graphql::page::{Asked, Connection, wants_total};
use crate::graphql::state::Asking;
use crate::services::candidacies::{self, CandidacyFilter};
use crate::services::refusal::Refusal;

/// Which candidacies a list holds; what is left out filters nothing.
#[derive(Debug, Default, InputObject)]
#[graphql(name = "CandidacyFilter")]
pub struct CandidacyFilterInput {
    /// Code of the district that the area is or lies in (mã huyện).
    district_code: Option<String>,
    /// Only for these titles (danh hiệu).
    titles: Option<Vec<Title>>,
    /// Only in these states (trạng thái).
    states: Option<Vec<CandidacyState>>,
    /// Only of areas whose name holds this text, in any case, with or without diacritics (tên đơn vị).
    name_contains: Option<String>,
    /// Only those that may, or may not, go to the vote, as far as the reader may see (đủ điều kiện).
    ready: Option<bool>,
    /// Only those whose report of the Front is, or is not, overdue: its date has passed, and none is in
    /// (báo cáo của Mặt trận quá hạn).
    report_overdue: Option<bool>,
}

impl CandidacyFilterInput {
    /// The filter within a round, or over all of them.
    #[must_use]
    pub fn of_round(self, round: Option<RoundId>) -> CandidacyFilter {
        let Self {
            district_code,
            titles,
            states,
            name_contains,
            ready,
            report_overdue,
        } = self;
        CandidacyFilter {
            round,
            area: None,
            district_code,
            titles: titles.unwrap_or_default(),
            states: states.unwrap_or_default(),
            name_contains,
            ready,
            report_overdue,
            order: None,
        }
    }
}

/// A page of candidacies, of those that the reader may see.
///
/// # Errors
/// For a page that can't be; where the database can't be read.
pub async fn connection(
    ctx: &Context<'_>,
    filter: &CandidacyFilter,
    asked: &Asked,
) -> Result<Connection<Candidacy>, Refusal> {
    let (office, speaker) = (ctx.office()?, ctx.speaker());
    let page = candidacies::list(office, speaker, filter, &asked.request::<Candidacy>()?).await?;
    let total = if wants_total(ctx) {
        candidacies::count(office, speaker, filter).await?
    } else {
        0
    };
    Ok(Connection::of(page, total, Candidacy::from))
}
