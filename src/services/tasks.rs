//! What departments have to appraise in a round.

use std::collections::HashMap;

use super::appraisals;
use super::candidacies;
use super::office::{Office, Speaker};
use super::recorded::Recorded;
use super::refusal::{InputFault, Refusal};
use super::rulebooks;
use crate::domain::base::ids::{CandidacyId, RoundId};
use crate::domain::base::page::{Cursor, Page, PageRequest};
use crate::domain::law::regulation::Criterion;
use crate::domain::recognition::appraisal::Appraisal;
use crate::domain::recognition::candidacy::Candidacy;
use crate::domain::trust::actor::Role;
use crate::domain::trust::authority::{self, Action};

/// Which tasks a list holds; what is left out filters nothing.
#[derive(Debug, Clone, Default)]
pub struct TaskFilter {
    /// Of this agency alone.
    pub agency: Option<String>,
    /// Only those of which nothing is recorded, or something is.
    pub outstanding: Option<bool>,
}

/// One criterion of one candidacy, and what is recorded of it.
#[derive(Debug, Clone)]
pub struct Task {
    /// The candidacy.
    pub candidacy: Candidacy,
    /// The criterion.
    pub criterion: Criterion,
    /// What is recorded.
    pub recorded: Option<Recorded<Appraisal>>,
}

/// All tasks of a round that the speaker may see, by candidacy and criterion. A department sees its
/// own.
///
/// Bounded by the round: its candidacies times the criteria of the set.
///
/// # Errors
/// As the rights say; [`Refusal::Forbidden`] for a department that asks for another's.
pub async fn of_round(
    office: &Office,
    speaker: Speaker<'_>,
    round: RoundId,
    filter: &TaskFilter,
) -> Result<Vec<Task>, Refusal> {
    let actor = authority::may_ever(speaker, Action::ReadDossiers)?;
    let others = Action::ReadDossiers.roles().iter();
    let sees_all = others
        .filter(|role| **role != Role::Department)
        .any(|role| actor.is(*role));
    let own = actor.agency.as_deref().filter(|_| !sees_all);
    if let (Some(own), Some(asked)) = (own, filter.agency.as_deref())
        && own != asked
    {
        return Err(Refusal::Forbidden);
    }
    let agency = filter.agency.as_deref().or(own);
    if agency.is_none() && !sees_all {
        return Err(Refusal::Forbidden);
    }
    let all = candidacies::of_rounds(office, speaker, &[round]).await?;
    let all: Vec<Candidacy> = all
        .into_iter()
        .filter(|one| one.state.still_stands())
        .collect();
    let found = appraisals::of_candidacies(office, speaker, &all).await?;
    let mut tasks = tasks(office, all, found, agency).await?;
    if let Some(outstanding) = filter.outstanding {
        tasks.retain(|task| task.recorded.is_none() == outstanding);
    }
    Ok(tasks)
}

async fn tasks(
    office: &Office,
    all: Vec<Candidacy>,
    mut found: HashMap<CandidacyId, Vec<Recorded<Appraisal>>>,
    agency: Option<&str>,
) -> Result<Vec<Task>, Refusal> {
    let rules = rulebooks::of_candidacies(office, &all).await?;
    let mut tasks = Vec::new();
    for candidacy in all {
        let Some(rules) = rules.get(&candidacy.round) else {
            continue;
        };
        let mut recorded = found.remove(&candidacy.id).unwrap_or_default();
        let asked = rules
            .composed
            .criteria_for(candidacy.title, candidacy.place.level)
            .filter(|one| one.agency.is_some())
            .filter(|one| agency.is_none_or(|agency| one.agency.as_deref() == Some(agency)));
        for criterion in asked {
            let at = recorded
                .iter()
                .position(|one| one.current.criterion == criterion.code);
            tasks.push(Task {
                candidacy: candidacy.clone(),
                criterion: criterion.clone(),
                recorded: at.map(|at| recorded.swap_remove(at)),
            });
        }
    }
    Ok(tasks)
}

/// A page of tasks, by candidacy in the order of nomination, then in the order of the rule book.
///
/// # Errors
/// [`Refusal::BadInput`] for a cursor that this list didn't give.
pub fn page(tasks: Vec<Task>, request: &PageRequest) -> Result<Page<Task>, Refusal> {
    let place = |cursor: &Option<Cursor>| cursor.as_ref().map(|one| find(&tasks, one)).transpose();
    let from = place(&request.after)?.map_or(0, |at| at.saturating_add(1));
    let until = place(&request.before)?.unwrap_or(tasks.len());
    let limit = usize::try_from(request.limit).unwrap_or(usize::MAX);
    let (from, until) = if request.from_end {
        (from.max(until.saturating_sub(limit)), until)
    } else {
        (from, until.min(from.saturating_add(limit)))
    };
    let total = tasks.len();
    let size = until.saturating_sub(from);
    let rows: Vec<(Cursor, Task)> = tasks
        .into_iter()
        .skip(from)
        .take(size)
        .map(|task| (cursor(&task), task))
        .collect();
    Ok(Page {
        rows,
        has_next: until < total,
        has_previous: from > 0,
    })
}

fn cursor(task: &Task) -> Cursor {
    Cursor(vec![
        task.candidacy.id.to_string(),
        task.criterion.code.clone(),
    ])
}

fn find(tasks: &[Task], wanted: &Cursor) -> Result<usize, Refusal> {
    let at = tasks.iter().position(|task| cursor(task) == *wanted);
    at.ok_or_else(|| Refusal::BadInput {
        path: Vec::new(),
        fault: InputFault::Cursor,
    })
}
