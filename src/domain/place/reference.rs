//! Names a unit in a file: its code, and the day on which the code is read.

use std::fmt;
use std::str::FromStr;

use crate::domain::base::clock::Day;
use crate::domain::base::import_fault::FaultReason;
use crate::domain::base::text::{is_code, written_day};

/// A unit as a file names it: `CODE` or `CODE@2019-12-31`.
///
/// Codes are used again after mergers, so a code alone is read on a day that its place in the
/// file gives.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AreaRef {
    /// The code.
    pub code: String,
    /// The day on which it is read, where the file says one.
    pub on: Option<Day>,
}

impl FromStr for AreaRef {
    type Err = FaultReason;

    fn from_str(text: &str) -> Result<Self, FaultReason> {
        let (code, on) = match text.split_once('@') {
            None => (text, None),
            Some((code, day)) => {
                let day = written_day(day).ok_or(FaultReason::NotAnAreaReference)?;
                (code, Some(day))
            }
        };
        if is_code(code) {
            let code = code.to_owned();
            Ok(Self { code, on })
        } else {
            Err(FaultReason::NotAnAreaReference)
        }
    }
}

impl fmt::Display for AreaRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.on {
            None => f.write_str(&self.code),
            Some(day) => write!(f, "{}@{day}", self.code),
        }
    }
}
