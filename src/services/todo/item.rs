//! One thing to be done, and what it is about.

use crate::domain::base::clock::Day;
use crate::domain::base::ids::SurveyId;
use crate::domain::base::terms::terms;
use crate::domain::law::round::Deliverable;
use crate::domain::recognition::candidacy::Candidacy;
use crate::services::webhooks::WebhookView;

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
        /// A program that was given up is to be told again, or taken away.
        ResumeWebhook = "RESUME_WEBHOOK",
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
    /// What it is about.
    pub about: About,
}

/// What a thing to be done is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// A candidacy.
    Candidacy(Candidacy),
    /// A survey of a candidacy.
    Survey(Candidacy, SurveyId),
    /// A program that is told of events.
    Webhook(WebhookView),
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
            about: About::Candidacy(candidacy.clone()),
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
        let about = match self.about {
            About::Candidacy(candidacy) | About::Survey(candidacy, _) => {
                About::Survey(candidacy, survey)
            }
            other @ About::Webhook(_) => other,
        };
        Self {
            count,
            about,
            ..self
        }
    }

    /// A program that was given up: to be told again or taken away, by no day.
    pub(super) fn given_up(hook: WebhookView) -> Self {
        Self {
            kind: TodoKind::ResumeWebhook,
            count: 1,
            due_before: None,
            overdue: false,
            about: About::Webhook(hook),
        }
    }
}
