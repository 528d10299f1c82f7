//! Candidacies: one area, one title, one round.
//!
//! In Vietnamese: hồ sơ đề nghị.

use sea_orm::sea_query::{Expr, ExprTrait, LockType};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, JoinType, PaginatorTrait,
    QueryFilter, QueryOrder, QueryResult, QueryTrait, SelectTwoRequired,
};

use super::areas::{named, place};
use super::candidacy_order::{DISTRICT, Lead, code_in_district, district_code, progress, rank};
use super::cells::term;
use super::entity::{area, candidacy};
use super::fault::StorageFault;
use super::insert::insert_all;
use super::page::{Key, Kind, page};
use super::within::{Scope, Sight};
use crate::domain::base::ids::{AccountId, AreaId, CandidacyId, RoundId};
use crate::domain::base::page::{Cursor, Page, PageRequest};
use crate::domain::law::title::Title;
use crate::domain::recognition::candidacy::{Candidacy, CandidacyState, LastChange};

/// Which candidacies a list holds; an empty list filters nothing.
#[derive(Debug, Clone)]
pub struct CandidacyQuery {
    /// What the reader may see.
    pub sight: Sight,
    /// Of these rounds.
    pub rounds: Vec<RoundId>,
    /// Of this area alone.
    pub area: Option<AreaId>,
    /// Of areas that lie here.
    pub inside: Option<AreaId>,
    /// For these titles.
    pub titles: Vec<Title>,
    /// In these states.
    pub states: Vec<CandidacyState>,
    /// Of areas whose name holds this, in any case, with or without diacritics.
    pub name_contains: Option<String>,
    /// These alone.
    pub among: Option<Vec<CandidacyId>>,
}

impl CandidacyQuery {
    /// All that the reader may see.
    #[must_use]
    pub const fn all(sight: Sight) -> Self {
        Self {
            sight,
            rounds: Vec::new(),
            area: None,
            inside: None,
            titles: Vec::new(),
            states: Vec::new(),
            name_contains: None,
            among: None,
        }
    }
}

/// Adds candidacies.
///
/// # Errors
/// [`StorageFault::Taken`] with [`Unique::Candidacy`](super::fault::Unique::Candidacy).
pub async fn insert(
    db: &impl ConnectionTrait,
    candidacies: &[Candidacy],
) -> Result<(), StorageFault> {
    insert_all::<candidacy::Entity>(db, candidacies.iter().map(row).collect(), None).await?;
    Ok(())
}

/// One candidacy.
///
/// # Errors
/// What the database answers.
pub async fn find(
    db: &impl ConnectionTrait,
    id: CandidacyId,
) -> Result<Option<Candidacy>, StorageFault> {
    Ok(find_many(db, &[id]).await?.pop())
}

/// Many candidacies, in no order.
///
/// # Errors
/// What the database answers.
pub async fn find_many(
    db: &impl ConnectionTrait,
    ids: &[CandidacyId],
) -> Result<Vec<Candidacy>, StorageFault> {
    let ids = candidacy::Column::Id.is_in(ids.iter().map(|id| id.0));
    let rows = candidacy::Entity::find()
        .find_both_related(area::Entity)
        .filter(ids);
    read_all(rows.all(db).await?)
}

/// Those of these candidacies that the reader may see.
///
/// # Errors
/// What the database answers.
pub async fn seen(
    db: &impl ConnectionTrait,
    sight: &Sight,
    ids: &[CandidacyId],
) -> Result<Vec<Candidacy>, StorageFault> {
    let rows = candidacy::Entity::find()
        .find_both_related(area::Entity)
        .filter(candidacy::Column::Id.is_in(ids.iter().map(|id| id.0)))
        .filter(sight.of_candidacies());
    read_all(rows.all(db).await?)
}

/// A page of candidacies by what leads, then district, commune, title and id, in one statement.
///
/// The codes are the areas' own, so nothing is kept twice; the database sorts what the query's round
/// or area holds, which an index finds.
///
/// # Errors
/// [`StorageFault::BadCursor`], and what the database answers.
pub async fn list(
    db: &impl ConnectionTrait,
    query: &CandidacyQuery,
    lead: Lead,
    request: &PageRequest,
) -> Result<Page<Candidacy>, StorageFault> {
    let key = match lead {
        Lead::Nothing => Key::ascending(),
        Lead::Title => {
            Key::ascending().then((candidacy::Entity, candidacy::Column::Title), Kind::Text)
        }
        Lead::State => Key::ascending().then_value(progress(), Kind::Number),
    };
    let key = key
        .then_value(district_code(), Kind::Text)
        .then_value(code_in_district(), Kind::Text)
        .then((candidacy::Entity, candidacy::Column::Title), Kind::Text)
        .then((candidacy::Entity, candidacy::Column::Id), Kind::Uuid);
    let mut rows = select(query);
    let of_area =
        Expr::col((DISTRICT, area::Column::Id)).equals((area::Entity, area::Column::DistrictId));
    QueryTrait::query(&mut rows)
        .join_as(JoinType::LeftJoin, area::Entity, DISTRICT, of_area)
        .expr_as(district_code(), DISTRICT_CODE)
        .expr_as(code_in_district(), CODE_IN_DISTRICT);
    let rows = key.window(rows, request)?;
    let rows: Vec<(Listed, area::Model)> = rows.into_model().all(db).await?;
    let rows = rows
        .into_iter()
        .map(|(listed, area)| {
            let id = listed.candidacy.id.to_string();
            let title = listed.candidacy.title.clone();
            let found = read(listed.candidacy, &area)?;
            let mut key = match lead {
                Lead::Nothing => Vec::new(),
                Lead::Title => vec![title.clone()],
                Lead::State => vec![rank(found.state).to_string()],
            };
            key.extend([listed.district_code, listed.code_in_district, title, id]);
            Ok((Cursor(key), found))
        })
        .collect::<Result<Vec<_>, StorageFault>>()?;
    Ok(page(request, rows))
}

/// The codes that a candidacy is listed by, beside its own columns.
const DISTRICT_CODE: &str = "district_code";
const CODE_IN_DISTRICT: &str = "code_in_district";

/// A candidacy with the codes that it is listed by.
struct Listed {
    candidacy: candidacy::Model,
    district_code: String,
    code_in_district: String,
}

impl FromQueryResult for Listed {
    fn from_query_result(row: &QueryResult, prefix: &str) -> Result<Self, DbErr> {
        Ok(Self {
            candidacy: candidacy::Model::from_query_result(row, prefix)?,
            district_code: row.try_get("", DISTRICT_CODE)?,
            code_in_district: row.try_get("", CODE_IN_DISTRICT)?,
        })
    }
}

/// The candidacies of these areas that the reader may see, the latest first.
///
/// # Errors
/// What the database answers.
pub async fn of_areas(
    db: &impl ConnectionTrait,
    sight: &Sight,
    areas: &[AreaId],
) -> Result<Vec<Candidacy>, StorageFault> {
    let rows = candidacy::Entity::find()
        .find_both_related(area::Entity)
        .filter(candidacy::Column::AreaId.is_in(areas.iter().map(|id| id.0)))
        .filter(sight.of_candidacies())
        .order_by_desc(candidacy::Column::Id);
    read_all(rows.all(db).await?)
}

/// All candidacies of a query, in the order in which they were made.
///
/// # Errors
/// What the database answers.
pub async fn all(
    db: &impl ConnectionTrait,
    query: &CandidacyQuery,
) -> Result<Vec<Candidacy>, StorageFault> {
    let rows = select(query).order_by_asc(candidacy::Column::Id);
    read_all(rows.all(db).await?)
}

/// How many candidacies there are.
///
/// # Errors
/// What the database answers.
pub async fn count(db: &impl ConnectionTrait, query: &CandidacyQuery) -> Result<u64, StorageFault> {
    let rows = candidacy::Entity::find()
        .inner_join(area::Entity)
        .filter(condition(query));
    Ok(rows.count(db).await?)
}

/// Locks candidacies until the transaction ends, and reads them in order of their ids.
///
/// Whoever changes anything of a dossier holds its candidacy's lock, so that nobody changes it in
/// between. On SQLite a transaction that writes holds all of them anyway.
///
/// # Errors
/// What the database answers.
pub async fn lock(
    db: &impl ConnectionTrait,
    ids: &[CandidacyId],
) -> Result<Vec<Candidacy>, StorageFault> {
    let mut rows = candidacy::Entity::find()
        .find_both_related(area::Entity)
        .filter(candidacy::Column::Id.is_in(ids.iter().map(|id| id.0)))
        .order_by_asc(candidacy::Column::Id);
    QueryTrait::query(&mut rows).lock_with_tables(LockType::NoKeyUpdate, [candidacy::Entity]);
    read_all(rows.all(db).await?)
}

/// Notes a change of locked candidacies: their versions rise by one, and they go to another state
/// where one is given.
///
/// # Errors
/// What the database answers.
pub async fn change(
    db: &impl ConnectionTrait,
    ids: &[CandidacyId],
    to: Option<CandidacyState>,
    change: LastChange,
) -> Result<(), StorageFault> {
    if ids.is_empty() {
        return Ok(());
    }
    let mut update = candidacy::Entity::update_many()
        .col_expr(
            candidacy::Column::Version,
            Expr::col(candidacy::Column::Version).add(1),
        )
        .col_expr(candidacy::Column::ChangedAt, Expr::value(change.at))
        .col_expr(
            candidacy::Column::ChangedBy,
            Expr::value(change.by.map(|account| account.0)),
        );
    if let Some(state) = to {
        update = update.col_expr(candidacy::Column::State, Expr::value(state.as_str()));
    }
    update
        .filter(candidacy::Column::Id.is_in(ids.iter().map(|id| id.0)))
        .exec(db)
        .await?;
    Ok(())
}

fn select(query: &CandidacyQuery) -> SelectTwoRequired<candidacy::Entity, area::Entity> {
    candidacy::Entity::find()
        .find_both_related(area::Entity)
        .filter(condition(query))
}

fn condition(query: &CandidacyQuery) -> sea_orm::Condition {
    let CandidacyQuery {
        sight,
        rounds,
        area,
        inside,
        titles,
        states,
        name_contains,
        among,
    } = query;
    let mut all = sea_orm::Condition::all().add(sight.of_candidacies());
    if !rounds.is_empty() {
        all = all.add(candidacy::Column::RoundId.is_in(rounds.iter().map(|round| round.0)));
    }
    if let Some(area) = area {
        all = all.add(candidacy::Column::AreaId.eq(area.0));
    }
    if let Some(area) = inside {
        all = all.add(Scope::Areas(vec![*area]).areas());
    }
    if !titles.is_empty() {
        all = all.add(candidacy::Column::Title.is_in(titles.iter().map(|title| title.as_str())));
    }
    if !states.is_empty() {
        all = all.add(candidacy::Column::State.is_in(states.iter().map(|state| state.as_str())));
    }
    if let Some(part) = name_contains {
        all = all.add(named(part));
    }
    if let Some(among) = among {
        all = all.add(candidacy::Column::Id.is_in(among.iter().map(|id| id.0)));
    }
    all
}

fn read_all(rows: Vec<(candidacy::Model, area::Model)>) -> Result<Vec<Candidacy>, StorageFault> {
    rows.into_iter()
        .map(|(row, area)| read(row, &area))
        .collect()
}

fn read(row: candidacy::Model, area: &area::Model) -> Result<Candidacy, StorageFault> {
    let candidacy::Model {
        id,
        round_id,
        area_id: _,
        title,
        purpose,
        state,
        version,
        simulated,
        created_at,
        changed_at,
        changed_by,
    } = row;
    Ok(Candidacy {
        id: CandidacyId(id),
        round: RoundId(round_id),
        place: place(area)?,
        title: term("candidacy.title", &title)?,
        purpose: term("candidacy.purpose", &purpose)?,
        state: term("candidacy.state", &state)?,
        version,
        simulated,
        created_at,
        changed: changed_at.map(|at| LastChange {
            at,
            by: changed_by.map(AccountId),
        }),
    })
}

fn row(candidacy: &Candidacy) -> candidacy::Model {
    let Candidacy {
        id,
        round,
        place,
        title,
        purpose,
        state,
        version,
        simulated,
        created_at,
        changed,
    } = candidacy;
    candidacy::Model {
        id: id.0,
        round_id: round.0,
        area_id: place.area.0,
        title: title.as_str().to_owned(),
        purpose: purpose.as_str().to_owned(),
        state: state.as_str().to_owned(),
        version: *version,
        simulated: *simulated,
        created_at: *created_at,
        changed_at: changed.map(|change| change.at),
        changed_by: changed.and_then(|change| change.by).map(|by| by.0),
    }
}
