//! Published results as open data: each with its place, its title and its items.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use serde::Deserialize;

use super::forms::Form;
use super::library;
use super::office::Office;
use super::published::{self, Published, PublishedFilter};
use super::refusal::Refusal;
use crate::domain::base::ids::{AreaId, SurveyId};
use crate::domain::base::language::Bilingual;
use crate::domain::base::page::{LARGEST_PAGE, PageRequest};
use crate::domain::base::ratio::Share;
use crate::domain::place::area::Area;
use crate::domain::survey::questionnaire::{Item, Sentiment};
use crate::storage::areas;

/// Results that one answer holds at the most; with a round or an area there are far fewer.
pub const LONGEST: usize = 20_000;

/// A published result with all that is said of it in public.
#[derive(Debug, Clone)]
pub struct OpenResult {
    /// The result.
    pub published: Published,
    /// The units around the area that was asked about and itself, from the province down.
    pub places: Vec<Area>,
    /// Code of the title that it is for.
    pub title: String,
    /// The form's title.
    pub form: Bilingual,
    /// What was asked, in the form's order.
    pub items: Vec<OpenItem>,
}

/// One item of a published result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenItem {
    /// Its code.
    pub code: String,
    /// The question.
    pub label: Bilingual,
    /// Whether it is the one overall item.
    pub overall: bool,
    /// What was answered; `None` where too few answered.
    pub counts: Option<OpenCounts>,
}

/// Answers to one item.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct OpenCounts {
    /// Satisfied.
    pub satisfied: i64,
    /// Not satisfied.
    pub not_satisfied: i64,
    /// Of another opinion.
    pub other: i64,
}

impl OpenCounts {
    /// Valid responses that answered the item.
    #[must_use]
    pub const fn answered(&self) -> i64 {
        self.satisfied
            .saturating_add(self.not_satisfied)
            .saturating_add(self.other)
    }
}

impl OpenResult {
    /// The area that was asked about.
    #[must_use]
    pub fn area(&self) -> Option<&Area> {
        self.places.last()
    }

    /// Satisfied of the valid forms; `None` where too few answered.
    #[must_use]
    pub fn satisfied(&self) -> Option<Share> {
        let figures = &self.published.figures;
        let count = figures.satisfied?;
        Some(Share::of(count, figures.valid))
    }

    /// Known to be satisfied, of all households; `None` where too few answered.
    #[must_use]
    pub fn of_households(&self) -> Option<Share> {
        let figures = &self.published.figures;
        let count = figures.satisfied?;
        Some(Share::of(count, figures.households))
    }

    /// Households heard, of all that were to be heard.
    #[must_use]
    pub const fn coverage(&self) -> Share {
        let figures = &self.published.figures;
        Share::of(figures.responded, figures.households)
    }
}

/// What is read out of the frozen text.
#[derive(Debug, Deserialize)]
struct Frozen {
    title: String,
    items: Option<BTreeMap<String, Option<BTreeMap<String, i64>>>>,
}

/// All published results that a filter lets through, the latest published first.
///
/// # Errors
/// Where the database can't be read.
pub async fn all(office: &Office, filter: &PublishedFilter) -> Result<Vec<OpenResult>, Refusal> {
    let mut found = Vec::new();
    let mut after = None;
    while found.len() < LONGEST {
        let request = PageRequest {
            limit: LARGEST_PAGE,
            after: after.take(),
            ..PageRequest::default()
        };
        let page = published::list(office, filter, &request).await?;
        let last = page.rows.last().map(|(cursor, _)| cursor.clone());
        found.extend(page.rows.into_iter().map(|(_, published)| published));
        match last {
            Some(cursor) if page.has_next => after = Some(cursor),
            _ => break,
        }
    }
    opened(office, found).await
}

/// A revision of one published result, the latest where none is named; `None` where it isn't public.
///
/// # Errors
/// Where the database can't be read.
pub async fn one(
    office: &Office,
    survey: SurveyId,
    revision: Option<i32>,
) -> Result<Option<OpenResult>, Refusal> {
    let found = published::find(office, survey, revision).await?;
    Ok(opened(office, found.into_iter().collect()).await?.pop())
}

async fn opened(office: &Office, found: Vec<Published>) -> Result<Vec<OpenResult>, Refusal> {
    let mut ids: Vec<AreaId> = found
        .iter()
        .flat_map(|published| published.survey.place.path())
        .collect();
    ids.sort_unstable();
    ids.dedup();
    let units = areas::find_many(office.db.read(), &ids).await?;
    let units: HashMap<AreaId, Area> = units.into_iter().map(|area| (area.id(), area)).collect();
    let mut results = Vec::with_capacity(found.len());
    for published in found {
        let form = library::form(office, published.survey.questionnaire).await?;
        results.push(open(published, &form, &units)?);
    }
    Ok(results)
}

fn open(
    published: Published,
    form: &Arc<Form>,
    units: &HashMap<AreaId, Area>,
) -> Result<OpenResult, Refusal> {
    let frozen: Frozen = serde_json::from_str(&published.result.figures)
        .map_err(|fault| Refusal::Internal(Box::new(fault)))?;
    let path = published.survey.place.path();
    let counts = frozen.items.unwrap_or_default();
    let items = form.questionnaire.items.iter();
    Ok(OpenResult {
        places: path.filter_map(|id| units.get(&id).cloned()).collect(),
        title: frozen.title,
        form: form.questionnaire.title.clone(),
        items: items
            .map(|item| OpenItem {
                code: item.code.clone(),
                label: item.label.clone(),
                overall: item.overall,
                counts: counts
                    .get(&item.code)
                    .and_then(Option::as_ref)
                    .map(|counts| by_sentiment(item, counts)),
            })
            .collect(),
        published,
    })
}

fn by_sentiment(item: &Item, counts: &BTreeMap<String, i64>) -> OpenCounts {
    let of = |sentiment: Sentiment| {
        let options = item
            .options
            .iter()
            .filter(|option| option.sentiment == sentiment);
        options
            .filter_map(|option| counts.get(&option.code))
            .fold(0, |sum: i64, count| sum.saturating_add(*count))
    };
    OpenCounts {
        satisfied: of(Sentiment::Positive),
        not_satisfied: of(Sentiment::Negative),
        other: of(Sentiment::Neutral),
    }
}
