//! Forms and rule books, read once: what an id names never changes.

use std::collections::HashMap;
use std::sync::Arc;

use super::office::Office;
use super::refusal::Refusal;
use crate::domain::base::ids::{QuestionnaireId, RegulationId};
use crate::domain::law::regulation::Regulation;
use crate::domain::survey::questionnaire::{Layout, Questionnaire};
use crate::storage::questionnaires::{self, StoredQuestionnaire};
use crate::storage::regulations::{self, StoredRegulation};

/// A form version, ready for counting.
#[derive(Debug)]
pub struct Form {
    /// Its id.
    pub id: QuestionnaireId,
    /// The form.
    pub questionnaire: Questionnaire,
    /// Where each option stands in a count.
    pub layout: Layout,
}

/// A rule book: as written, and as it applies over its base.
#[derive(Debug)]
pub struct Ruleset {
    /// Its id.
    pub id: RegulationId,
    /// As written.
    pub own: Regulation,
    /// With what it takes over from its base.
    pub composed: Regulation,
    /// The set that it lies over.
    pub base: Option<RegulationId>,
}

/// A form by id.
///
/// # Errors
/// [`Refusal::NotFound`] where there is none.
pub async fn form(office: &Office, id: QuestionnaireId) -> Result<Arc<Form>, Refusal> {
    if let Some(form) = office.forms.get(id) {
        return Ok(form);
    }
    let found = questionnaires::find_many(office.db.read(), &[id])
        .await?
        .pop()
        .ok_or(Refusal::NotFound)?;
    let form = Arc::new(made_ready(found));
    office.forms.put(id, Arc::clone(&form));
    Ok(form)
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
        .map(|stored| Arc::new(made_ready(stored)))
        .collect())
}

fn made_ready(stored: StoredQuestionnaire) -> Form {
    let layout = Layout::of(&stored.questionnaire);
    Form {
        id: stored.id,
        questionnaire: stored.questionnaire,
        layout,
    }
}

/// A rule book by id.
///
/// # Errors
/// [`Refusal::NotFound`] where there is none.
pub async fn ruleset(office: &Office, id: RegulationId) -> Result<Arc<Ruleset>, Refusal> {
    if let Some(rules) = office.rules.get(id) {
        return Ok(rules);
    }
    let found = all_rulesets(office)
        .await?
        .into_iter()
        .find(|rules| rules.id == id)
        .ok_or(Refusal::NotFound)?;
    office.rules.put(id, Arc::clone(&found));
    Ok(found)
}

/// Every rule book, by code and version.
///
/// # Errors
/// Where the database can't be read.
pub async fn all_rulesets(office: &Office) -> Result<Vec<Arc<Ruleset>>, Refusal> {
    let found = regulations::all(office.db.read()).await?;
    Ok(found
        .iter()
        .map(|stored| Arc::new(over_base(stored, &found)))
        .collect())
}

fn over_base(stored: &StoredRegulation, all: &[StoredRegulation]) -> Ruleset {
    let own = stored.regulation.clone();
    let base = stored
        .base
        .and_then(|base| all.iter().find(|other| other.id == base));
    let composed = base.map_or_else(
        || own.clone(),
        |base| own.over(&over_base(base, all).composed),
    );
    Ruleset {
        id: stored.id,
        own,
        composed,
        base: stored.base,
    }
}
