//! OCOP products with their ratings, and every version of the scores.
//!
//! In Vietnamese: sản phẩm OCOP và kết quả đánh giá, phân hạng.

use std::collections::HashMap;

use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, JoinType, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, RelationTrait, SelectTwoRequired,
};
use uuid::Uuid;

use super::areas::place;
use super::cells::{rows_of, term};
use super::entity::{account, area, ocop_producer, ocop_product, ocop_rating, ocop_score};
use super::fault::StorageFault;
use super::insert::insert_all;
use super::page::{Key, Kind, page};
use super::within::Scope;
use crate::domain::base::ids::{AccountId, AreaId, OcopProductId, OcopRatingId, OcopScoreId};
use crate::domain::base::page::{Cursor, Page, PageRequest};
use crate::domain::recognition::score::Score;
use crate::domain::tasks::ocop::{OcopProduct, OcopRating, OcopScore, OcopState};

/// Which ratings a list holds; what is left out filters nothing.
#[derive(Debug, Clone)]
pub struct OcopQuery {
    /// Where the reader sees all of them; elsewhere it sees what is published.
    pub sight: Scope,
    /// These alone.
    pub among: Option<Vec<OcopRatingId>>,
    /// Of this year.
    pub year: Option<i32>,
    /// In this state.
    pub state: Option<OcopState>,
    /// With at least so many stars.
    pub fewest_stars: Option<i32>,
    /// Of producers that are here or in what lies here.
    pub inside: Option<AreaId>,
}

/// The product of a name and producer, and its id, where it is on record.
///
/// # Errors
/// What the database answers.
pub async fn product(
    db: &impl ConnectionTrait,
    area: AreaId,
    [producer, name]: [&str; 2],
) -> Result<Option<(Uuid, Option<ocop_product::Model>)>, StorageFault> {
    let producer = ocop_producer::Entity::find()
        .filter(ocop_producer::Column::AreaId.eq(area.0))
        .filter(ocop_producer::Column::Name.eq(producer))
        .one(db)
        .await?;
    let Some(producer) = producer else {
        return Ok(None);
    };
    let product = ocop_product::Entity::find()
        .filter(ocop_product::Column::ProducerId.eq(producer.id))
        .filter(ocop_product::Column::Name.eq(name))
        .one(db)
        .await?;
    Ok(Some((producer.id, product)))
}

/// Adds a producer.
///
/// # Errors
/// [`StorageFault::Taken`] where the area has one of its name.
pub async fn insert_producer(
    db: &impl ConnectionTrait,
    id: Uuid,
    area: AreaId,
    name: &str,
) -> Result<(), StorageFault> {
    let row = ocop_producer::Model {
        id,
        area_id: area.0,
        name: name.to_owned(),
    };
    insert_all::<ocop_producer::Entity>(db, vec![row], None).await?;
    Ok(())
}

/// Adds a product of a producer.
///
/// # Errors
/// [`StorageFault::Taken`] where the producer has one of its name.
pub async fn insert_product(
    db: &impl ConnectionTrait,
    producer: Uuid,
    product: &OcopProduct,
) -> Result<(), StorageFault> {
    let row = ocop_product::Model {
        id: product.id.0,
        producer_id: producer,
        name: product.name.clone(),
        category: product.category.clone(),
    };
    insert_all::<ocop_product::Entity>(db, vec![row], None).await?;
    Ok(())
}

/// Adds a rating, without its scores.
///
/// # Errors
/// [`StorageFault::Taken`] with [`Unique::OcopYear`](super::fault::Unique::OcopYear).
pub async fn insert_rating(
    db: &impl ConnectionTrait,
    rating: &OcopRating,
) -> Result<(), StorageFault> {
    let row = ocop_rating::Model {
        id: rating.id.0,
        product_id: rating.product.id.0,
        year: rating.year,
        state: rating.state.as_str().to_owned(),
        version: rating.version,
        stars: rating.stars,
        published_on: rating.published_on,
    };
    insert_all::<ocop_rating::Entity>(db, vec![row], None).await?;
    Ok(())
}

/// Changes state, stars and day of a rating; whether its version was the one before.
///
/// # Errors
/// What the database answers.
pub async fn change(db: &impl ConnectionTrait, rating: &OcopRating) -> Result<bool, StorageFault> {
    let before = rating.version.saturating_sub(1);
    let changed = ocop_rating::Entity::update_many()
        .col_expr(ocop_rating::Column::Version, Expr::value(rating.version))
        .col_expr(
            ocop_rating::Column::State,
            Expr::value(rating.state.as_str()),
        )
        .col_expr(ocop_rating::Column::Stars, Expr::value(rating.stars))
        .col_expr(
            ocop_rating::Column::PublishedOn,
            Expr::value(rating.published_on),
        )
        .filter(ocop_rating::Column::Id.eq(rating.id.0))
        .filter(ocop_rating::Column::Version.eq(before))
        .exec(db)
        .await?;
    Ok(changed.rows_affected == 1)
}

/// Adds a version of a score.
///
/// # Errors
/// What the database answers.
pub async fn insert_score(
    db: &impl ConnectionTrait,
    score: &OcopScore,
) -> Result<(), StorageFault> {
    let row = ocop_score::Model {
        id: score.id.0,
        rating_id: score.rating.0,
        step: score.step.as_str().to_owned(),
        version: score.version,
        score: score.score.hundredths(),
        rated_on: score.rated_on,
        recorded_by: score.by.0,
        recorded_at: score.at,
        reason: score.reason.clone(),
    };
    insert_all::<ocop_score::Entity>(db, vec![row], None).await?;
    Ok(())
}

/// A page of ratings by year, in the order in which they were proposed.
///
/// # Errors
/// [`StorageFault::BadCursor`], and what the database answers.
pub async fn list(
    db: &impl ConnectionTrait,
    query: &OcopQuery,
    request: &PageRequest,
) -> Result<Page<OcopRating>, StorageFault> {
    let key = Key::ascending()
        .then(
            (ocop_rating::Entity, ocop_rating::Column::Year),
            Kind::Number,
        )
        .then((ocop_rating::Entity, ocop_rating::Column::Id), Kind::Uuid);
    let rows = key.window(select(query), request)?.all(db).await?;
    let rows = read_all(db, rows).await?.into_iter().map(|one| {
        let key = vec![one.year.to_string(), one.id.to_string()];
        (Cursor(key), one)
    });
    Ok(page(request, rows.collect()))
}

/// How many ratings there are.
///
/// # Errors
/// What the database answers.
pub async fn count(db: &impl ConnectionTrait, query: &OcopQuery) -> Result<u64, StorageFault> {
    let rows = ocop_rating::Entity::find()
        .inner_join(ocop_product::Entity)
        .join(
            JoinType::InnerJoin,
            ocop_product::Relation::OcopProducer.def(),
        )
        .join(JoinType::InnerJoin, ocop_producer::Relation::Area.def())
        .filter(condition(query));
    Ok(rows.count(db).await?)
}

/// The ratings of a query, in the order in which they were proposed.
///
/// # Errors
/// What the database answers.
pub async fn all(
    db: &impl ConnectionTrait,
    query: &OcopQuery,
) -> Result<Vec<OcopRating>, StorageFault> {
    let rows = select(query).order_by_asc(ocop_rating::Column::Id);
    read_all(db, rows.all(db).await?).await
}

fn select(query: &OcopQuery) -> SelectTwoRequired<ocop_rating::Entity, ocop_product::Entity> {
    ocop_rating::Entity::find()
        .find_both_related(ocop_product::Entity)
        .join(
            JoinType::InnerJoin,
            ocop_product::Relation::OcopProducer.def(),
        )
        .join(JoinType::InnerJoin, ocop_producer::Relation::Area.def())
        .filter(condition(query))
}

fn condition(query: &OcopQuery) -> Condition {
    let OcopQuery {
        sight,
        among,
        year,
        state,
        fewest_stars,
        inside,
    } = query;
    let published = ocop_rating::Column::State.eq(OcopState::Published.as_str());
    let seen = Condition::any().add(published).add(sight.areas());
    let mut all = Condition::all().add(seen);
    if let Some(ids) = among {
        all = all.add(ocop_rating::Column::Id.is_in(ids.iter().map(|id| id.0)));
    }
    if let Some(year) = year {
        all = all.add(ocop_rating::Column::Year.eq(*year));
    }
    if let Some(state) = state {
        all = all.add(ocop_rating::Column::State.eq(state.as_str()));
    }
    if let Some(fewest) = fewest_stars {
        all = all.add(ocop_rating::Column::Stars.gte(*fewest));
    }
    if let Some(area) = inside {
        all = all.add(Scope::Areas(vec![*area]).areas());
    }
    all
}

async fn read_all(
    db: &impl ConnectionTrait,
    rows: Vec<(ocop_rating::Model, ocop_product::Model)>,
) -> Result<Vec<OcopRating>, StorageFault> {
    let mut found = Vec::with_capacity(rows.len());
    for chunk in rows.chunks(rows_of(1)) {
        let producers = chunk.iter().map(|(_, product)| product.producer_id);
        let producers: HashMap<Uuid, _> = ocop_producer::Entity::find()
            .find_both_related(area::Entity)
            .filter(ocop_producer::Column::Id.is_in(producers))
            .all(db)
            .await?
            .into_iter()
            .map(|(producer, area)| (producer.id, (producer, area)))
            .collect();
        let ids = chunk.iter().map(|(rating, _)| rating.id);
        let mut scores = scores(db, ids).await?;
        for (rating, product) in chunk {
            let lost = StorageFault::Unreadable {
                what: "ocop_product.producer_id",
            };
            let (producer, area) = producers.get(&product.producer_id).ok_or(lost)?;
            found.push(OcopRating {
                id: OcopRatingId(rating.id),
                product: OcopProduct {
                    id: OcopProductId(product.id),
                    name: product.name.clone(),
                    category: product.category.clone(),
                    producer: producer.name.clone(),
                    place: place(area)?,
                },
                year: rating.year,
                state: term("ocop_rating.state", &rating.state)?,
                version: rating.version,
                stars: rating.stars,
                published_on: rating.published_on,
                scores: scores.remove(&rating.id).unwrap_or_default(),
            });
        }
    }
    Ok(found)
}

async fn scores(
    db: &impl ConnectionTrait,
    ratings: impl Iterator<Item = Uuid>,
) -> Result<HashMap<Uuid, Vec<OcopScore>>, StorageFault> {
    let rows = ocop_score::Entity::find()
        .find_both_related(account::Entity)
        .filter(ocop_score::Column::RatingId.is_in(ratings))
        .order_by_asc(ocop_score::Column::Version)
        .all(db)
        .await?;
    let mut found: HashMap<Uuid, Vec<OcopScore>> = HashMap::new();
    for (row, account) in rows {
        let unreadable = |_| StorageFault::Unreadable {
            what: "ocop_score.score",
        };
        found.entry(row.rating_id).or_default().push(OcopScore {
            id: OcopScoreId(row.id),
            rating: OcopRatingId(row.rating_id),
            step: term("ocop_score.step", &row.step)?,
            version: row.version,
            score: Score::of_hundredths(row.score).map_err(unreadable)?,
            rated_on: row.rated_on,
            by: AccountId(row.recorded_by),
            by_name: account.name,
            at: row.recorded_at,
            reason: row.reason,
        });
    }
    Ok(found)
}
