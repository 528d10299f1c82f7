//! Single responses and comments, for the Front alone.

use std::sync::Arc;

use async_graphql::parser::types::Field;
use async_graphql::{ID, SimpleObject};

use super::questionnaire::{AnswerOption, CriteriaOf, QuestionnaireItem};
use crate::domain::base::ids::{AreaId, ResponseId, SurveyId};
use crate::domain::survey::record::{self, Response, Survey};
use crate::domain::survey::response::DraftAnswer;
use crate::graphql::id::GlobalId;
use crate::graphql::json::{Json, Plain};
use crate::graphql::scalars::{Moment, UniqueId};
use crate::services::forms::Form;
use crate::services::handlings::TopicCount;

/// An accepted response: counted, or voided since (phiếu).
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct SurveyResponse {
    /// Global id.
    pub id: ID,
    /// The id that the app made for it, unique in its survey.
    pub response_id: UniqueId,
    /// The household's opaque code; null for a commune's Front and once the link is dropped (mã hộ).
    pub household_code: Option<String>,
    /// When the household answered.
    pub collected_at: Moment,
    /// When it arrived.
    pub received_at: Moment,
    /// A form that can't be counted; it takes its household's place (phiếu không hợp lệ).
    pub spoilt: bool,
    /// Taken out of the count, and kept on record (đã loại).
    pub voided: bool,
    /// Another opinion or remark (ý kiến khác).
    pub comment: Option<String>,
    #[graphql(skip)]
    pub(in crate::graphql) response: Arc<Response>,
    #[graphql(skip)]
    pub(in crate::graphql) of: Arc<Survey>,
    #[graphql(skip)]
    form: Arc<Form>,
}

impl SurveyResponse {
    /// A response of a survey, and the survey's form.
    #[must_use]
    pub fn of(response: Response, survey: &Arc<Survey>, form: &Arc<Form>) -> Self {
        Self {
            id: GlobalId::Response(response.survey, response.id).encode(),
            response_id: UniqueId(response.id.0),
            household_code: response.household_code.clone(),
            collected_at: Moment(response.collected_at),
            received_at: Moment(response.received_at),
            spoilt: response.sheet.is_none(),
            voided: response.voided.is_some(),
            comment: response.comment.clone(),
            response: Arc::new(response),
            of: Arc::clone(survey),
            form: Arc::clone(form),
        }
    }

    /// Its answers, in the form's order; those of a spoilt form as far as the form knows them.
    pub(in crate::graphql) fn known_answers(&self) -> impl Iterator<Item = Answer> {
        let criteria = CriteriaOf::Candidacy(self.of.candidacy);
        self.chosen()
            .into_iter()
            .filter_map(move |(item, option, reason)| {
                Some(Answer {
                    item: QuestionnaireItem::at(&self.form, item, &criteria)?,
                    option: AnswerOption::at(&self.form, item, option)?,
                    reason,
                })
            })
    }

    /// Item, option and reason of each answer.
    fn chosen(&self) -> Vec<(usize, usize, Option<String>)> {
        let form = &self.form;
        let items = &form.questionnaire.items;
        if let Some(sheet) = &self.response.sheet {
            let reason = |item: usize| sheet.reasons.get(&items.get(item)?.code).cloned();
            let choices = sheet.choices.iter().enumerate();
            return choices
                .filter_map(|(item, choice)| Some((item, usize::from((*choice)?), reason(item))))
                .collect();
        }
        let known = |answer: &DraftAnswer| {
            let item = form.layout.item_position(&answer.item)?;
            let option = items.get(item)?.option_position(&answer.choice)?;
            Some((item, option, answer.reason.clone()))
        };
        self.response.unjudged.iter().filter_map(known).collect()
    }
}

impl Plain for SurveyResponse {
    fn plain(&self, field: &Field, json: &mut Json) -> bool {
        match field.name.node.as_str() {
            "id" => json.put(self.id.as_str()),
            "responseId" => json.put(&self.response_id.0),
            "householdCode" => json.put(&self.household_code),
            "collectedAt" => json.put(&self.collected_at.text()),
            "receivedAt" => json.put(&self.received_at.text()),
            "spoilt" => json.put(&self.spoilt),
            "voided" => json.put(&self.voided),
            "comment" => json.put(&self.comment),
            "answers" => json.list(self.known_answers(), field),
            _ => false,
        }
    }
}

/// One answer of a response (câu trả lời).
#[derive(Debug, Clone, SimpleObject)]
pub struct Answer {
    /// The question (nội dung).
    pub item: QuestionnaireItem,
    /// The choice (phương án).
    pub option: AnswerOption,
    /// Why, in the household's words (lý do).
    pub reason: Option<String>,
}

impl Plain for Answer {
    fn plain(&self, field: &Field, json: &mut Json) -> bool {
        match field.name.node.as_str() {
            "item" => json.object(&self.item, field),
            "option" => json.object(&self.option, field),
            "reason" => json.put(&self.reason),
            _ => false,
        }
    }
}

/// A remark that came with a response, without its household (ý kiến phản ánh).
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct Comment {
    /// Global id.
    pub id: ID,
    /// What was said (nội dung).
    pub text: String,
    /// When it arrived.
    pub received_at: Moment,
    #[graphql(skip)]
    pub(in crate::graphql) hamlet_id: AreaId,
    #[graphql(skip)]
    pub(in crate::graphql) key: (SurveyId, ResponseId),
}

impl Comment {
    /// A comment of a survey.
    #[must_use]
    pub fn of(comment: record::Comment) -> Self {
        Self {
            id: GlobalId::Comment(comment.survey, comment.response).encode(),
            text: comment.text,
            received_at: Moment(comment.received_at),
            hamlet_id: comment.hamlet,
            key: (comment.survey, comment.response),
        }
    }
}

/// How the comments about one item stand (số ý kiến theo nội dung).
#[derive(Debug, Clone, SimpleObject)]
pub struct CommentTopic {
    /// Code of the item, or `OTHER`; null for those that nobody looked at yet (nội dung).
    pub topic: Option<String>,
    /// How many there are (tổng số).
    pub total: i64,
    /// Of these, being looked at (đang xem xét).
    pub open: i64,
    /// Of these, with whom they concern (đã chuyển).
    pub forwarded: i64,
    /// Of these, answered (đã trả lời).
    pub answered: i64,
    /// Of these, settled or taken note of (đã xong).
    pub closed: i64,
}

impl From<TopicCount> for CommentTopic {
    fn from(count: TopicCount) -> Self {
        Self {
            topic: count.topic,
            total: count.total,
            open: count.open,
            forwarded: count.forwarded,
            answered: count.answered,
            closed: count.closed,
        }
    }
}
