//! The hamlets of surveys: households to be heard there, and their counters.

use std::collections::HashSet;

use sea_orm::sea_query::{Expr, ExprTrait, Func, SimpleExpr};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
};
use uuid::Uuid;

use super::areas::place_of;
use super::cells::{padded, term};
use super::entity::documents::Counts;
use super::entity::{area, household, issued_forms, survey_hamlet, tally};
use super::fault::StorageFault;
use super::insert::insert_all;
use crate::domain::base::ids::{AreaId, SurveyId};
use crate::domain::survey::collection_mode::CollectionMode;
use crate::domain::survey::record::SurveyHamlet;
use crate::domain::survey::tally::Tally;

/// A hamlet that a survey is to ask in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target {
    /// The hamlet.
    pub hamlet: AreaId,
    /// Households to be heard, where they were given; else the registered ones count.
    pub households: Option<i64>,
}

/// Adds hamlets to a survey, each with counters that stand at zero.
///
/// # Errors
/// [`StorageFault::Orphan`] for a hamlet that isn't there.
pub async fn insert(
    db: &impl ConnectionTrait,
    survey: SurveyId,
    targets: &[Target],
    empty: &Tally,
) -> Result<(), StorageFault> {
    let hamlets = targets.iter().map(|target| survey_hamlet::Model {
        survey_id: survey.0,
        hamlet_id: target.hamlet.0,
        households: target.households,
        given: target.households.is_some(),
        mode: None,
    });
    insert_all::<survey_hamlet::Entity>(db, hamlets.collect(), None).await?;
    let tallies: Vec<_> = targets
        .iter()
        .map(|target| (survey, target.hamlet, empty.clone()))
        .collect();
    super::tallies::write(db, &tallies).await
}

/// Fixes the households of a survey's hamlets at the registered ones, where none were given.
///
/// # Errors
/// What the database answers.
pub async fn fix_households(
    db: &impl ConnectionTrait,
    survey: SurveyId,
) -> Result<(), StorageFault> {
    let registered = area::Entity::find()
        .select_only()
        .column(area::Column::Households)
        .filter(
            Expr::col((area::Entity, area::Column::Id))
                .equals((survey_hamlet::Entity, survey_hamlet::Column::HamletId)),
        )
        .into_query();
    let registered = SimpleExpr::SubQuery(None, Box::new(registered.into()));
    survey_hamlet::Entity::update_many()
        .col_expr(
            survey_hamlet::Column::Households,
            Func::coalesce([registered, Expr::val(0_i64)]).into(),
        )
        .filter(survey_hamlet::Column::SurveyId.eq(survey.0))
        .filter(survey_hamlet::Column::Households.is_null())
        .exec(db)
        .await?;
    Ok(())
}

/// Puts the households of a survey's hamlet right.
///
/// # Errors
/// What the database answers.
pub async fn set_households(
    db: &impl ConnectionTrait,
    survey: SurveyId,
    hamlet: AreaId,
    households: i64,
) -> Result<(), StorageFault> {
    survey_hamlet::Entity::update_many()
        .col_expr(survey_hamlet::Column::Households, households.into())
        .col_expr(survey_hamlet::Column::Given, true.into())
        .filter(survey_hamlet::Column::SurveyId.eq(survey.0))
        .filter(survey_hamlet::Column::HamletId.eq(hamlet.0))
        .exec(db)
        .await?;
    Ok(())
}

/// Says how the answers of a survey's hamlet are collected.
///
/// # Errors
/// What the database answers.
pub async fn set_mode(
    db: &impl ConnectionTrait,
    survey: SurveyId,
    hamlet: AreaId,
    mode: CollectionMode,
) -> Result<(), StorageFault> {
    // House visits are no value, so that rows from before there were modes keep their digest.
    let mode = (mode != CollectionMode::HouseVisits).then(|| mode.as_str());
    survey_hamlet::Entity::update_many()
        .col_expr(survey_hamlet::Column::Mode, Expr::val(mode))
        .filter(survey_hamlet::Column::SurveyId.eq(survey.0))
        .filter(survey_hamlet::Column::HamletId.eq(hamlet.0))
        .exec(db)
        .await?;
    Ok(())
}

/// The hamlets of these surveys whose paper is counted by hand.
///
/// # Errors
/// What the database answers.
pub async fn counted_by_hand(
    db: &impl ConnectionTrait,
    surveys: &[SurveyId],
) -> Result<HashSet<(SurveyId, AreaId)>, StorageFault> {
    let ids = padded(surveys.iter().map(|id| id.0).collect());
    let rows: Vec<(Uuid, Uuid)> = survey_hamlet::Entity::find()
        .select_only()
        .columns([
            survey_hamlet::Column::SurveyId,
            survey_hamlet::Column::HamletId,
        ])
        .filter(survey_hamlet::Column::SurveyId.is_in(ids))
        .filter(survey_hamlet::Column::Mode.eq(CollectionMode::CountRecord.as_str()))
        .into_tuple()
        .all(db)
        .await?;
    let pairs = rows.into_iter();
    Ok(pairs
        .map(|(survey, hamlet)| (SurveyId(survey), AreaId(hamlet)))
        .collect())
}

/// The hamlets of surveys with their counters, by survey and code, in one statement.
///
/// # Errors
/// What the database answers.
pub async fn of_surveys(
    db: &impl ConnectionTrait,
    surveys: &[SurveyId],
) -> Result<Vec<SurveyHamlet>, StorageFault> {
    let households = Func::coalesce([
        Expr::col((survey_hamlet::Entity, survey_hamlet::Column::Households)),
        Expr::col((area::Entity, area::Column::Households)),
        Expr::val(0_i64),
    ]);
    let roster = household::Entity::find()
        .select_only()
        .expr(Expr::val(1_i32))
        .filter(
            Expr::col((household::Entity, household::Column::HamletId))
                .equals((survey_hamlet::Entity, survey_hamlet::Column::HamletId)),
        )
        .into_query();
    let counted = Expr::col((tally::Entity, tally::Column::SurveyId))
        .equals((survey_hamlet::Entity, survey_hamlet::Column::SurveyId))
        .and(
            Expr::col((tally::Entity, tally::Column::HamletId))
                .equals((survey_hamlet::Entity, survey_hamlet::Column::HamletId)),
        );
    let mut rows = survey_hamlet::Entity::find()
        .select_only()
        .column(survey_hamlet::Column::SurveyId)
        .column(area::Column::Id)
        .column(area::Column::Level)
        .column(area::Column::CommuneId)
        .column(area::Column::DistrictId)
        .column(area::Column::ProvinceId)
        .column(area::Column::Code)
        .column(area::Column::Name)
        .expr_as(households, "households")
        .expr_as(Expr::exists(roster), "has_roster")
        .expr_as(issued(), "issued")
        .column(survey_hamlet::Column::Mode)
        .column(tally::Column::Collected)
        .column(tally::Column::Spoilt)
        .column(tally::Column::Counts)
        .inner_join(area::Entity)
        .filter(survey_hamlet::Column::SurveyId.is_in(surveys.iter().map(|id| id.0)))
        .order_by_asc(survey_hamlet::Column::SurveyId)
        .order_by_asc(area::Column::Code);
    QueryTrait::query(&mut rows).join(JoinType::LeftJoin, tally::Entity, counted);
    let rows: Vec<Row> = rows.into_model().all(db).await?;
    rows.into_iter().map(read).collect()
}

/// Forms handed out in a hamlet, as last recorded.
fn issued() -> SimpleExpr {
    let of = |column: issued_forms::Column, own: survey_hamlet::Column| {
        Expr::col((issued_forms::Entity, column)).equals((survey_hamlet::Entity, own))
    };
    let latest = issued_forms::Entity::find()
        .select_only()
        .column(issued_forms::Column::Issued)
        .filter(of(
            issued_forms::Column::SurveyId,
            survey_hamlet::Column::SurveyId,
        ))
        .filter(of(
            issued_forms::Column::HamletId,
            survey_hamlet::Column::HamletId,
        ))
        .order_by_desc(issued_forms::Column::Version)
        .limit(1)
        .into_query();
    SimpleExpr::SubQuery(None, Box::new(latest.into()))
}

#[derive(FromQueryResult)]
struct Row {
    survey_id: Uuid,
    id: Uuid,
    level: String,
    commune_id: Option<Uuid>,
    district_id: Option<Uuid>,
    province_id: Option<Uuid>,
    code: String,
    name: String,
    households: i64,
    has_roster: bool,
    issued: Option<i64>,
    mode: Option<String>,
    collected: Option<i64>,
    spoilt: Option<i64>,
    counts: Option<Counts>,
}

fn read(row: Row) -> Result<SurveyHamlet, StorageFault> {
    let Row {
        survey_id,
        id,
        level,
        commune_id,
        district_id,
        province_id,
        code,
        name,
        households,
        has_roster,
        issued,
        mode,
        collected,
        spoilt,
        counts,
    } = row;
    let missing = || StorageFault::Unreadable { what: "tally" };
    Ok(SurveyHamlet {
        survey: SurveyId(survey_id),
        place: place_of(id, &level, [commune_id, district_id, province_id])?,
        code,
        name,
        households,
        has_roster,
        mode: mode.map_or(Ok(CollectionMode::HouseVisits), |mode| {
            term("survey_hamlet.mode", &mode)
        })?,
        issued,
        tally: Tally {
            collected: collected.ok_or_else(missing)?,
            spoilt: spoilt.ok_or_else(missing)?,
            counts: counts.ok_or_else(missing)?.0,
        },
    })
}
