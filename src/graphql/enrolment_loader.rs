//! The enrolments of sibling surveys, read together.

use async_graphql::{Context, Error};

use super::fault::Showing;
use super::loaders::told;
use super::state::Asking;
use crate::domain::base::ids::SurveyId;
use crate::domain::survey::record::Survey;
use crate::services::enrolments::{self, EnrolmentView};

/// The enrolments of a survey, for the Front.
///
/// # Errors
/// Where the database can't be read.
pub async fn enrolments(
    ctx: &Context<'_>,
    survey: &Survey,
) -> Result<Option<Vec<EnrolmentView>>, Error> {
    let asker = ctx.show(ctx.asker())?;
    let read = |asked: Vec<(SurveyId, Survey)>| async move {
        let surveys: Vec<Survey> = asked.into_iter().map(|(_, one)| one).collect();
        let found = enrolments::of_surveys(asker.office(), asker.speaker(), &surveys).await;
        told(&asker, found)
    };
    let batches = ctx.show(ctx.batches())?;
    let (turns, survey) = (&batches.turns, survey.clone());
    batches
        .enrolments
        .load(turns, survey.id, survey, read)
        .await
}
