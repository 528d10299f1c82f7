//! Administrative units, and who asks.

use std::sync::Arc;

use async_graphql::{Context, Object};

use crate::domain::trust::actor::Actor;
use crate::graphql::fault::{Nullable, Showing};
use crate::graphql::lists::communes::{self, CommuneFilterInput};
use crate::graphql::nodes::area::{Area, Commune};
use crate::graphql::nodes::viewer::Viewer;
use crate::graphql::page::{Asked, Connection};
use crate::graphql::scalars::CalendarDay;
use crate::graphql::state::Asking;
use crate::services::areas;
use crate::services::refusal::Refusal;

/// Reading of units and of the account.
#[derive(Debug, Default)]
pub struct AreasQuery;

#[Object]
impl AreasQuery {
    /// Who this token speaks for; null without one (tài khoản).
    async fn viewer(&self, ctx: &Context<'_>) -> Option<Viewer> {
        ctx.data_opt::<Arc<Actor>>().map(Viewer::from)
    }

    /// The unit that bears the code on that day; today, where left out (đơn vị hành chính).
    async fn area(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The statistics office's code, with leading zeros.")] code: String,
        #[graphql(desc = "The day; today in Asia/Ho_Chi_Minh, where left out.")] on: Option<
            CalendarDay,
        >,
    ) -> Nullable<Area> {
        let found: Result<_, Refusal> = async {
            let area = areas::by_code(ctx.office()?, &code, on.map(|day| day.0)).await?;
            Ok(area.map(Area::from))
        }
        .await;
        ctx.nullable(found)
    }

    /// The communes that exist today, by code (xã, phường, thị trấn).
    #[expect(clippy::too_many_arguments, reason = "the arguments are the API's")]
    async fn communes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The first so many, 1 to 500.")] first: Option<i32>,
        #[graphql(desc = "Only what follows this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 1 to 500; not together with first.")] last: Option<i32>,
        #[graphql(desc = "Only what goes before this cursor.")] before: Option<String>,
        #[graphql(desc = "Which of them; all, where left out.")] filter: Option<CommuneFilterInput>,
    ) -> Nullable<Connection<Commune>> {
        let asked = Asked {
            first,
            after,
            last,
            before,
        };
        let found = communes::connection(ctx, filter.unwrap_or_default(), &asked).await;
        ctx.nullable(found.map(Some))
    }
}
