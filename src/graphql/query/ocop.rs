//! OCOP products and their ratings.

use async_graphql::{Context, InputObject, Object};

use crate::domain::tasks::ocop::OcopState;
use crate::graphql::fault::{Nullable, Showing};
use crate::graphql::nodes::ocop::OcopRating;
use crate::graphql::page::{Asked, Connection, wants_total};
use crate::graphql::state::Asking;
use crate::services::ocop::{self, OcopFilter};
use crate::services::refusal::Refusal;

/// Which ratings a list holds; what is left out filters nothing.
#[derive(Debug, Default, InputObject)]
#[graphql(name = "OcopRatingFilter")]
pub struct OcopFilterInput {
    /// Only of this year (năm).
    year: Option<i32>,
    /// Only in this state (trạng thái).
    state: Option<OcopState>,
    /// Only with at least so many stars (số sao).
    fewest_stars: Option<i32>,
    /// Only of producers in the unit of this code, today (mã đơn vị hành chính).
    area_code: Option<String>,
}

/// Reading of OCOP ratings.
#[derive(Debug, Default)]
pub struct OcopQueryRoot;

#[Object]
impl OcopQueryRoot {
    /// Ratings of OCOP products by year: what is published for everybody, all of it for those who
    /// rate, in their areas (sản phẩm OCOP).
    #[expect(clippy::too_many_arguments, reason = "the arguments are the API's")]
    async fn ocop_ratings(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The first so many, 1 to 500.")] first: Option<i32>,
        #[graphql(desc = "Only what follows this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 1 to 500; not together with first.")] last: Option<i32>,
        #[graphql(desc = "Only what goes before this cursor.")] before: Option<String>,
        #[graphql(desc = "Which of them; all, where left out.")] filter: Option<OcopFilterInput>,
    ) -> Nullable<Connection<OcopRating>> {
        let asked = Asked {
            first,
            after,
            last,
            before,
        };
        let OcopFilterInput {
            year,
            state,
            fewest_stars,
            area_code,
        } = filter.unwrap_or_default();
        let filter = OcopFilter {
            year,
            state,
            fewest_stars,
            area_code,
        };
        ctx.nullable(connection(ctx, &filter, &asked).await.map(Some))
    }
}

async fn connection(
    ctx: &Context<'_>,
    filter: &OcopFilter,
    asked: &Asked,
) -> Result<Connection<OcopRating>, Refusal> {
    let (office, speaker) = (ctx.office()?, ctx.speaker());
    let page = ocop::list(office, speaker, filter, &asked.request::<OcopRating>()?).await?;
    let total = if wants_total(ctx) {
        ocop::count(office, speaker, filter).await?
    } else {
        0
    };
    let language = ctx.language();
    Ok(Connection::of(page, total, |one| {
        OcopRating::of(one, language)
    }))
}
