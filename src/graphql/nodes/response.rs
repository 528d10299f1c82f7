//! Single responses and comments, for the Front alone.

use std::sync::Arc;

use async_graphql::{ID, SimpleObject};

use super::questionnaire::{AnswerOption, QuestionnaireItem};
use crate::domain::base::ids::{AreaId, ResponseId, SurveyId};
use crate::domain::survey::record::{self, Response, Survey};
use crate::graphql::id::GlobalId;
use crate::graphql::scalars::{Moment, UniqueId};
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
}

impl SurveyResponse {
    /// A response of a survey.
    #[must_use]
    pub fn of(response: Response, survey: &Arc<Survey>) -> Self {
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
