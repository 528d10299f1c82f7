//! Hints at invented answers.

use async_graphql::SimpleObject;

use crate::domain::survey::signals::{Signal, SignalKind};

/// Something unlikely about the forms that one account sent for a survey: a hint to whoever verifies,
/// never a verdict, and part of no figure (dấu hiệu bất thường).
#[derive(Debug, Clone, SimpleObject)]
pub struct AnswerSignal {
    /// What is noticed (dấu hiệu).
    pub kind: SignalKind,
    /// Name of the account (tài khoản).
    pub account_name: String,
    /// Forms of which it is noticed (số phiếu có dấu hiệu).
    pub noticed: i64,
    /// Forms of the account that were looked at (số phiếu đã xem).
    pub of: i64,
}

impl From<(String, Signal)> for AnswerSignal {
    fn from((account_name, signal): (String, Signal)) -> Self {
        let counted = |forms: usize| i64::try_from(forms).unwrap_or(i64::MAX);
        Self {
            kind: signal.kind,
            account_name,
            noticed: counted(signal.noticed),
            of: counted(signal.of),
        }
    }
}
