//! Candidacies ordered by their figures; cursors that say their order.

use std::collections::HashMap;

use super::office::{Office, Speaker};
use super::readiness::collection_of;
use super::refusal::{InputFault, Refusal};
use super::sight;
use super::surveys;
use crate::domain::base::ids::{CandidacyId, SurveyId};
use crate::domain::base::page::{Cursor, Page, PageRequest};
use crate::domain::recognition::candidacy::{Candidacy, CandidacyOrder};
use crate::domain::survey::record::Survey;

/// Candidacies that are ordered by a figure at the most: the rounds of a few provinces.
const MOST: usize = 2_000;

/// A page of candidacies by a share that the speaker may see, the lowest first, those without one last.
///
/// The figures are those of the shelf, worked out once for each version of a survey.
///
/// # Errors
/// [`Refusal::BadInput`] for more candidacies than can be ordered, and for a cursor of another list.
pub(super) async fn by_figure(
    office: &Office,
    speaker: Speaker<'_>,
    all: Vec<Candidacy>,
    order: CandidacyOrder,
    request: &PageRequest,
) -> Result<Page<Candidacy>, Refusal> {
    if all.len() > MOST {
        return Err(Refusal::BadInput {
            path: vec!["filter".to_owned()],
            fault: InputFault::ListLength { most: MOST },
        });
    }
    let figures = figures(office, speaker, &all, order).await?;
    let key = |one: &Candidacy| {
        let figure = figures.get(&one.id).copied().unwrap_or(i64::MAX);
        (figure, one.id)
    };
    let mut keyed: Vec<_> = all.into_iter().map(|one| (key(&one), one)).collect();
    keyed.sort_by_key(|(key, _)| *key);
    let after = request.after.as_ref().map(read).transpose()?;
    let before = request.before.as_ref().map(read).transpose()?;
    keyed.retain(|(key, _)| {
        after.is_none_or(|after| *key > after) && before.is_none_or(|before| *key < before)
    });
    let size = usize::try_from(request.limit).unwrap_or(usize::MAX);
    let more = keyed.len() > size;
    let kept: Vec<_> = if request.from_end {
        let skipped = keyed.len().saturating_sub(size);
        keyed.into_iter().skip(skipped).collect()
    } else {
        keyed.into_iter().take(size).collect()
    };
    let cursor =
        |(figure, id): (i64, CandidacyId)| Cursor(vec![figure.to_string(), id.to_string()]);
    Ok(Page {
        rows: kept
            .into_iter()
            .map(|(key, one)| (cursor(key), one))
            .collect(),
        has_next: if request.from_end {
            before.is_some()
        } else {
            more
        },
        has_previous: if request.from_end {
            more
        } else {
            after.is_some()
        },
    })
}

/// The share of each candidacy, in hundredths of a percent, as far as the speaker may see it.
async fn figures(
    office: &Office,
    speaker: Speaker<'_>,
    all: &[Candidacy],
    order: CandidacyOrder,
) -> Result<HashMap<CandidacyId, i64>, Refusal> {
    let ids: Vec<CandidacyId> = all.iter().map(|one| one.id).collect();
    let of = surveys::of_candidacies(office, speaker, &ids).await?;
    let collections: Vec<Survey> = of.into_values().filter_map(collection_of).collect();
    let owners: HashMap<SurveyId, CandidacyId> = collections
        .iter()
        .map(|survey| (survey.id, survey.candidacy))
        .collect();
    let sights = sight::of(office, speaker, &collections).await?;
    let figure = |(survey, seen): (SurveyId, sight::Sight)| {
        let share = if order == CandidacyOrder::CoveragePercent {
            seen.coverage.shown()?.coverage.share()
        } else {
            seen.approval.shown()?.share()
        };
        Some((*owners.get(&survey)?, share.hundredths()?))
    };
    Ok(sights.into_iter().filter_map(figure).collect())
}

fn read(cursor: &Cursor) -> Result<(i64, CandidacyId), Refusal> {
    let [figure, id] = cursor.0.as_slice() else {
        return Err(not_of_this_list());
    };
    let figure = figure.parse().map_err(|_| not_of_this_list())?;
    let id: uuid::Uuid = id.parse().map_err(|_| not_of_this_list())?;
    Ok((figure, CandidacyId(id)))
}

/// A page whose cursors say what order they are of.
pub(super) fn marked(order: CandidacyOrder, mut page: Page<Candidacy>) -> Page<Candidacy> {
    for (cursor, _) in &mut page.rows {
        cursor.0.insert(0, order.as_str().to_owned());
    }
    page
}

/// A request whose cursors are of this order, without the mark.
///
/// # Errors
/// [`Refusal::BadInput`] for a cursor of another order.
pub(super) fn unmarked(
    order: CandidacyOrder,
    request: &PageRequest,
) -> Result<PageRequest, Refusal> {
    let strip = |cursor: &Cursor| match cursor.0.split_first() {
        Some((mark, key)) if mark == order.as_str() => Ok(Cursor(key.to_vec())),
        _ => Err(not_of_this_list()),
    };
    Ok(PageRequest {
        after: request.after.as_ref().map(strip).transpose()?,
        before: request.before.as_ref().map(strip).transpose()?,
        ..request.clone()
    })
}

fn not_of_this_list() -> Refusal {
    Refusal::BadInput {
        path: Vec::new(),
        fault: InputFault::Cursor,
    }
}
