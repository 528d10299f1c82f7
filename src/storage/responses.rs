//! Accepted responses: inserted once, found, read page by page, voided.
//!
//! In Vietnamese: phiếu.

use std::collections::{BTreeMap, HashMap, HashSet};

use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Query, UnionType, Value, ValueTuple};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select, TryInsertResult,
};
use uuid::Uuid;

use super::cells::{digest, rows_of, term};
use super::entity::documents::{Answers, Choices, Reasons};
use super::entity::{response, set_aside};
use super::fault::StorageFault;
use super::page::{Key, Kind, page};
use crate::domain::base::ids::{AccountId, AreaId, ResponseId, SurveyId};
use crate::domain::base::page::{Cursor, Page, PageRequest};
use crate::domain::survey::judge::Held;
use crate::domain::survey::record::{Response, Voided};
use crate::domain::survey::response::Consent;
use crate::domain::survey::sheet::Sheet;
use crate::domain::survey::submission::Digest;

const COLUMNS: usize = 19;

/// Which responses of a survey a list holds; what is left out filters nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ResponseQuery {
    /// Of this hamlet.
    pub hamlet: Option<AreaId>,
    /// Voided ones alone, or counted ones alone.
    pub voided: Option<bool>,
    /// Spoilt ones alone, or valid ones alone.
    pub spoilt: Option<bool>,
}

/// Inserts responses, all of one survey, and names those that are in now and were not before.
///
/// One whose id is in the survey already, or whose household has a counted response, is left out: the unique
/// keys decide, whoever else inserts at the same time.
///
/// # Errors
/// [`StorageFault::Orphan`] for a hamlet that is not the survey's; what the database answers.
pub async fn insert(
    db: &impl ConnectionTrait,
    responses: Vec<Response>,
) -> Result<HashSet<ResponseId>, StorageFault> {
    let mut inserted = HashSet::with_capacity(responses.len());
    let mut rest = responses.into_iter().map(row);
    loop {
        let rows: Vec<_> = rest
            .by_ref()
            .take(rows_of(COLUMNS))
            .map(IntoActiveModel::into_active_model)
            .collect();
        if rows.is_empty() {
            return Ok(inserted);
        }
        let keys = response::Entity::insert_many(rows)
            .on_conflict(OnConflict::new().do_nothing().to_owned())
            .try_insert()
            .exec_with_returning_keys(db)
            .await?;
        if let TryInsertResult::Inserted(keys) = keys {
            inserted.extend(keys.into_iter().map(|(_, id)| ResponseId(id)));
        }
    }
}

/// What a survey holds under these ids, accepted or set aside, in one statement.
///
/// # Errors
/// What the database answers.
pub async fn held(
    db: &impl ConnectionTrait,
    survey: SurveyId,
    ids: &[ResponseId],
) -> Result<HashMap<ResponseId, Held>, StorageFault> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        fingerprint: Vec<u8>,
        code: Option<String>,
    }
    let mut held = HashMap::with_capacity(ids.len());
    for chunk in ids.chunks(rows_of(2)) {
        let ids = || chunk.iter().map(|id| id.0);
        let aside = set_aside::Entity::find()
            .select_only()
            .column(set_aside::Column::Id)
            .column(set_aside::Column::Fingerprint)
            .column(set_aside::Column::Code)
            .filter(set_aside::Column::SurveyId.eq(survey.0))
            .filter(set_aside::Column::Id.is_in(ids()))
            .into_query();
        let mut rows = response::Entity::find()
            .select_only()
            .column(response::Column::Id)
            .column(response::Column::Fingerprint)
            .expr_as(Expr::val(Option::<String>::None).cast_as("text"), "code")
            .filter(response::Column::SurveyId.eq(survey.0))
            .filter(response::Column::Id.is_in(ids()));
        QueryTrait::query(&mut rows).union(UnionType::All, aside);
        for row in rows.into_model::<Row>().all(db).await? {
            let fingerprint = digest("fingerprint", &row.fingerprint)?;
            let set_aside = row
                .code
                .map(|code| term("set_aside.code", &code))
                .transpose()?;
            // What was accepted goes before what was set aside under the same id and chosen since.
            let found = Held {
                fingerprint,
                set_aside,
            };
            held.entry(ResponseId(row.id))
                .and_modify(|known: &mut Held| {
                    if found.set_aside.is_none() {
                        *known = found;
                    }
                })
                .or_insert(found);
        }
    }
    Ok(held)
}

/// Those of these households, by hamlet and key, that have a counted response in the survey.
///
/// # Errors
/// What the database answers.
pub async fn households_taken(
    db: &impl ConnectionTrait,
    survey: SurveyId,
    households: &[(AreaId, Digest)],
) -> Result<HashSet<(AreaId, Digest)>, StorageFault> {
    let mut taken = HashSet::new();
    for chunk in households.chunks(rows_of(2)) {
        // SQLite takes a list of pairs only as the rows of a statement.
        let pairs = chunk
            .iter()
            .map(|(hamlet, key)| ValueTuple::Two(Value::from(hamlet.0), Value::from(key.to_vec())));
        let pairs = Query::select()
            .expr(Expr::cust("*"))
            .from_values(pairs.collect::<Vec<_>>(), "household")
            .take();
        let columns = Expr::tuple([
            Expr::col(response::Column::HamletId),
            Expr::col(response::Column::HouseholdKey),
        ]);
        let rows: Vec<(Uuid, Vec<u8>)> = response::Entity::find()
            .select_only()
            .column(response::Column::HamletId)
            .column(response::Column::HouseholdKey)
            .filter(response::Column::SurveyId.eq(survey.0))
            .filter(response::Column::VoidedAt.is_null())
            .filter(columns.in_subquery(pairs))
            .into_tuple()
            .all(db)
            .await?;
        for (hamlet, key) in rows {
            taken.insert((AreaId(hamlet), digest("response.household_key", &key)?));
        }
    }
    Ok(taken)
}

/// One response.
///
/// # Errors
/// What the database answers.
pub async fn find(
    db: &impl ConnectionTrait,
    survey: SurveyId,
    id: ResponseId,
) -> Result<Option<Response>, StorageFault> {
    let found = response::Entity::find_by_id((survey.0, id.0))
        .one(db)
        .await?;
    found.map(read).transpose()
}

/// A page of a survey's responses, voided ones included, by id.
///
/// # Errors
/// [`StorageFault::BadCursor`], and what the database answers.
pub async fn list(
    db: &impl ConnectionTrait,
    survey: SurveyId,
    query: &ResponseQuery,
    request: &PageRequest,
) -> Result<Page<Response>, StorageFault> {
    let key = Key::ascending().then((response::Entity, response::Column::Id), Kind::Uuid);
    let found = key.window(select(survey, query), request)?.all(db).await?;
    let rows = found
        .into_iter()
        .map(|row| Ok((Cursor(vec![row.id.to_string()]), read(row)?)))
        .collect::<Result<Vec<_>, StorageFault>>()?;
    Ok(page(request, rows))
}

/// How many responses there are.
///
/// # Errors
/// What the database answers.
pub async fn count(
    db: &impl ConnectionTrait,
    survey: SurveyId,
    query: &ResponseQuery,
) -> Result<u64, StorageFault> {
    Ok(select(survey, query).count(db).await?)
}

/// The next responses of a survey by id, voided ones included: for a recount.
///
/// # Errors
/// What the database answers.
pub async fn chunk(
    db: &impl ConnectionTrait,
    survey: SurveyId,
    after: Option<ResponseId>,
    limit: u64,
) -> Result<Vec<Response>, StorageFault> {
    let mut rows = select(survey, &ResponseQuery::default())
        .order_by_asc(response::Column::Id)
        .limit(limit);
    if let Some(after) = after {
        rows = rows.filter(response::Column::Id.gt(after.0));
    }
    rows.all(db).await?.into_iter().map(read).collect()
}

/// Takes a response out of the count; answers whether it was counted until now.
///
/// # Errors
/// What the database answers.
pub async fn void(
    db: &impl ConnectionTrait,
    survey: SurveyId,
    id: ResponseId,
    voided: &Voided,
) -> Result<bool, StorageFault> {
    let Voided { at, by, reason } = voided;
    let changed = response::Entity::update_many()
        .col_expr(response::Column::VoidedAt, (*at).into())
        .col_expr(response::Column::VoidedBy, by.0.into())
        .col_expr(response::Column::VoidReason, reason.as_str().into())
        .filter(response::Column::SurveyId.eq(survey.0))
        .filter(response::Column::Id.eq(id.0))
        .filter(response::Column::VoidedAt.is_null())
        .exec(db)
        .await?;
    Ok(changed.rows_affected == 1)
}

fn select(survey: SurveyId, query: &ResponseQuery) -> Select<response::Entity> {
    let ResponseQuery {
        hamlet,
        voided,
        spoilt,
    } = *query;
    let mut all = Condition::all().add(response::Column::SurveyId.eq(survey.0));
    if let Some(hamlet) = hamlet {
        all = all.add(response::Column::HamletId.eq(hamlet.0));
    }
    all = match voided {
        None => all,
        Some(true) => all.add(response::Column::VoidedAt.is_not_null()),
        Some(false) => all.add(response::Column::VoidedAt.is_null()),
    };
    if let Some(spoilt) = spoilt {
        all = all.add(response::Column::Spoilt.eq(spoilt));
    }
    response::Entity::find().filter(all)
}

fn read(row: response::Model) -> Result<Response, StorageFault> {
    let response::Model {
        survey_id,
        id,
        hamlet_id,
        household_key,
        household_code,
        collected_at,
        received_at,
        spoilt,
        choices,
        reasons,
        unjudged,
        comment,
        fingerprint,
        consent_version,
        consent_at,
        account_id,
        voided_at,
        voided_by,
        void_reason,
    } = row;
    let sheet = Sheet {
        choices: choices.0,
        reasons: reasons.map(|reasons| reasons.0).unwrap_or_default(),
    };
    let key = household_key.map(|key| digest("response.household_key", &key));
    let voided = match (voided_at, voided_by, void_reason) {
        (Some(at), Some(by), Some(reason)) => Some(Voided {
            at,
            by: AccountId(by),
            reason,
        }),
        _ => None,
    };
    Ok(Response {
        id: ResponseId(id),
        survey: SurveyId(survey_id),
        hamlet: AreaId(hamlet_id),
        household_key: key.transpose()?,
        household_code,
        collected_at,
        received_at,
        sheet: (!spoilt).then_some(sheet),
        unjudged: unjudged.map(|answers| answers.0).unwrap_or_default(),
        comment,
        fingerprint: digest("response.fingerprint", &fingerprint)?,
        consent: consent(consent_version, consent_at),
        account: AccountId(account_id),
        voided,
    })
}

fn row(response: Response) -> response::Model {
    let Response {
        id,
        survey,
        hamlet,
        household_key,
        household_code,
        collected_at,
        received_at,
        sheet,
        unjudged,
        comment,
        fingerprint,
        consent,
        account,
        voided,
    } = response;
    let spoilt = sheet.is_none();
    let Sheet { choices, reasons } = sheet.unwrap_or_default();
    let (consent_version, consent_at) = consent
        .map(
            |Consent {
                 notice_version,
                 given_at,
             }| (notice_version, given_at),
        )
        .unzip();
    let (voided_at, voided_by, void_reason) = match voided {
        Some(Voided { at, by, reason }) => (Some(at), Some(by.0), Some(reason)),
        None => (None, None, None),
    };
    response::Model {
        survey_id: survey.0,
        id: id.0,
        hamlet_id: hamlet.0,
        household_key: household_key.map(|key| key.to_vec()),
        household_code,
        collected_at,
        received_at,
        spoilt,
        choices: Choices(choices),
        reasons: some(reasons).map(Reasons),
        unjudged: (!unjudged.is_empty()).then_some(Answers(unjudged)),
        comment,
        fingerprint: fingerprint.to_vec(),
        consent_version,
        consent_at,
        account_id: account.0,
        voided_at,
        voided_by,
        void_reason,
    }
}

/// The consent of a row, of its two columns.
pub(crate) fn consent(
    version: Option<String>,
    at: Option<crate::domain::base::clock::Instant>,
) -> Option<Consent> {
    Some(Consent {
        notice_version: version?,
        given_at: at?,
    })
}

fn some(reasons: BTreeMap<String, String>) -> Option<BTreeMap<String, String>> {
    (!reasons.is_empty()).then_some(reasons)
}
