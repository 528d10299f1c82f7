//! From a form to its items, from an item to its options and its criterion.

use std::sync::Arc;

use async_graphql::{ComplexObject, Context, Error};

use super::ways;
use crate::domain::base::language::Language;
use crate::domain::law::regulation;
use crate::graphql::fault::{Nullable, Showing};
use crate::graphql::loaders;
use crate::graphql::nodes::questionnaire::{
    AnswerOption, CriteriaOf, Questionnaire, QuestionnaireItem,
};
use crate::graphql::nodes::regulation::Criterion;
use crate::graphql::state::Asking;
use crate::services::forms::Ruleset;
use crate::services::library;

#[ComplexObject]
impl Questionnaire {
    /// Its title (tên mẫu phiếu).
    async fn title(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The language; the request's, where left out.")] language: Option<
            Language,
        >,
    ) -> &str {
        let language = language.unwrap_or_else(|| ctx.language());
        self.form.questionnaire.title.text(language)
    }

    /// Its items, in the form's order; exactly one is the overall item (nội dung).
    async fn items(&self) -> Vec<QuestionnaireItem> {
        (0..self.form.questionnaire.items.len())
            .filter_map(|position| QuestionnaireItem::at(&self.form, position, &self.criteria))
            .collect()
    }
}

#[ComplexObject]
impl QuestionnaireItem {
    /// Its code, unique in the form (mã nội dung).
    async fn code(&self) -> &str {
        self.item().map_or("", |item| item.code.as_str())
    }

    /// The question (câu hỏi).
    async fn label(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The language; the request's, where left out.")] language: Option<
            Language,
        >,
    ) -> &str {
        let language = language.unwrap_or_else(|| ctx.language());
        self.item().map_or("", |item| item.label.text(language))
    }

    /// The criterion that it asks about; null where it asks about none (tiêu chí).
    async fn criterion(&self, ctx: &Context<'_>) -> Nullable<Criterion> {
        let code = self.item()?.criterion.as_deref()?;
        let found = match &self.criteria {
            CriteriaOf::Rules(rules) => Ok(named(rules, code).cloned()),
            CriteriaOf::Candidacy(id) => {
                let found = async {
                    let candidacy = loaders::candidacy(ctx, *id).await?;
                    let Some(candidacy) = candidacy else {
                        return Ok(None);
                    };
                    let rules = ways::rules_of(ctx, candidacy.round).await?;
                    Ok(named(&rules, code).cloned())
                };
                found.await
            }
            CriteriaOf::Newest => newest(ctx, code).await,
        };
        match found {
            Ok(criterion) => criterion.map(|one| Ok(Criterion::of(&one, ctx.language()))),
            Err(error) => Some(Err(error)),
        }
    }

    /// Its choices, in the form's order (phương án trả lời).
    async fn options(&self) -> Vec<AnswerOption> {
        let options = self.item().map_or(0, |item| item.options.len());
        (0..options)
            .filter_map(|option| AnswerOption::at(&self.form, self.position, option))
            .collect()
    }
}

fn named<'a>(rules: &'a Ruleset, code: &str) -> Option<&'a regulation::Criterion> {
    rules.composed.criteria.iter().find(|one| one.code == code)
}

/// The criterion in the newest rule book that has it.
async fn newest(ctx: &Context<'_>, code: &str) -> Result<Option<regulation::Criterion>, Error> {
    let office = ctx.show(ctx.office())?;
    let all: Vec<Arc<Ruleset>> = ctx.show(library::all_rulesets(office).await)?;
    let newest = all
        .iter()
        .filter(|rules| named(rules, code).is_some())
        .max_by_key(|rules| (rules.own.valid_from, rules.own.version));
    Ok(newest.and_then(|rules| named(rules, code)).cloned())
}
