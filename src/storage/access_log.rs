//! The log of reading: lines are added, and read by those who may.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, Select};

use super::cells::term;
use super::entity::{access_log, account};
use super::fault::StorageFault;
use super::insert::insert_all;
use super::page::{Key, Kind, page};
use super::within::Scope;
use crate::domain::base::ids::{AccessId, AccountId, SurveyId};
use crate::domain::base::page::{Cursor, Page, PageRequest};
use crate::domain::trust::access::AccessLine;

/// Adds lines.
///
/// # Errors
/// What the database answers.
pub async fn append(db: &impl ConnectionTrait, lines: Vec<AccessLine>) -> Result<(), StorageFault> {
    let rows = lines.into_iter().map(|line| access_log::Model {
        id: line.id.0,
        at: line.at,
        survey_id: line.survey.0,
        account_id: line.account.0,
        role: line.role.as_str().to_owned(),
        kind: line.kind.as_str().to_owned(),
        rows: line.rows,
    });
    insert_all::<access_log::Entity>(db, rows.collect(), None).await?;
    Ok(())
}

/// A page of lines with the accounts' names, the newest first; of surveys that lie in a part of the
/// country, and of one alone where it is given.
///
/// # Errors
/// [`StorageFault::BadCursor`], and what the database answers.
pub async fn list(
    db: &impl ConnectionTrait,
    scope: &Scope,
    survey: Option<SurveyId>,
    request: &PageRequest,
) -> Result<Page<(AccessLine, Option<String>)>, StorageFault> {
    let key = Key::descending().then((access_log::Entity, access_log::Column::Id), Kind::Uuid);
    let rows = select(scope, survey).find_also_related(account::Entity);
    let found = key.window(rows, request)?.all(db).await?;
    let rows = found.into_iter().map(|(row, account)| {
        let cursor = Cursor(vec![row.id.to_string()]);
        Ok((cursor, (read(row)?, account.map(|account| account.name))))
    });
    Ok(page(
        request,
        rows.collect::<Result<Vec<_>, StorageFault>>()?,
    ))
}

/// How many lines there are.
///
/// # Errors
/// What the database answers.
pub async fn count(
    db: &impl ConnectionTrait,
    scope: &Scope,
    survey: Option<SurveyId>,
) -> Result<u64, StorageFault> {
    Ok(select(scope, survey).count(db).await?)
}

fn select(scope: &Scope, survey: Option<SurveyId>) -> Select<access_log::Entity> {
    let mut rows = access_log::Entity::find();
    if let Some(survey) = survey {
        rows = rows.filter(access_log::Column::SurveyId.eq(survey.0));
    }
    if *scope != Scope::Everywhere {
        rows = rows.filter(access_log::Column::SurveyId.in_subquery(scope.surveys()));
    }
    rows
}

fn read(row: access_log::Model) -> Result<AccessLine, StorageFault> {
    let access_log::Model {
        id,
        at,
        survey_id,
        account_id,
        role,
        kind,
        rows,
    } = row;
    Ok(AccessLine {
        id: AccessId(id),
        at,
        survey: SurveyId(survey_id),
        account: AccountId(account_id),
        role: term("access_log.role", &role)?,
        kind: term("access_log.kind", &kind)?,
        rows,
    })
}
