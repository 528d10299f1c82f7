//! Accepted responses: inserted once, found, read page by page, voided.
//!
//! In Vietnamese: phiếu.

use std::collections::{HashMap, HashSet};

use sea_orm::sea_query::{Expr, ExprTrait, UnionType, ValueTuple};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select, Value,
};
use uuid::Uuid;

use super::cells::{ASKED, digest, listed, padded, pair, term, tuple};
use super::comment_words;
use super::entity::{response, set_aside};
use super::fault::StorageFault;
use super::insert::{insert_all, known_stay};
use super::page::{Key, Kind, page};
use super::response_row::{read, row};
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::{AccountId, AreaId, ResponseId, SurveyId};
use crate::domain::base::page::{Cursor, Page, PageRequest};
use crate::domain::survey::judge::Held;
use crate::domain::survey::record::{Response, Voided};
use crate::domain::survey::submission::Digest;

/// Which responses of a survey a list holds; what is left out filters nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ResponseQuery {
    /// Of this hamlet.
    pub hamlet: Option<AreaId>,
    /// Voided ones alone, or counted ones alone.
    pub voided: Option<bool>,
    /// Spoilt ones alone, or valid ones alone.
    pub spoilt: Option<bool>,
    /// Those that later entries of the survey's chain took in.
    pub entered_after: Option<i64>,
    /// Those that this entry or earlier ones took in, or that came before there were chains.
    pub entered_until: Option<i64>,
}

/// Inserts responses, all of them or none; the survey is locked and its ids and households are known.
///
/// The unique keys have the last word all the same, whoever else inserts at the same time.
///
/// # Errors
/// [`StorageFault::Taken`] with [`Unique::Response`](super::fault::Unique::Response) or
/// [`Unique::Household`](super::fault::Unique::Household); [`StorageFault::Orphan`] for a hamlet
/// that is not the survey's.
pub async fn insert(
    db: &impl ConnectionTrait,
    responses: Vec<Response>,
) -> Result<(), StorageFault> {
    let rows: Vec<response::Model> = responses.into_iter().map(row).collect();
    let words = comment_words::rows(&rows);
    insert_all::<response::Entity>(db, rows, None).await?;
    comment_words::insert(db, words).await
}

/// Inserts responses of which nobody has looked whether their ids and households are free; answers
/// whether all of them are in. Where one is not, the transaction must be given up.
///
/// # Errors
/// [`StorageFault::Orphan`] for a hamlet that is not the survey's.
pub async fn insert_unseen(
    db: &impl ConnectionTrait,
    responses: Vec<Response>,
) -> Result<bool, StorageFault> {
    let all = u64::try_from(responses.len()).unwrap_or(u64::MAX);
    let rows: Vec<response::Model> = responses.into_iter().map(row).collect();
    let words = comment_words::rows(&rows);
    let inserted = insert_all::<response::Entity>(db, rows, Some(known_stay())).await?;
    if inserted != all {
        return Ok(false);
    }
    comment_words::insert(db, words).await?;
    Ok(true)
}

/// What the surveys hold under these ids, accepted or set aside.
///
/// # Errors
/// What the database answers.
pub async fn held(
    db: &impl ConnectionTrait,
    ids: &[(SurveyId, ResponseId)],
) -> Result<HashMap<(SurveyId, ResponseId), Held>, StorageFault> {
    let mut held: HashMap<(SurveyId, ResponseId), Held> = HashMap::with_capacity(ids.len());
    for chunk in ids.chunks(ASKED) {
        for row in held_rows(chunk).into_model::<HeldRow>().all(db).await? {
            let set_aside = row.code.map(|code| term("set_aside.code", &code));
            let found = Held {
                fingerprint: if row.linked {
                    Some(digest("fingerprint", &row.fingerprint)?)
                } else {
                    None
                },
                set_aside: set_aside.transpose()?,
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

#[derive(FromQueryResult)]
struct HeldRow {
    survey_id: Uuid,
    id: Uuid,
    fingerprint: Vec<u8>,
    code: Option<String>,
    linked: bool,
}

fn held_rows(ids: &[(SurveyId, ResponseId)]) -> Select<response::Entity> {
    let ids = ids.iter().map(|(survey, id)| pair(survey.0, id.0));
    let ids = listed(ids.collect());
    let aside = set_aside::Entity::find()
        .select_only()
        .columns([set_aside::Column::SurveyId, set_aside::Column::Id])
        .columns([set_aside::Column::Fingerprint, set_aside::Column::Code])
        .expr_as(set_aside::Column::HouseholdKey.is_not_null(), "linked")
        .filter(
            tuple([set_aside::Column::SurveyId, set_aside::Column::Id]).in_subquery(ids.clone()),
        )
        .into_query();
    let mut rows = response::Entity::find()
        .select_only()
        .columns([response::Column::SurveyId, response::Column::Id])
        .column(response::Column::Fingerprint)
        .expr_as(Expr::val(Option::<String>::None).cast_as("text"), "code")
        .expr_as(response::Column::HouseholdKey.is_not_null(), "linked")
        .filter(tuple([response::Column::SurveyId, response::Column::Id]).in_subquery(ids));
    QueryTrait::query(&mut rows).union(UnionType::All, aside);
    rows
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
    for chunk in households.chunks(ASKED) {
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
            .filter(tuple([OfSurvey, HamletId, HouseholdKey]).in_subquery(listed(wanted.collect())))
            .into_tuple()
            .all(db)
            .await?;
        for (survey, key) in found {
            taken.insert((SurveyId(survey), digest("response.household_key", &key)?));
        }
    }
    Ok(taken)
}

/// What is told of a household's response without its answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Its id.
    pub id: ResponseId,
    /// Its household's key.
    pub household: Digest,
    /// When the household answered.
    pub collected_at: Instant,
    /// When it arrived.
    pub received_at: Instant,
    /// The account that sent it.
    pub account: AccountId,
    /// Whether it was taken out of the count.
    pub voided: bool,
}

#[derive(FromQueryResult)]
struct StandingRow {
    id: Uuid,
    household_key: Vec<u8>,
    collected_at: Instant,
    received_at: Instant,
    account_id: Uuid,
    voided_at: Option<Instant>,
}

/// The responses of these households of a survey, voided ones included, without what they say.
///
/// # Errors
/// What the database answers.
pub async fn of_households(
    db: &impl ConnectionTrait,
    survey: SurveyId,
    households: &[(AreaId, Digest)],
) -> Result<Vec<Standing>, StorageFault> {
    use response::Column::{
        AccountId as By, CollectedAt, HamletId, HouseholdKey, Id, ReceivedAt, SurveyId as Of,
        VoidedAt,
    };
    let mut found = Vec::new();
    for chunk in households.chunks(ASKED) {
        let wanted = chunk.iter().map(|(hamlet, key)| {
            ValueTuple::Three(
                Value::from(survey.0),
                Value::from(hamlet.0),
                Value::from(key.to_vec()),
            )
        });
        let rows: Vec<StandingRow> = response::Entity::find()
            .select_only()
            .columns([Id, HouseholdKey, CollectedAt, ReceivedAt, By, VoidedAt])
            .filter(tuple([Of, HamletId, HouseholdKey]).in_subquery(listed(wanted.collect())))
            .order_by_asc(ReceivedAt)
            .order_by_asc(Id)
            .into_model()
            .all(db)
            .await?;
        for row in rows {
            found.push(Standing {
                id: ResponseId(row.id),
                household: digest("response.household_key", &row.household_key)?,
                collected_at: row.collected_at,
                received_at: row.received_at,
                account: AccountId(row.account_id),
                voided: row.voided_at.is_some(),
            });
        }
    }
    Ok(found)
}

/// Those of these responses that are there, with whether each was taken out of the count.
///
/// # Errors
/// What the database answers.
pub async fn voided_of(
    db: &impl ConnectionTrait,
    survey: SurveyId,
    ids: &[ResponseId],
) -> Result<HashMap<ResponseId, bool>, StorageFault> {
    let mut found = HashMap::with_capacity(ids.len());
    for chunk in ids.chunks(ASKED) {
        let asked: Vec<Uuid> = chunk.iter().map(|id| id.0).collect();
        let rows: Vec<(Uuid, Option<Instant>)> = response::Entity::find()
            .select_only()
            .columns([response::Column::Id, response::Column::VoidedAt])
            .filter(response::Column::SurveyId.eq(survey.0))
            .filter(response::Column::Id.is_in(padded(asked)))
            .into_tuple()
            .all(db)
            .await?;
        let read = |(id, voided): (Uuid, Option<Instant>)| (ResponseId(id), voided.is_some());
        found.extend(rows.into_iter().map(read));
    }
    Ok(found)
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
        entered_after,
        entered_until,
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
    if let Some(entry) = entered_after {
        all = all.add(response::Column::Entry.gt(entry));
    }
    if let Some(entry) = entered_until {
        let until = response::Column::Entry.lte(entry);
        all = all.add(until.or(response::Column::Entry.is_null()));
    }
    response::Entity::find().filter(all)
}
