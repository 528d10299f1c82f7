//! How a round stands: what is owed and in, candidacies by state and title.

use std::collections::{BTreeMap, HashMap};

use super::candidacies;
use super::deliveries;
use super::office::{Office, Speaker};
use super::readiness;
use super::refusal::Refusal;
use super::rounds;
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::RoundId;
use crate::domain::law::round::{Deliverable, DueDate};
use crate::domain::law::title::Title;
use crate::domain::recognition::candidacy::{Candidacy, CandidacyState};

/// One date of a round: how many of what is owed are in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeadlineStanding {
    /// What is owed by when.
    pub date: DueDate,
    /// How many are owed, or were in before they were put off.
    pub expected: i64,
    /// How many are in.
    pub received: i64,
    /// Of these, late.
    pub late: i64,
}

impl DeadlineStanding {
    /// A date of which nothing is owed yet.
    const fn of(date: DueDate) -> Self {
        Self {
            date,
            expected: 0,
            received: 0,
            late: 0,
        }
    }

    /// With one more that is owed, and in since then where it is.
    fn with(self, delivered: Option<&Option<Instant>>) -> Self {
        let late = delivered.copied().flatten();
        let late = late.is_some_and(|at| self.date.is_late(at));
        Self {
            expected: self.expected.saturating_add(1),
            received: self.received.saturating_add(i64::from(delivered.is_some())),
            late: self.late.saturating_add(i64::from(late)),
            ..self
        }
    }

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
/// When each deliverable came in is asked of `deliveries`.
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
    let mut wanted: Vec<Deliverable> = dates.values().flatten().map(|d| d.deliverable).collect();
    wanted.sort_unstable();
    wanted.dedup();
    let found = deliveries::of(office, &all, &wanted).await?;
    let standing = |round: RoundId, date: DueDate| {
        let delivered = found.get(&date.deliverable);
        let since = |one: &Candidacy| delivered.and_then(|delivered| delivered.get(&one.id));
        let of_round = all.iter().filter(|one| one.round == round);
        // What was put off or withdrawn owes nothing more; what had come in of it, in time or late, did.
        let owed = of_round.filter(|one| {
            one.owes(date.deliverable) && (one.state.still_stands() || since(one).is_some())
        });
        owed.fold(DeadlineStanding::of(date), |standing, one| {
            standing.with(since(one))
        })
    };
    let stand = |(round, dates): (RoundId, Vec<DueDate>)| {
        let standings = dates.into_iter().map(|date| standing(round, date));
        (round, standings.collect())
    };
    Ok(dates.into_iter().map(stand).collect())
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
