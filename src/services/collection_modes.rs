//! Says, before a survey opens, how the answers of its hamlets are collected.

use std::collections::{HashMap, HashSet};

use super::office::{Office, Speaker};
use super::refusal::Refusal;
use super::surveys::{locked, saved_with};
use super::user_fault::{UserFault, UserFaultCode};
use crate::domain::base::ids::{AreaId, SurveyId};
use crate::domain::survey::collection_mode::CollectionMode;
use crate::domain::survey::lifecycle::{SurveyKind, SurveyState};
use crate::domain::survey::record::Survey;
use crate::storage::survey_hamlets;

/// Sets the modes of some hamlets of a survey in DRAFT, all of them or none; they are fixed when it
/// opens.
///
/// # Errors
/// As the rights say; [`Refusal::Faults`] for a survey that opened, a hamlet that isn't its, and a
/// count record in a direct check, which asks drawn households one by one.
pub async fn set(
    office: &Office,
    speaker: Speaker<'_>,
    id: SurveyId,
    modes: &[(String, CollectionMode)],
) -> Result<Survey, Refusal> {
    let (tx, survey, _) = locked(office, speaker, id).await?;
    if survey.lifecycle.stored != SurveyState::Draft {
        let state = survey.lifecycle.stored.as_str();
        return Err(UserFault::at("surveyId", UserFaultCode::IllegalState, state).into());
    }
    let hamlets = survey_hamlets::of_surveys(&tx, &[id]).await?;
    let by_code: HashMap<&str, AreaId> = hamlets
        .iter()
        .map(|hamlet| (hamlet.code.as_str(), hamlet.place.area))
        .collect();
    let named = named(&survey, &by_code, modes)?;
    for (hamlet, mode) in &named {
        survey_hamlets::set_mode(&tx, id, *hamlet, *mode).await?;
    }
    let set: Vec<_> = named
        .iter()
        .map(|(hamlet, mode)| serde_json::json!({ "hamlet": hamlet, "mode": mode.as_str() }))
        .collect();
    let details = serde_json::json!({ "modes": set });
    saved_with(office, speaker, tx, survey, "survey.set_modes", details).await
}

fn named(
    survey: &Survey,
    by_code: &HashMap<&str, AreaId>,
    modes: &[(String, CollectionMode)],
) -> Result<Vec<(AreaId, CollectionMode)>, Refusal> {
    let mut seen = HashSet::new();
    let mut faults = Vec::new();
    let mut found = Vec::with_capacity(modes.len());
    if modes.is_empty() {
        faults.push(UserFault::at("hamlets", UserFaultCode::NoHamlet, ""));
    }
    for (position, (code, mode)) in modes.iter().enumerate() {
        let mut fault = |field: &str, fault| {
            let place = format!("hamlets.{position}.{field}");
            faults.push(UserFault::at(&place, fault, code));
        };
        if survey.kind == SurveyKind::DirectCheck && *mode == CollectionMode::CountRecord {
            fault("mode", UserFaultCode::WrongSurveyKind);
        }
        match by_code.get(code.as_str()) {
            None => fault("hamletCode", UserFaultCode::UnknownHamlet),
            Some(_) if !seen.insert(code) => fault("hamletCode", UserFaultCode::NamedTwice),
            Some(hamlet) => found.push((*hamlet, *mode)),
        }
    }
    if faults.is_empty() {
        Ok(found)
    } else {
        Err(Refusal::Faults(faults))
    }
}
