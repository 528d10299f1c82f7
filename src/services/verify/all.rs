//! `verify`: everything that is kept, held against what it came from.

use super::chains::{self, Followed};
use super::finding::Finding;
use super::follows::checks;
use super::{contents, rows, words};
use crate::domain::base::ids::SurveyId;
use crate::domain::trust::chain::{ChainId, Head};
use crate::services::checkpoint;
use crate::services::imported::number;
use crate::services::office::Office;
use crate::services::progress::{Progress, Work};
use crate::services::recount;
use crate::services::refusal::Refusal;
use crate::storage::vouched::THINGS;
use crate::storage::{audit, audit_heads, surveys};

/// Chains that are looked up at a time.
const CHUNK: u64 = 500;

/// What is to be verified.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// One survey alone; else everything.
    pub survey: Option<SurveyId>,
    /// Heads that were written down: each must still be in its chain.
    pub pinned: Vec<Head>,
}

/// What was verified.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verified {
    /// Surveys that were counted again.
    pub surveys: u64,
    /// Responses that were read, voided ones included.
    pub responses: u64,
    /// Entries of the audit that were followed.
    pub entries: u64,
    /// The head of the main chain.
    pub head: Option<Head>,
    /// What is wrong; empty where all agrees.
    pub findings: Vec<Finding>,
}

/// Verifies one survey and its chain, or everything. Needs little memory whatever there is, and
/// holds while responses come in.
///
/// # Errors
/// [`Refusal::NotFound`] for a survey that isn't there; where the database can't be read.
pub async fn verify(
    office: &Office,
    asked: &Asked,
    progress: &dyn Progress,
) -> Result<Verified, Refusal> {
    let recount = recount::verify(office, asked.survey, progress).await?;
    let mut findings: Vec<Finding> = recount.differences.into_iter().map(Finding::from).collect();
    let ids = match asked.survey {
        Some(id) => vec![id],
        None => surveys::ids(office.db.read(), &[]).await?,
    };
    progress.begin(Work::Recounting, number(ids.len()));
    for id in &ids {
        contents::of_survey(office, *id, &mut findings).await?;
        words::of_survey(office, *id, &mut findings).await?;
        progress.advance(1);
    }
    progress.end();
    let mut followed = Followed::default();
    if let Some(id) = asked.survey {
        let mut wanted: Vec<ChainId> = asked.pinned.iter().map(|head| head.chain).collect();
        wanted.push(ChainId::of(Some(id)));
        wanted.sort_unstable();
        wanted.dedup();
        for chain in wanted {
            chains::one(office, chain, &asked.pinned, &mut followed).await?;
        }
    } else {
        everything(office, &asked.pinned, &mut followed).await?;
        for thing in THINGS {
            rows::of_table(office, thing, &mut findings).await?;
        }
        checks::all(office, &mut findings).await?;
    }
    findings.append(&mut followed.findings);
    Ok(Verified {
        surveys: recount.surveys,
        responses: recount.responses,
        entries: followed.entries,
        head: head(office).await?,
        findings,
    })
}

/// Ties every survey's chain to the main one, so that its head holds all that was written until now.
///
/// # Errors
/// Where the database refuses.
pub async fn checkpoint(office: &Office) -> Result<(), Refusal> {
    checkpoint::add(&office.db, office.clock.now(), office.chance.as_ref()).await
}

/// The head of the main chain: what is printed and pinned.
///
/// # Errors
/// Where the database can't be read.
pub async fn head(office: &Office) -> Result<Option<Head>, Refusal> {
    let found = audit_heads::of_chains(office.db.read(), &[ChainId::MAIN]).await?;
    Ok(found.first().map(|dated| dated.head))
}

/// Follows every chain that has an entry or a head, the main one first.
async fn everything(
    office: &Office,
    pinned: &[Head],
    followed: &mut Followed,
) -> Result<(), Refusal> {
    chains::has_beginning(office, followed).await?;
    chains::one(office, ChainId::MAIN, pinned, followed).await?;
    let mut last: Option<ChainId> = None;
    loop {
        let read = office.db.read();
        let of_entries = audit::chains(read, last, CHUNK).await?;
        let heads = audit_heads::chunk(read, last, None, CHUNK).await?;
        // Both are in order: what is beyond the shorter page comes with the next one.
        let full = |found: usize| number(found) == CHUNK;
        let ends = [
            of_entries
                .last()
                .copied()
                .filter(|_| full(of_entries.len())),
            heads
                .last()
                .map(|dated| dated.head.chain)
                .filter(|_| full(heads.len())),
        ];
        let until = ends.into_iter().flatten().min();
        let mut chains: Vec<ChainId> = of_entries;
        chains.extend(heads.iter().map(|dated| dated.head.chain));
        chains.extend(
            pinned
                .iter()
                .map(|head| head.chain)
                .filter(|_| last.is_none()),
        );
        chains.sort_unstable();
        chains.dedup();
        for chain in chains {
            let wanted =
                until.is_none_or(|until| chain <= until) && last.is_none_or(|last| chain > last);
            if wanted && chain != ChainId::MAIN {
                chains::one(office, chain, pinned, followed).await?;
            }
        }
        match until {
            None => return Ok(()),
            Some(_) => last = until,
        }
    }
}
