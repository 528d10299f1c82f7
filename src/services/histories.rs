//! What became of a unit and of those that it came of, year by year.

use std::collections::{BTreeSet, HashMap};

use chrono::Datelike as _;

use super::access;
use super::office::{Office, Speaker};
use super::refusal::Refusal;
use super::rounds;
use crate::domain::base::ids::{AreaId, CandidacyId, DecisionId, RoundId};
use crate::domain::recognition::candidacy::Candidacy;
use crate::domain::recognition::title_record::AreaTitle;
use crate::storage::{area_titles, candidacies, decisions, lineage};

/// Mergers that are followed back: more than any unit has gone through since 1945.
const GENERATIONS: usize = 8;
/// Entries of a unit at the most.
const LONGEST: usize = 100;

/// A candidacy of a unit, or of one that it came of, with the title that it led to; or a title alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryEntry {
    /// The year of its round; of a title alone, that of the day on which it was given.
    pub year: i32,
    /// The candidacy; `None` where none that the speaker may see led to the title.
    pub candidacy: Option<Candidacy>,
    /// The title that its decision gave.
    pub title: Option<AreaTitle>,
}

/// Each unit with those that it came of, itself among them; and all of them once.
type Lines = (HashMap<AreaId, BTreeSet<AreaId>>, Vec<AreaId>);

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
    let (before, known) = lines(office, ids).await?;
    let sight = access::visible(office, speaker);
    let found = candidacies::of_areas(read, &sight, &known).await?;
    let of_rounds: BTreeSet<RoundId> = found.iter().map(|one| one.round).collect();
    let of_rounds = rounds::by_ids(office, &of_rounds.into_iter().collect::<Vec<_>>()).await?;
    let year = |one: &Candidacy| of_rounds.get(&one.round).map_or(0, |round| round.year);
    let ids: Vec<CandidacyId> = found.iter().map(|one| one.id).collect();
    let decided: HashMap<CandidacyId, DecisionId> = decisions::of_candidacies(read, &ids)
        .await?
        .into_iter()
        .map(|(decided, decision)| (decided.candidacy, decision.id))
        .collect();
    let titles = area_titles::of_areas(read, &known).await?;
    let gave = |one: &Candidacy, title: &AreaTitle| {
        title.decision.is_some()
            && title.decision == decided.get(&one.id).copied()
            && (title.area, title.title) == (one.place.area, one.title)
    };
    let history = |(id, line): (AreaId, BTreeSet<AreaId>)| {
        let own = found.iter().filter(|one| line.contains(&one.place.area));
        let asked = own.map(|one| HistoryEntry {
            year: year(one),
            candidacy: Some(one.clone()),
            title: titles.iter().find(|title| gave(one, title)).cloned(),
        });
        let alone = titles.iter().filter_map(|title| {
            let known = found.iter().any(|one| gave(one, title));
            let since = title
                .since
                .filter(|_| !known && line.contains(&title.area))?;
            Some(HistoryEntry {
                year: since.year(),
                candidacy: None,
                title: Some(title.clone()),
            })
        });
        let mut entries: Vec<HistoryEntry> = asked.chain(alone).collect();
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.year));
        entries.truncate(LONGEST);
        (id, entries)
    };
    Ok(before.into_iter().map(history).collect())
}

/// Each unit with those that it came of, and all of them.
async fn lines(office: &Office, ids: &[AreaId]) -> Result<Lines, Refusal> {
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
    Ok((before, known.into_iter().collect()))
}
