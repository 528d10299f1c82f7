//! From an account to its areas and sessions.

use async_graphql::{ComplexObject, Context, Error};

use super::ways;
use crate::graphql::fault::{Nullable, Showing};
use crate::graphql::nodes::area::Area;
use crate::graphql::nodes::sign_in::SignIn;
use crate::graphql::nodes::viewer::Viewer;
use crate::graphql::state::Asking;
use crate::services::refusal::Refusal;
use crate::services::sign_in_list;

#[ComplexObject]
impl Viewer {
    /// The token's areas; empty: everywhere, for roles that need none (địa bàn).
    async fn areas(&self, ctx: &Context<'_>) -> Result<Vec<Area>, Error> {
        let areas = self
            .actor
            .areas
            .iter()
            .map(|place| ways::area(ctx, place.area));
        futures_util::future::try_join_all(areas).await
    }

    /// The account's own sessions at a browser, those used last first, at most 50 (phiên đăng nhập).
    async fn sign_ins(&self, ctx: &Context<'_>) -> Nullable<Vec<SignIn>> {
        let found: Result<_, Refusal> = async {
            let own = sign_in_list::own(ctx.office()?, &self.actor).await?;
            Ok(Some(own.into_iter().map(SignIn::from).collect()))
        }
        .await;
        ctx.nullable(found)
    }
}
