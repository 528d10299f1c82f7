//! Surveys and rounds as they move.

use async_graphql::{Context, Error, ID, Subscription};
use futures_util::Stream;
use futures_util::stream::unfold;

use super::fault::Showing;
use super::id;
use super::loaders;
use super::nodes::candidacy::Candidacy;
use super::nodes::survey::SatisfactionSurvey;
use super::state::Asking;
use crate::domain::base::ids::{RoundId, SurveyId};
use crate::services::refusal::Refusal;
use crate::services::{candidacies, watch};

/// What can be followed live.
#[derive(Debug, Default)]
pub struct SubscriptionRoot;

/// What can be followed live.
#[Subscription(name = "Subscription")]
impl SubscriptionRoot {
    /// The present state at once, then at most one value a second while something changes; ends when
    /// the survey is VERIFIED (theo dõi cuộc lấy ý kiến).
    async fn survey_progress(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the survey.")] survey_id: ID,
    ) -> Result<impl Stream<Item = SatisfactionSurvey>, Error> {
        let id: SurveyId = ctx.show(id::key_at(&survey_id, &["surveyId"]))?;
        let survey = loaders::survey(ctx, id).await?;
        let survey = survey.ok_or_else(|| ctx.fault(&Refusal::NotFound))?;
        let asker = ctx.show(ctx.asker())?;
        let watched = watch::survey(ctx.show(ctx.office())?, survey);
        Ok(unfold(
            (watched, asker),
            |(mut watched, asker)| async move {
                let survey = watched.next().await?;
                let now = asker.office().clock.now();
                Some((SatisfactionSurvey::at(survey, now), (watched, asker)))
            },
        ))
    }

    /// Each candidacy of the round that changed, of those that the reader may see (theo dõi đợt).
    async fn round_progress(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the round.")] round_id: ID,
    ) -> Result<impl Stream<Item = Candidacy>, Error> {
        let id: RoundId = ctx.show(id::key_at(&round_id, &["roundId"]))?;
        let round = loaders::round(ctx, id).await?;
        round.ok_or_else(|| ctx.fault(&Refusal::NotFound))?;
        let asker = ctx.show(ctx.asker())?;
        let watched = watch::round(ctx.show(ctx.office())?, id);
        let moved = unfold((watched, asker), |(mut watched, asker)| async move {
            let moved = watched.next().await?;
            let found = candidacies::by_ids(asker.office(), asker.speaker(), &moved).await;
            let mut found = found.unwrap_or_default();
            let seen: Vec<Candidacy> = moved
                .iter()
                .filter_map(|id| found.remove(id))
                .map(Candidacy::from)
                .collect();
            Some((futures_util::stream::iter(seen), (watched, asker)))
        });
        Ok(futures_util::StreamExt::flatten(moved))
    }
}
