//! What is held about one household.

use async_graphql::SimpleObject;

use crate::services::households::HeldAbout;

/// What is held about one household (dữ liệu đang lưu về một hộ).
#[derive(Debug, Clone, SimpleObject)]
pub struct HouseholdRecord {
    /// All of it as canonical JSON (RFC 8785): the roster, accepted responses, forms set aside, draws of
    /// direct checks, each with its survey.
    pub json: String,
    /// SHA-256 of that text, lower-case hexadecimal.
    pub sha256: String,
    /// Accepted responses in it, voided ones included (số phiếu).
    pub responses: i64,
    /// Forms set aside in it (số phiếu để riêng).
    pub set_aside: i64,
}

impl From<HeldAbout> for HouseholdRecord {
    fn from(held: HeldAbout) -> Self {
        Self {
            json: held.json,
            sha256: held.sha256,
            responses: held.responses,
            set_aside: held.set_aside,
        }
    }
}
