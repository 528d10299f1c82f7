//! What is on record of candidacies, gathered for the conditions of their titles.
//!
//! This is the one place where the parts of a dossier meet. Whoever brings a part fills its field
//! of [`Facts`] here, with one statement for all candidacies; what is not on record leaves its
//! condition PENDING.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::appraisals::grouped;
use super::office::Office;
use super::recorded::recorded;
use super::refusal::Refusal;
use crate::domain::base::ids::{AreaId, CandidacyId};
use crate::domain::base::ratio::Share;
use crate::domain::law::condition::Requirement;
use crate::domain::law::regulation::Regulation;
use crate::domain::law::title::Title;
use crate::domain::place::area::{Area, AreaLevel, CommuneKind};
use crate::domain::recognition::candidacy::Candidacy;
use crate::domain::recognition::facts::Facts;
use crate::domain::survey::lifecycle::{SurveyKind, SurveyState};
use crate::storage::{
    appraisals, area_titles, areas, debts, front_reports, opinions, statements, tallies,
};

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
    checks_into(office, &ids, &mut facts).await?;
    titles_into(office, cases, &mut facts).await?;
    Ok(facts)
}

/// Residents who were heard in closed direct checks.
async fn checks_into(
    office: &Office,
    ids: &[CandidacyId],
    facts: &mut HashMap<CandidacyId, Facts>,
) -> Result<(), Refusal> {
    let kind = SurveyKind::DirectCheck;
    for (id, heard) in tallies::heard_when_closed(office.db.read(), ids, kind).await? {
        if let Some(facts) = facts.get_mut(&id) {
            facts.directly_asked = Some(heard);
        }
    }
    Ok(())
}

/// How many communes of each area hold one of the titles that a condition names, today.
///
/// Wards and townships are no communes here: they are recognised by other titles. Of an area
/// without a commune nothing can be said.
async fn titles_into(
    office: &Office,
    cases: &[Case<'_>],
    facts: &mut HashMap<CandidacyId, Facts>,
) -> Result<(), Refusal> {
    let asked: Vec<(&Candidacy, &str, &[Title])> = cases.iter().flat_map(asks_titles).collect();
    if asked.is_empty() {
        return Ok(());
    }
    let (read, today) = (office.db.read(), office.clock.today());
    let inside: BTreeSet<AreaId> = asked.iter().map(|(of, ..)| of.place.area).collect();
    let inside: Vec<AreaId> = inside.into_iter().collect();
    let mut communes = areas::inside(read, &inside, AreaLevel::Commune, Some(today)).await?;
    communes.retain(|area| area.kind == Some(CommuneKind::Commune));
    let ids: Vec<AreaId> = communes.iter().map(Area::id).collect();
    let held: HashSet<(AreaId, Title)> = area_titles::of_areas(read, &ids)
        .await?
        .into_iter()
        .filter(|title| title.holds_on(today))
        .map(|title| (title.area, title.title))
        .collect();
    for (candidacy, code, any_of) in asked {
        let own = communes
            .iter()
            .filter(|area| area.place.is_in(candidacy.place.area));
        let mut share = Share::of(0, 0);
        for commune in own {
            let holds = any_of
                .iter()
                .any(|one| held.contains(&(commune.id(), *one)));
            share.count = share.count.saturating_add(i64::from(holds));
            share.base = share.base.saturating_add(1);
        }
        if let Some(facts) = facts.get_mut(&candidacy.id).filter(|_| share.base > 0) {
            facts.titled.push((code.to_owned(), share));
        }
    }
    Ok(())
}

/// The conditions of a case that look at the titles of communes: code, and titles of which any will
/// do.
fn asks_titles<'a>(
    case: &'a Case<'_>,
) -> impl Iterator<Item = (&'a Candidacy, &'a str, &'a [Title])> {
    let Candidacy { title, place, .. } = case.candidacy;
    let conditions = case.rules.conditions_for(*title, place.level);
    conditions.filter_map(|condition| match &condition.requirement {
        Requirement::CommunesTitled { any_of, .. } => {
            Some((case.candidacy, condition.code.as_str(), any_of.as_slice()))
        }
        _ => None,
    })
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
