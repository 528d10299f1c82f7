//! Running counters of each hamlet of a survey.

use std::collections::HashMap;

use sea_orm::sea_query::{Expr, ExprTrait, Func, OnConflict};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QuerySelect, RelationDef,
};
use uuid::Uuid;

use super::cells::{ASKED, listed, pair, rows_of, tuple};
use super::entity::documents::Counts;
use super::entity::{survey, tally};
use super::fault::StorageFault;
use super::insert::insert_all;
use crate::domain::base::ids::{AreaId, CandidacyId, SurveyId};
use crate::domain::survey::lifecycle::{SurveyKind, SurveyState};
use crate::domain::survey::tally::Tally;

/// The counters of these hamlets of surveys.
///
/// # Errors
/// What the database answers.
pub async fn read(
    db: &impl ConnectionTrait,
    hamlets: &[(SurveyId, AreaId)],
) -> Result<HashMap<(SurveyId, AreaId), Tally>, StorageFault> {
    let mut found = HashMap::with_capacity(hamlets.len());
    for chunk in hamlets.chunks(ASKED) {
        let wanted = listed(
            chunk
                .iter()
                .map(|(survey, hamlet)| pair(survey.0, hamlet.0))
                .collect(),
        );
        let rows = tally::Entity::find()
            .filter(tuple([tally::Column::SurveyId, tally::Column::HamletId]).in_subquery(wanted))
            .all(db)
            .await?;
        found.extend(rows.into_iter().map(entry));
    }
    Ok(found)
}

/// The counters of all hamlets of these surveys.
///
/// # Errors
/// What the database answers.
pub async fn of_surveys(
    db: &impl ConnectionTrait,
    surveys: &[SurveyId],
) -> Result<Vec<(SurveyId, AreaId, Tally)>, StorageFault> {
    let of = tally::Column::SurveyId.is_in(surveys.iter().map(|id| id.0));
    let rows = tally::Entity::find().filter(of).all(db).await?;
    let flat = |((survey, hamlet), tally)| (survey, hamlet, tally);
    Ok(rows.into_iter().map(entry).map(flat).collect())
}

/// Households that were heard in the closed surveys of a kind, of each candidacy that has one.
///
/// # Errors
/// What the database answers.
pub async fn heard_when_closed(
    db: &impl ConnectionTrait,
    candidacies: &[CandidacyId],
    kind: SurveyKind,
) -> Result<HashMap<CandidacyId, i64>, StorageFault> {
    let closed = [SurveyState::Closed, SurveyState::Verified].map(SurveyState::as_str);
    let collected = Func::sum(Expr::col((tally::Entity, tally::Column::Collected)));
    // A sum of whole numbers is of another type on PostgreSQL.
    let none = Expr::val(0_i64);
    let heard = Expr::expr(Func::coalesce([Expr::expr(collected), none])).cast_as("bigint");
    let of_survey: RelationDef = survey::Entity::belongs_to(tally::Entity)
        .from(survey::Column::Id)
        .to(tally::Column::SurveyId)
        .into();
    let mut found = HashMap::new();
    for chunk in candidacies.chunks(rows_of(1)) {
        let rows: Vec<(Uuid, i64)> = survey::Entity::find()
            .select_only()
            .column(survey::Column::CandidacyId)
            .expr_as(heard.clone(), "heard")
            .join(JoinType::LeftJoin, of_survey.clone())
            .filter(survey::Column::CandidacyId.is_in(chunk.iter().map(|id| id.0)))
            .filter(survey::Column::Kind.eq(kind.as_str()))
            .filter(survey::Column::State.is_in(closed))
            .group_by(survey::Column::CandidacyId)
            .into_tuple()
            .all(db)
            .await?;
        found.extend(rows.into_iter().map(|(id, heard)| (CandidacyId(id), heard)));
    }
    Ok(found)
}

/// Writes the counters of hamlets as they stand now; their surveys must be locked.
///
/// # Errors
/// [`StorageFault::Orphan`] for a hamlet that is not the survey's.
pub async fn write(
    db: &impl ConnectionTrait,
    changed: &[(SurveyId, AreaId, Tally)],
) -> Result<(), StorageFault> {
    let rows = changed
        .iter()
        .map(|(survey, hamlet, tally)| row(*survey, *hamlet, tally));
    let replace = OnConflict::columns([tally::Column::SurveyId, tally::Column::HamletId])
        .update_columns([
            tally::Column::Collected,
            tally::Column::Spoilt,
            tally::Column::Counts,
        ])
        .to_owned();
    insert_all::<tally::Entity>(db, rows.collect(), Some(replace)).await?;
    Ok(())
}

fn entry(row: tally::Model) -> ((SurveyId, AreaId), Tally) {
    let tally::Model {
        survey_id,
        hamlet_id,
        collected,
        spoilt,
        counts,
    } = row;
    let tally = Tally {
        collected,
        spoilt,
        counts: counts.0,
    };
    ((SurveyId(survey_id), AreaId(hamlet_id)), tally)
}

fn row(survey: SurveyId, hamlet: AreaId, tally: &Tally) -> tally::Model {
    let Tally {
        collected,
        spoilt,
        counts,
    } = tally;
    tally::Model {
        survey_id: survey.0,
        hamlet_id: hamlet.0,
        collected: *collected,
        spoilt: *spoilt,
        counts: Counts(counts.clone()),
    }
}
