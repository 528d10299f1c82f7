//! OCOP products and their ratings.

use async_graphql::{ComplexObject, Context, Error, ID, SimpleObject};

use super::area::Area;
use crate::domain::base::language::Language;
use crate::domain::tasks::ocop::{self, OcopState, OcopStep};
use crate::domain::tasks::ocop_stars::ranges;
use crate::graphql::fault::Showing;
use crate::graphql::id::GlobalId;
use crate::graphql::loaders;
use crate::graphql::scalars::CalendarDay;
use crate::services::refusal::Refusal;

/// The rating of an OCOP product for a year (kết quả đánh giá, phân hạng sản phẩm OCOP).
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct OcopRating {
    /// Global id.
    pub id: ID,
    /// Name of the product (sản phẩm).
    pub product: String,
    /// Code of its category (mã nhóm sản phẩm).
    pub category: String,
    /// Name of its category, in the request's language (nhóm sản phẩm).
    pub category_name: String,
    /// Name of the producer (chủ thể sản xuất).
    pub producer: String,
    /// The year (năm).
    pub year: i32,
    /// Where it stands (trạng thái).
    pub state: OcopState,
    /// Rises with every change.
    pub version: i32,
    /// The district's points of 100; null before they are recorded (điểm cấp huyện).
    pub district_score: Option<String>,
    /// The day of the district's rating.
    pub district_rated_on: Option<CalendarDay>,
    /// Whether the district's first result came late; it blocks nothing (trễ hạn).
    pub district_late: bool,
    /// The province's points of 100; null before they are recorded (điểm cấp tỉnh).
    pub province_score: Option<String>,
    /// The day of the province's rating.
    pub province_rated_on: Option<CalendarDay>,
    /// Stars by the province's points, 1 to 5 (số sao).
    pub stars: Option<i32>,
    /// Where the boundaries of the stars come from (căn cứ).
    pub legal_basis: String,
    /// Whether these boundaries were read in their source.
    pub confirmed: bool,
    /// The day of its publication; null before (ngày công bố).
    pub published_on: Option<CalendarDay>,
    #[graphql(skip)]
    pub(in crate::graphql) of: Box<ocop::OcopRating>,
}

impl OcopRating {
    /// A rating in a language.
    #[must_use]
    pub fn of(rating: ocop::OcopRating, language: Language) -> Self {
        let rules = ranges();
        let category = rules.category(&rating.product.category);
        let district = rating.score(OcopStep::District);
        let province = rating.score(OcopStep::Province);
        let points = |score: Option<&ocop::OcopScore>| score.map(|one| one.score.to_string());
        let day = |score: Option<&ocop::OcopScore>| score.map(|one| CalendarDay(one.rated_on));
        Self {
            id: GlobalId::OcopRating(rating.id).encode(),
            product: rating.product.name.clone(),
            category: rating.product.category.clone(),
            category_name: category.map_or_else(
                || rating.product.category.clone(),
                |category| category.name.text(language).to_owned(),
            ),
            producer: rating.product.producer.clone(),
            year: rating.year,
            state: rating.state,
            version: rating.version,
            district_score: points(district),
            district_rated_on: day(district),
            district_late: rating.is_late(rules),
            province_score: points(province),
            province_rated_on: day(province),
            stars: rating.stars,
            legal_basis: rules.source.clone(),
            confirmed: rules.confirmed,
            published_on: rating.published_on.map(CalendarDay),
            of: Box::new(rating),
        }
    }
}

#[ComplexObject]
impl OcopRating {
    /// The district or commune that the producer is in (địa bàn).
    async fn area(&self, ctx: &Context<'_>) -> Result<Area, Error> {
        let area = loaders::area(ctx, self.of.product.place.area).await?;
        let area = area.map(Area::from);
        area.ok_or_else(|| ctx.fault(&Refusal::NotFound))
    }
}
