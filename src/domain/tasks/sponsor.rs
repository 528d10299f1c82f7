//! Units that sponsor communes; their plans and results are reports on assignments.
//!
//! In Vietnamese: đơn vị đỡ đầu, tài trợ xây dựng nông thôn mới.

use crate::domain::base::ids::{AreaId, SponsorId};

/// A sponsor unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sponsor {
    /// Its id.
    pub id: SponsorId,
    /// Its code, which assignments and tokens name like an agency's.
    pub code: String,
    /// The province whose notices give it tasks.
    pub province: AreaId,
    /// Its name.
    pub name: String,
    /// The communes that it sponsors.
    pub communes: Vec<AreaId>,
}
