//! What an import changed, or why nothing was imported.

use super::refusal::Refusal;
use crate::domain::base::import_fault::ImportFault;
use crate::domain::imports::area_plan::NoPlan;
use crate::storage::fault::StorageFault;

/// What an import changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct ImportReport {
    /// Things that were not there before.
    pub inserted: u64,
    /// Things that were brought up to date.
    pub updated: u64,
    /// Of those, units that were given an end.
    pub ended: u64,
    /// Rows that say nothing new.
    pub unchanged: u64,
}

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportRefusal {
    /// The file has faults, in order of lines.
    #[error("the file has {} fault(s)", .0.len())]
    Faults(Vec<ImportFault>),
    /// It could not be done.
    #[error(transparent)]
    Refused(#[from] Refusal),
}

impl From<Vec<ImportFault>> for ImportRefusal {
    fn from(faults: Vec<ImportFault>) -> Self {
        Self::Faults(faults)
    }
}

impl From<StorageFault> for ImportRefusal {
    fn from(fault: StorageFault) -> Self {
        Self::Refused(fault.into())
    }
}

impl From<NoPlan> for ImportRefusal {
    fn from(none: NoPlan) -> Self {
        match none {
            NoPlan::Faults(faults) => Self::Faults(faults),
            NoPlan::NoChance(fault) => Self::Refused(fault.into()),
        }
    }
}

/// A file's faults in order of lines, each once: what a row says wrong and what the record lacks.
pub(super) fn faulty(mut faults: Vec<ImportFault>) -> ImportRefusal {
    faults.sort();
    faults.dedup();
    ImportRefusal::Faults(faults)
}

/// A count of things as it is reported.
pub(super) fn number(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}
