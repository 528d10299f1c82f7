//! How a hamlet's answers are collected, fixed when its survey opens.
//!
//! In Vietnamese: hình thức lấy phiếu.

use crate::domain::base::terms::terms;

terms! {
    /// How the answers of a hamlet are collected. Single responses and a count record never mix in one
    /// hamlet: nobody could tell which form stands in both.
    CollectionMode {
        /// A collector goes from house to house.
        HouseVisits = "HOUSE_VISITS",
        /// At a meeting of the hamlet, each household its own form.
        Meeting = "MEETING",
        /// Residents answer by themselves.
        SelfService = "SELF_SERVICE",
        /// Paper counted in the hamlet; its count record is typed, twice.
        CountRecord = "COUNT_RECORD",
    }
}
