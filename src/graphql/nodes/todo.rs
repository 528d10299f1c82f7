//! One thing to be done, as a list of work shows it.

use async_graphql::SimpleObject;

use crate::domain::base::ids::{CandidacyId, SurveyId};
use crate::domain::base::language::Language;
use crate::graphql::nodes::webhook::Webhook;
use crate::graphql::scalars::CalendarDay;
use crate::services::todo::item::{About, TodoItem as Item, TodoKind};
use crate::words::todo;

/// One thing to be done by whoever asks (việc cần làm).
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct TodoItem {
    /// What is to be done (loại việc).
    pub kind: TodoKind,
    /// The same in words, in the request's language (diễn giải).
    pub message: String,
    /// How many there are of it, such as criteria or objections.
    pub count: i64,
    /// In time until the end of the day before; null where no day is set (thời hạn).
    pub due_before: Option<CalendarDay>,
    /// Whether that day has come (quá hạn).
    pub overdue: bool,
    /// The program that is told of events no more; null where it is about none (điểm nhận thông báo).
    pub webhook: Option<Webhook>,
    #[graphql(skip)]
    pub(in crate::graphql) candidacy_id: Option<CandidacyId>,
    #[graphql(skip)]
    pub(in crate::graphql) survey_id: Option<SurveyId>,
}

impl TodoItem {
    /// A thing to be done, in a language.
    #[must_use]
    pub fn of(item: &Item, language: Language) -> Self {
        let (candidacy_id, survey_id, webhook) = match &item.about {
            About::Candidacy(candidacy) => (Some(candidacy.id), None, None),
            About::Survey(candidacy, survey) => (Some(candidacy.id), Some(*survey), None),
            About::Webhook(view) => (None, None, Some(view.clone().into())),
        };
        Self {
            kind: item.kind,
            message: todo::line(item, language),
            count: item.count,
            due_before: item.due_before.map(CalendarDay),
            overdue: item.overdue,
            webhook,
            candidacy_id,
            survey_id,
        }
    }
}
