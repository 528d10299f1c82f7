//! What one transaction of the writer reads and writes of many surveys at once.
//!
//! A group commit holds batches of many surveys; each of these is one statement for all of them.

use std::collections::{HashMap, HashSet};

use sea_orm::sea_query::{
    Alias, Expr, ExprTrait, IntoColumnRef, OnConflict, Query, SelectStatement, UnionType,
    ValueTuple,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel, QueryFilter,
    QuerySelect, QueryTrait, Value,
};
use uuid::Uuid;

use super::cells::{digest, rows_of, term};
use super::entity::{area, household, response, set_aside, survey, tally};
use super::fault::StorageFault;
use super::tallies;
use crate::domain::base::ids::{AreaId, ResponseId, SurveyId};
use crate::domain::survey::judge::Held;
use crate::domain::survey::submission::Digest;
use crate::domain::survey::tally::Tally;

/// Columns of a tally's row.
const TALLY_COLUMNS: usize = 5;

/// A list of tuples as the rows of a statement: SQLite takes it in no other form.
fn rows(tuples: Vec<ValueTuple>) -> SelectStatement {
    Query::select()
        .expr(Expr::cust("*"))
        .from_values(tuples, Alias::new("wanted"))
        .take()
}

fn pair(left: Uuid, right: Uuid) -> ValueTuple {
    ValueTuple::Two(Value::from(left), Value::from(right))
}

fn tuple<const N: usize>(columns: [impl IntoColumnRef; N]) -> sea_orm::sea_query::SimpleExpr {
    Expr::tuple(columns.map(|column| Expr::col(column).into())).into()
}

/// What the surveys hold under these ids, accepted or set aside.
///
/// # Errors
/// What the database answers.
pub async fn held(
    db: &impl ConnectionTrait,
    ids: &[(SurveyId, ResponseId)],
) -> Result<HashMap<(SurveyId, ResponseId), Held>, StorageFault> {
    #[derive(FromQueryResult)]
    struct Row {
        survey_id: Uuid,
        id: Uuid,
        fingerprint: Vec<u8>,
        code: Option<String>,
    }
    let mut held: HashMap<(SurveyId, ResponseId), Held> = HashMap::new();
    for chunk in ids.chunks(rows_of(4)) {
        let wanted = || {
            rows(
                chunk
                    .iter()
                    .map(|(survey, id)| pair(survey.0, id.0))
                    .collect(),
            )
        };
        let aside = set_aside::Entity::find()
            .select_only()
            .columns([
                set_aside::Column::SurveyId,
                set_aside::Column::Id,
                set_aside::Column::Fingerprint,
            ])
            .column(set_aside::Column::Code)
            .filter(
                tuple([set_aside::Column::SurveyId, set_aside::Column::Id]).in_subquery(wanted()),
            )
            .into_query();
        let mut found = response::Entity::find()
            .select_only()
            .columns([
                response::Column::SurveyId,
                response::Column::Id,
                response::Column::Fingerprint,
            ])
            .expr_as(Expr::val(Option::<String>::None).cast_as("text"), "code")
            .filter(
                tuple([response::Column::SurveyId, response::Column::Id]).in_subquery(wanted()),
            );
        QueryTrait::query(&mut found).union(UnionType::All, aside);
        for row in found.into_model::<Row>().all(db).await? {
            let set_aside = row
                .code
                .map(|code| term("set_aside.code", &code))
                .transpose()?;
            let found = Held {
                fingerprint: digest("fingerprint", &row.fingerprint)?,
                set_aside,
            };
            // What was accepted goes before what was set aside under the same id and chosen since.
            let known = held
                .entry((SurveyId(row.survey_id), ResponseId(row.id)))
                .or_insert(found);
            if found.set_aside.is_none() {
                *known = found;
            }
        }
    }
    Ok(held)
}

/// Those of these households that have a counted response.
///
/// # Errors
/// What the database answers.
pub async fn households_taken(
    db: &impl ConnectionTrait,
    households: &[(SurveyId, AreaId, Digest)],
) -> Result<HashSet<(SurveyId, Digest)>, StorageFault> {
    use response::Column::{HamletId, HouseholdKey, SurveyId as OfSurvey, VoidedAt};
    let mut taken = HashSet::new();
    for chunk in households.chunks(rows_of(3)) {
        let wanted = chunk.iter().map(|(survey, hamlet, key)| {
            ValueTuple::Three(
                Value::from(survey.0),
                Value::from(hamlet.0),
                Value::from(key.to_vec()),
            )
        });
        let found: Vec<(Uuid, Vec<u8>)> = response::Entity::find()
            .select_only()
            .columns([OfSurvey, HouseholdKey])
            .filter(VoidedAt.is_null())
            .filter(tuple([OfSurvey, HamletId, HouseholdKey]).in_subquery(rows(wanted.collect())))
            .into_tuple()
            .all(db)
            .await?;
        for (survey, key) in found {
            taken.insert((SurveyId(survey), digest("response.household_key", &key)?));
        }
    }
    Ok(taken)
}

/// Those of these hamlets that keep a roster.
///
/// # Errors
/// What the database answers.
pub async fn rosters(
    db: &impl ConnectionTrait,
    hamlets: &[AreaId],
) -> Result<HashSet<AreaId>, StorageFault> {
    let roster = Query::select()
        .expr(Expr::val(1))
        .from(household::Entity)
        .and_where(
            Expr::col((household::Entity, household::Column::HamletId))
                .equals((area::Entity, area::Column::Id)),
        )
        .take();
    let found: Vec<Uuid> = area::Entity::find()
        .select_only()
        .column(area::Column::Id)
        .filter(area::Column::Id.is_in(hamlets.iter().map(|id| id.0)))
        .filter(Expr::exists(roster))
        .into_tuple()
        .all(db)
        .await?;
    Ok(found.into_iter().map(AreaId).collect())
}

/// Those of these households that stand on their hamlet's roster.
///
/// # Errors
/// What the database answers.
pub async fn listed(
    db: &impl ConnectionTrait,
    households: &[(AreaId, &str)],
) -> Result<HashSet<(AreaId, String)>, StorageFault> {
    use household::Column::{Code, HamletId};
    let mut listed = HashSet::new();
    for chunk in households.chunks(rows_of(2)) {
        let wanted = chunk
            .iter()
            .map(|(hamlet, code)| ValueTuple::Two(Value::from(hamlet.0), Value::from(*code)));
        let found: Vec<(Uuid, String)> = household::Entity::find()
            .select_only()
            .columns([HamletId, Code])
            .filter(tuple([HamletId, Code]).in_subquery(rows(wanted.collect())))
            .into_tuple()
            .all(db)
            .await?;
        listed.extend(
            found
                .into_iter()
                .map(|(hamlet, code)| (AreaId(hamlet), code)),
        );
    }
    Ok(listed)
}

/// The counters of these hamlets of surveys.
///
/// # Errors
/// What the database answers.
pub async fn tallies(
    db: &impl ConnectionTrait,
    hamlets: &[(SurveyId, AreaId)],
) -> Result<HashMap<(SurveyId, AreaId), Tally>, StorageFault> {
    let mut found = HashMap::with_capacity(hamlets.len());
    for chunk in hamlets.chunks(rows_of(2)) {
        let wanted = rows(
            chunk
                .iter()
                .map(|(survey, hamlet)| pair(survey.0, hamlet.0))
                .collect(),
        );
        let rows = tally::Entity::find()
            .filter(tuple([tally::Column::SurveyId, tally::Column::HamletId]).in_subquery(wanted))
            .all(db)
            .await?;
        found.extend(
            rows.into_iter()
                .map(tallies::read)
                .map(|(survey, hamlet, tally)| ((survey, hamlet), tally)),
        );
    }
    Ok(found)
}

/// Writes the counters of hamlets as they stand now; their surveys must be locked.
///
/// # Errors
/// [`StorageFault::Orphan`] for a hamlet that is not the survey's.
pub async fn write_tallies(
    db: &impl ConnectionTrait,
    changed: &[(SurveyId, AreaId, Tally)],
) -> Result<(), StorageFault> {
    for chunk in changed.chunks(rows_of(TALLY_COLUMNS)) {
        let rows = chunk.iter().map(|(survey, hamlet, tally)| {
            tallies::row(*survey, *hamlet, tally).into_active_model()
        });
        let replace = OnConflict::columns([tally::Column::SurveyId, tally::Column::HamletId])
            .update_columns([
                tally::Column::Collected,
                tally::Column::Spoilt,
                tally::Column::Counts,
            ])
            .to_owned();
        tally::Entity::insert_many(rows)
            .on_conflict(replace)
            .exec_without_returning(db)
            .await?;
    }
    Ok(())
}

/// Lets the versions of locked surveys rise by one, since their figures have changed.
///
/// # Errors
/// What the database answers.
pub async fn touch(db: &impl ConnectionTrait, surveys: &[SurveyId]) -> Result<(), StorageFault> {
    survey::Entity::update_many()
        .col_expr(
            survey::Column::Version,
            Expr::col(survey::Column::Version).add(1),
        )
        .filter(survey::Column::Id.is_in(surveys.iter().map(|id| id.0)))
        .exec(db)
        .await?;
    Ok(())
}
