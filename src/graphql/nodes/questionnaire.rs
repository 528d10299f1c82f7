//! Survey forms: versions, items, options.

use std::sync::Arc;

use async_graphql::parser::types::Field;
use async_graphql::{Context, ID, Object, SimpleObject};

use crate::domain::base::ids::CandidacyId;
use crate::domain::base::language::Language;
use crate::domain::survey::questionnaire::{self, Sentiment};
use crate::graphql::id::GlobalId;
use crate::graphql::json::{Json, Plain};
use crate::graphql::state::Asking;
use crate::services::forms::{Form, Ruleset};

/// Which rule book an item's criterion is looked up in.
#[derive(Debug, Clone)]
pub enum CriteriaOf {
    /// This one.
    Rules(Arc<Ruleset>),
    /// That of the candidacy's round.
    Candidacy(CandidacyId),
    /// The newest that has the criterion.
    Newest,
}

/// A version of the form; never changed once a survey uses it (mẫu phiếu).
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct Questionnaire {
    /// Global id.
    pub id: ID,
    /// Its code, such as `commune-2016` (mã mẫu phiếu).
    pub code: String,
    /// Its version, from 1 (phiên bản).
    pub version: i32,
    #[graphql(skip)]
    pub(in crate::graphql) form: Arc<Form>,
    #[graphql(skip)]
    pub(in crate::graphql) criteria: CriteriaOf,
}

impl Questionnaire {
    /// A form, with the rule book of its criteria.
    #[must_use]
    pub fn of(form: Arc<Form>, criteria: CriteriaOf) -> Self {
        Self {
            id: GlobalId::Questionnaire(form.id).encode(),
            code: form.questionnaire.code.clone(),
            version: form.questionnaire.version,
            form,
            criteria,
        }
    }
}

/// One question of a form (nội dung lấy ý kiến).
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct QuestionnaireItem {
    /// Whether a valid response must answer it (bắt buộc).
    pub required: bool,
    /// Whether it is the one overall item (câu hỏi chung).
    pub overall: bool,
    #[graphql(skip)]
    pub(in crate::graphql) form: Arc<Form>,
    #[graphql(skip)]
    pub(in crate::graphql) position: usize,
    #[graphql(skip)]
    pub(in crate::graphql) criteria: CriteriaOf,
}

impl QuestionnaireItem {
    /// The item at a position of a form; `None` where the form has none there.
    #[must_use]
    pub fn at(form: &Arc<Form>, position: usize, criteria: &CriteriaOf) -> Option<Self> {
        let item = form.questionnaire.items.get(position)?;
        Some(Self {
            required: item.required,
            overall: item.overall,
            form: Arc::clone(form),
            position,
            criteria: criteria.clone(),
        })
    }

    /// The item as the form has it.
    pub(in crate::graphql) fn item(&self) -> Option<&questionnaire::Item> {
        self.form.questionnaire.items.get(self.position)
    }
}

/// One choice of an item (phương án trả lời).
#[derive(Debug, Clone)]
pub struct AnswerOption {
    form: Arc<Form>,
    item: usize,
    position: usize,
}

impl AnswerOption {
    /// The option at a position of an item; `None` where the form has none there.
    #[must_use]
    pub fn at(form: &Arc<Form>, item: usize, position: usize) -> Option<Self> {
        form.questionnaire.items.get(item)?.options.get(position)?;
        Some(Self {
            form: Arc::clone(form),
            item,
            position,
        })
    }

    fn option(&self) -> Option<&questionnaire::AnswerOption> {
        let item = self.form.questionnaire.items.get(self.item)?;
        item.options.get(self.position)
    }
}

/// One choice of an item (phương án trả lời).
#[Object]
impl AnswerOption {
    /// Its code, unique in the item (mã).
    async fn code(&self) -> &str {
        self.option().map_or("", |option| option.code.as_str())
    }

    /// What it says to the resident.
    async fn label(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The language; the request's, where left out.")] language: Option<
            Language,
        >,
    ) -> &str {
        let language = language.unwrap_or_else(|| ctx.language());
        self.option()
            .map_or("", |option| option.label.text(language))
    }

    /// How it counts (ý nghĩa).
    async fn sentiment(&self) -> Sentiment {
        self.option()
            .map_or(Sentiment::Neutral, |option| option.sentiment)
    }
}

impl Plain for QuestionnaireItem {
    fn plain(&self, field: &Field, json: &mut Json) -> bool {
        match field.name.node.as_str() {
            "code" => json.put(self.item().map_or("", |item| item.code.as_str())),
            "required" => json.put(&self.required),
            "overall" => json.put(&self.overall),
            _ => false,
        }
    }
}

impl Plain for AnswerOption {
    fn plain(&self, field: &Field, json: &mut Json) -> bool {
        let Some(option) = self.option() else {
            return false;
        };
        match field.name.node.as_str() {
            "code" => json.put(option.code.as_str()),
            "sentiment" => json.put(&option.sentiment),
            _ => false,
        }
    }
}
