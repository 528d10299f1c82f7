//! Surveys whose result is public: VERIFIED, and their posting days over.

use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect,
    QueryTrait,
};

use super::entity::{area, candidacy, survey};
use super::fault::StorageFault;
use super::page::{Key, Kind, page};
use super::surveys::{read, select};
use super::within::{Scope, published};
use crate::domain::base::clock::Day;
use crate::domain::base::ids::{RoundId, SurveyId};
use crate::domain::base::page::{Cursor, Page, PageRequest};
use crate::domain::law::title::Title;
use crate::domain::survey::record::Survey;

/// Which published surveys a list holds; what is left out filters nothing.
#[derive(Debug, Clone)]
pub struct PublishedQuery {
    /// Public on this day.
    pub by: Day,
    /// Of this survey alone.
    pub survey: Option<SurveyId>,
    /// Of candidacies of this round.
    pub round: Option<RoundId>,
    /// Of candidacies for these titles.
    pub titles: Vec<Title>,
    /// Of areas that lie here.
    pub inside: Scope,
}

/// A page of published surveys, the latest published first.
///
/// # Errors
/// [`StorageFault::BadCursor`], and what the database answers.
pub async fn list(
    db: &impl ConnectionTrait,
    query: &PublishedQuery,
    request: &PageRequest,
) -> Result<Page<Survey>, StorageFault> {
    let key = Key::descending()
        .then((survey::Entity, survey::Column::PublishedOn), Kind::Day)
        .then((survey::Entity, survey::Column::Id), Kind::Uuid);
    let found = key
        .window(select().filter(narrowed(query)), request)?
        .all(db)
        .await?;
    let rows = found
        .into_iter()
        .map(|(row, area)| {
            let day = row.published_on.map(|day| day.to_string());
            let cursor = vec![day.unwrap_or_default(), row.id.to_string()];
            Ok((Cursor(cursor), read(row, &area)?))
        })
        .collect::<Result<Vec<_>, StorageFault>>()?;
    Ok(page(request, rows))
}

/// How many published surveys there are.
///
/// # Errors
/// What the database answers.
pub async fn count(db: &impl ConnectionTrait, query: &PublishedQuery) -> Result<u64, StorageFault> {
    let rows = survey::Entity::find().inner_join(area::Entity);
    Ok(rows.filter(narrowed(query)).count(db).await?)
}

/// The rows of `survey`, read together with their `area`, that the list holds.
fn narrowed(query: &PublishedQuery) -> Condition {
    let PublishedQuery {
        by,
        survey: one,
        round,
        titles,
        inside,
    } = query;
    let mut all = Condition::all().add(published(*by)).add(inside.areas());
    if let Some(one) = one {
        all = all.add(survey::Column::Id.eq(one.0));
    }
    if round.is_none() && titles.is_empty() {
        return all;
    }
    let mut of = candidacy::Entity::find()
        .select_only()
        .column(candidacy::Column::Id);
    if let Some(round) = round {
        of = of.filter(candidacy::Column::RoundId.eq(round.0));
    }
    if !titles.is_empty() {
        of = of.filter(candidacy::Column::Title.is_in(titles.iter().map(|title| title.as_str())));
    }
    all.add(survey::Column::CandidacyId.in_subquery(of.into_query()))
}
