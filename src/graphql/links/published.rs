//! From a published result to its area and its candidacy.

use async_graphql::{ComplexObject, Context, Error};

use super::ways;
use crate::graphql::nodes::area::Area;
use crate::graphql::nodes::candidacy::Candidacy;
use crate::graphql::nodes::published::PublishedResult;

#[ComplexObject]
impl PublishedResult {
    /// The area that was asked about (đơn vị).
    async fn area(&self, ctx: &Context<'_>) -> Result<Area, Error> {
        ways::area(ctx, self.place.area).await
    }

    /// The candidacy that it is for (hồ sơ).
    async fn candidacy(&self, ctx: &Context<'_>) -> Result<Candidacy, Error> {
        ways::candidacy(ctx, self.candidacy_id).await
    }
}
