//! From a form that was set aside to its hamlet.

use async_graphql::{ComplexObject, Context, Error};

use super::ways;
use crate::graphql::nodes::area::Hamlet;
use crate::graphql::nodes::correction::SetAsideResponse;

#[ComplexObject]
impl SetAsideResponse {
    /// Its hamlet (thôn).
    async fn hamlet(&self, ctx: &Context<'_>) -> Result<Hamlet, Error> {
        ways::hamlet(ctx, self.hamlet_id).await
    }
}
