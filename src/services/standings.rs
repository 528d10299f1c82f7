//! How a round stands: what is owed and in, candidacies by state and title.

use std::collections::{BTreeMap, HashMap};

use super::candidacies;
use super::office::{Office, Speaker};
use super::readiness;
use super::reassessments;
use super::refusal::Refusal;
use super::rounds;
use super::votes;
use crate::domain::base::clock::{Day, day_of};
use crate::domain::base::ids::{CandidacyId, RoundId};
use crate::domain::law::round::{Deliverable, DueDate};
use crate::domain::law::title::Title;
use crate::domain::recognition::candidacy::{Candidacy, CandidacyPurpose, CandidacyState};

/// One date of a round: how many of what is owed are in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeadlineStanding {
    /// What is owed by when.
    pub date: DueDate,
    /// How many are owed.
    pub expected: i64,
    /// How many are in.
    pub received: i64,
    /// Of these, late.
    pub late: i64,
}

impl DeadlineStanding {
    /// How many are still owed.
    #[must_use]
    pub const fn outstanding(&self) -> i64 {
        self.expected.saturating_sub(self.received)
    }
}

/// A round's candidacies in numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RoundSummary {
    /// How many the speaker may see.
    pub candidacies: i64,
    /// Of these, ready for the vote.
    pub ready: i64,
    /// By state, each that occurs.
    pub by_state: Vec<(CandidacyState, i64)>,
    /// By title, each that occurs.
    pub by_title: Vec<(Title, i64)>,
}

/// What of each round's dates is in, of the candidacies that the speaker may see.
///
/// # Errors
/// Where the database can't be read.
pub async fn deadlines(
    office: &Office,
    speaker: Speaker<'_>,
    ids: &[RoundId],
) -> Result<HashMap<RoundId, Vec<DeadlineStanding>>, Refusal> {
    let dates = rounds::due_dates(office, ids).await?;
    let all = candidacies::of_rounds(office, speaker, ids).await?;
    let came = arrivals(office, &all).await?;
    let standing = |round: RoundId, date: DueDate| {
        let owed: Vec<&Candidacy> = all
            .iter()
            .filter(|one| one.round == round && owes(one, date.deliverable))
            .collect();
        let received: Vec<Day> = owed
            .iter()
            .filter_map(|one| came.get(&(one.id, date.deliverable)).copied())
            .collect();
        let late = received.iter().filter(|day| **day >= date.due_before);
        DeadlineStanding {
            date,
            expected: number(owed.len()),
            received: number(received.len()),
            late: number(late.count()),
        }
    };
    let stand = |(round, dates): (RoundId, Vec<DueDate>)| {
        (
            round,
            dates
                .into_iter()
                .map(|date| standing(round, date))
                .collect(),
        )
    };
    Ok(dates.into_iter().map(stand).collect())
}

fn owes(candidacy: &Candidacy, deliverable: Deliverable) -> bool {
    if matches!(
        candidacy.state,
        CandidacyState::Withdrawn | CandidacyState::Deferred
    ) {
        return false;
    }
    match deliverable {
        Deliverable::ReassessmentReport => candidacy.purpose == CandidacyPurpose::Reassessment,
        Deliverable::CriterionAppraisals
        | Deliverable::DebtStatement
        | Deliverable::FrontReport
        | Deliverable::RecognitionVote => candidacy.purpose == CandidacyPurpose::Recognition,
    }
}

/// The day on which each candidacy's deliverables came in: a vote on the day of its session, a
/// re-assessment on the day on which it was first recorded.
async fn arrivals(
    office: &Office,
    all: &[Candidacy],
) -> Result<HashMap<(CandidacyId, Deliverable), Day>, Refusal> {
    let ids: Vec<CandidacyId> = all.iter().map(|one| one.id).collect();
    let votes = votes::held_on(office, &ids).await?.into_iter();
    let mut came: HashMap<_, _> = votes
        .map(|(id, day)| ((id, Deliverable::RecognitionVote), day))
        .collect();
    for (id, versions) in reassessments::of_candidacies(office, &ids).await? {
        if let Some(first) = versions.first() {
            came.insert((id, Deliverable::ReassessmentReport), day_of(first.at));
        }
    }
    Ok(came)
}

/// Each round's candidacies in numbers, of those that the speaker may see.
///
/// # Errors
/// Where the database can't be read.
pub async fn summaries(
    office: &Office,
    speaker: Speaker<'_>,
    ids: &[RoundId],
) -> Result<HashMap<RoundId, RoundSummary>, Refusal> {
    let all = candidacies::of_rounds(office, speaker, ids).await?;
    let readiness = readiness::of(office, speaker, &all).await?;
    let summary = |round: &RoundId| {
        let mut by_state: BTreeMap<CandidacyState, i64> = BTreeMap::new();
        let mut by_title: BTreeMap<Title, i64> = BTreeMap::new();
        let mut summary = RoundSummary::default();
        for candidacy in all.iter().filter(|candidacy| candidacy.round == *round) {
            let ready = readiness
                .get(&candidacy.id)
                .is_some_and(|readiness| readiness.ready);
            summary.candidacies = summary.candidacies.saturating_add(1);
            summary.ready = summary.ready.saturating_add(i64::from(ready));
            count(by_state.entry(candidacy.state).or_default());
            count(by_title.entry(candidacy.title).or_default());
        }
        summary.by_state = by_state.into_iter().collect();
        summary.by_title = by_title.into_iter().collect();
        (*round, summary)
    };
    Ok(ids.iter().map(summary).collect())
}

fn count(counter: &mut i64) {
    *counter = counter.saturating_add(1);
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
