//! From a rule book to the one that it lies over.

use async_graphql::{ComplexObject, Context};

use super::ways;
use crate::graphql::fault::{Nullable, Showing};
use crate::graphql::nodes::regulation::Regulation;
use crate::graphql::state::Asking;
use crate::services::library;
use crate::services::refusal::Refusal;

#[ComplexObject]
impl Regulation {
    /// The set that this one lies over; null where it stands by itself (bộ quy định gốc).
    async fn base(&self, ctx: &Context<'_>) -> Nullable<Regulation> {
        let id = self.rules.base?;
        let base: Result<_, Refusal> = async {
            let rules = library::ruleset(ctx.office()?, id).await?;
            Ok(Some(ways::regulation(ctx, rules)))
        }
        .await;
        ctx.nullable(base)
    }
}
