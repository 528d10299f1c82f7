//! A plan that merges communes, and the communes that it names.

use crate::domain::base::clock::Day;
use crate::domain::base::ids::{AreaId, MergerPlanId};

/// A plan that merges communes (phương án sáp nhập đơn vị hành chính cấp xã).
///
/// Only a commune that an approved plan names may ask for `SUBSTANTIALLY_COMPLETE`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergerPlan {
    /// Its id.
    pub id: MergerPlanId,
    /// The province.
    pub province: AreaId,
    /// Its number, unique in the province.
    pub number: String,
    /// The day on which it was approved.
    pub approved_on: Day,
    /// Who approved it.
    pub approved_by: String,
    /// The communes that it merges.
    pub communes: Vec<AreaId>,
}
