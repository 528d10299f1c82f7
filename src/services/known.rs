//! What the database holds already of the forms that the writer brings.

use std::collections::{HashMap, HashSet};

use super::batch::{Batch, Entry};
use crate::domain::base::ids::{ResponseId, SurveyId};
use crate::domain::survey::judge::Held;
use crate::domain::survey::submission::Digest;
use crate::storage::database::Transaction;
use crate::storage::fault::StorageFault;
use crate::storage::{responses, set_aside};

/// How the database is asked about forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asking {
    /// Ids and households are taken for new until the unique keys say that one is not. Nearly every
    /// form is new, and asking about each cost more than writing it. What is judged so stands only
    /// where every form is accepted.
    Keys,
    /// About each form, before it is judged.
    Each,
}

/// What is held under the forms' ids, and which of their households have answered.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// Under these ids.
    pub held: HashMap<(SurveyId, ResponseId), Held>,
    /// Of these households.
    pub answered: HashSet<(SurveyId, Digest)>,
}

impl Known {
    /// Reads it, in one statement each for all batches; their surveys are locked.
    ///
    /// What was set aside is looked for in any case: no key stands between a form that is set aside
    /// and one that is counted.
    pub async fn read(
        tx: &Transaction,
        batches: &[&Batch],
        surveys: &[SurveyId],
        asking: Asking,
    ) -> Result<Self, StorageFault> {
        let ids = |survey, entry: &Entry| (survey, entry.form.draft.id);
        if asking == Asking::Keys {
            let holders = set_aside::holders(tx, surveys).await?;
            let forms: Vec<_> = entries(batches)
                .filter(|(survey, _)| holders.contains(survey))
                .map(|(survey, entry)| ids(survey, entry))
                .collect();
            return Ok(Self {
                held: responses::held(tx, &forms).await?,
                answered: HashSet::new(),
            });
        }
        let forms: Vec<_> = entries(batches)
            .map(|(survey, entry)| ids(survey, entry))
            .collect();
        let homes: Vec<_> = entries(batches)
            .filter_map(|(survey, entry)| Some((survey, entry.hamlet?, entry.household?)))
            .collect();
        Ok(Self {
            held: responses::held(tx, &forms).await?,
            answered: responses::households_taken(tx, &homes).await?,
        })
    }
}

/// The forms of batches, each with its survey.
pub(super) fn entries<'a>(
    batches: &'a [&'a Batch],
) -> impl Iterator<Item = (SurveyId, &'a Entry)> + Clone {
    batches
        .iter()
        .flat_map(|batch| batch.entries.iter().map(|entry| (batch.survey, entry)))
}
