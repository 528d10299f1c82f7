//! From a survey to its candidacy, form, hamlets, figures and responses.

use std::sync::Arc;

use async_graphql::{ComplexObject, Context, Error};

use super::{results, ways};
use crate::domain::survey::record;
use crate::graphql::fault::{Nullable, Showing};
use crate::graphql::lists::corrections;
use crate::graphql::lists::responses::{self, CommentFilterInput, ResponseFilterInput};
use crate::graphql::loaders;
use crate::graphql::nodes::area::Hamlet;
use crate::graphql::nodes::candidacy::Candidacy;
use crate::graphql::nodes::correction::{Correction, SetAsideResponse};
use crate::graphql::nodes::questionnaire::{CriteriaOf, Questionnaire};
use crate::graphql::nodes::response::{Comment, SurveyResponse};
use crate::graphql::nodes::results::{Approval, Coverage, HamletResult, Setting};
use crate::graphql::nodes::survey::{FrozenResult, SatisfactionSurvey, SurveyHamlet};
use crate::graphql::page::{Asked, Connection};
use crate::graphql::state::Asking;
use crate::services::sight::{HamletSight, Sight, hamlet_coverage};
use crate::services::{duties, library};

#[ComplexObject]
impl SatisfactionSurvey {
    /// The candidacy that it is for (hồ sơ).
    async fn candidacy(&self, ctx: &Context<'_>) -> Result<Candidacy, Error> {
        ways::candidacy(ctx, self.survey.candidacy).await
    }

    /// Its form (mẫu phiếu).
    async fn questionnaire(&self, ctx: &Context<'_>) -> Result<Questionnaire, Error> {
        let office = ctx.show(ctx.office())?;
        let form = ctx.show(library::form(office, self.survey.questionnaire).await)?;
        Ok(Questionnaire::of(
            form,
            CriteriaOf::Candidacy(self.survey.candidacy),
        ))
    }

    /// Its hamlets, by code (các thôn).
    async fn hamlets(&self, ctx: &Context<'_>) -> Result<Vec<SurveyHamlet>, Error> {
        let office = ctx.show(ctx.office())?;
        let hamlets = loaders::survey_hamlets(ctx, self.survey.id)
            .await?
            .unwrap_or_default();
        let mine = ctx.show(duties::hamlets(office, ctx.speaker(), self.survey.id).await)?;
        let hamlet = |hamlet: record::SurveyHamlet| SurveyHamlet {
            households: hamlet.households,
            assigned: mine.contains(&hamlet.place.area),
            has_roster: hamlet.has_roster,
            place: hamlet.place,
        };
        Ok(hamlets.into_iter().map(hamlet).collect())
    }

    /// How many of the households were heard; null where it may not be seen yet (tỷ lệ hộ được lấy
    /// ý kiến).
    async fn coverage(&self, ctx: &Context<'_>) -> Nullable<Coverage> {
        match loaders::sight(ctx, &self.survey).await {
            Ok(sight) => sight
                .and_then(|sight| ways::seen(ctx, &sight.coverage, |view| Coverage::from(view))),
            Err(error) => Some(Err(error)),
        }
    }

    /// What the residents said; null where it may not be seen yet, and `approvalWithheld` says so
    /// (kết quả lấy ý kiến).
    async fn approval(&self, ctx: &Context<'_>) -> Nullable<Approval> {
        match loaders::sight(ctx, &self.survey).await {
            Ok(sight) => sight.and_then(|sight| results::approval(ctx, &self.survey, &sight)),
            Err(error) => Some(Err(error)),
        }
    }

    /// Whether the approval is kept back from this reader.
    async fn approval_withheld(&self, ctx: &Context<'_>) -> Result<bool, Error> {
        let sight = loaders::sight(ctx, &self.survey).await?;
        Ok(sight.is_none_or(|sight| sight.approval_withheld()))
    }

    /// By hamlet, by code; a collector sees its own (theo thôn).
    async fn by_hamlet(&self, ctx: &Context<'_>) -> Nullable<Vec<HamletResult>> {
        match loaders::sight(ctx, &self.survey).await {
            Ok(sight) => sight.and_then(|sight| by_hamlet(ctx, &self.survey, &sight)),
            Err(error) => Some(Err(error)),
        }
    }

    /// What was accepted, voided responses included, in the order of arrival; for the Front alone
    /// (phiếu).
    #[expect(clippy::too_many_arguments, reason = "the arguments are the API's")]
    async fn responses(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The first so many, 1 to 500.")] first: Option<i32>,
        #[graphql(desc = "Only what follows this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 1 to 500; not together with first.")] last: Option<i32>,
        #[graphql(desc = "Only what goes before this cursor.")] before: Option<String>,
        #[graphql(desc = "Which of them; all, where left out.")] filter: Option<
            ResponseFilterInput,
        >,
    ) -> Nullable<Connection<SurveyResponse>> {
        let asked = Asked {
            first,
            after,
            last,
            before,
        };
        let filter = filter.unwrap_or_default();
        ctx.nullable(
            responses::responses(ctx, &self.survey, filter, &asked)
                .await
                .map(Some),
        )
    }

    /// What residents remarked, without their households; for the Front alone (ý kiến phản ánh).
    #[expect(clippy::too_many_arguments, reason = "the arguments are the API's")]
    async fn comments(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The first so many, 1 to 500.")] first: Option<i32>,
        #[graphql(desc = "Only what follows this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 1 to 500; not together with first.")] last: Option<i32>,
        #[graphql(desc = "Only what goes before this cursor.")] before: Option<String>,
        #[graphql(desc = "Which of them; all, where left out.")] filter: Option<CommentFilterInput>,
    ) -> Nullable<Connection<Comment>> {
        let asked = Asked {
            first,
            after,
            last,
            before,
        };
        let filter = filter.unwrap_or_default();
        ctx.nullable(
            responses::comments(ctx, &self.survey, filter, &asked)
                .await
                .map(Some),
        )
    }

    /// Forms that were stored whole and are counted nowhere until the Front chooses them, without their
    /// answers; in the order of their ids; for the Front alone (phiếu để riêng).
    async fn set_aside(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The first so many, 1 to 500.")] first: Option<i32>,
        #[graphql(desc = "Only what follows this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 1 to 500; not together with first.")] last: Option<i32>,
        #[graphql(desc = "Only what goes before this cursor.")] before: Option<String>,
    ) -> Nullable<Connection<SetAsideResponse>> {
        let asked = Asked {
            first,
            after,
            last,
            before,
        };
        let found = corrections::set_aside(ctx, &self.survey, &asked).await;
        ctx.nullable(found.map(Some))
    }

    /// Responses taken out of the count and choices between answers, in the order in which they were
    /// made; for the Front alone (hiệu chỉnh).
    #[expect(clippy::too_many_arguments, reason = "the arguments are the API's")]
    async fn corrections(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The first so many, 1 to 500.")] first: Option<i32>,
        #[graphql(desc = "Only what follows this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 1 to 500; not together with first.")] last: Option<i32>,
        #[graphql(desc = "Only what goes before this cursor.")] before: Option<String>,
        #[graphql(desc = "Only those that wait for a second account, or only the others.")]
        unconfirmed: Option<bool>,
    ) -> Nullable<Connection<Correction>> {
        let asked = Asked {
            first,
            after,
            last,
            before,
        };
        let found = corrections::corrections(ctx, &self.survey, unconfirmed, &asked).await;
        ctx.nullable(found.map(Some))
    }

    /// The latest frozen result, from CLOSED on, for those who may see the figures (kết quả đã chốt).
    async fn frozen_result(&self, ctx: &Context<'_>) -> Nullable<FrozenResult> {
        let sight = match loaders::sight(ctx, &self.survey).await {
            Ok(sight) => sight?,
            Err(error) => return Some(Err(error)),
        };
        if !self.survey.lifecycle.is_closed() {
            return ways::seen(ctx, &sight.approval, |_| ())?.err().map(Err);
        }
        if let Err(error) = ways::seen(ctx, &sight.coverage, |_| ())? {
            return Some(Err(error));
        }
        match loaders::frozen(ctx, self.survey.id).await {
            Ok(frozen) => frozen.map(|frozen| Ok(frozen.into())),
            Err(error) => Some(Err(error)),
        }
    }
}

fn by_hamlet(
    ctx: &Context<'_>,
    survey: &Arc<record::Survey>,
    sight: &Sight,
) -> Nullable<Vec<HamletResult>> {
    let setting = results::setting(survey, sight);
    ways::seen(ctx, &sight.hamlets, |hamlets| {
        let result = |hamlet: &HamletSight| HamletResult {
            coverage: Coverage::from(&hamlet_coverage(hamlet.view.coverage)),
            approval: hamlet.view.approval.as_ref().map(|view| {
                let households = hamlet.view.coverage.households;
                Approval::of(
                    view,
                    &Setting {
                        households,
                        ..setting.clone()
                    },
                )
            }),
            withheld: hamlet.withheld,
            place: hamlet.view.place,
        };
        hamlets.iter().map(result).collect()
    })
}

#[ComplexObject]
impl SurveyHamlet {
    /// The hamlet (thôn).
    async fn hamlet(&self, ctx: &Context<'_>) -> Result<Hamlet, Error> {
        ways::hamlet(ctx, self.place.area).await
    }
}
