//! About how many values each list of the schema holds, for the query's cost.

use super::guard::limits::{ListFields, Size};

/// The schema's lists. A connection holds its page; any other list is bounded by the subject.
const LISTS: &[(&str, Size)] = &[
    ("answers", Size::About(20)),
    ("appraisals", Size::About(20)),
    ("areas", Size::About(2)),
    ("assignments", Size::Paged),
    ("assignedSurveys", Size::About(10)),
    ("byHamlet", Size::About(20)),
    ("byState", Size::About(8)),
    ("byTitle", Size::About(6)),
    ("candidacies", Size::Paged),
    ("certificationRounds", Size::Paged),
    ("checks", Size::About(5)),
    ("comments", Size::Paged),
    ("communeGroups", Size::About(4)),
    ("communes", Size::Paged),
    ("communesInIt", Size::About(70)),
    ("corrections", Size::Paged),
    ("criteria", Size::About(20)),
    ("deadlines", Size::About(5)),
    ("directives", Size::About(5)),
    ("hamletTitles", Size::About(50)),
    ("hamlets", Size::About(20)),
    ("helpers", Size::About(2)),
    ("indicators", Size::About(50)),
    ("items", Size::About(20)),
    ("ocopRatings", Size::Paged),
    ("options", Size::About(3)),
    ("predecessors", Size::About(2)),
    ("publishedResults", Size::Paged),
    ("questionnaires", Size::About(5)),
    ("receipts", Size::About(500)),
    ("regulations", Size::About(5)),
    ("reports", Size::About(2)),
    ("responses", Size::Paged),
    ("revisions", Size::About(2)),
    ("roles", Size::About(2)),
    ("setAside", Size::Paged),
    ("sponsored", Size::About(5)),
    ("sponsors", Size::About(50)),
    ("successors", Size::About(2)),
    ("surveys", Size::About(2)),
    ("tasks", Size::About(60)),
    ("titles", Size::About(3)),
    ("userErrors", Size::About(5)),
    ("withheldItems", Size::About(5)),
];

/// The table as the guard takes it.
#[must_use]
pub fn list_fields() -> ListFields {
    ListFields::new(LISTS)
}
