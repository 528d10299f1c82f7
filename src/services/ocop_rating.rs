//! OCOP products: proposed, rated by the district and the province, published.

use super::notes::note;
use super::ocop::{area, named};
use super::office::{Office, Speaker};
use super::refusal::{Changed, Refusal};
use super::user_fault::{UserFault, UserFaultCode};
use super::written::past_day;
use crate::domain::base::clock::Day;
use crate::domain::base::ids::{AreaId, OcopProductId, OcopRatingId, OcopScoreId};
use crate::domain::base::text::{LONGEST_LABEL, LONGEST_NAME, cleaned};
use crate::domain::place::area::{Area, AreaLevel, Place};
use crate::domain::recognition::revision::{RevisionFault, next_version};
use crate::domain::tasks::ocop::{
    OcopFault, OcopProduct, OcopRating, OcopScore, OcopState, OcopStep,
};
use crate::domain::tasks::ocop_stars::ranges;
use crate::domain::trust::actor::Actor;
use crate::domain::trust::authority::{self, Action};
use crate::storage::database::Transaction;
use crate::storage::fault::{StorageFault, Unique};
use crate::storage::ocop as stored;

/// The first year of the programme (QĐ 490/QĐ-TTg of 7/5/2018).
const FIRST_YEAR: i32 = 2018;
/// The last year that is taken.
const LAST_YEAR: i32 = 2200;

/// A product to be rated in a year.
#[derive(Debug, Clone)]
pub struct Proposal {
    /// Code of the district or commune that the producer is in, today.
    pub area_code: String,
    /// Name of the producer.
    pub producer: String,
    /// Name of the product.
    pub product: String,
    /// Code of its category.
    pub category: String,
    /// The year.
    pub year: i32,
}

/// A score to be recorded.
#[derive(Debug, Clone)]
pub struct NewScore {
    /// Who rates.
    pub step: OcopStep,
    /// Points from 0 to 100 with at most two decimals.
    pub score: String,
    /// The day of the rating; today, where left out.
    pub rated_on: Option<Day>,
    /// The rating's version, as it was read.
    pub version: i32,
    /// Why a score is put right.
    pub reason: Option<String>,
}

/// Proposes a product for a year's rating; product and producer are put on record with it.
///
/// # Errors
/// As the rights say; [`Refusal::Faults`] for what the user can put right.
pub async fn propose(
    office: &Office,
    speaker: Speaker<'_>,
    new: Proposal,
) -> Result<OcopRating, Refusal> {
    authority::may_ever(speaker, Action::RateOcop)?;
    let area = area(office, &new.area_code).await?;
    let fits = |area: &Area| matches!(area.place.level, AreaLevel::District | AreaLevel::Commune);
    let reached = |area: &Area| authority::permit(speaker, Action::RateOcop, &area.place).is_ok();
    let area = area.filter(|area| fits(area) && reached(area));
    let area = area.ok_or_else(|| {
        UserFault::at("areaCode", UserFaultCode::UnknownAreaOnDay, &new.area_code)
    })?;
    let (producer, product) = names(&new)?;
    let tx = office.db.begin_write().await?;
    let product = product_of(
        office,
        &tx,
        &area.place,
        [&producer, &product],
        new.category,
    )
    .await?;
    let rating = OcopRating {
        id: OcopRatingId(office.chance.id(office.clock.now())?),
        product,
        year: new.year,
        state: OcopState::Proposed,
        version: 1,
        stars: None,
        published_on: None,
        scores: Vec::new(),
    };
    stored::insert_rating(&tx, &rating).await.map_err(taken)?;
    let details = serde_json::json!({
        "rating": rating.id, "product": rating.product.id, "year": rating.year,
    });
    note(office, &tx, speaker, None, "ocop.propose", details).await?;
    tx.commit().await.map_err(StorageFault::from)?;
    Ok(rating)
}

fn taken(fault: StorageFault) -> Refusal {
    match fault {
        StorageFault::Taken(Unique::OcopYear) => {
            UserFault::at("year", UserFaultCode::AlreadyProposed, "").into()
        }
        StorageFault::Taken(_) => Refusal::Conflict(None),
        other => other.into(),
    }
}

/// Names of producer and product as they are kept, or every fault of the proposal.
fn names(new: &Proposal) -> Result<(String, String), Refusal> {
    let mut faults = Vec::new();
    let mut name = |field: &str, text: &str| {
        let kept = cleaned(text, LONGEST_NAME).ok();
        if kept.is_none() {
            faults.push(UserFault::at(field, UserFaultCode::InvalidText, "1-200"));
        }
        kept
    };
    let (producer, product) = (
        name("producer", &new.producer),
        name("product", &new.product),
    );
    if !(FIRST_YEAR..=LAST_YEAR).contains(&new.year) {
        let about = format!("{FIRST_YEAR}-{LAST_YEAR}");
        faults.push(UserFault::at("year", UserFaultCode::OutOfRange, about));
    }
    if ranges().category(&new.category).is_none() {
        let code = UserFaultCode::UnknownCategory;
        faults.push(UserFault::at("category", code, &new.category));
    }
    match (producer, product) {
        (Some(producer), Some(product)) if faults.is_empty() => Ok((producer, product)),
        _ => Err(Refusal::Faults(faults)),
    }
}

async fn product_of(
    office: &Office,
    tx: &Transaction,
    place: &Place,
    [producer, name]: [&str; 2],
    category: String,
) -> Result<OcopProduct, Refusal> {
    let made = |id, category| OcopProduct {
        id,
        name: name.to_owned(),
        category,
        producer: producer.to_owned(),
        place: *place,
    };
    let now = office.clock.now();
    let maker = match stored::product(tx, place.area, [producer, name]).await? {
        Some((_, Some(known))) => return Ok(made(OcopProductId(known.id), known.category)),
        Some((maker, None)) => maker,
        None => {
            let id = office.chance.id(now)?;
            stored::insert_producer(tx, id, place.area, producer)
                .await
                .map_err(taken)?;
            id
        }
    };
    let product = made(OcopProductId(office.chance.id(now)?), category);
    stored::insert_product(tx, maker, &product)
        .await
        .map_err(taken)?;
    Ok(product)
}

/// Records a step's score, or puts it right with a reason until the next step.
///
/// # Errors
/// As the rights say; [`Refusal::Conflict`] where another version is current; [`Refusal::Faults`]
/// for what the user can put right.
pub async fn rate(
    office: &Office,
    speaker: Speaker<'_>,
    id: OcopRatingId,
    new: NewScore,
) -> Result<OcopRating, Refusal> {
    let (actor, tx, mut rating) = begin(office, speaker, id, new.version).await?;
    match new.step {
        OcopStep::District => {
            authority::permit(speaker, Action::RateOcop, &district(&rating.product.place))?
        }
        OcopStep::Province => authority::permit(speaker, Action::RunOcop, &province(&rating)?)?,
    };
    rating.state = rating.state.scored(new.step).map_err(illegal)?;
    let score = examined(office, actor, &rating, new)?;
    if score.step == OcopStep::Province {
        rating.stars = ranges().stars(score.score);
    }
    stored::insert_score(&tx, &score).await.map_err(taken)?;
    let before = rating.score(score.step).map(|before| before.id);
    let details = serde_json::json!({
        "rating": id, "step": score.step.as_str(), "before": before, "after": score.id,
    });
    rating.scores.push(score);
    finish(office, speaker, tx, &mut rating, ("ocop.rate", details)).await?;
    Ok(rating)
}

/// Publishes a rating of 3 stars or more.
///
/// # Errors
/// As [`rate`].
pub async fn publish(
    office: &Office,
    speaker: Speaker<'_>,
    id: OcopRatingId,
    version: i32,
) -> Result<OcopRating, Refusal> {
    authority::may_ever(speaker, Action::RunOcop)?;
    let (_, tx, mut rating) = begin(office, speaker, id, version).await?;
    authority::permit(speaker, Action::RunOcop, &province(&rating)?)?;
    rating.state = rating.state.published(rating.stars).map_err(illegal)?;
    rating.published_on = Some(office.clock.today());
    let details = serde_json::json!({ "rating": id, "stars": rating.stars });
    finish(office, speaker, tx, &mut rating, ("ocop.publish", details)).await?;
    Ok(rating)
}

/// The rating, where it is the speaker's and of the version that was read.
async fn begin<'a>(
    office: &Office,
    speaker: Speaker<'a>,
    id: OcopRatingId,
    version: i32,
) -> Result<(&'a Actor, Transaction, OcopRating), Refusal> {
    let actor = authority::may_ever(speaker, Action::RateOcop)?;
    let tx = office.db.begin_write().await?;
    let rating = stored::all(&tx, &named(speaker, &[id])).await?.pop();
    let rating = rating.ok_or(Refusal::NotFound)?;
    authority::permit(speaker, Action::RateOcop, &rating.product.place)?;
    if rating.version != version {
        return Err(Refusal::Conflict(last(&rating)));
    }
    Ok((actor, tx, rating))
}

/// Raises the version, unless somebody else did in between, and commits.
async fn finish(
    office: &Office,
    speaker: Speaker<'_>,
    tx: Transaction,
    rating: &mut OcopRating,
    (action, details): (&'static str, serde_json::Value),
) -> Result<(), Refusal> {
    rating.version = rating.version.saturating_add(1);
    if !stored::change(&tx, rating).await? {
        return Err(Refusal::Conflict(None));
    }
    note(office, &tx, speaker, None, action, details).await?;
    Ok(tx.commit().await.map_err(StorageFault::from)?)
}

/// The score as it is kept, or what is wrong with it.
fn examined(
    office: &Office,
    actor: &Actor,
    rating: &OcopRating,
    new: NewScore,
) -> Result<OcopScore, Refusal> {
    let mut faults = Vec::new();
    let score = new.score.parse().ok();
    if score.is_none() {
        faults.push(UserFault::at("score", UserFaultCode::OutOfRange, "0-100"));
    }
    let reason = new
        .reason
        .and_then(|text| cleaned(&text, LONGEST_LABEL).ok());
    let current = rating.score(new.step).map(|score| score.version);
    let version = match next_version(current, current, reason.is_some()) {
        Ok(version) => version,
        Err(RevisionFault::ReasonMissing | RevisionFault::Stale { .. }) => {
            faults.push(UserFault::at("reason", UserFaultCode::ReasonMissing, ""));
            0
        }
    };
    let today = office.clock.today();
    let rated_on = new.rated_on.unwrap_or(today);
    let before = rating.score(OcopStep::District).map(|score| score.rated_on);
    let before = before.filter(|_| new.step == OcopStep::Province);
    let opens = before.or_else(|| Day::from_ymd_opt(rating.year, 1, 1));
    faults.extend(past_day("ratedOn", rated_on, today).err());
    if opens.is_some_and(|opens| rated_on < opens) {
        let about = rated_on.to_string();
        faults.push(UserFault::at(
            "ratedOn",
            UserFaultCode::DatesOutOfOrder,
            about,
        ));
    }
    let Some(score) = score.filter(|_| faults.is_empty()) else {
        return Err(Refusal::Faults(faults));
    };
    let now = office.clock.now();
    Ok(OcopScore {
        id: OcopScoreId(office.chance.id(now)?),
        rating: rating.id,
        step: new.step,
        version,
        score,
        rated_on,
        by: actor.account,
        by_name: actor.name.clone(),
        at: now,
        reason: reason.filter(|_| version > 1),
    })
}

fn illegal(fault: OcopFault) -> Refusal {
    match fault {
        OcopFault::NotFrom(state) => {
            UserFault::at("ratingId", UserFaultCode::IllegalState, state.as_str()).into()
        }
        OcopFault::TooFewStars(stars) => {
            UserFault::at("ratingId", UserFaultCode::TooFewStars, stars.to_string()).into()
        }
    }
}

fn last(rating: &OcopRating) -> Option<Changed> {
    rating
        .scores
        .iter()
        .max_by_key(|score| score.at)
        .map(|score| Changed {
            by: score.by_name.clone(),
            at: score.at,
        })
}

/// The district that a producer is in; where there are none any more, the producer's own unit.
fn district(place: &Place) -> Place {
    match place.district {
        None => *place,
        Some(area) => Place {
            area,
            level: AreaLevel::District,
            commune: None,
            district: None,
            province: place.province,
        },
    }
}

/// The province that a product's producer is in.
fn province(rating: &OcopRating) -> Result<Place, Refusal> {
    let area: AreaId = rating.product.place.province.ok_or(Refusal::NotFound)?;
    Ok(Place {
        area,
        level: AreaLevel::Province,
        commune: None,
        district: None,
        province: None,
    })
}
