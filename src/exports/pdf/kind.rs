//! Which papers there are as PDF.

use crate::domain::base::terms::terms;

terms! {
    /// A paper.
    PaperKind {
        /// The count record of a hamlet or a commune.
        CountRecord = "count-record",
        /// The Front's report.
        FrontReport = "front-report",
        /// The council's minutes of a vote.
        Minutes = "minutes",
        /// What was decided in a round.
        Decisions = "decisions",
    }
}
