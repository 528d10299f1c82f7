//! What a share is of: every share that is shown says its base.

use super::terms::terms;

terms! {
    /// What the base of a share counts (workflow, rule 2).
    ShareBase {
        /// Registered households.
        Households = "HOUSEHOLDS",
        /// Forms issued.
        Issued = "ISSUED",
        /// Forms collected, spoilt ones included.
        Collected = "COLLECTED",
        /// Valid forms.
        Valid = "VALID",
        /// Valid forms that answered the item.
        Answered = "ANSWERED",
        /// Households drawn for a direct check.
        Sample = "SAMPLE",
        /// Members of the council.
        Members = "MEMBERS",
        /// Members of the council who are present.
        Present = "PRESENT",
        /// Ballots cast.
        Ballots = "BALLOTS",
    }
}
