//! A collector's phone, set up for a survey.

use async_graphql::{ID, SimpleObject};

use crate::domain::base::ids::AreaId;
use crate::graphql::id::GlobalId;
use crate::graphql::scalars::Moment;
use crate::services::enrolments::EnrolmentView;

/// A collector's phone, set up for hamlets of a survey (ghi danh người lấy phiếu).
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct Enrolment {
    /// Global id.
    pub id: ID,
    /// Name of the collector's account (người lấy phiếu).
    pub collector: String,
    /// When it was made (lúc ghi danh).
    pub enrolled_at: Moment,
    /// Name of the account that made it (người ghi danh).
    pub enrolled_by: String,
    /// From when on the phone is no longer let in, 60 days after the survey's planned closing (hết hạn).
    pub expires_at: Option<Moment>,
    /// When the phone was cut off; null where it was not (lúc thu hồi).
    pub revoked_at: Option<Moment>,
    #[graphql(skip)]
    pub(in crate::graphql) hamlet_ids: Vec<AreaId>,
}

impl From<EnrolmentView> for Enrolment {
    fn from(view: EnrolmentView) -> Self {
        Self {
            id: GlobalId::Enrolment(view.enrolment.id).encode(),
            collector: view.collector,
            enrolled_at: Moment(view.enrolment.enrolled_at),
            enrolled_by: view.enrolled_by,
            expires_at: view.expires_at.map(Moment),
            revoked_at: view.revoked_at.map(Moment),
            hamlet_ids: view.hamlets,
        }
    }
}
