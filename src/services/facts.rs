//! What is on record of candidacies, gathered for the conditions of their titles.
//!
//! This is the one place where the parts of a dossier meet. Whoever brings a part (the direct
//! check, titles of communes) fills its field of [`Facts`] here, with one
//! statement for all candidacies; until then its condition is PENDING.

use std::collections::HashMap;

use super::appraisals::grouped;
use super::office::Office;
use super::recorded::recorded;
use super::refusal::Refusal;
use crate::domain::base::ids::CandidacyId;
use crate::domain::law::regulation::Regulation;
use crate::domain::recognition::candidacy::Candidacy;
use crate::domain::recognition::facts::Facts;
use crate::domain::survey::lifecycle::SurveyState;
use crate::storage::{appraisals, debts, front_reports, opinions, statements};

/// A candidacy, the rules that judge it, and where its survey stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Case<'a> {
    /// The candidacy.
    pub candidacy: &'a Candidacy,
    /// The rules of its round, with those of their base.
    pub rules: &'a Regulation,
    /// The state of its survey; `None` where there is none.
    pub survey: Option<SurveyState>,
}

/// What is on record of some candidacies; a fixed number of statements for all.
///
/// # Errors
/// Where the database can't be read.
pub(super) async fn of(
    office: &Office,
    cases: &[Case<'_>],
) -> Result<HashMap<CandidacyId, Facts>, Refusal> {
    let ids: Vec<CandidacyId> = cases.iter().map(|case| case.candidacy.id).collect();
    let mut facts: HashMap<CandidacyId, Facts> = cases
        .iter()
        .map(|case| (case.candidacy.id, of_survey(case)))
        .collect();
    let read = office.db.read();
    let found = grouped(appraisals::of_candidacies(read, &ids).await?);
    for case in cases {
        let (id, candidacy) = (case.candidacy.id, case.candidacy);
        let asked = case
            .rules
            .criteria_for(candidacy.title, candidacy.place.level);
        let Some(facts) = facts.get_mut(&id) else {
            continue;
        };
        for criterion in asked {
            facts.criteria = facts.criteria.saturating_add(1);
            let finding = found.get(&id).and_then(|found| found.get(&criterion.code));
            if let Some(finding) = finding {
                facts.criteria_appraised = facts.criteria_appraised.saturating_add(1);
                let met = i64::from(finding.current.met);
                facts.criteria_met = facts.criteria_met.saturating_add(met);
            }
        }
    }
    statements_into(office, &ids, &mut facts).await?;
    reports_into(office, &ids, &mut facts).await?;
    Ok(facts)
}

/// The Front's report that names each candidacy, in its latest version.
async fn reports_into(
    office: &Office,
    ids: &[CandidacyId],
    facts: &mut HashMap<CandidacyId, Facts>,
) -> Result<(), Refusal> {
    for (id, report) in front_reports::of_candidacies(office.db.read(), ids).await? {
        if let Some(facts) = facts.get_mut(&id) {
            facts.front_report = Some(report.number);
        }
    }
    Ok(())
}

fn of_survey(case: &Case<'_>) -> Facts {
    Facts {
        survey_verified: case.survey.map(|state| state == SurveyState::Verified),
        ..Facts::default()
    }
}

/// Debt, opinions, and agencies' statements.
async fn statements_into(
    office: &Office,
    ids: &[CandidacyId],
    facts: &mut HashMap<CandidacyId, Facts>,
) -> Result<(), Refusal> {
    let read = office.db.read();
    let debts = debts::of_candidacies(read, ids).await?;
    for (of, debt) in recorded(debts, |one| one.candidacy) {
        if let Some(facts) = of.and_then(|of| facts.get_mut(&of)) {
            facts.arrears = Some(debt.current.figures.arrears);
        }
    }
    let spoken = opinions::of_candidacies(read, ids).await?;
    for ((of, _), opinion) in recorded(spoken, |one| (one.candidacy, one.body.clone())) {
        if let Some(facts) = facts.get_mut(&of) {
            let (agree, against) = facts.opinions.unwrap_or_default();
            let agrees = i64::from(opinion.current.agrees);
            facts.opinions = Some((
                agree.saturating_add(agrees),
                against.saturating_add(1_i64.saturating_sub(agrees)),
            ));
        }
    }
    let stated = statements::of_candidacies(read, ids).await?;
    for ((of, code), statement) in recorded(stated, |one| (one.candidacy, one.condition.clone())) {
        if let Some(facts) = facts.get_mut(&of) {
            facts.statements.push((code, statement.current.met));
        }
    }
    Ok(())
}
