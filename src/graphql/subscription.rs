//! Surveys and rounds as they move.

use async_graphql::{Context, Error, ID, Subscription};
use futures_util::Stream;
use futures_util::stream::unfold;

use super::fault::Showing;
use super::id;
use super::loaders;
use super::nodes::candidacy::Candidacy;
use super::nodes::council::CouncilSession;
use super::nodes::survey::SatisfactionSurvey;
use super::state::Asking;
use crate::domain::base::ids::{RoundId, SessionId, SurveyId};
use crate::services::refusal::Refusal;
use crate::services::{candidacies, session_watch, watch};

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

    /// The present state at once, then at most one value a second while something changes; ends when the
    /// session is over. Figures of the vote are not among it (theo dõi phiên họp).
    async fn council_session_progress(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the session.")] session_id: ID,
    ) -> Result<impl Stream<Item = CouncilSession>, Error> {
        let id: SessionId = ctx.show(id::key_at(&session_id, &["sessionId"]))?;
        let session = loaders::session(ctx, id).await?;
        let session = session.ok_or_else(|| ctx.fault(&Refusal::NotFound))?;
        let watched = session_watch::session(ctx.show(ctx.office())?, session);
        Ok(unfold(watched, |mut watched| async move {
            let session = watched.next().await?;
            Some((CouncilSession::from(session), watched))
        }))
    }
}
