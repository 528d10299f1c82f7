//! What departments, the coordination office and the council do about a dossier.

use super::item::{TodoItem, TodoKind};
use super::papers::Papers;
use crate::domain::law::round::Deliverable;
use crate::domain::recognition::candidacy::{Candidacy, CandidacyState};
use crate::domain::recognition::debt::DEBT_AGENCIES;
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

/// The statement of construction debt, of Planning and Investment with Finance, until one of them has
/// made it (thông báo 05-TB/BCĐ, mục 5).
pub(super) fn debt(
    actor: &Actor,
    papers: &Papers,
    candidacy: &Candidacy,
    into: &mut Vec<TodoItem>,
) {
    let states_debt = actor
        .agency
        .as_deref()
        .is_some_and(|agency| DEBT_AGENCIES.contains(&agency));
    let owed = candidacy.state.is_before_vote()
        && candidacy.owes(Deliverable::DebtStatement)
        && !papers.indebted.contains(&candidacy.id);
    if states_debt && owed && actor.reaches(Role::Department, &candidacy.place) {
        into.push(TodoItem::owed(
            TodoKind::RecordDebt,
            Deliverable::DebtStatement,
            papers,
            candidacy,
        ));
    }
}

/// A report of the Front that was revised while its candidacy stood on an agenda. The coordination
/// office has it here until it takes that version in, also after the vote; members of the council until
/// their session is over.
pub(super) fn revised_report(
    actor: &Actor,
    papers: &Papers,
    candidacy: &Candidacy,
    into: &mut Vec<TodoItem>,
) {
    let Some(revised) = papers.revised.get(&candidacy.id) else {
        return;
    };
    let office = revised.report.received_at.is_none()
        && actor.reaches(Role::CoordinationOffice, &candidacy.place);
    let council =
        !revised.session.is_over() && actor.reaches(Role::CouncilMember, &candidacy.place);
    if office || council {
        into.push(TodoItem::by(
            TodoKind::ReadRevisedReport,
            None,
            papers,
            candidacy,
        ));
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
