//! The figures of surveys, worked out once for each version and kept at hand.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::counting;
use super::freeze;
use super::library;
use super::office::Office;
use super::refusal::Refusal;
use super::results::SurveyResult;
use crate::domain::base::ids::{CandidacyId, RegulationId, RoundId, SurveyId};
use crate::domain::law::title::Title;
use crate::domain::survey::lifecycle::SurveyState;
use crate::domain::survey::record::{Survey, SurveyHamlet};
use crate::storage::database::Transaction;
use crate::storage::{candidacies, frozen, rounds, survey_hamlets};

/// The figures of some surveys.
///
/// What was worked out for a survey's version is used again for as long as the version stands;
/// the version itself was read with the survey, so a figure is never older than its receipt.
///
/// # Errors
/// Where the database can't be read.
pub async fn of(
    office: &Office,
    wanted: &[Survey],
) -> Result<HashMap<SurveyId, Arc<SurveyResult>>, Refusal> {
    let mut found = HashMap::with_capacity(wanted.len());
    let mut missing = Vec::new();
    for survey in wanted {
        match office
            .results
            .get(survey.id)
            .filter(|kept| kept.version == survey.version)
        {
            Some(kept) => {
                found.insert(survey.id, kept);
            }
            None => missing.push(survey),
        }
    }
    if missing.is_empty() {
        return Ok(found);
    }
    let judged_by = judged_by(office, &missing).await?;
    let mut hamlets = hamlets(office, &missing).await?;
    for survey in missing {
        let Some((title, regulation)) = judged_by.get(&survey.candidacy).copied() else {
            continue;
        };
        let form = library::form(office, survey.questionnaire).await?;
        let rules = library::ruleset(office, regulation).await?;
        let hamlets = Arc::new(hamlets.remove(&survey.id).unwrap_or_default());
        let result = Arc::new(counting::work_out(survey, hamlets, form, rules, title)?);
        // Until it opens, a survey's households follow the register without a new version.
        if survey.lifecycle.stored != SurveyState::Draft {
            office.results.put(survey.id, Arc::clone(&result));
        }
        found.insert(survey.id, result);
    }
    Ok(found)
}

/// The figures of one survey as a transaction sees them: what is frozen when it closes.
pub(super) async fn in_transaction(
    office: &Office,
    tx: &Transaction,
    survey: &Survey,
) -> Result<SurveyResult, Refusal> {
    let candidacy = candidacies::find(tx, survey.candidacy)
        .await?
        .ok_or(Refusal::NotFound)?;
    let round = rounds::find_many(tx, &[candidacy.round])
        .await?
        .pop()
        .ok_or(Refusal::NotFound)?;
    let form = library::form(office, survey.questionnaire).await?;
    let rules = library::ruleset(office, round.regulation).await?;
    let hamlets = Arc::new(survey_hamlets::of_surveys(tx, &[survey.id]).await?);
    Ok(counting::work_out(
        survey,
        hamlets,
        form,
        rules,
        candidacy.title,
    )?)
}

/// The title and the regulation that judge each survey's candidacy.
async fn judged_by(
    office: &Office,
    surveys: &[&Survey],
) -> Result<HashMap<CandidacyId, (Title, RegulationId)>, Refusal> {
    let read = office.db.read();
    let ids: BTreeSet<CandidacyId> = surveys.iter().map(|survey| survey.candidacy).collect();
    let candidacies = candidacies::find_many(read, &ids.into_iter().collect::<Vec<_>>()).await?;
    let ids: BTreeSet<RoundId> = candidacies
        .iter()
        .map(|candidacy| candidacy.round)
        .collect();
    let rounds = rounds::find_many(read, &ids.into_iter().collect::<Vec<_>>()).await?;
    let rounds: HashMap<RoundId, RegulationId> = rounds
        .into_iter()
        .map(|round| (round.id, round.regulation))
        .collect();
    let judged = candidacies.into_iter().filter_map(|candidacy| {
        let regulation = rounds.get(&candidacy.round)?;
        Some((candidacy.id, (candidacy.title, *regulation)))
    });
    Ok(judged.collect())
}

/// The hamlets of each survey with their counters: of a closed survey, as they were frozen.
async fn hamlets(
    office: &Office,
    wanted: &[&Survey],
) -> Result<HashMap<SurveyId, Vec<SurveyHamlet>>, Refusal> {
    let read = office.db.read();
    let ids: Vec<SurveyId> = wanted.iter().map(|survey| survey.id).collect();
    let mut grouped: HashMap<SurveyId, Vec<SurveyHamlet>> = HashMap::with_capacity(ids.len());
    for hamlet in survey_hamlets::of_surveys(read, &ids).await? {
        grouped.entry(hamlet.survey).or_default().push(hamlet);
    }
    let closed: Vec<SurveyId> = wanted
        .iter()
        .filter(|survey| survey.lifecycle.is_closed())
        .map(|survey| survey.id)
        .collect();
    if closed.is_empty() {
        return Ok(grouped);
    }
    for result in frozen::latest(read, &closed).await? {
        let survey = wanted.iter().find(|survey| survey.id == result.survey);
        let (Some(survey), Some(hamlets)) = (survey, grouped.get_mut(&result.survey)) else {
            continue;
        };
        let form = library::form(office, survey.questionnaire).await?;
        freeze::restore_counters(&result, &form, hamlets)?;
    }
    Ok(grouped)
}
