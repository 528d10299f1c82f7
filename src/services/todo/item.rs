//! One thing to be done, and what it is about.

use crate::domain::base::clock::Day;
use crate::domain::base::ids::SurveyId;
use crate::domain::base::terms::terms;
use crate::domain::law::round::Deliverable;
use crate::domain::recognition::candidacy::Candidacy;

use super::papers::Papers;

terms! {
    /// What is to be done.
    TodoKind {
        /// A survey is to be opened.
        OpenSurvey = "OPEN_SURVEY",
        /// A survey whose window is over is to be closed.
        CloseSurvey = "CLOSE_SURVEY",
        /// A frozen result is to be hung out.
        PostResult = "POST_RESULT",
        /// Objections are to be answered.
        AnswerObjections = "ANSWER_OBJECTIONS",
        /// Voids and choices wait for a second account.
        ConfirmCorrections = "CONFIRM_CORRECTIONS",
        /// Responses in question are to be looked at.
        ReviewResponses = "REVIEW_RESPONSES",
        /// Comments that were forwarded wait for an answer.
        FollowUpComments = "FOLLOW_UP_COMMENTS",
        /// A survey that has hung out is to be verified.
        VerifySurvey = "VERIFY_SURVEY",
        /// The Front's report is to be handed in.
        SubmitFrontReport = "SUBMIT_FRONT_REPORT",
        /// The department's criteria are to be appraised.
        AppraiseCriteria = "APPRAISE_CRITERIA",
        /// Construction debt is to be stated.
        RecordDebt = "RECORD_DEBT",
        /// The Front's report was revised while its candidacy stood on an agenda.
        ReadRevisedReport = "READ_REVISED_REPORT",
        /// A candidacy that is ready is to be voted on.
        HoldVote = "HOLD_VOTE",
        /// What was voted is to be decided.
        RecordDecision = "RECORD_DECISION",
    }
}

/// One thing to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TodoItem {
    /// What.
    pub kind: TodoKind,
    /// How many there are of it.
    pub count: i64,
    /// In time until the end of the day before; `None` where no day is set.
    pub due_before: Option<Day>,
    /// Whether that day has come.
    pub overdue: bool,
    /// The candidacy that it is for.
    pub candidacy: Candidacy,
    /// The survey that it is about.
    pub survey: Option<SurveyId>,
}

impl TodoItem {
    /// A thing to be done by a day.
    pub(super) fn by(
        kind: TodoKind,
        due_before: Option<Day>,
        papers: &Papers,
        candidacy: &Candidacy,
    ) -> Self {
        Self {
            kind,
            count: 1,
            due_before,
            overdue: due_before.is_some_and(|day| day <= papers.today),
            candidacy: candidacy.clone(),
            survey: None,
        }
    }

    /// A thing that the round's calendar sets a day for.
    pub(super) fn owed(
        kind: TodoKind,
        deliverable: Deliverable,
        papers: &Papers,
        candidacy: &Candidacy,
    ) -> Self {
        Self::by(
            kind,
            papers.due(candidacy.round, deliverable),
            papers,
            candidacy,
        )
    }

    /// The same about a survey, so many times.
    pub(super) fn about(self, survey: SurveyId, count: i64) -> Self {
        Self {
            survey: Some(survey),
            count,
            ..self
        }
    }
}
