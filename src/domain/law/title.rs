//! The titles that a unit can be recognised with.

use crate::domain::base::terms::terms;

terms! {
    /// A title of the new-rural programme (danh hiệu).
    Title {
        /// Meets the new-rural standard (đạt chuẩn nông thôn mới).
        Standard = "STANDARD",
        /// Advanced new rural (nông thôn mới nâng cao).
        Advanced = "ADVANCED",
        /// Model new rural (nông thôn mới kiểu mẫu).
        Model = "MODEL",
        /// Substantially complete: a commune that is about to merge (cơ bản hoàn thành).
        SubstantiallyComplete = "SUBSTANTIALLY_COMPLETE",
        /// Task complete: towns, cities, provinces (hoàn thành nhiệm vụ).
        TaskComplete = "TASK_COMPLETED",
        /// Civilised urban: wards and townships (đạt chuẩn văn minh đô thị).
        CivilisedUrban = "CIVILISED_URBAN",
    }
}
