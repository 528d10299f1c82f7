//! Forms stored whole and counted nowhere until the Front chooses them.

use std::collections::HashSet;

use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::cells::{digest, padded, term};
use super::entity::documents::Answers;
use super::entity::{area, set_aside, survey};
use super::fault::StorageFault;
use super::insert::insert_all;
use super::page::{Key, Kind, page};
use super::response_row::consent;
use crate::domain::base::ids::{AccountId, AreaId, ResponseId, SurveyId};
use crate::domain::base::page::{Cursor, Page, PageRequest};
use crate::domain::survey::record::SetAside;
use crate::domain::survey::response::{Consent, Draft};

/// Stores forms, all of them or none; the survey is locked and its ids are known.
///
/// # Errors
/// [`StorageFault::Taken`] with [`Unique::SetAside`](super::fault::Unique::SetAside);
/// [`StorageFault::Orphan`] for a hamlet that is not the survey's.
pub async fn insert(db: &impl ConnectionTrait, forms: Vec<SetAside>) -> Result<(), StorageFault> {
    insert_all::<set_aside::Entity>(db, forms.into_iter().map(row).collect(), None).await?;
    Ok(())
}

/// Those of these surveys that hold a form set aside.
///
/// # Errors
/// What the database answers.
pub async fn holders(
    db: &impl ConnectionTrait,
    surveys: &[SurveyId],
) -> Result<HashSet<SurveyId>, StorageFault> {
    let form = Query::select()
        .expr(Expr::val(1))
        .from(set_aside::Entity)
        .and_where(
            Expr::col((set_aside::Entity, set_aside::Column::SurveyId))
                .equals((survey::Entity, survey::Column::Id)),
        )
        .take();
    let found: Vec<Uuid> = survey::Entity::find()
        .select_only()
        .column(survey::Column::Id)
        .filter(survey::Column::Id.is_in(padded(surveys.iter().map(|id| id.0).collect())))
        .filter(Expr::exists(form))
        .into_tuple()
        .all(db)
        .await?;
    Ok(found.into_iter().map(SurveyId).collect())
}

/// One form that was set aside.
///
/// # Errors
/// What the database answers.
pub async fn find(
    db: &impl ConnectionTrait,
    survey: SurveyId,
    id: ResponseId,
) -> Result<Option<SetAside>, StorageFault> {
    let found = set_aside::Entity::find_by_id((survey.0, id.0))
        .find_both_related(area::Entity)
        .one(db)
        .await?;
    found
        .map(|(row, hamlet)| read(row, hamlet.code))
        .transpose()
}

/// A page of a survey's forms that were set aside, by id.
///
/// # Errors
/// [`StorageFault::BadCursor`], and what the database answers.
pub async fn list(
    db: &impl ConnectionTrait,
    survey: SurveyId,
    request: &PageRequest,
) -> Result<Page<SetAside>, StorageFault> {
    let key = Key::ascending().then((set_aside::Entity, set_aside::Column::Id), Kind::Uuid);
    let rows = set_aside::Entity::find()
        .find_both_related(area::Entity)
        .filter(set_aside::Column::SurveyId.eq(survey.0));
    let found = key.window(rows, request)?.all(db).await?;
    let rows = found
        .into_iter()
        .map(|(row, hamlet)| Ok((Cursor(vec![row.id.to_string()]), read(row, hamlet.code)?)))
        .collect::<Result<Vec<_>, StorageFault>>()?;
    Ok(page(request, rows))
}

/// How many forms of a survey are set aside.
///
/// # Errors
/// What the database answers.
pub async fn count(db: &impl ConnectionTrait, survey: SurveyId) -> Result<u64, StorageFault> {
    let rows = set_aside::Entity::find().filter(set_aside::Column::SurveyId.eq(survey.0));
    Ok(rows.count(db).await?)
}

/// The next forms of a survey by id: for a recount.
///
/// # Errors
/// What the database answers.
pub async fn chunk(
    db: &impl ConnectionTrait,
    survey: SurveyId,
    after: Option<ResponseId>,
    limit: u64,
) -> Result<Vec<SetAside>, StorageFault> {
    let mut rows = set_aside::Entity::find()
        .find_both_related(area::Entity)
        .filter(set_aside::Column::SurveyId.eq(survey.0))
        .order_by_asc(set_aside::Column::Id)
        .limit(limit);
    if let Some(after) = after {
        rows = rows.filter(set_aside::Column::Id.gt(after.0));
    }
    let found = rows.all(db).await?;
    let forms = found
        .into_iter()
        .map(|(row, hamlet)| read(row, hamlet.code));
    forms.collect()
}

pub(super) fn read(row: set_aside::Model, hamlet_code: String) -> Result<SetAside, StorageFault> {
    let set_aside::Model {
        survey_id,
        id,
        hamlet_id,
        household_key,
        household_code,
        collected_at,
        received_at,
        spoilt,
        answers,
        comment,
        fingerprint,
        consent_version,
        consent_at,
        code,
        account_id,
        entry,
    } = row;
    Ok(SetAside {
        survey: SurveyId(survey_id),
        hamlet: AreaId(hamlet_id),
        household_key: household_key
            .map(|key| digest("set_aside.household_key", &key))
            .transpose()?,
        draft: Draft {
            id: ResponseId(id),
            hamlet_code,
            household_code: household_code.unwrap_or_default(),
            collected_at,
            answers: answers.0,
            comment,
            spoilt,
            consent: consent(consent_version, consent_at),
        },
        fingerprint: digest("set_aside.fingerprint", &fingerprint)?,
        received_at,
        code: term("set_aside.code", &code)?,
        account: AccountId(account_id),
        entry,
    })
}

fn row(form: SetAside) -> set_aside::Model {
    let SetAside {
        survey,
        hamlet,
        household_key,
        draft,
        fingerprint,
        received_at,
        code,
        account,
        entry,
    } = form;
    let Draft {
        id,
        hamlet_code: _,
        household_code,
        collected_at,
        answers,
        comment,
        spoilt,
        consent,
    } = draft;
    let (consent_version, consent_at) = consent
        .map(
            |Consent {
                 notice_version,
                 given_at,
             }| (notice_version, given_at),
        )
        .unzip();
    set_aside::Model {
        survey_id: survey.0,
        id: id.0,
        hamlet_id: hamlet.0,
        household_key: household_key.map(|key| key.to_vec()),
        household_code: Some(household_code),
        collected_at,
        received_at,
        spoilt,
        answers: Answers(answers),
        comment,
        fingerprint: fingerprint.to_vec(),
        consent_version,
        consent_at,
        code: code.as_str().to_owned(),
        account_id: account.0,
        entry,
    }
}
