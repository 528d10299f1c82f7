//! From a count record to its hamlet, and to what is unlikely in it.

use async_graphql::{ComplexObject, Context, Error};

use super::front::for_some;
use super::ways;
use crate::domain::survey::record::Survey;
use crate::domain::trust::authority::Action;
use crate::graphql::fault::Nullable;
use crate::graphql::loaders;
use crate::graphql::mutation::payload::UserWarning;
use crate::graphql::nodes::area::Hamlet;
use crate::graphql::nodes::count_record::CountRecord;
use crate::services::count_sheets;

/// The count records of a survey.
pub(super) async fn records(ctx: &Context<'_>, survey: &Survey) -> Nullable<Vec<CountRecord>> {
    let read = async {
        let found = loaders::count_records(ctx, survey).await?;
        let found = found.unwrap_or_default();
        Ok(found.into_iter().map(CountRecord::from).collect())
    };
    for_some(ctx, Action::RunSurveys, survey, read).await
}

#[ComplexObject]
impl CountRecord {
    /// The hamlet (thôn).
    async fn hamlet(&self, ctx: &Context<'_>) -> Result<Hamlet, Error> {
        ways::hamlet(ctx, self.place.area).await
    }

    /// What is unlikely in figures that two accounts typed alike (cảnh báo).
    async fn warnings(&self, ctx: &Context<'_>) -> Vec<UserWarning> {
        UserWarning::all(ctx, &count_sheets::told(&self.unlikely))
    }
}
