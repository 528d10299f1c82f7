//! Candidacies with all that the sheets of a round say of them, page by page.

use std::collections::HashMap;

use super::appraisals;
use super::areas;
use super::candidacies::{self, CandidacyFilter};
use super::debts;
use super::office::{Office, Speaker};
use super::readiness::{self, Readiness, collection_of};
use super::recorded::Recorded;
use super::refusal::Refusal;
use super::rounds;
use super::sight::{self, ResultStage, Sight};
use super::surveys;
use crate::domain::base::ids::{AreaId, CandidacyId, SurveyId};
use crate::domain::base::page::{Page, PageRequest};
use crate::domain::law::round::Round;
use crate::domain::place::area::Area;
use crate::domain::recognition::appraisal::Appraisal;
use crate::domain::recognition::candidacy::Candidacy;
use crate::domain::recognition::debt::DebtStatement;
use crate::domain::survey::record::{FrozenResult, Survey};

/// A candidacy as the speaker may see it.
#[derive(Debug, Clone)]
pub struct CandidacyLine {
    /// The candidacy.
    pub candidacy: Candidacy,
    /// Its area.
    pub area: Area,
    /// The district that the area lies in, or is.
    pub district: Option<Area>,
    /// Its round.
    pub round: Round,
    /// Its collection, where there is one.
    pub survey: Option<SurveyLine>,
    /// Whether it may go to the vote.
    pub readiness: Option<Readiness>,
}

/// A collection with its figures as the speaker may see them.
#[derive(Debug, Clone)]
pub struct SurveyLine {
    /// The survey.
    pub survey: Survey,
    /// Its figures.
    pub sight: Sight,
    /// The frozen result that the figures are of; `None` where the speaker sees none, or it isn't frozen.
    pub frozen: Option<FrozenResult>,
}

/// A candidacy with what departments found on its criteria, as the speaker may see it.
#[derive(Debug, Clone)]
pub struct AppraisedLine {
    /// The candidacy.
    pub line: CandidacyLine,
    /// The current findings, by criterion.
    pub findings: Vec<Appraisal>,
}

/// A candidacy with its statement of construction debt, as the speaker may see it.
#[derive(Debug, Clone)]
pub struct IndebtedLine {
    /// The candidacy.
    pub line: CandidacyLine,
    /// The current statement.
    pub statement: Option<DebtStatement>,
}

/// A page of candidacies with figures and readiness; a fixed number of statements for all.
///
/// # Errors
/// As [`candidacies::list`].
pub async fn list(
    office: &Office,
    speaker: Speaker<'_>,
    filter: &CandidacyFilter,
    request: &PageRequest,
) -> Result<Page<CandidacyLine>, Refusal> {
    let page = candidacies::list(office, speaker, filter, request).await?;
    let all = rows(&page);
    let mut surveyed = surveyed(office, speaker, &all).await?;
    let mut standing = readiness::of(office, speaker, &all).await?;
    let mut lines = plain(office, page).await?;
    for (_, line) in &mut lines.rows {
        line.survey = surveyed.remove(&line.candidacy.id);
        line.readiness = standing.remove(&line.candidacy.id);
    }
    Ok(lines)
}

/// A page of candidacies with what departments found.
///
/// # Errors
/// As [`candidacies::list`].
pub async fn appraised(
    office: &Office,
    speaker: Speaker<'_>,
    filter: &CandidacyFilter,
    request: &PageRequest,
) -> Result<Page<AppraisedLine>, Refusal> {
    let page = candidacies::list(office, speaker, filter, request).await?;
    let mut found = appraisals::of_candidacies(office, speaker, &rows(&page)).await?;
    let lines = plain(office, page).await?;
    Ok(lines.map(|line| AppraisedLine {
        findings: currents(found.remove(&line.candidacy.id).unwrap_or_default()),
        line,
    }))
}

/// A page of candidacies with their construction debt.
///
/// # Errors
/// As [`candidacies::list`].
pub async fn indebted(
    office: &Office,
    speaker: Speaker<'_>,
    filter: &CandidacyFilter,
    request: &PageRequest,
) -> Result<Page<IndebtedLine>, Refusal> {
    let page = candidacies::list(office, speaker, filter, request).await?;
    let mut found = debts::of_candidacies(office, speaker, &rows(&page)).await?;
    let lines = plain(office, page).await?;
    Ok(lines.map(|line| IndebtedLine {
        statement: found.remove(&line.candidacy.id).map(|one| one.current),
        line,
    }))
}

fn rows(page: &Page<Candidacy>) -> Vec<Candidacy> {
    page.rows.iter().map(|(_, one)| one.clone()).collect()
}

fn currents<T>(recorded: Vec<Recorded<T>>) -> Vec<T> {
    recorded.into_iter().map(|one| one.current).collect()
}

/// The candidacies with their places and rounds.
async fn plain(office: &Office, page: Page<Candidacy>) -> Result<Page<CandidacyLine>, Refusal> {
    let all = rows(&page);
    let district = |one: &Candidacy| one.place.district.unwrap_or(one.place.area);
    let ids: Vec<AreaId> = all
        .iter()
        .flat_map(|one| [one.place.area, district(one)])
        .collect();
    let places = areas::by_ids(office, &ids).await?;
    let ids: Vec<_> = all.iter().map(|one| one.round).collect();
    let found = rounds::by_ids(office, &ids).await?;
    let line = |candidacy: Candidacy| {
        Some(CandidacyLine {
            area: places.get(&candidacy.place.area)?.clone(),
            district: places.get(&district(&candidacy)).cloned(),
            round: found.get(&candidacy.round)?.clone(),
            survey: None,
            readiness: None,
            candidacy,
        })
    };
    Ok(Page {
        rows: page
            .rows
            .into_iter()
            .filter_map(|(cursor, one)| Some((cursor, line(one)?)))
            .collect(),
        has_next: page.has_next,
        has_previous: page.has_previous,
    })
}

async fn surveyed(
    office: &Office,
    speaker: Speaker<'_>,
    all: &[Candidacy],
) -> Result<HashMap<CandidacyId, SurveyLine>, Refusal> {
    let ids: Vec<CandidacyId> = all.iter().map(|one| one.id).collect();
    let found: Vec<Survey> = surveys::of_candidacies(office, speaker, &ids)
        .await?
        .into_values()
        .filter_map(collection_of)
        .collect();
    let mut sights = sight::of(office, speaker, &found).await?;
    let shown: Vec<SurveyId> = found
        .iter()
        .filter(|survey| sights.get(&survey.id).is_some_and(is_frozen_and_seen))
        .map(|survey| survey.id)
        .collect();
    let mut frozen = surveys::frozen_results(office, &shown).await?;
    let lines = found.into_iter().filter_map(|survey| {
        let line = SurveyLine {
            sight: sights.remove(&survey.id)?,
            frozen: frozen.remove(&survey.id),
            survey,
        };
        Some((line.survey.candidacy, line))
    });
    Ok(lines.collect())
}

fn is_frozen_and_seen(sight: &Sight) -> bool {
    sight.stage != ResultStage::Provisional && !sight.approval_withheld()
}
