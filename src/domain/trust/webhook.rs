//! Other programs that want to be told of events, and what they are told.

use chrono::TimeDelta;

use crate::domain::base::clock::Instant;
use crate::domain::base::ids::{AccountId, AreaId, SurveyId, WebhookId};
use crate::domain::base::terms::terms;
use uuid::Uuid;

terms! {
    /// What a program can be told of.
    WebhookKind {
        /// A survey was closed and its result frozen.
        SurveyClosed = "SURVEY_CLOSED",
        /// A result was posted.
        ResultPosted = "RESULT_POSTED",
        /// A survey was verified.
        ResultVerified = "RESULT_VERIFIED",
        /// A survey was returned.
        SurveyReturned = "SURVEY_RETURNED",
        /// The Front handed a report in.
        ReportSubmitted = "REPORT_SUBMITTED",
        /// A decision was put on record.
        DecisionRecorded = "DECISION_RECORDED",
        /// Answers came in; told now and then while a survey runs.
        SurveyProgress = "SURVEY_PROGRESS",
    }
}

impl WebhookKind {
    /// The kind of event that an action of the audit is.
    #[must_use]
    pub fn of_action(action: &str) -> Option<Self> {
        match action {
            "survey.close" => Some(Self::SurveyClosed),
            "survey.post" => Some(Self::ResultPosted),
            "survey.verify" => Some(Self::ResultVerified),
            "survey.return" => Some(Self::SurveyReturned),
            "front_report.submit" => Some(Self::ReportSubmitted),
            "decision.record" => Some(Self::DecisionRecorded),
            _ => None,
        }
    }
}

/// How long to wait after each failure before the next try; the last one again and again.
const WAITS: [TimeDelta; 7] = [
    TimeDelta::seconds(5),
    TimeDelta::minutes(1),
    TimeDelta::minutes(5),
    TimeDelta::minutes(30),
    TimeDelta::hours(2),
    TimeDelta::hours(5),
    TimeDelta::hours(10),
];

/// How long a program may fail before it is told no more.
pub const GIVEN_UP_AFTER: TimeDelta = TimeDelta::days(3);

/// The longest text that is kept of a failure, in characters.
const LONGEST_FAILURE: usize = 200;

/// A program that wants to be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Webhook {
    /// Its id.
    pub id: WebhookId,
    /// Where it is told.
    pub url: String,
    /// What signs what it is told: 32 bytes of chance.
    pub secret: Vec<u8>,
    /// Of what it wants to be told.
    pub kinds: Vec<WebhookKind>,
    /// Of events in this province; `None`: of all.
    pub province: Option<AreaId>,
    /// When it was put on record.
    pub created_at: Instant,
    /// By whom.
    pub created_by: AccountId,
    /// The number of the last event that it was told, or that was not for it.
    pub told: i64,
    /// Failures in a row.
    pub failures: i64,
    /// Since when it has failed.
    pub failing_since: Option<Instant>,
    /// Before when it is not tried again.
    pub next_try_at: Option<Instant>,
    /// Since when it is told no more.
    pub disabled_at: Option<Instant>,
    /// What went wrong the last time.
    pub last_failure: Option<String>,
}

impl Webhook {
    /// Whether an event is for it; one that somebody without areas made is for all.
    #[must_use]
    pub fn wants(&self, event: &WebhookEvent) -> bool {
        let lies_elsewhere =
            matches!((self.province, event.province), (Some(own), Some(its)) if own != its);
        !lies_elsewhere && self.kinds.contains(&event.kind)
    }

    /// Whether it may be told something now.
    #[must_use]
    pub fn is_due(&self, now: Instant) -> bool {
        self.disabled_at.is_none() && self.next_try_at.is_none_or(|at| at <= now)
    }

    /// Notes that it was told an event.
    pub fn succeeded(&mut self, sequence: i64) {
        self.told = sequence;
        self.failures = 0;
        self.failing_since = None;
        self.next_try_at = None;
        self.last_failure = None;
    }

    /// Notes that it could not be told, and gives up after long; `gone` says that it asked never to be told again.
    pub fn failed(&mut self, now: Instant, reason: &str, gone: bool) {
        let tried = usize::try_from(self.failures).unwrap_or(usize::MAX);
        let wait = WAITS.get(tried).or(WAITS.last());
        let since = *self.failing_since.get_or_insert(now);
        self.failures = self.failures.saturating_add(1);
        self.next_try_at = wait.map(|wait| now + *wait);
        self.last_failure = Some(reason.chars().take(LONGEST_FAILURE).collect());
        if gone || now.signed_duration_since(since) >= GIVEN_UP_AFTER {
            self.disabled_at = Some(now);
        }
    }

    /// Has it told again, from an event on where one is named.
    pub fn resume(&mut self, after: Option<i64>) {
        let told = after.unwrap_or(self.told);
        self.succeeded(told);
        self.disabled_at = None;
    }
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebhookEvent {
    /// Its number, in the order of what happened; from 1.
    pub sequence: i64,
    /// Its name, the same in each try.
    pub id: Uuid,
    /// When.
    pub at: Instant,
    /// What.
    pub kind: WebhookKind,
    /// In which province, where it lies in one.
    pub province: Option<AreaId>,
    /// To which survey.
    pub survey: Option<SurveyId>,
    /// To what else: a report of the Front.
    pub subject: Option<Uuid>,
    /// Number of the decision.
    pub number: Option<String>,
}
