//! Why the demonstration could not be filled in.

use crate::services::accounts::AuthRefusal;
use crate::services::imported::ImportRefusal;
use crate::services::refusal::Refusal;

/// Why the demonstration was not filled in.
#[derive(Debug, thiserror::Error)]
pub enum DemoRefusal {
    /// The database holds something.
    #[error("the database is not empty")]
    NotEmpty,
    /// It could not be done.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// What comes with the program is at fault; a test holds that it is not.
    #[error(transparent)]
    Unsound(#[from] ImportRefusal),
    /// A token that was just made is not taken.
    #[error(transparent)]
    Stranger(#[from] AuthRefusal),
}
