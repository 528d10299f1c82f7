//! From a survey to its hamlets' fieldwork.

use async_graphql::{ComplexObject, Context, Error};

use super::ways;
use crate::domain::survey::record::Survey;
use crate::graphql::fault::Nullable;
use crate::graphql::loaders;
use crate::graphql::nodes::area::Hamlet;
use crate::graphql::nodes::fieldwork::{HamletProgress, HeardDay};
use crate::services::sight::Seen;

/// The fieldwork of a survey's hamlets, as far as their coverage may be seen.
pub(super) async fn progress(ctx: &Context<'_>, survey: &Survey) -> Nullable<Vec<HamletProgress>> {
    match loaders::fieldwork(ctx, survey).await {
        Ok(found) => ways::seen(ctx, &found.unwrap_or(Seen::Later), |works| {
            works.iter().map(HamletProgress::from).collect()
        }),
        Err(error) => Some(Err(error)),
    }
}

/// The days of a survey with the households heard, as far as its coverage may be seen.
pub(super) async fn heard_by_day(ctx: &Context<'_>, survey: &Survey) -> Nullable<Vec<HeardDay>> {
    match loaders::heard_days(ctx, survey).await {
        Ok(found) => ways::seen(ctx, &found.unwrap_or(Seen::Later), |days| {
            days.iter().map(HeardDay::from).collect()
        }),
        Err(error) => Some(Err(error)),
    }
}

#[ComplexObject]
impl HamletProgress {
    /// The hamlet (thôn).
    async fn hamlet(&self, ctx: &Context<'_>) -> Result<Hamlet, Error> {
        ways::hamlet(ctx, self.place.area).await
    }
}
