//! From a form that was set aside or is under review to its hamlet.

use async_graphql::{ComplexObject, Context, Error};

use super::ways;
use crate::graphql::nodes::area::Hamlet;
use crate::graphql::nodes::correction::SetAsideResponse;
use crate::graphql::nodes::review::ReviewedResponse;

#[ComplexObject]
impl SetAsideResponse {
    /// Its hamlet (thôn).
    async fn hamlet(&self, ctx: &Context<'_>) -> Result<Hamlet, Error> {
        ways::hamlet(ctx, self.hamlet_id).await
    }
}

#[ComplexObject]
impl ReviewedResponse {
    /// Its hamlet (thôn).
    async fn hamlet(&self, ctx: &Context<'_>) -> Result<Hamlet, Error> {
        ways::hamlet(ctx, self.hamlet_id).await
    }
}
