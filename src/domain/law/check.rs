//! What a condition of a regulation comes to, and what follows from it.

use crate::domain::base::terms::terms;

terms! {
    /// The outcome of a check.
    CheckStatus {
        /// The condition holds.
        Met = "MET",
        /// The condition doesn't hold.
        NotMet = "NOT_MET",
        /// It can't be said yet.
        Pending = "PENDING",
        /// Nothing is asked.
        NotRequired = "NOT_REQUIRED",
    }
}

terms! {
    /// What follows from a condition that is not met.
    Severity {
        /// The dossier may not go to the vote.
        Blocking = "BLOCKING",
        /// It is said, and stops nothing.
        Warning = "WARNING",
    }
}
