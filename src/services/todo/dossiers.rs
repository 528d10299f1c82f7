//! What departments and the coordination office have to do about a dossier.

use super::item::{TodoItem, TodoKind};
use super::papers::Papers;
use crate::domain::law::round::Deliverable;
use crate::domain::recognition::candidacy::{Candidacy, CandidacyState};
use crate::domain::trust::actor::{Actor, Role};

/// Criteria of the department's own agency that nobody has appraised yet.
pub(super) fn appraisals(
    actor: &Actor,
    papers: &Papers,
    candidacy: &Candidacy,
    into: &mut Vec<TodoItem>,
) {
    let Some(agency) = actor.agency.as_deref() else {
        return;
    };
    let looked_at = matches!(
        candidacy.state,
        CandidacyState::Nominated | CandidacyState::Appraising
    );
    if !looked_at || !actor.reaches(Role::Department, &candidacy.place) {
        return;
    }
    let Some(rules) = papers.rules.get(&candidacy.round) else {
        return;
    };
    let done = papers
        .appraisals
        .get(&candidacy.id)
        .map_or(&[][..], Vec::as_slice);
    let own = rules.composed.criteria.iter().filter(|criterion| {
        criterion.agency.as_deref() == Some(agency)
            && !done.iter().any(|one| one.criterion == criterion.code)
    });
    let open = i64::try_from(own.count()).unwrap_or(i64::MAX);
    if open > 0 {
        let kind = TodoKind::AppraiseCriteria;
        let deliverable = Deliverable::CriterionAppraisals;
        into.push(TodoItem {
            count: open,
            ..TodoItem::owed(kind, deliverable, papers, candidacy)
        });
    }
}

/// Votes to be held and decisions to be recorded: the coordination office's.
pub(super) fn council(
    actor: &Actor,
    papers: &Papers,
    candidacy: &Candidacy,
    into: &mut Vec<TodoItem>,
) {
    if !actor.reaches(Role::CoordinationOffice, &candidacy.place) {
        return;
    }
    let kind = match candidacy.state {
        CandidacyState::Ready => TodoKind::HoldVote,
        CandidacyState::Voted => TodoKind::RecordDecision,
        _ => return,
    };
    into.push(TodoItem::owed(
        kind,
        Deliverable::RecognitionVote,
        papers,
        candidacy,
    ));
}
