//! What was published: for everybody, also without a token.

use std::collections::HashMap;

use super::freeze;
use super::library;
use super::office::Office;
use super::refusal::Refusal;
use super::results::ShownFigures;
use crate::domain::base::clock::Day;
use crate::domain::base::ids::{RoundId, SurveyId};
use crate::domain::base::page::{Page, PageRequest};
use crate::domain::law::title::Title;
use crate::domain::place::area::Area;
use crate::domain::survey::record::{FrozenResult, Survey};
use crate::storage::published::{self, PublishedQuery};
use crate::storage::within::Scope;
use crate::storage::{areas, frozen};

/// Which published results a list holds; what is left out filters nothing.
#[derive(Debug, Clone, Default)]
pub struct PublishedFilter {
    /// Of this round.
    pub round: Option<RoundId>,
    /// Code that the district or commune bears or bore.
    pub area_code: Option<String>,
    /// For these titles.
    pub titles: Vec<Title>,
}

/// The published result of a survey.
#[derive(Debug, Clone)]
pub struct Published {
    /// The survey.
    pub survey: Survey,
    /// The first day on which it was public.
    pub published_on: Day,
    /// The revision that is shown.
    pub result: FrozenResult,
    /// Its figures.
    pub figures: ShownFigures,
    /// Every revision, the first one first.
    pub revisions: Vec<FrozenResult>,
}

/// A page of published results, the latest published first; each with its latest revision.
///
/// # Errors
/// For a cursor that this list didn't give; where the database can't be read.
pub async fn list(
    office: &Office,
    filter: &PublishedFilter,
    request: &PageRequest,
) -> Result<Page<Published>, Refusal> {
    let query = query(office, filter, None).await?;
    let page = published::list(office.db.read(), &query, request).await?;
    let surveys: Vec<Survey> = page.rows.iter().map(|(_, survey)| survey.clone()).collect();
    let mut found = with_results(office, surveys, None).await?;
    let Page {
        rows,
        has_next,
        has_previous,
    } = page;
    let rows = rows.into_iter();
    Ok(Page {
        rows: rows
            .filter_map(|(cursor, survey)| Some((cursor, found.remove(&survey.id)?)))
            .collect(),
        has_next,
        has_previous,
    })
}

/// How many results the list holds.
///
/// # Errors
/// Where the database can't be read.
pub async fn count(office: &Office, filter: &PublishedFilter) -> Result<u64, Refusal> {
    let query = query(office, filter, None).await?;
    Ok(published::count(office.db.read(), &query).await?)
}

/// A revision of a survey's published result, the latest where none is named; `None` where there is none,
/// or it isn't public.
///
/// # Errors
/// Where the database can't be read.
pub async fn find(
    office: &Office,
    survey: SurveyId,
    revision: Option<i32>,
) -> Result<Option<Published>, Refusal> {
    let query = query(office, &PublishedFilter::default(), Some(survey)).await?;
    let page = published::list(office.db.read(), &query, &PageRequest::default()).await?;
    let surveys = page.rows.into_iter().map(|(_, survey)| survey).collect();
    Ok(with_results(office, surveys, revision)
        .await?
        .remove(&survey))
}

async fn query(
    office: &Office,
    filter: &PublishedFilter,
    survey: Option<SurveyId>,
) -> Result<PublishedQuery, Refusal> {
    let inside = match &filter.area_code {
        None => Scope::Everywhere,
        Some(code) => {
            let bore = areas::with_codes(office.db.read(), std::slice::from_ref(code)).await?;
            Scope::Areas(bore.iter().map(Area::id).collect())
        }
    };
    Ok(PublishedQuery {
        by: office.clock.today(),
        survey,
        round: filter.round,
        titles: filter.titles.clone(),
        inside,
    })
}

/// The surveys with their frozen results; a survey without the revision is left out.
async fn with_results(
    office: &Office,
    surveys: Vec<Survey>,
    revision: Option<i32>,
) -> Result<HashMap<SurveyId, Published>, Refusal> {
    let ids: Vec<SurveyId> = surveys.iter().map(|survey| survey.id).collect();
    let mut revisions: HashMap<SurveyId, Vec<FrozenResult>> = HashMap::with_capacity(ids.len());
    for result in frozen::revisions_of(office.db.read(), &ids).await? {
        revisions.entry(result.survey).or_default().push(result);
    }
    let mut found = HashMap::with_capacity(ids.len());
    for survey in surveys {
        let revisions = revisions.remove(&survey.id).unwrap_or_default();
        let wanted = match revision {
            None => revisions.last(),
            Some(number) => revisions.iter().find(|one| one.revision == number),
        };
        let (Some(result), Some(published_on)) = (wanted.cloned(), survey.published_on) else {
            continue;
        };
        let form = library::form(office, survey.questionnaire).await?;
        let published = Published {
            figures: freeze::shown(&result, &form)?,
            published_on,
            result,
            revisions,
            survey,
        };
        found.insert(published.survey.id, published);
    }
    Ok(found)
}
