//! Hints at invented answers, for the Front that verifies.

use std::collections::HashMap;

use super::access::act_on;
use super::access_log;
use super::accounts;
use super::library;
use super::office::{Office, Speaker};
use super::refusal::Refusal;
use crate::domain::base::ids::{AccountId, ResponseId, SurveyId};
use crate::domain::survey::questionnaire::Sentiment;
use crate::domain::survey::signals::{SeenForm, Signal, signals};
use crate::domain::trust::access::AccessKind;
use crate::domain::trust::authority::Action;
use crate::storage::{responses, surveys};

/// Forms that are read at a time.
const CHUNK: u64 = 1_000;
/// Forms of a survey that are looked at; no commune has as many households.
const MOST_FORMS: usize = 100_000;

/// The signals in a survey's counted forms, with the names of the accounts; which forms they are stays
/// with the forms. The reading is written down.
///
/// # Errors
/// As the rights say; where the database can't be read.
pub async fn of_survey(
    office: &Office,
    speaker: Speaker<'_>,
    survey: SurveyId,
) -> Result<Vec<(String, Signal)>, Refusal> {
    let read = office.db.read();
    let found = surveys::find(read, survey).await?;
    let survey = act_on(speaker, Action::VerifySurveys, found)?;
    let actor = speaker.ok_or(Refusal::Unauthenticated)?;
    let form = library::form(office, survey.questionnaire).await?;
    let overall = form.layout.overall();
    let satisfied = |choices: &[Option<u16>]| {
        let item = overall?;
        let option = usize::from((*choices.get(item)?)?);
        let items = &form.questionnaire.items;
        Some(items.get(item)?.options.get(option)?.sentiment == Sentiment::Positive)
    };
    let mut forms = Vec::new();
    let mut after: Option<ResponseId> = None;
    loop {
        let chunk = responses::chunk(read, survey.id, after, CHUNK).await?;
        let Some(last) = chunk.last() else { break };
        after = Some(last.id);
        let counted = chunk.into_iter().filter(|one| one.voided.is_none());
        forms.extend(counted.map(|one| {
            // Of a form whose answers were taken away only the time is left.
            let choices = one.sheet.map(|sheet| sheet.choices);
            let choices = choices.filter(|choices| !choices.is_empty());
            SeenForm {
                account: one.account,
                collected_at: one.collected_at,
                satisfied: choices.as_deref().and_then(satisfied).unwrap_or(false),
                choices,
            }
        }));
        if forms.len() >= MOST_FORMS {
            break;
        }
    }
    access_log::log(office, actor, survey.id, AccessKind::Responses, forms.len()).await?;
    let found = signals(&forms);
    let ids: Vec<AccountId> = found.iter().map(|one| one.account).collect();
    let names: HashMap<AccountId, String> = accounts::names(office, &ids).await?;
    let told = |one: Signal| (names.get(&one.account).cloned().unwrap_or_default(), one);
    Ok(found.into_iter().map(told).collect())
}
