//! What of a round's deliverables is in, and since when.
//!
//! Whoever brings a deliverable adds its arm here: a function that says of which candidacies it is
//! in and since when, with one statement for all. What came in first counts; a later revision
//! doesn't make it late.

use std::collections::HashMap;

use super::appraisals::grouped;
use super::office::Office;
use super::reassessments;
use super::refusal::Refusal;
use super::rulebooks;
use super::votes;
use crate::domain::base::clock::{Instant, start_of};
use crate::domain::base::ids::CandidacyId;
use crate::domain::law::round::Deliverable;
use crate::domain::recognition::candidacy::Candidacy;
use crate::storage::{appraisals, debts, front_reports};

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
            Deliverable::FrontReport => reported(office, candidacies).await?,
            Deliverable::RecognitionVote => voted(office, candidacies).await?,
            Deliverable::ReassessmentReport => reassessed(office, candidacies).await?,
        };
        found.insert(*deliverable, delivered);
    }
    Ok(found)
}

/// Appraisals are in once every criterion that an agency answers for is appraised, with the last.
async fn appraised(office: &Office, candidacies: &[Candidacy]) -> Result<Delivered, Refusal> {
    let rules = rulebooks::of_candidacies(office, candidacies).await?;
    let ids = ids_of(candidacies);
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
    let ids = ids_of(candidacies);
    let mut delivered = Delivered::new();
    for statement in debts::of_candidacies(office.db.read(), &ids).await? {
        if let Some(candidacy) = statement.candidacy {
            delivered.entry(candidacy).or_insert(Some(statement.at));
        }
    }
    Ok(delivered)
}

/// A report is in with its first version that names the candidacy.
async fn reported(office: &Office, candidacies: &[Candidacy]) -> Result<Delivered, Refusal> {
    let found = front_reports::first_in(office.db.read(), &ids_of(candidacies)).await?;
    Ok(found.into_iter().map(|(id, at)| (id, Some(at))).collect())
}

/// A vote is in on the day of its session.
async fn voted(office: &Office, candidacies: &[Candidacy]) -> Result<Delivered, Refusal> {
    let found = votes::held_on(office, &ids_of(candidacies)).await?;
    let since = found.into_iter().map(|(id, day)| (id, start_of(day)));
    Ok(since.collect())
}

/// A re-assessment is in when it was first recorded.
async fn reassessed(office: &Office, candidacies: &[Candidacy]) -> Result<Delivered, Refusal> {
    let found = reassessments::of_candidacies(office, &ids_of(candidacies)).await?;
    let first = found
        .into_iter()
        .filter_map(|(id, versions)| Some((id, Some(versions.first()?.at))));
    Ok(first.collect())
}

fn ids_of(candidacies: &[Candidacy]) -> Vec<CandidacyId> {
    candidacies.iter().map(|one| one.id).collect()
}
