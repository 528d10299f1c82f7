//! From an account to its areas.

use async_graphql::{ComplexObject, Context, Error};

use super::ways;
use crate::graphql::nodes::area::Area;
use crate::graphql::nodes::viewer::Viewer;

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
}
