//! From a response or a comment to its survey, its hamlet and the form's items.

use std::sync::Arc;

use async_graphql::{ComplexObject, Context, Error};

use super::ways;
use crate::graphql::fault::{Nullable, Showing};
use crate::graphql::loaders;
use crate::graphql::nodes::area::Hamlet;
use crate::graphql::nodes::front::CommentHandling;
use crate::graphql::nodes::questionnaire::{AnswerOption, CriteriaOf, QuestionnaireItem};
use crate::graphql::nodes::response::{Answer, Comment, SurveyResponse};
use crate::graphql::nodes::survey::SatisfactionSurvey;
use crate::graphql::scalars::UniqueId;
use crate::graphql::state::Asking;
use crate::services::amendments::Chain;
use crate::services::forms::Form;
use crate::services::library;

#[ComplexObject]
impl SurveyResponse {
    /// Its survey (cuộc lấy ý kiến).
    #[expect(clippy::unused_async, reason = "the library's macro awaits it")]
    async fn survey(&self, ctx: &Context<'_>) -> Result<SatisfactionSurvey, Error> {
        ways::survey(ctx, self.of.as_ref().clone())
    }

    /// Its hamlet (thôn).
    async fn hamlet(&self, ctx: &Context<'_>) -> Result<Hamlet, Error> {
        ways::hamlet(ctx, self.response.hamlet).await
    }

    /// The id of the earlier answer of the same household that it took the place of (thay cho phiếu).
    async fn replaces(&self, ctx: &Context<'_>) -> Nullable<UniqueId> {
        match self.chain(ctx).await {
            Ok(chain) => Some(Ok(UniqueId(chain?.replaces?.0))),
            Err(error) => Some(Err(error)),
        }
    }

    /// The id of the later answer of the same household that took its place (được thay bằng phiếu).
    async fn replaced_by(&self, ctx: &Context<'_>) -> Nullable<UniqueId> {
        match self.chain(ctx).await {
            Ok(chain) => Some(Ok(UniqueId(chain?.replaced_by?.0))),
            Err(error) => Some(Err(error)),
        }
    }

    /// Its answers, in the form's order; those of a spoilt form as far as the form knows them
    /// (câu trả lời).
    async fn answers(&self, ctx: &Context<'_>) -> Result<Vec<Answer>, Error> {
        let office = ctx.show(ctx.office())?;
        let form = ctx.show(library::form(office, self.of.questionnaire).await)?;
        let criteria = CriteriaOf::Candidacy(self.of.candidacy);
        let chosen = self.chosen(&form);
        let answer = |(item, option, reason): (usize, usize, Option<String>)| {
            Some(Answer {
                item: QuestionnaireItem::at(&form, item, &criteria)?,
                option: AnswerOption::at(&form, item, option)?,
                reason,
            })
        };
        Ok(chosen.into_iter().filter_map(answer).collect())
    }
}

impl SurveyResponse {
    async fn chain(&self, ctx: &Context<'_>) -> Result<Option<Chain>, Error> {
        loaders::chain(ctx, (self.response.survey, self.response.id)).await
    }

    /// Item, option and reason of each answer.
    fn chosen(&self, form: &Arc<Form>) -> Vec<(usize, usize, Option<String>)> {
        let items = &form.questionnaire.items;
        if let Some(sheet) = &self.response.sheet {
            let reason = |item: usize| sheet.reasons.get(&items.get(item)?.code).cloned();
            let choices = sheet.choices.iter().enumerate();
            return choices
                .filter_map(|(item, choice)| Some((item, usize::from((*choice)?), reason(item))))
                .collect();
        }
        let known = |answer: &crate::domain::survey::response::DraftAnswer| {
            let item = form.layout.item_position(&answer.item)?;
            let option = items.get(item)?.option_position(&answer.choice)?;
            Some((item, option, answer.reason.clone()))
        };
        self.response.unjudged.iter().filter_map(known).collect()
    }
}

#[ComplexObject]
impl Comment {
    /// The hamlet that it came from (thôn).
    async fn hamlet(&self, ctx: &Context<'_>) -> Result<Hamlet, Error> {
        ways::hamlet(ctx, self.hamlet_id).await
    }

    /// What became of it; null until somebody looked at it (kết quả xử lý).
    async fn handling(&self, ctx: &Context<'_>) -> Nullable<CommentHandling> {
        let found = loaders::handling(ctx, self.key).await;
        found
            .map(|handling| handling.map(CommentHandling::from))
            .transpose()
    }
}
