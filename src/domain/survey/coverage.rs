//! Households heard of all households.
//!
//! In Vietnamese: tỷ lệ hộ được lấy ý kiến.

use crate::domain::base::ratio::Share;

/// How many of the households were heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct Coverage {
    /// Registered households of the survey's hamlets, fixed when the survey opens.
    pub households: i64,
    /// Distinct households with a counted response, spoilt ones included; may pass `households`.
    pub responded: i64,
}

impl Coverage {
    /// The share of households heard.
    #[must_use]
    pub const fn share(&self) -> Share {
        Share::of(self.responded, self.households)
    }
}
