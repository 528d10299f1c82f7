//! How many invitations the hamlets of a survey have.

use async_graphql::{Context, ID, Object};

use crate::domain::base::ids::SurveyId;
use crate::graphql::fault::{Nullable, Showing};
use crate::graphql::id;
use crate::graphql::nodes::invitation::HamletInvitations;
use crate::graphql::state::Asking;
use crate::services::invitations;
use crate::services::refusal::Refusal;

/// Reading of invitations.
#[derive(Debug, Default)]
pub struct InvitationsQuery;

#[Object]
impl InvitationsQuery {
    /// How many invitations each hamlet of a survey has, of those that have any; for the Front (số giấy mời).
    async fn invitation_counts(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the survey.")] survey_id: ID,
    ) -> Nullable<Vec<HamletInvitations>> {
        let found: Result<_, Refusal> = async {
            let survey: SurveyId = id::key_at(&survey_id, &["surveyId"])?;
            match invitations::counts(ctx.office()?, ctx.speaker(), survey).await {
                Ok(counts) => Ok(Some(
                    counts.into_iter().map(HamletInvitations::from).collect(),
                )),
                Err(Refusal::NotFound) => Ok(None),
                Err(other) => Err(other),
            }
        }
        .await;
        ctx.nullable(found)
    }
}
