//! What of a round's deliverables is in, and since when.
//!
//! Whoever brings a deliverable adds its arm here: a function that says of which candidacies it is
//! in and since when, with one statement for all. What came in first counts; a later revision
//! doesn't make it late.

use std::collections::HashMap;

use super::appraisals::grouped;
use super::office::Office;
use super::refusal::Refusal;
use super::rulebooks;
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::CandidacyId;
use crate::domain::law::round::Deliverable;
use crate::domain::recognition::candidacy::{Candidacy, CandidacyState};
use crate::storage::{appraisals, debts};

/// Of which candidacies something is in, and since when; `None` where that is not known.
pub(super) type Delivered = HashMap<CandidacyId, Option<Instant>>;

/// Of which of these candidacies each of the deliverables is in.
///
/// # Errors
/// Where the database can't be read.
pub(super) async fn of(
    office: &Office,
    candidacies: &[Candidacy],
    wanted: &[Deliverable],
) -> Result<HashMap<Deliverable, Delivered>, Refusal> {
    let mut found = HashMap::with_capacity(wanted.len());
    for deliverable in wanted {
        let delivered = match deliverable {
            Deliverable::CriterionAppraisals => appraised(office, candidacies).await?,
            Deliverable::DebtStatement => stated(office, candidacies).await?,
            Deliverable::RecognitionVote => voted(candidacies),
            Deliverable::FrontReport | Deliverable::ReassessmentReport => Delivered::new(),
        };
        found.insert(*deliverable, delivered);
    }
    Ok(found)
}

/// Appraisals are in once every criterion that an agency answers for is appraised, with the last.
async fn appraised(office: &Office, candidacies: &[Candidacy]) -> Result<Delivered, Refusal> {
    let rules = rulebooks::of_candidacies(office, candidacies).await?;
    let ids: Vec<CandidacyId> = candidacies.iter().map(|one| one.id).collect();
    let found = grouped(appraisals::of_candidacies(office.db.read(), &ids).await?);
    let mut delivered = Delivered::new();
    for candidacy in candidacies {
        let Some(rules) = rules.get(&candidacy.round) else {
            continue;
        };
        let asked = rules
            .composed
            .criteria_for(candidacy.title, candidacy.place.level)
            .filter(|criterion| criterion.agency.is_some());
        let findings = found.get(&candidacy.id);
        let times: Option<Vec<Instant>> = asked
            .map(|criterion| Some(findings?.get(&criterion.code)?.first().at))
            .collect();
        if let Some(last) = times.and_then(|times| times.into_iter().max()) {
            delivered.insert(candidacy.id, Some(last));
        }
    }
    Ok(delivered)
}

/// Debt is in with its first statement.
async fn stated(office: &Office, candidacies: &[Candidacy]) -> Result<Delivered, Refusal> {
    let ids: Vec<CandidacyId> = candidacies.iter().map(|one| one.id).collect();
    let mut delivered = Delivered::new();
    for statement in debts::of_candidacies(office.db.read(), &ids).await? {
        if let Some(candidacy) = statement.candidacy {
            delivered.entry(candidacy).or_insert(Some(statement.at));
        }
    }
    Ok(delivered)
}

/// Who has been voted on, as the state says.
fn voted(candidacies: &[Candidacy]) -> Delivered {
    use CandidacyState::{Recognised, Refused, Voted};
    let done = candidacies
        .iter()
        .filter(|one| matches!(one.state, Voted | Recognised | Refused));
    done.map(|one| (one.id, None)).collect()
}
