//! What became of a unit and of those that it came of, year by year.

use std::collections::{BTreeSet, HashMap};

use super::access;
use super::office::{Office, Speaker};
use super::refusal::Refusal;
use super::rounds;
use crate::domain::base::ids::{AreaId, RoundId};
use crate::domain::recognition::candidacy::Candidacy;
use crate::storage::{candidacies, lineage};

/// Mergers that are followed back: more than any unit has gone through since 1945.
const GENERATIONS: usize = 8;
/// Entries of a unit at the most.
const LONGEST: usize = 100;

/// A candidacy of a unit, or of one that it came of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryEntry {
    /// The year of its round.
    pub year: i32,
    /// The candidacy.
    pub candidacy: Candidacy,
}

/// The histories of some units, the latest year first; a fixed number of statements for all.
///
/// # Errors
/// Where the database can't be read.
pub async fn of(
    office: &Office,
    speaker: Speaker<'_>,
    ids: &[AreaId],
) -> Result<HashMap<AreaId, Vec<HistoryEntry>>, Refusal> {
    let read = office.db.read();
    let mut before: HashMap<AreaId, BTreeSet<AreaId>> =
        ids.iter().map(|id| (*id, BTreeSet::from([*id]))).collect();
    let mut newest: BTreeSet<AreaId> = ids.iter().copied().collect();
    let mut known = newest.clone();
    for _ in 0..GENERATIONS {
        let asked: Vec<AreaId> = newest.into_iter().collect();
        let pairs = lineage::predecessors(read, &asked).await?;
        newest = BTreeSet::new();
        for (unit, earlier) in pairs {
            for line in before.values_mut().filter(|line| line.contains(&unit)) {
                line.insert(earlier);
            }
            if known.insert(earlier) {
                newest.insert(earlier);
            }
        }
        if newest.is_empty() {
            break;
        }
    }
    let known: Vec<AreaId> = known.into_iter().collect();
    let sight = access::visible(office, speaker);
    let found = candidacies::of_areas(read, &sight, &known).await?;
    let of_rounds: BTreeSet<RoundId> = found.iter().map(|one| one.round).collect();
    let of_rounds = rounds::by_ids(office, &of_rounds.into_iter().collect::<Vec<_>>()).await?;
    let year = |one: &Candidacy| of_rounds.get(&one.round).map_or(0, |round| round.year);
    let history = |(id, line): (AreaId, BTreeSet<AreaId>)| {
        let own = found.iter().filter(|one| line.contains(&one.place.area));
        let mut entries: Vec<HistoryEntry> = own
            .map(|one| HistoryEntry {
                year: year(one),
                candidacy: one.clone(),
            })
            .collect();
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.year));
        entries.truncate(LONGEST);
        (id, entries)
    };
    Ok(before.into_iter().map(history).collect())
}
