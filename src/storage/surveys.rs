//! Surveys: found, locked, moved.
//!
//! In Vietnamese: cuộc lấy ý kiến.

use sea_orm::sea_query::{Expr, ExprTrait, LockType};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, SelectTwoRequired,
};
use uuid::Uuid;

use super::areas::place;
use super::cells::{padded, rows_of, term};
use super::entity::{area, survey, survey_collector};
use super::fault::StorageFault;
use super::insert::{insert_all, known_stay};
use super::within::{Scope, Sight, hamlets_within};
use crate::domain::base::ids::{AccountId, CandidacyId, QuestionnaireId, SurveyId};
use crate::domain::survey::lifecycle::{Lifecycle, SurveyKind, SurveyState};
use crate::domain::survey::record::Survey;

/// Adds a survey; its hamlets are added by [`survey_hamlets::insert`](super::survey_hamlets::insert).
///
/// # Errors
/// [`StorageFault::Taken`] with [`Unique::Collection`](super::fault::Unique::Collection).
pub async fn insert(db: &impl ConnectionTrait, survey: &Survey) -> Result<(), StorageFault> {
    survey::Entity::insert(row(survey).into_active_model())
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// One survey.
///
/// # Errors
/// What the database answers.
pub async fn find(db: &impl ConnectionTrait, id: SurveyId) -> Result<Option<Survey>, StorageFault> {
    Ok(find_many(db, &[id]).await?.pop())
}

/// Many surveys, in no order.
///
/// # Errors
/// What the database answers.
pub async fn find_many(
    db: &impl ConnectionTrait,
    ids: &[SurveyId],
) -> Result<Vec<Survey>, StorageFault> {
    let ids = survey::Column::Id.is_in(padded(ids.iter().map(|id| id.0).collect()));
    read_all(select().filter(ids), db).await
}

/// Those of these surveys that the reader may see.
///
/// # Errors
/// What the database answers.
pub async fn seen(
    db: &impl ConnectionTrait,
    sight: &Sight,
    ids: &[SurveyId],
) -> Result<Vec<Survey>, StorageFault> {
    let ids = survey::Column::Id.is_in(ids.iter().map(|id| id.0));
    read_all(select().filter(ids).filter(sight.of_surveys()), db).await
}

/// The surveys of candidacies, in the order in which they were made.
///
/// # Errors
/// What the database answers.
pub async fn of_candidacies(
    db: &impl ConnectionTrait,
    sight: &Sight,
    candidacies: &[CandidacyId],
) -> Result<Vec<Survey>, StorageFault> {
    let mut found = Vec::with_capacity(candidacies.len());
    for chunk in candidacies.chunks(rows_of(1)) {
        let of = survey::Column::CandidacyId.is_in(chunk.iter().map(|id| id.0));
        let rows = select()
            .filter(of)
            .filter(sight.of_surveys())
            .order_by_asc(survey::Column::Id);
        found.extend(read_all(rows, db).await?);
    }
    Ok(found)
}

/// Surveys stored as OPEN or CLOSING in which somebody may collect, in the order they were made.
///
/// Collections with a hamlet in `scope`, and direct checks that name `collector` and have one there.
///
/// # Errors
/// What the database answers.
pub async fn running(
    db: &impl ConnectionTrait,
    scope: &Scope,
    collector: AccountId,
) -> Result<Vec<Survey>, StorageFault> {
    let named = survey_collector::Entity::find()
        .select_only()
        .column(survey_collector::Column::SurveyId)
        .filter(survey_collector::Column::AccountId.eq(collector.0))
        .into_query();
    let own = Condition::any()
        .add(survey::Column::Kind.eq(SurveyKind::Collection.as_str()))
        .add(survey::Column::Id.in_subquery(named));
    let states = [SurveyState::Open.as_str(), SurveyState::Closing.as_str()];
    let rows = select()
        .filter(survey::Column::State.is_in(states))
        .filter(own)
        .filter(Expr::exists(hamlets_within(scope)))
        .order_by_asc(survey::Column::Id);
    read_all(rows, db).await
}

/// Direct checks stored as OPEN or CLOSING with a hamlet in a part of the country.
///
/// # Errors
/// What the database answers.
pub async fn running_direct_checks(
    db: &impl ConnectionTrait,
    scope: &Scope,
) -> Result<Vec<Survey>, StorageFault> {
    let states = [SurveyState::Open.as_str(), SurveyState::Closing.as_str()];
    let rows = select()
        .filter(survey::Column::State.is_in(states))
        .filter(survey::Column::Kind.eq(SurveyKind::DirectCheck.as_str()))
        .filter(Expr::exists(hamlets_within(scope)))
        .order_by_asc(survey::Column::Id);
    read_all(rows, db).await
}

/// All surveys, or one, by id: for a recount of everything.
///
/// # Errors
/// What the database answers.
pub async fn ids(
    db: &impl ConnectionTrait,
    states: &[SurveyState],
) -> Result<Vec<SurveyId>, StorageFault> {
    let mut rows = survey::Entity::find()
        .select_only()
        .column(survey::Column::Id)
        .order_by_asc(survey::Column::Id);
    if !states.is_empty() {
        rows = rows.filter(survey::Column::State.is_in(states.iter().map(|state| state.as_str())));
    }
    let ids: Vec<Uuid> = rows.into_tuple().all(db).await?;
    Ok(ids.into_iter().map(SurveyId).collect())
}

/// These surveys, held until the transaction ends: nobody else moves them or writes their tallies.
///
/// They are locked in order of their ids, so that two writers never wait for each other. On SQLite
/// the transaction that writes holds the whole database anyway.
///
/// # Errors
/// What the database answers.
pub async fn lock(
    db: &impl ConnectionTrait,
    ids: &[SurveyId],
) -> Result<Vec<Survey>, StorageFault> {
    let ids = padded(ids.iter().map(|id| id.0).collect());
    let ids = survey::Column::Id.is_in(ids);
    let mut rows = select().filter(ids).order_by_asc(survey::Column::Id);
    // NO KEY: rows that name the survey may still be added by others meanwhile.
    QueryTrait::query(&mut rows).lock_with_tables(LockType::NoKeyUpdate, [survey::Entity]);
    read_all(rows, db).await
}

/// Writes a survey's state and times and lets its version rise by one; answers the new version.
///
/// # Errors
/// [`StorageFault::Unreadable`] where the survey isn't there; what the database answers.
pub async fn update(db: &impl ConnectionTrait, survey: &Survey) -> Result<i64, StorageFault> {
    let Lifecycle {
        stored,
        opens_at,
        closes_at,
        closing_began_at,
    } = survey.lifecycle;
    let change = survey::Entity::update_many()
        .col_expr(survey::Column::State, stored.as_str().into())
        .col_expr(survey::Column::OpensAt, opens_at.into())
        .col_expr(survey::Column::ClosesAt, closes_at.into())
        .col_expr(survey::Column::ClosingBeganAt, Expr::val(closing_began_at))
        .col_expr(survey::Column::PublishedOn, Expr::val(survey.published_on));
    raise(db, change, survey.id).await
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
        .filter(survey::Column::Id.is_in(padded(surveys.iter().map(|id| id.0).collect())))
        .exec(db)
        .await?;
    Ok(())
}

/// Lets these accounts collect in a direct check; those named already stay.
///
/// # Errors
/// [`StorageFault::Orphan`] for an account or a survey that isn't there.
pub async fn name_collectors(
    db: &impl ConnectionTrait,
    id: SurveyId,
    accounts: &[AccountId],
) -> Result<(), StorageFault> {
    let rows = accounts.iter().map(|account| survey_collector::Model {
        survey_id: id.0,
        account_id: account.0,
    });
    insert_all::<survey_collector::Entity>(db, rows.collect(), Some(known_stay())).await?;
    Ok(())
}

/// The accounts that surveys name as their collectors.
///
/// # Errors
/// What the database answers.
pub async fn collectors(
    db: &impl ConnectionTrait,
    surveys: &[SurveyId],
) -> Result<Vec<(SurveyId, AccountId)>, StorageFault> {
    let of = survey_collector::Column::SurveyId.is_in(surveys.iter().map(|id| id.0));
    let rows = survey_collector::Entity::find().filter(of).all(db).await?;
    Ok(rows
        .iter()
        .map(|row| (SurveyId(row.survey_id), AccountId(row.account_id)))
        .collect())
}

async fn raise(
    db: &impl ConnectionTrait,
    change: sea_orm::UpdateMany<survey::Entity>,
    id: SurveyId,
) -> Result<i64, StorageFault> {
    let next = Expr::col(survey::Column::Version).add(1_i64);
    let changed = change
        .col_expr(survey::Column::Version, next)
        .filter(survey::Column::Id.eq(id.0))
        .exec_with_returning(db)
        .await?;
    let missing = StorageFault::Unreadable {
        what: "survey.version",
    };
    changed.first().map(|row| row.version).ok_or(missing)
}

pub(super) fn select() -> SelectTwoRequired<survey::Entity, area::Entity> {
    survey::Entity::find().find_both_related(area::Entity)
}

async fn read_all(
    rows: SelectTwoRequired<survey::Entity, area::Entity>,
    db: &impl ConnectionTrait,
) -> Result<Vec<Survey>, StorageFault> {
    let rows = rows.all(db).await?;
    rows.into_iter()
        .map(|(row, area)| read(row, &area))
        .collect()
}

pub(super) fn read(row: survey::Model, area: &area::Model) -> Result<Survey, StorageFault> {
    let survey::Model {
        id,
        candidacy_id,
        area_id: _,
        kind,
        questionnaire_id,
        state,
        version,
        opens_at,
        closes_at,
        closing_began_at,
        created_at,
        published_on,
    } = row;
    let stored = term("survey.state", &state)?;
    Ok(Survey {
        id: SurveyId(id),
        candidacy: CandidacyId(candidacy_id),
        place: place(area)?,
        kind: term("survey.kind", &kind)?,
        questionnaire: QuestionnaireId(questionnaire_id),
        lifecycle: Lifecycle {
            stored,
            opens_at,
            closes_at,
            closing_began_at,
        },
        version,
        published_on,
        created_at,
    })
}

fn row(survey: &Survey) -> survey::Model {
    let Survey {
        id,
        candidacy,
        place,
        kind,
        questionnaire,
        lifecycle,
        version,
        published_on,
        created_at,
    } = survey;
    let Lifecycle {
        stored,
        opens_at,
        closes_at,
        closing_began_at,
    } = lifecycle;
    survey::Model {
        id: id.0,
        candidacy_id: candidacy.0,
        area_id: place.area.0,
        kind: kind.as_str().to_owned(),
        questionnaire_id: questionnaire.0,
        state: stored.as_str().to_owned(),
        version: *version,
        opens_at: *opens_at,
        closes_at: *closes_at,
        closing_began_at: *closing_began_at,
        created_at: *created_at,
        published_on: *published_on,
    }
}
