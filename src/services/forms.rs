//! Forms and rule books as they are used: laid out for counting, over their base.

use crate::domain::base::ids::{QuestionnaireId, RegulationId};
use crate::domain::law::regulation::Regulation;
use crate::domain::survey::questionnaire::{Layout, Questionnaire};
use crate::storage::questionnaires::StoredQuestionnaire;
use crate::storage::regulations::StoredRegulation;

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

impl Form {
    /// A stored form, laid out for counting.
    pub(super) fn of(stored: StoredQuestionnaire) -> Self {
        let layout = Layout::of(&stored.questionnaire);
        Self {
            id: stored.id,
            questionnaire: stored.questionnaire,
            layout,
        }
    }
}

impl Ruleset {
    /// A stored rule book, laid over its base, which is one of `all`.
    pub(super) fn of(stored: &StoredRegulation, all: &[StoredRegulation]) -> Self {
        let own = stored.regulation.clone();
        let base = stored
            .base
            .and_then(|base| all.iter().find(|other| other.id == base));
        let composed = base.map_or_else(
            || own.clone(),
            |base| own.over(&Self::of(base, all).composed),
        );
        Self {
            id: stored.id,
            own,
            composed,
            base: stored.base,
        }
    }
}
