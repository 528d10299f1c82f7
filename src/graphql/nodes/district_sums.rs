//! A district's communes in one round, in numbers.

use async_graphql::SimpleObject;

use crate::domain::base::ids::AreaId;
use crate::domain::base::wholes::ShareBase;
use crate::graphql::nodes::round::StateCount;
use crate::graphql::nodes::share::Share;
use crate::services::district_sums;

/// A district's communes in one round; wards and townships are not among them (tổng hợp các xã của huyện).
#[derive(Debug, Clone, SimpleObject)]
pub struct DistrictSums {
    /// Its communes on the round's day (số xã).
    pub communes: i64,
    /// Of these, those that hold STANDARD, ADVANCED or MODEL today (số xã đã đạt chuẩn).
    pub titled: i64,
    /// Of these, those that are or were nominated for recognition in the round, as far as the reader may see
    /// (số xã được đề nghị).
    pub nominated: i64,
    /// Their candidacies by state, as far as the reader may see; a state without one is left out.
    pub by_state: Vec<StateCount>,
    /// What their residents said; null where no commune's closed result may be seen (kết quả lấy ý kiến).
    pub approval: Option<CommunesApproval>,
}

/// The closed results of a district's communes, added up: of each commune one survey, of those that the
/// reader may see (tổng hợp kết quả lấy ý kiến của các xã).
#[derive(Debug, Clone, SimpleObject)]
pub struct CommunesApproval {
    /// The communes whose results are in it.
    pub communes: i64,
    /// Satisfied by the overall item, of the valid forms of these communes (hài lòng trên phiếu hợp lệ).
    pub share: Share,
    /// The commune with the lowest share: a district is judged by each of them (xã có tỷ lệ thấp nhất).
    pub lowest: LowestCommune,
}

/// The commune of a district with the lowest share; of equal ones the first by code (xã có tỷ lệ thấp nhất).
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct LowestCommune {
    /// Satisfied by the overall item, of its valid forms.
    pub share: Share,
    #[graphql(skip)]
    pub(in crate::graphql) commune_id: AreaId,
}

impl From<district_sums::DistrictSums> for DistrictSums {
    fn from(sums: district_sums::DistrictSums) -> Self {
        let state = |(state, count)| StateCount { state, count };
        Self {
            communes: sums.communes,
            titled: sums.titled,
            nominated: sums.nominated,
            by_state: sums.by_state.into_iter().map(state).collect(),
            approval: sums.approval.map(CommunesApproval::from),
        }
    }
}

impl From<district_sums::CommunesApproval> for CommunesApproval {
    fn from(sum: district_sums::CommunesApproval) -> Self {
        let (commune_id, lowest) = sum.lowest;
        Self {
            communes: sum.communes,
            share: Share::new(sum.satisfied, sum.valid, ShareBase::Valid),
            lowest: LowestCommune {
                share: Share::new(lowest.count, lowest.base, ShareBase::Valid),
                commune_id,
            },
        }
    }
}
