//! From a hamlet's invitations to the hamlet.

use async_graphql::{ComplexObject, Context, Error};

use super::ways;
use crate::graphql::nodes::area::Hamlet;
use crate::graphql::nodes::invitation::HamletInvitations;

#[ComplexObject]
impl HamletInvitations {
    /// The hamlet (thôn).
    async fn hamlet(&self, ctx: &Context<'_>) -> Result<Hamlet, Error> {
        ways::hamlet(ctx, self.hamlet).await
    }
}
