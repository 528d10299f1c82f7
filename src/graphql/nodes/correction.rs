//! Forms set aside and corrections of a count: for the Front, without answers.

use async_graphql::SimpleObject;

use crate::domain::base::ids::AreaId;
use crate::domain::survey::correction::{ConflictChoice, CorrectionKind};
use crate::domain::survey::judge::RejectionCode;
use crate::graphql::scalars::{Moment, UniqueId};
use crate::services::conflicts::{RivalView, SetAsideView};
use crate::services::corrections::CorrectionView;

/// A form that was stored whole and is counted nowhere until the Front chooses it; without its
/// answers (phiếu để riêng).
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct SetAsideResponse {
    /// The id that the app made for it, unique in its survey.
    pub response_id: UniqueId,
    /// When the household answered.
    pub collected_at: Moment,
    /// When it arrived.
    pub received_at: Moment,
    /// Why it was set aside (lý do).
    pub code: RejectionCode,
    /// Name of the account that sent it (người gửi).
    pub collector: String,
    /// The counted response of the same household, or the one that was voided for this form; null
    /// where there is none (phiếu đối chiếu).
    pub rival: Option<RivalResponse>,
    /// The choice that stands about it; null before one is made (lựa chọn).
    pub choice: Option<Correction>,
    #[graphql(skip)]
    pub(in crate::graphql) hamlet_id: AreaId,
}

impl From<SetAsideView> for SetAsideResponse {
    fn from(view: SetAsideView) -> Self {
        Self {
            response_id: UniqueId(view.response.0),
            collected_at: Moment(view.collected_at),
            received_at: Moment(view.received_at),
            code: view.code,
            collector: view.collector,
            rival: view.rival.map(RivalResponse::from),
            choice: view.choice.map(Correction::from),
            hamlet_id: view.hamlet,
        }
    }
}

/// The response that a form set aside stands against, without its answers (phiếu đối chiếu).
#[derive(Debug, Clone, SimpleObject)]
pub struct RivalResponse {
    /// The id that the app made for it, unique in its survey.
    pub response_id: UniqueId,
    /// When the household answered.
    pub collected_at: Moment,
    /// When it arrived.
    pub received_at: Moment,
    /// Name of the account that sent it (người gửi).
    pub collector: String,
    /// Whether it was taken out of the count since (đã loại).
    pub voided: bool,
}

impl From<RivalView> for RivalResponse {
    fn from(view: RivalView) -> Self {
        Self {
            response_id: UniqueId(view.response.0),
            collected_at: Moment(view.collected_at),
            received_at: Moment(view.received_at),
            collector: view.collector,
            voided: view.voided,
        }
    }
}

/// A response taken out of the count or replaced, or a choice about a form that was set aside; confirmed
/// by a second account before the survey is VERIFIED (hiệu chỉnh).
#[derive(Debug, Clone, SimpleObject)]
pub struct Correction {
    /// Its number within the survey, from 1.
    pub number: i64,
    /// What it does (loại hiệu chỉnh).
    pub kind: CorrectionKind,
    /// The response that was voided or replaced, or the form set aside that was chosen about.
    pub response_id: UniqueId,
    /// The household's counted response when it was chosen; of an amendment, the answer that counts in
    /// its place; null for a void and where there was none.
    pub rival_id: Option<UniqueId>,
    /// What was chosen; null but for a choice (lựa chọn).
    pub choice: Option<ConflictChoice>,
    /// Why (lý do).
    pub reason: String,
    /// When it was made.
    pub made_at: Moment,
    /// Name of the account that made it (người thực hiện).
    pub made_by: String,
    /// When a second account confirmed it; null before.
    pub confirmed_at: Option<Moment>,
    /// Name of the account that confirmed it; null before (người xác nhận).
    pub confirmed_by: Option<String>,
    /// Whether a later choice about the same form stands in its place.
    pub superseded: bool,
}

impl From<CorrectionView> for Correction {
    fn from(view: CorrectionView) -> Self {
        let one = view.correction;
        Self {
            number: one.number,
            kind: one.kind,
            response_id: UniqueId(one.response.0),
            rival_id: one.rival.map(|id| UniqueId(id.0)),
            choice: one.choice,
            reason: one.reason,
            made_at: Moment(one.made.at),
            made_by: view.made_by,
            confirmed_at: one.confirmed.map(|deed| Moment(deed.at)),
            confirmed_by: view.confirmed_by,
            superseded: one.superseded_by.is_some(),
        }
    }
}
