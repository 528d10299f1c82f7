//! What a department has to appraise.

use async_graphql::SimpleObject;

use super::candidacy::Candidacy;
use super::dossier::CriterionAppraisal;
use super::regulation::Criterion;
use crate::domain::base::language::Language;
use crate::services::recorded::Recorded;
use crate::services::tasks::Task;

/// One criterion of one candidacy, and what is recorded of it (nhiệm vụ thẩm định).
#[derive(Debug, Clone, SimpleObject)]
pub struct AppraisalTask {
    /// The candidacy (hồ sơ).
    pub candidacy: Candidacy,
    /// The criterion (tiêu chí).
    pub criterion: Criterion,
    /// What is recorded; null while it is outstanding (kết quả thẩm định).
    pub appraisal: Option<CriterionAppraisal>,
}

impl AppraisalTask {
    /// A task in a language.
    #[must_use]
    pub fn of(task: Task, language: Language) -> Self {
        let criterion = Criterion::of(&task.criterion, language);
        let show = |Recorded { current, earlier }| {
            CriterionAppraisal::of(current, criterion.clone(), earlier)
        };
        Self {
            candidacy: task.candidacy.into(),
            appraisal: task.recorded.map(show),
            criterion,
        }
    }
}
