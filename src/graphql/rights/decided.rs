//! Every field of the schema with what was decided about it: deny by default.
//!
//! The services refuse, each for itself; this table says what is expected of them, and a test
//! fails on a field that nobody decided about, on a decision without a field, and on a service
//! that answers otherwise.

use super::access::{Access, Decision};
use super::{
    accounts, audit, candidacies, corrections, council, count_records, dossiers, enrolments,
    fieldwork, front, invitations, pages, places, privacy, published, responses, roots, rounds,
    surveys, tasks, todo, webhooks,
};

/// The decisions, by subject.
const SUBJECTS: &[&[Decision]] = &[
    roots::DECISIONS,
    places::DECISIONS,
    rounds::DECISIONS,
    candidacies::DECISIONS,
    corrections::DECISIONS,
    count_records::DECISIONS,
    fieldwork::DECISIONS,
    council::DECISIONS,
    enrolments::DECISIONS,
    front::DECISIONS,
    invitations::DECISIONS,
    dossiers::DECISIONS,
    surveys::DECISIONS,
    responses::DECISIONS,
    published::DECISIONS,
    tasks::DECISIONS,
    accounts::DECISIONS,
    pages::DECISIONS,
    audit::DECISIONS,
    privacy::DECISIONS,
    todo::DECISIONS,
    webhooks::DECISIONS,
];

/// Every decision.
pub fn decisions() -> impl Iterator<Item = &'static Decision> {
    SUBJECTS.iter().copied().flatten()
}

/// The decision for a field; `None` where nobody decided.
#[must_use]
pub fn access(owner: &str, field: &str) -> Option<Access> {
    decisions()
        .find(|(name, _, fields)| *name == owner && fields.split(' ').any(|one| one == field))
        .map(|(_, access, _)| *access)
}
