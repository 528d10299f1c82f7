//! Proposes, rates and publishes OCOP products.

use async_graphql::{Context, Error, ID, InputObject, Object, SimpleObject};

use super::payload::{UserError, outcome};
use crate::domain::tasks::ocop::{self as domain, OcopStep};
use crate::graphql::fault::Nullable;
use crate::graphql::id;
use crate::graphql::nodes::ocop::OcopRating;
use crate::graphql::scalars::CalendarDay;
use crate::graphql::state::Asking;
use crate::services::ocop_rating::{self, NewScore, Proposal};
use crate::services::refusal::Refusal;

/// A product to be rated in a year.
#[derive(Debug, InputObject)]
pub struct ProposeOcopProductInput {
    /// Code of the district or commune that the producer is in, today (mã đơn vị hành chính).
    area_code: String,
    /// Name of the producer (chủ thể sản xuất).
    producer: String,
    /// Name of the product (sản phẩm).
    product: String,
    /// Code of its category: FOOD, DRINKS, HERBS, CLOTH, CRAFTS or TOURISM (nhóm sản phẩm).
    category: String,
    /// The year, from 2018 (năm).
    year: i32,
}

/// A score of a step.
#[derive(Debug, InputObject)]
pub struct RateOcopProductInput {
    /// Global id of the rating.
    rating_id: ID,
    /// The rating's version that was read.
    version: i32,
    /// Who rates (cấp đánh giá).
    step: OcopStep,
    /// Points from 0 to 100 with at most two decimals, such as `72.5` (điểm).
    score: String,
    /// The day of the rating; today, where left out (ngày đánh giá).
    rated_on: Option<CalendarDay>,
    /// Why a score is put right; needed where the step has one (lý do).
    reason: Option<String>,
}

/// A rating to be published.
#[derive(Debug, InputObject)]
pub struct PublishOcopRatingInput {
    /// Global id of the rating.
    rating_id: ID,
    /// The rating's version that was read.
    version: i32,
}

/// What became of a rating.
#[derive(Debug, SimpleObject)]
pub struct OcopRatingPayload {
    /// The rating; null where `userErrors` says why nothing changed.
    rating: Option<OcopRating>,
    /// What the user can put right.
    user_errors: Vec<UserError>,
}

/// Changing of OCOP ratings.
#[derive(Debug, Default)]
pub struct OcopMutation;

#[Object]
impl OcopMutation {
    /// Proposes a product for a year's rating; for the coordination office and the steering
    /// committees, in their areas (đề nghị đánh giá sản phẩm OCOP).
    async fn propose_ocop_product(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The product.")] input: ProposeOcopProductInput,
    ) -> Nullable<OcopRatingPayload> {
        let ProposeOcopProductInput {
            area_code,
            producer,
            product,
            category,
            year,
        } = input;
        let new = Proposal {
            area_code,
            producer,
            product,
            category,
            year,
        };
        let answer: Result<_, Refusal> =
            async { ocop_rating::propose(ctx.office()?, ctx.speaker(), new).await }.await;
        Some(payload(ctx, answer))
    }

    /// Records the points of the district's or the province's council, or puts them right with a
    /// reason until the next step (chấm điểm sản phẩm OCOP).
    async fn rate_ocop_product(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The points.")] input: RateOcopProductInput,
    ) -> Nullable<OcopRatingPayload> {
        let RateOcopProductInput {
            rating_id,
            version,
            step,
            score,
            rated_on,
            reason,
        } = input;
        let new = NewScore {
            step,
            score,
            rated_on: rated_on.map(|day| day.0),
            version,
            reason,
        };
        let answer: Result<_, Refusal> = async {
            let id = id::key_at(&rating_id, &["input", "ratingId"])?;
            ocop_rating::rate(ctx.office()?, ctx.speaker(), id, new).await
        }
        .await;
        Some(payload(ctx, answer))
    }

    /// Publishes a rating of 3 stars or more; for the coordination office of the province (công bố
    /// sản phẩm OCOP).
    async fn publish_ocop_rating(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The rating.")] input: PublishOcopRatingInput,
    ) -> Nullable<OcopRatingPayload> {
        let PublishOcopRatingInput { rating_id, version } = input;
        let answer: Result<_, Refusal> = async {
            let id = id::key_at(&rating_id, &["input", "ratingId"])?;
            ocop_rating::publish(ctx.office()?, ctx.speaker(), id, version).await
        }
        .await;
        Some(payload(ctx, answer))
    }
}

fn payload(
    ctx: &Context<'_>,
    answer: Result<domain::OcopRating, Refusal>,
) -> Result<OcopRatingPayload, Error> {
    outcome(ctx, answer).map(|(rating, user_errors)| OcopRatingPayload {
        rating: rating.map(|rating| OcopRating::of(rating, ctx.language())),
        user_errors,
    })
}
