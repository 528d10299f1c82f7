//! From a direct check to its sample, and to its comparison with the main result.

use async_graphql::{ComplexObject, Context, Error};

use super::front::for_some;
use super::ways;
use crate::domain::survey::record::Survey;
use crate::domain::trust::authority::Action;
use crate::graphql::fault::Nullable;
use crate::graphql::loaders;
use crate::graphql::nodes::area::{Area, Hamlet};
use crate::graphql::nodes::matched::MatchedComparison;
use crate::graphql::nodes::results::{Approval, CommuneResult, Coverage};
use crate::graphql::nodes::sample::{
    DirectCheckSample, DrawnHousehold, ItemComparison, SampleStratum,
};
use crate::graphql::state::Asking;
use crate::services::by_commune::{CommuneSight, by_commune};
use crate::services::refusal::Refusal;
use crate::services::sight::{Seen, Sight, hamlet_coverage};

/// The sample of a direct check; null before its seed is fixed.
pub(super) async fn sample(ctx: &Context<'_>, survey: &Survey) -> Nullable<DirectCheckSample> {
    let found = loaders::sample(ctx, survey.id).await;
    let sample = |view| DirectCheckSample::of(view, survey.clone());
    found.map(|view| view.map(sample)).transpose()
}

/// A direct check beside the main result.
pub(super) async fn comparison(
    ctx: &Context<'_>,
    survey: &Survey,
) -> Nullable<Vec<ItemComparison>> {
    let language = ctx.language();
    match loaders::comparison(ctx, survey).await {
        Ok(found) => ways::seen(ctx, &found.unwrap_or(Seen::Later), |rows| {
            rows.iter()
                .map(|row| ItemComparison::of(row, language))
                .collect()
        }),
        Err(error) => Some(Err(error)),
    }
}

/// The figures of a survey, commune by commune.
pub(super) fn communes(
    ctx: &Context<'_>,
    survey: &std::sync::Arc<Survey>,
    sight: &Sight,
) -> Nullable<Vec<CommuneResult>> {
    use crate::graphql::fault::Showing;
    let setting = super::results::setting(survey, sight);
    let result = |of: &CommuneSight| CommuneResult {
        coverage: Coverage::from(&hamlet_coverage(of.view.coverage)),
        approval: of
            .view
            .approval
            .as_ref()
            .map(|view| Approval::of(view, &setting)),
        withheld: of.withheld,
        commune_id: of.commune,
    };
    match by_commune(sight) {
        Ok(seen) => ways::seen(ctx, &seen, |all| all.iter().map(result).collect()),
        Err(fault) => Some(Err(ctx.fault(&Refusal::from(fault)))),
    }
}

#[ComplexObject]
impl DirectCheckSample {
    /// What its households had said in the main survey, beside what they say now; null until the direct
    /// check is closed, and where the main survey was open or without its links then (bảng đối chiếu).
    async fn matched(&self, ctx: &Context<'_>) -> Nullable<MatchedComparison> {
        match loaders::matched(ctx, &self.survey).await {
            Ok(found) => ways::seen(ctx, &found.unwrap_or(Seen::Later), |view| {
                MatchedComparison::of(view, ctx.language())
            }),
            Err(error) => Some(Err(error)),
        }
    }

    /// The drawn households, for the checking Front alone (danh sách hộ được chọn).
    async fn drawn_households(&self, ctx: &Context<'_>) -> Nullable<Vec<DrawnHousehold>> {
        let read = async {
            let found = loaders::drawn_households(ctx, &self.survey).await?;
            let home = |(hamlet_id, code)| DrawnHousehold { code, hamlet_id };
            Ok(found.unwrap_or_default().into_iter().map(home).collect())
        };
        for_some(ctx, Action::RunDirectChecks, &self.survey, read).await
    }
}

#[ComplexObject]
impl SampleStratum {
    /// The hamlet (thôn).
    async fn hamlet(&self, ctx: &Context<'_>) -> Result<Hamlet, Error> {
        ways::hamlet(ctx, self.hamlet_id).await
    }
}

#[ComplexObject]
impl DrawnHousehold {
    /// The hamlet (thôn).
    async fn hamlet(&self, ctx: &Context<'_>) -> Result<Hamlet, Error> {
        ways::hamlet(ctx, self.hamlet_id).await
    }
}

#[ComplexObject]
impl CommuneResult {
    /// The commune (xã).
    async fn commune(&self, ctx: &Context<'_>) -> Result<Area, Error> {
        ways::area(ctx, self.commune_id).await
    }
}
