//! From a round to its province, its rules, its dates and its candidacies.

use async_graphql::{ComplexObject, Context, Error};

use super::ways;
use crate::domain::recognition::candidacy::CandidacyOrder;
use crate::graphql::fault::Showing;
use crate::graphql::lists::candidacies::{CandidacyFilterInput, connection};
use crate::graphql::loaders;
use crate::graphql::nodes::area::{Area, Province};
use crate::graphql::nodes::candidacy::Candidacy;
use crate::graphql::nodes::regulation::Regulation;
use crate::graphql::nodes::round::{
    CertificationRound, Deadline, RoundSummary, StateCount, TitleCount,
};
use crate::graphql::page::{Asked, Connection};
use crate::graphql::scalars::CalendarDay;
use crate::services::candidacies::CandidacyFilter;
use crate::services::standings;

#[ComplexObject]
impl CertificationRound {
    /// The province that recognises (tỉnh).
    async fn province(&self, ctx: &Context<'_>) -> Result<Province, Error> {
        match ways::area(ctx, self.round.province).await? {
            Area::Province(province) => Ok(province),
            _ => Err(ways::lost(ctx, "province")),
        }
    }

    /// The rules that judge it for ever (bộ quy định).
    async fn regulation(&self, ctx: &Context<'_>) -> Result<Regulation, Error> {
        let rules = ways::rules_of(ctx, self.round.id).await?;
        Ok(ways::regulation(ctx, rules))
    }

    /// What is owed by when, the earliest first (thời hạn).
    async fn deadlines(&self, ctx: &Context<'_>) -> Result<Vec<Deadline>, Error> {
        let standings = loaders::deadlines(ctx, self.round.id).await?;
        Ok(standings.unwrap_or_default().iter().map(deadline).collect())
    }

    /// Its candidacies, of those that the reader may see (hồ sơ).
    #[expect(clippy::too_many_arguments, reason = "the arguments are the API's")]
    async fn candidacies(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The first so many, 1 to 500.")] first: Option<i32>,
        #[graphql(desc = "Only what follows this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 1 to 500; not together with first.")] last: Option<i32>,
        #[graphql(desc = "Only what goes before this cursor.")] before: Option<String>,
        #[graphql(desc = "Which of them; all, where left out.")] filter: Option<
            CandidacyFilterInput,
        >,
        #[graphql(desc = "In what order; by area, where left out.")] order_by: Option<
            CandidacyOrder,
        >,
    ) -> Result<Connection<Candidacy>, Error> {
        let filter = CandidacyFilter {
            order: order_by,
            ..filter.unwrap_or_default().of_round(Some(self.round.id))
        };
        let asked = Asked {
            first,
            after,
            last,
            before,
        };
        ctx.show(connection(ctx, &filter, &asked).await)
    }

    /// Its candidacies in numbers, of those that the reader may see (tổng hợp).
    async fn summary(&self, ctx: &Context<'_>) -> Result<RoundSummary, Error> {
        let summary = loaders::summary(ctx, self.round.id).await?;
        Ok(in_numbers(summary.unwrap_or_default()))
    }
}

fn deadline(standing: &standings::DeadlineStanding) -> Deadline {
    Deadline {
        deliverable: standing.date.deliverable,
        due_before: CalendarDay(standing.date.due_before),
        expected: standing.expected,
        received: standing.received,
        late: standing.late,
        outstanding: standing.outstanding(),
    }
}

fn in_numbers(summary: standings::RoundSummary) -> RoundSummary {
    let state_count = |(state, count)| StateCount { state, count };
    let title_count = |(title, count)| TitleCount { title, count };
    RoundSummary {
        candidacies: summary.candidacies,
        ready: summary.ready,
        by_state: summary.by_state.into_iter().map(state_count).collect(),
        by_title: summary.by_title.into_iter().map(title_count).collect(),
    }
}
