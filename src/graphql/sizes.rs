//! About how many values each list of the schema holds, for the query's cost.

use super::guard::limits::{ListFields, Size};

/// The schema's lists. A connection holds its page; any other list is bounded by the subject.
const LISTS: &[(&str, Size)] = &[
    ("answers", Size::About(20)),
    ("appraisals", Size::About(20)),
    ("areas", Size::About(2)),
    ("assignedSurveys", Size::About(10)),
    ("byCommune", Size::About(30)),
    ("byHamlet", Size::About(20)),
    ("byState", Size::About(8)),
    ("byTitle", Size::About(6)),
    ("candidacies", Size::Paged),
    ("certificationRounds", Size::Paged),
    ("checks", Size::About(5)),
    ("comments", Size::Paged),
    ("communes", Size::Paged),
    ("corrections", Size::Paged),
    ("comparison", Size::About(20)),
    ("conclusions", Size::About(25)),
    ("criteria", Size::About(20)),
    ("deadlines", Size::About(5)),
    ("drawnHouseholds", Size::About(100)),
    ("forms", Size::About(20)),
    ("frozenResults", Size::About(2)),
    ("hamlets", Size::About(20)),
    ("items", Size::About(20)),
    ("numbers", Size::About(6)),
    ("objections", Size::About(5)),
    ("options", Size::About(3)),
    ("places", Size::About(5)),
    ("points", Size::About(6)),
    ("postings", Size::About(2)),
    ("predecessors", Size::About(2)),
    ("publishedResults", Size::Paged),
    ("questionnaires", Size::About(5)),
    ("receipts", Size::About(500)),
    ("regulations", Size::About(5)),
    ("responses", Size::Paged),
    ("revisions", Size::About(2)),
    ("roles", Size::About(2)),
    ("setAside", Size::Paged),
    ("strata", Size::About(20)),
    ("successors", Size::About(2)),
    ("surveys", Size::About(2)),
    ("titles", Size::About(3)),
    ("userErrors", Size::About(5)),
    ("verificationPoints", Size::About(6)),
    ("verifications", Size::About(2)),
    ("versions", Size::About(2)),
    ("warnings", Size::About(2)),
    ("withheldItems", Size::About(5)),
];

/// The table as the guard takes it.
#[must_use]
pub fn list_fields() -> ListFields {
    ListFields::new(LISTS)
}
