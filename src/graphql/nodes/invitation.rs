//! What a resident with an invitation is shown, and how many invitations there are.

use async_graphql::SimpleObject;

use super::questionnaire::{CriteriaOf, Questionnaire};
use super::survey::{ConsentNotice, SubmissionLimits};
use crate::domain::base::ids::AreaId;
use crate::domain::survey::invitation;
use crate::graphql::scalars::Moment;
use crate::services::invitations::Letter;
use crate::services::invited::Invited;

/// What an invitation is for: the form, and where the household lives. Nothing of what it answered (giấy mời trả
/// lời).
#[derive(Debug, Clone, SimpleObject)]
pub struct Invitation {
    /// Name of the unit that the survey is for (đơn vị).
    pub area_name: String,
    /// Name of the household's hamlet (thôn).
    pub hamlet_name: String,
    /// The first instant that is no longer collected in the survey's window (hạn trả lời).
    pub closes_at: Moment,
    /// The form (mẫu phiếu).
    pub questionnaire: Questionnaire,
    /// What the household is told before it answers; its consent names the version (thông báo về dữ liệu cá nhân).
    pub consent_notice: Option<ConsentNotice>,
    /// How long texts may be (giới hạn).
    pub limits: SubmissionLimits,
}

impl From<Invited> for Invitation {
    fn from(invited: Invited) -> Self {
        let notice = invited.form.questionnaire.notice();
        Self {
            area_name: invited.area,
            hamlet_name: invited.hamlet.name,
            closes_at: Moment(invited.survey.lifecycle.closes_at),
            consent_notice: notice.map(ConsentNotice::from),
            limits: SubmissionLimits::present(),
            questionnaire: Questionnaire::of(invited.form, CriteriaOf::Newest),
        }
    }
}

/// A household's code, told this once; to be printed and handed over (mã mời).
#[derive(Debug, Clone, SimpleObject)]
pub struct InvitationLetter {
    /// The household's opaque code; of a hamlet without a roster, a number (mã hộ).
    pub household_code: String,
    /// The code, 12 signs in groups of four; a secret (mã mời).
    pub code: String,
    /// Where on this server the household answers, for a QR code; as secret as the code (đường dẫn).
    pub path: String,
}

impl From<Letter> for InvitationLetter {
    fn from(letter: Letter) -> Self {
        Self {
            household_code: letter.household,
            path: letter.code.path(),
            code: letter.code.shown(),
        }
    }
}

/// How many invitations a hamlet has; never who has answered (số giấy mời của thôn).
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct HamletInvitations {
    /// Those that can be used (còn hiệu lực).
    pub in_force: i64,
    /// Those that were revoked (đã thu hồi).
    pub revoked: i64,
    /// When the last one was made (lần cấp gần nhất).
    pub latest_made_at: Moment,
    #[graphql(skip)]
    pub(in crate::graphql) hamlet: AreaId,
}

impl From<invitation::HamletInvitations> for HamletInvitations {
    fn from(counted: invitation::HamletInvitations) -> Self {
        Self {
            in_force: counted.in_force,
            revoked: counted.revoked,
            latest_made_at: Moment(counted.latest_made_at),
            hamlet: counted.hamlet,
        }
    }
}
