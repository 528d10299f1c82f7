//! Corrections of a count: voids, choices between answers, amendments.

use std::collections::HashMap;

use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
};

use super::cells::{ASKED, padded, term};
use super::entity::documents::Choices;
use super::entity::{correction, response, set_aside};
use super::fault::StorageFault;
use super::page::{Key, Kind, page};
use crate::domain::base::ids::{AccountId, ResponseId, SurveyId};
use crate::domain::base::page::{Cursor, Page, PageRequest};
use crate::domain::survey::correction::{ConflictChoice, Correction, CorrectionKind, Deed};
use crate::domain::survey::judge::RejectionCode;

/// Adds a correction; the survey is locked, and the number is its next.
///
/// # Errors
/// [`StorageFault::Taken`] where the response has a void, or the form a choice that stands.
pub async fn insert(db: &impl ConnectionTrait, made: &Correction) -> Result<(), StorageFault> {
    correction::Entity::insert(row(made).into_active_model())
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// The number that the survey's next correction gets; the survey is locked.
///
/// # Errors
/// What the database answers.
pub async fn next_number(db: &impl ConnectionTrait, survey: SurveyId) -> Result<i64, StorageFault> {
    let last = of(survey)
        .order_by_desc(correction::Column::Number)
        .one(db)
        .await?;
    Ok(last.map_or(1, |last| last.number.saturating_add(1)))
}

/// One correction.
///
/// # Errors
/// What the database answers.
pub async fn find(
    db: &impl ConnectionTrait,
    survey: SurveyId,
    number: i64,
) -> Result<Option<Correction>, StorageFault> {
    let found = correction::Entity::find_by_id((survey.0, number))
        .one(db)
        .await?;
    found.map(read).transpose()
}

/// The choices that stand about forms of a survey that were set aside, by form.
///
/// # Errors
/// What the database answers.
pub async fn standing(
    db: &impl ConnectionTrait,
    survey: SurveyId,
    forms: &[ResponseId],
) -> Result<HashMap<ResponseId, Correction>, StorageFault> {
    let rows = of(survey)
        .filter(correction::Column::Kind.eq(CorrectionKind::Choice.as_str()))
        .filter(correction::Column::SupersededBy.is_null())
        .filter(correction::Column::ResponseId.is_in(forms.iter().map(|id| id.0)))
        .all(db)
        .await?;
    let found = rows.into_iter().map(read);
    found
        .map(|found| found.map(|found| (found.response, found)))
        .collect()
}

/// Says that a later choice about the same form stands in place of this one.
///
/// # Errors
/// What the database answers.
pub async fn supersede(
    db: &impl ConnectionTrait,
    survey: SurveyId,
    number: i64,
    later: i64,
) -> Result<(), StorageFault> {
    correction::Entity::update_many()
        .col_expr(correction::Column::SupersededBy, Expr::val(later))
        .filter(correction::Column::SurveyId.eq(survey.0))
        .filter(correction::Column::Number.eq(number))
        .exec(db)
        .await?;
    Ok(())
}

/// Writes down who confirmed a correction.
///
/// # Errors
/// [`StorageFault::Refused`] for the account that made it.
pub async fn confirm(
    db: &impl ConnectionTrait,
    survey: SurveyId,
    number: i64,
    confirmed: Deed,
) -> Result<(), StorageFault> {
    correction::Entity::update_many()
        .col_expr(correction::Column::ConfirmedAt, confirmed.at.into())
        .col_expr(correction::Column::ConfirmedBy, confirmed.by.0.into())
        .filter(correction::Column::SurveyId.eq(survey.0))
        .filter(correction::Column::Number.eq(number))
        .exec(db)
        .await?;
    Ok(())
}

/// A page of a survey's corrections, by number; those alone that wait for a second account, or that don't.
///
/// # Errors
/// [`StorageFault::BadCursor`], and what the database answers.
pub async fn list(
    db: &impl ConnectionTrait,
    survey: SurveyId,
    unconfirmed: Option<bool>,
    request: &PageRequest,
) -> Result<Page<Correction>, StorageFault> {
    let key = Key::ascending().then(
        (correction::Entity, correction::Column::Number),
        Kind::Number,
    );
    let rows = narrowed(survey, unconfirmed);
    let found = key.window(rows, request)?.all(db).await?;
    let rows = found
        .into_iter()
        .map(|row| Ok((Cursor(vec![row.number.to_string()]), read(row)?)))
        .collect::<Result<Vec<_>, StorageFault>>()?;
    Ok(page(request, rows))
}

/// How many corrections that list holds.
///
/// # Errors
/// What the database answers.
pub async fn count(
    db: &impl ConnectionTrait,
    survey: SurveyId,
    unconfirmed: Option<bool>,
) -> Result<u64, StorageFault> {
    Ok(narrowed(survey, unconfirmed).count(db).await?)
}

/// How many corrections of each of these surveys wait for a second account.
///
/// # Errors
/// What the database answers.
pub async fn unconfirmed(
    db: &impl ConnectionTrait,
    surveys: &[SurveyId],
) -> Result<HashMap<SurveyId, i64>, StorageFault> {
    let rows: Vec<(uuid::Uuid, i64)> = correction::Entity::find()
        .select_only()
        .column(correction::Column::SurveyId)
        .column_as(correction::Column::Number.count(), "count")
        .filter(correction::Column::SurveyId.is_in(surveys.iter().map(|id| id.0)))
        .filter(waiting())
        .group_by(correction::Column::SurveyId)
        .into_tuple()
        .all(db)
        .await?;
    let counted = rows.into_iter();
    Ok(counted
        .map(|(survey, count)| (SurveyId(survey), count))
        .collect())
}

/// How many forms of a survey were chosen.
///
/// # Errors
/// What the database answers.
pub async fn chosen(db: &impl ConnectionTrait, survey: SurveyId) -> Result<i64, StorageFault> {
    let taken = ConflictChoice::TakeThis.as_str();
    let rows = of(survey).filter(correction::Column::Choice.eq(taken));
    Ok(number(rows.count(db).await?))
}

/// How many responses of a survey a later answer took the place of.
///
/// # Errors
/// What the database answers.
pub async fn amended(db: &impl ConnectionTrait, survey: SurveyId) -> Result<i64, StorageFault> {
    Ok(number(amendments(survey).count(db).await?))
}

/// The amendment by which an answer took the place of another.
///
/// # Errors
/// What the database answers.
pub async fn amending(
    db: &impl ConnectionTrait,
    survey: SurveyId,
    answer: ResponseId,
) -> Result<Option<Correction>, StorageFault> {
    let found = amendments(survey).filter(correction::Column::RivalId.eq(answer.0));
    found.one(db).await?.map(read).transpose()
}

/// The amendments by which these responses replaced or were replaced, in the order in which they were
/// made.
///
/// # Errors
/// What the database answers.
pub async fn amendments_of(
    db: &impl ConnectionTrait,
    survey: SurveyId,
    responses: &[ResponseId],
) -> Result<Vec<Correction>, StorageFault> {
    let mut found = Vec::new();
    for chunk in responses.chunks(ASKED) {
        let ids: Vec<uuid::Uuid> = chunk.iter().map(|id| id.0).collect();
        let ids = padded(ids);
        let either = Condition::any()
            .add(correction::Column::RivalId.is_in(ids.clone()))
            .add(correction::Column::ResponseId.is_in(ids));
        let rows = amendments(survey)
            .filter(either)
            .order_by_asc(correction::Column::Number);
        for row in rows.all(db).await? {
            found.push(read(row)?);
        }
    }
    Ok(found)
}

fn amendments(survey: SurveyId) -> sea_orm::Select<correction::Entity> {
    of(survey).filter(correction::Column::Kind.eq(CorrectionKind::Amend.as_str()))
}

/// How many forms of a survey were set aside for a household that had answered, and for any other reason.
///
/// # Errors
/// What the database answers.
pub async fn set_aside_by_code(
    db: &impl ConnectionTrait,
    survey: SurveyId,
) -> Result<(i64, i64), StorageFault> {
    let rows: Vec<(String, i64)> = set_aside::Entity::find()
        .select_only()
        .column(set_aside::Column::Code)
        .column_as(set_aside::Column::Id.count(), "count")
        .filter(set_aside::Column::SurveyId.eq(survey.0))
        .group_by(set_aside::Column::Code)
        .into_tuple()
        .all(db)
        .await?;
    let conflict = RejectionCode::HouseholdAlreadyAnswered.as_str();
    Ok(rows
        .into_iter()
        .fold((0, 0), |(conflicts, late): (i64, i64), (code, count)| {
            if code == conflict {
                (conflicts.saturating_add(count), late)
            } else {
                (conflicts, late.saturating_add(count))
            }
        }))
}

/// The chosen options of the voided responses of a survey; `None` for a spoilt one.
///
/// # Errors
/// What the database answers.
pub async fn voided_choices(
    db: &impl ConnectionTrait,
    survey: SurveyId,
) -> Result<Vec<Option<Vec<Option<u16>>>>, StorageFault> {
    let rows: Vec<(bool, Choices)> = response::Entity::find()
        .select_only()
        .columns([response::Column::Spoilt, response::Column::Choices])
        .filter(response::Column::SurveyId.eq(survey.0))
        .filter(response::Column::VoidedAt.is_not_null())
        .into_tuple()
        .all(db)
        .await?;
    let choices = |(spoilt, choices): (bool, Choices)| (!spoilt).then_some(choices.0);
    Ok(rows.into_iter().map(choices).collect())
}

fn of(survey: SurveyId) -> sea_orm::Select<correction::Entity> {
    correction::Entity::find().filter(correction::Column::SurveyId.eq(survey.0))
}

fn narrowed(survey: SurveyId, unconfirmed: Option<bool>) -> sea_orm::Select<correction::Entity> {
    match unconfirmed {
        None => of(survey),
        Some(true) => of(survey).filter(waiting()),
        Some(false) => of(survey).filter(waiting().not()),
    }
}

fn waiting() -> Condition {
    Condition::all()
        .add(correction::Column::ConfirmedAt.is_null())
        .add(correction::Column::SupersededBy.is_null())
}

fn number(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn read(row: correction::Model) -> Result<Correction, StorageFault> {
    let correction::Model {
        survey_id,
        number,
        kind,
        response_id,
        rival_id,
        choice,
        reason,
        made_at,
        made_by,
        confirmed_at,
        confirmed_by,
        superseded_by,
    } = row;
    let confirmed = confirmed_at.zip(confirmed_by);
    Ok(Correction {
        survey: SurveyId(survey_id),
        number,
        kind: term("correction.kind", &kind)?,
        response: ResponseId(response_id),
        rival: rival_id.map(ResponseId),
        choice: choice
            .map(|choice| term("correction.choice", &choice))
            .transpose()?,
        reason,
        made: deed(made_at, made_by),
        confirmed: confirmed.map(|(at, by)| deed(at, by)),
        superseded_by,
    })
}

const fn deed(at: crate::domain::base::clock::Instant, by: uuid::Uuid) -> Deed {
    Deed {
        at,
        by: AccountId(by),
    }
}

fn row(made: &Correction) -> correction::Model {
    let Correction {
        survey,
        number,
        kind,
        response,
        rival,
        choice,
        reason,
        made,
        confirmed,
        superseded_by,
    } = made;
    correction::Model {
        survey_id: survey.0,
        number: *number,
        kind: kind.as_str().to_owned(),
        response_id: response.0,
        rival_id: rival.map(|id| id.0),
        choice: choice.map(|choice| choice.as_str().to_owned()),
        reason: reason.clone(),
        made_at: made.at,
        made_by: made.by.0,
        confirmed_at: confirmed.map(|deed| deed.at),
        confirmed_by: confirmed.map(|deed| deed.by.0),
        superseded_by: *superseded_by,
    }
}
