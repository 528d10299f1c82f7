//! From a survey to its enrolments, and from those to their hamlets.

use async_graphql::{ComplexObject, Context, Error};

use super::{front, ways};
use crate::domain::survey::record::Survey;
use crate::domain::trust::authority::Action;
use crate::graphql::enrolment_loader::enrolments as loaded;
use crate::graphql::fault::Nullable;
use crate::graphql::nodes::area::Hamlet;
use crate::graphql::nodes::enrolment::Enrolment;

/// The enrolments of a survey.
pub(super) async fn enrolments(ctx: &Context<'_>, survey: &Survey) -> Nullable<Vec<Enrolment>> {
    let read = async {
        let found = loaded(ctx, survey).await?.unwrap_or_default();
        Ok(found.into_iter().map(Enrolment::from).collect())
    };
    front::for_some(ctx, Action::RunSurveys, survey, read).await
}

#[ComplexObject]
impl Enrolment {
    /// The hamlets to collect in (các thôn).
    async fn hamlets(&self, ctx: &Context<'_>) -> Result<Vec<Hamlet>, Error> {
        let hamlets = self.hamlet_ids.iter().map(|id| ways::hamlet(ctx, *id));
        futures_util::future::try_join_all(hamlets).await
    }
}
