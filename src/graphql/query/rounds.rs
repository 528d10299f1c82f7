//! Rounds and candidacies.

use async_graphql::{Context, Object};

use crate::domain::recognition::candidacy::CandidacyOrder;
use crate::graphql::fault::{Nullable, Showing};
use crate::graphql::lists::candidacies::{self, CandidacyFilterInput};
use crate::graphql::lists::rounds as lists;
use crate::graphql::nodes::candidacy::Candidacy;
use crate::graphql::nodes::round::CertificationRound;
use crate::graphql::page::{Asked, Connection};
use crate::graphql::state::Asking;
use crate::services::candidacies::CandidacyFilter;
use crate::services::refusal::Refusal;
use crate::services::rounds;

/// Reading of rounds and candidacies.
#[derive(Debug, Default)]
pub struct RoundsQuery;

#[Object]
impl RoundsQuery {
    /// A round by year and number; the province may be left out where there is one alone (đợt xét
    /// công nhận).
    async fn certification_round(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its year.")] year: i32,
        #[graphql(desc = "Its number within the year.")] ordinal: i32,
        #[graphql(desc = "Code of its province.")] province_code: Option<String>,
    ) -> Nullable<CertificationRound> {
        let found: Result<_, Refusal> = async {
            let round =
                rounds::find(ctx.office()?, year, ordinal, province_code.as_deref()).await?;
            Ok(round.map(CertificationRound::from))
        }
        .await;
        ctx.nullable(found)
    }

    /// All rounds, the newest first (các đợt xét công nhận).
    async fn certification_rounds(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The first so many, 1 to 500.")] first: Option<i32>,
        #[graphql(desc = "Only what follows this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 1 to 500; not together with first.")] last: Option<i32>,
        #[graphql(desc = "Only what goes before this cursor.")] before: Option<String>,
    ) -> Nullable<Connection<CertificationRound>> {
        let asked = Asked {
            first,
            after,
            last,
            before,
        };
        ctx.nullable(lists::connection(ctx, &asked).await.map(Some))
    }

    /// Candidacies of every round, of those that the reader may see (hồ sơ đề nghị).
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
    ) -> Nullable<Connection<Candidacy>> {
        let asked = Asked {
            first,
            after,
            last,
            before,
        };
        let filter = CandidacyFilter {
            order: order_by,
            ..filter.unwrap_or_default().of_round(None)
        };
        ctx.nullable(
            candidacies::connection(ctx, &filter, &asked)
                .await
                .map(Some),
        )
    }
}
