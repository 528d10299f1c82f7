//! What never changes once made, read once: forms, rule books, plans of surveys.

use std::collections::HashMap;
use std::sync::Arc;

use super::forms::{Form, Ruleset};
use super::office::Office;
use super::plans::Plan;
use super::refusal::Refusal;
use crate::domain::base::ids::{QuestionnaireId, RegulationId, SurveyId};
use crate::storage::{candidacies, questionnaires, regulations, survey_hamlets, surveys};

/// A form by id.
///
/// # Errors
/// [`Refusal::NotFound`] where there is none.
pub async fn form(office: &Office, id: QuestionnaireId) -> Result<Arc<Form>, Refusal> {
    let read = async {
        let found = questionnaires::find_many(office.db.read(), &[id]).await?;
        let found = found.into_iter().next().ok_or(Refusal::NotFound)?;
        Ok(Arc::new(Form::of(found)))
    };
    office.forms.get_or_read(id, read).await
}

/// Forms by id, for batched reads; an id without a form is left out.
///
/// # Errors
/// Where the database can't be read.
pub async fn forms(
    office: &Office,
    ids: &[QuestionnaireId],
) -> Result<HashMap<QuestionnaireId, Arc<Form>>, Refusal> {
    let mut found = HashMap::with_capacity(ids.len());
    for id in ids {
        match form(office, *id).await {
            Ok(form) => {
                found.insert(*id, form);
            }
            Err(Refusal::NotFound) => {}
            Err(other) => return Err(other),
        }
    }
    Ok(found)
}

/// Every form, by code and version.
///
/// # Errors
/// Where the database can't be read.
pub async fn all_forms(office: &Office) -> Result<Vec<Arc<Form>>, Refusal> {
    let found = questionnaires::all(office.db.read()).await?;
    Ok(found
        .into_iter()
        .map(|stored| Arc::new(Form::of(stored)))
        .collect())
}

/// A rule book by id.
///
/// # Errors
/// [`Refusal::NotFound`] where there is none.
pub async fn ruleset(office: &Office, id: RegulationId) -> Result<Arc<Ruleset>, Refusal> {
    let read = async {
        let mut all = all_rulesets(office).await?.into_iter();
        all.find(|rules| rules.id == id).ok_or(Refusal::NotFound)
    };
    office.rules.get_or_read(id, read).await
}

/// Every rule book, by code and version.
///
/// # Errors
/// Where the database can't be read.
pub async fn all_rulesets(office: &Office) -> Result<Vec<Arc<Ruleset>>, Refusal> {
    let found = regulations::all(office.db.read()).await?;
    Ok(found
        .iter()
        .map(|stored| Arc::new(Ruleset::of(stored, &found)))
        .collect())
}

/// The plan of a survey.
///
/// # Errors
/// [`Refusal::NotFound`] where there is no such survey.
pub async fn plan(office: &Office, id: SurveyId) -> Result<Arc<Plan>, Refusal> {
    if let Some(plan) = office.plans.get(id) {
        return Ok(plan);
    }
    let read = office.db.read();
    let survey = surveys::find(read, id).await?.ok_or(Refusal::NotFound)?;
    let candidacy = candidacies::find(read, survey.candidacy)
        .await?
        .ok_or(Refusal::NotFound)?;
    let hamlets = survey_hamlets::of_surveys(read, &[id]).await?;
    let collectors = surveys::collectors(read, &[id]).await?;
    let plan = Arc::new(Plan {
        survey: id,
        candidacy: survey.candidacy,
        round: candidacy.round,
        kind: survey.kind,
        form: form(office, survey.questionnaire).await?,
        hamlets: hamlets
            .into_iter()
            .map(|hamlet| (hamlet.code, hamlet.place))
            .collect(),
        collectors: collectors.into_iter().map(|(_, account)| account).collect(),
    });
    office.plans.put(id, Arc::clone(&plan));
    Ok(plan)
}
