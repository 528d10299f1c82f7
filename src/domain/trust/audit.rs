//! What is written down of each change: what, by whom, when.

use crate::domain::base::clock::Instant;
use crate::domain::base::ids::{AccountId, AuditId, SurveyId};
use crate::domain::trust::actor::Role;

/// One line of the audit; added in the transaction of the change, never changed or taken away.
#[derive(Debug, Clone, PartialEq)]
pub struct AuditEntry {
    /// Its id, ordered by time.
    pub id: AuditId,
    /// When.
    pub at: Instant,
    /// The survey that it is about.
    pub survey: Option<SurveyId>,
    /// By which account; `None` for the program itself.
    pub account: Option<AccountId>,
    /// In which role.
    pub role: Option<Role>,
    /// What was done: 1 to 64 characters.
    pub action: String,
    /// To what, where it is not the survey: 1 to 200 characters.
    pub subject: Option<String>,
    /// The rest; never an answer, a household code or a token.
    pub details: serde_json::Value,
    /// The request that it was done in.
    pub request_id: Option<String>,
}

impl AuditEntry {
    /// An entry of what the program did by itself: by no account, in no request.
    #[must_use]
    pub fn unasked(
        id: AuditId,
        at: Instant,
        survey: Option<SurveyId>,
        action: &str,
        details: serde_json::Value,
    ) -> Self {
        Self {
            id,
            at,
            survey,
            account: None,
            role: None,
            action: action.to_owned(),
            subject: None,
            details,
            request_id: None,
        }
    }
}
