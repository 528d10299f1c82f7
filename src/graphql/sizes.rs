//! About how many values each list of the schema holds, for the query's cost.

use super::guard::limits::{ListFields, Size};

/// The schema's lists. A connection holds its page; any other list is bounded by the subject.
const LISTS: &[(&str, Size)] = &[
    ("agencies", Size::About(30)),
    ("answers", Size::About(20)),
    ("appraisalTasks", Size::Paged),
    ("appraisals", Size::About(20)),
    ("areas", Size::About(2)),
    ("assignedSurveys", Size::About(10)),
    ("byHamlet", Size::About(20)),
    ("byState", Size::About(8)),
    ("byTitle", Size::About(6)),
    ("candidacies", Size::Paged),
    ("certificationRounds", Size::Paged),
    ("checks", Size::About(10)),
    ("comments", Size::Paged),
    ("communes", Size::Paged),
    ("corrections", Size::Paged),
    ("criteria", Size::About(20)),
    ("deadlines", Size::About(5)),
    ("hamlets", Size::About(20)),
    ("history", Size::About(3)),
    ("documents", Size::About(3)),
    ("items", Size::About(20)),
    ("opinions", Size::About(10)),
    ("options", Size::About(3)),
    ("predecessors", Size::About(2)),
    ("publishedResults", Size::Paged),
    ("questionnaires", Size::About(5)),
    ("receipts", Size::About(500)),
    ("regulations", Size::About(5)),
    ("responses", Size::Paged),
    ("revisions", Size::About(2)),
    ("roles", Size::About(2)),
    ("setAside", Size::Paged),
    ("statements", Size::About(2)),
    ("successors", Size::About(2)),
    ("surveys", Size::About(2)),
    ("titles", Size::About(3)),
    ("userErrors", Size::About(5)),
    ("withheldItems", Size::About(5)),
];

/// The table as the guard takes it.
#[must_use]
pub fn list_fields() -> ListFields {
    ListFields::new(LISTS)
}
