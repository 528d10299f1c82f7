//! One household's form as an app sends it, before it is judged.

use crate::domain::base::clock::Instant;
use crate::domain::base::ids::ResponseId;

/// One answer as sent: the form is data, so item and choice are names yet to be looked up.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct DraftAnswer {
    /// Code of the item.
    pub item: String,
    /// Code of the option.
    pub choice: String,
    /// Why, in the household's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// The household's consent to the notice it was shown (NĐ 356/2025/NĐ-CP).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// Which version of the notice.
    pub notice_version: String,
    /// When it was given.
    pub given_at: Instant,
}

/// One household's form as sent (phiếu).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Made by the app; sending it again is safe.
    pub id: ResponseId,
    /// Code of the hamlet.
    pub hamlet_code: String,
    /// Opaque code within the hamlet; no names.
    pub household_code: String,
    /// When the household answered, to the microsecond.
    pub collected_at: Instant,
    /// Its answers, in any order.
    pub answers: Vec<DraftAnswer>,
    /// Another opinion or remark.
    pub comment: Option<String>,
    /// The form can't be counted (phiếu không hợp lệ).
    pub spoilt: bool,
    /// Consent, where the app asked for it.
    pub consent: Option<Consent>,
}
