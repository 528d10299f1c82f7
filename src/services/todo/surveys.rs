//! What the Front has to do about a candidacy's surveys.

use super::item::{TodoItem, TodoKind};
use super::papers::Papers;
use crate::domain::base::clock::{Instant, day_of};
use crate::domain::law::round::Deliverable;
use crate::domain::recognition::candidacy::Candidacy;
use crate::domain::survey::lifecycle::SurveyState;
use crate::domain::survey::posting::PostingState;
use crate::domain::survey::record::Survey;
use crate::domain::trust::actor::{Actor, Role};

/// For the Front of the area; verifying and reporting is the province's.
pub(super) fn of(actor: &Actor, papers: &Papers, candidacy: &Candidacy, into: &mut Vec<TodoItem>) {
    if !actor.reaches(Role::Front, &candidacy.place) {
        return;
    }
    let all = papers
        .surveys
        .get(&candidacy.id)
        .map_or(&[][..], Vec::as_slice);
    let provincial = actor.is_provincial_front(&candidacy.place);
    for survey in all {
        into.extend(step(papers, candidacy, survey, provincial));
        corrections(papers, candidacy, survey, into);
        objections(papers, candidacy, survey, into);
        comments(papers, candidacy, survey, into);
    }
    let verified = |survey: &Survey| survey.lifecycle.stored == SurveyState::Verified;
    if provincial && all.iter().any(verified) && !papers.reports.contains_key(&candidacy.id) {
        let kind = TodoKind::SubmitFrontReport;
        into.push(TodoItem::owed(
            kind,
            Deliverable::FrontReport,
            papers,
            candidacy,
        ));
    }
}

/// What moves a survey on from where it stands.
fn step(
    papers: &Papers,
    candidacy: &Candidacy,
    survey: &Survey,
    provincial: bool,
) -> Option<TodoItem> {
    let after = |at: Instant| day_of(at).succ_opt();
    let by = |kind, day| TodoItem::by(kind, day, papers, candidacy).about(survey.id, 1);
    let owed = |kind| {
        let owed = TodoItem::owed(kind, Deliverable::FrontReport, papers, candidacy);
        owed.about(survey.id, 1)
    };
    match survey.lifecycle.state_at(papers.now) {
        SurveyState::Draft => Some(by(TodoKind::OpenSurvey, after(survey.lifecycle.opens_at))),
        SurveyState::Closing => Some(by(TodoKind::CloseSurvey, after(survey.lifecycle.closes_at))),
        SurveyState::Closed => match posting(papers, survey) {
            PostingState::NotPosted => Some(owed(TodoKind::PostResult)),
            PostingState::Posted => None,
            PostingState::Over => provincial.then(|| owed(TodoKind::VerifySurvey)),
        },
        SurveyState::Returned => Some(owed(TodoKind::OpenSurvey)),
        SurveyState::Open | SurveyState::Verified => None,
    }
}

/// How far the latest result has hung out.
fn posting(papers: &Papers, survey: &Survey) -> PostingState {
    let latest = papers.frozen.get(&survey.id).map(|one| one.revision);
    let newest = papers.postings.get(&survey.id).and_then(|all| all.first());
    let both = newest.zip(latest);
    both.map_or(PostingState::NotPosted, |(newest, latest)| {
        newest.state(latest, papers.today)
    })
}

fn corrections(papers: &Papers, candidacy: &Candidacy, survey: &Survey, into: &mut Vec<TodoItem>) {
    if survey.lifecycle.stored == SurveyState::Verified {
        return;
    }
    let waiting = papers.unconfirmed.get(&survey.id).copied().unwrap_or(0);
    let questioned = papers.questioned.get(&survey.id).copied().unwrap_or(0);
    let kinds = [
        (TodoKind::ConfirmCorrections, waiting),
        (TodoKind::ReviewResponses, questioned),
    ];
    for (kind, number) in kinds.into_iter().filter(|(_, number)| *number > 0) {
        let owed = TodoItem::owed(kind, Deliverable::FrontReport, papers, candidacy);
        into.push(owed.about(survey.id, number));
    }
}

fn objections(papers: &Papers, candidacy: &Candidacy, survey: &Survey, into: &mut Vec<TodoItem>) {
    let all = papers
        .objections
        .get(&survey.id)
        .map_or(&[][..], Vec::as_slice);
    let open = all.iter().filter(|one| one.answer.is_none()).count();
    if open > 0 {
        let kind = TodoKind::AnswerObjections;
        let owed = TodoItem::owed(kind, Deliverable::FrontReport, papers, candidacy);
        into.push(owed.about(survey.id, i64::try_from(open).unwrap_or(i64::MAX)));
    }
}

fn comments(papers: &Papers, candidacy: &Candidacy, survey: &Survey, into: &mut Vec<TodoItem>) {
    let Some((number, due_on)) = papers.forwarded.get(&survey.id) else {
        return;
    };
    let due_before = due_on.and_then(|day| day.succ_opt());
    let owed = TodoItem::by(TodoKind::FollowUpComments, due_before, papers, candidacy);
    into.push(owed.about(survey.id, *number));
}
