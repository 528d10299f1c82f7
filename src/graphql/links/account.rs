//! From a token to its areas.

use async_graphql::{ComplexObject, Context, Error};

use super::ways;
use crate::graphql::nodes::account::AccessToken;
use crate::graphql::nodes::area::Area;

#[ComplexObject]
impl AccessToken {
    /// Where its roles hold; empty: everywhere, for roles that need no area (địa bàn).
    async fn areas(&self, ctx: &Context<'_>) -> Result<Vec<Area>, Error> {
        let areas = self.area_ids.iter().map(|id| ways::area(ctx, *id));
        futures_util::future::try_join_all(areas).await
    }
}
