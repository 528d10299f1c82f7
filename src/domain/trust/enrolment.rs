//! A collector's phone, set up for a survey by the Front.

use crate::domain::base::clock::Instant;
use crate::domain::base::ids::{AccountId, EnrolmentId, SurveyId, TokenId};

/// An enrolment (ghi danh người lấy phiếu); its token changes when it is renewed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enrolment {
    /// Its id.
    pub id: EnrolmentId,
    /// The survey.
    pub survey: SurveyId,
    /// The collector.
    pub account: AccountId,
    /// The token that the phone shows now, revoked or not.
    pub token: TokenId,
    /// When it was made.
    pub enrolled_at: Instant,
    /// By whom.
    pub enrolled_by: AccountId,
}
