//! Construction debt: what is owed, and how much of it has no planned source.
//!
//! In Vietnamese: nợ xây dựng cơ bản, trong đó làm rõ nợ đã có kế hoạch nguồn vốn để trả và nợ đọng
//! (thông báo 05-TB/BCĐ, mục 5). Only arrears stand in a candidacy's way.

use crate::domain::base::clock::{Day, Instant};
use crate::domain::base::ids::{AccountId, CandidacyId, DebtStatementId, RoundId};
use crate::domain::base::money::Money;

/// The figures of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DebtFigures {
    /// All that is owed.
    pub total: Money,
    /// Of it, with a planned source to pay from.
    pub planned: Money,
    /// Of it, without (nợ đọng).
    pub arrears: Money,
}

/// Figures that don't add up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{} and {} are not {}", .0.planned, .0.arrears, .0.total)]
pub struct DoesNotAddUp(pub DebtFigures);

impl DebtFigures {
    /// Looks whether the total is the sum of its two parts.
    ///
    /// # Errors
    /// [`DoesNotAddUp`] with the figures.
    pub fn cross_footed(self) -> Result<Self, DoesNotAddUp> {
        if self.planned.plus(self.arrears) == Ok(self.total) {
            Ok(self)
        } else {
            Err(DoesNotAddUp(self))
        }
    }
}

/// A statement of construction debt, in one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DebtStatement {
    /// Its id.
    pub id: DebtStatementId,
    /// The round that it was made for.
    pub round: RoundId,
    /// Whose debt; `None`: the whole province's.
    pub candidacy: Option<CandidacyId>,
    /// Its version, from 1; the highest is the current one.
    pub version: i32,
    /// The day that the figures are of.
    pub as_of: Day,
    /// The figures.
    pub figures: DebtFigures,
    /// A remark.
    pub note: Option<String>,
    /// Code of the agency.
    pub agency: String,
    /// Who wrote it down.
    pub by: AccountId,
    /// Name of that account.
    pub by_name: String,
    /// When.
    pub at: Instant,
    /// Why the version before was revised; none for the first.
    pub reason: Option<String>,
}

/// The agencies that state construction debt: Planning and Investment with Finance (thông báo
/// 05-TB/BCĐ, mục 5).
pub const DEBT_AGENCIES: [&str; 2] = ["SO_KE_HOACH", "SO_TAI_CHINH"];
