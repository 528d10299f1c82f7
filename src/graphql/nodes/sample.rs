//! The sample of a direct check, and its comparison with the main result.

use async_graphql::SimpleObject;

use crate::domain::base::canonical::hex;
use crate::domain::base::ids::AreaId;
use crate::domain::base::interval::Interval;
use crate::domain::base::language::Language;
use crate::domain::base::ratio::{Share, shown};
use crate::domain::survey::record;
use crate::domain::survey::sample::FrameSource;
use crate::graphql::scalars::Moment;
use crate::services::comparing;
use crate::services::sampling::{SampleView, StratumView};

/// The sample of a direct check: anyone with frame and seed draws the same (mẫu phúc tra;
/// docs/direct-check.md).
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct DirectCheckSample {
    /// SHA-256 of the seed, shown before the draw.
    pub seed_sha256: String,
    /// When the seed was fixed (thời điểm ấn định).
    pub committed_at: Moment,
    /// The seed in hexadecimal; null until the draw.
    pub seed: Option<String>,
    /// Households of the frame; null until the draw (số hộ trong danh sách gốc).
    pub frame_size: Option<i64>,
    /// SHA-256 of the frame's canonical list, which is not published; null until the draw.
    pub frame_sha256: Option<String>,
    /// Households drawn; null until the draw (số hộ được chọn).
    pub size: Option<i64>,
    /// When it was drawn (thời điểm rút mẫu).
    pub drawn_at: Option<Moment>,
    /// By hamlet, once it is drawn (theo thôn).
    pub strata: Vec<SampleStratum>,
    #[graphql(skip)]
    pub(in crate::graphql) survey: record::Survey,
}

/// A hamlet's part of a sample (phần mẫu của thôn).
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct SampleStratum {
    /// Where its households come from (nguồn danh sách).
    pub source: FrameSource,
    /// Households of the frame (số hộ).
    pub frame: i64,
    /// Households drawn (số hộ được chọn).
    pub drawn: i64,
    #[graphql(skip)]
    pub(in crate::graphql) hamlet_id: AreaId,
}

/// A household that was drawn, for the checking Front alone (hộ được chọn).
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct DrawnHousehold {
    /// Its opaque code (mã hộ).
    pub code: String,
    #[graphql(skip)]
    pub(in crate::graphql) hamlet_id: AreaId,
}

impl DirectCheckSample {
    /// A sample of a direct check.
    #[must_use]
    pub fn of(view: SampleView, survey: record::Survey) -> Self {
        let SampleView {
            seed_sha256,
            committed_at,
            drawn,
        } = view;
        let stratum = |stratum: StratumView| SampleStratum {
            source: stratum.source,
            frame: stratum.frame,
            drawn: stratum.drawn,
            hamlet_id: stratum.hamlet,
        };
        Self {
            seed_sha256,
            committed_at: Moment(committed_at),
            seed: drawn.as_ref().map(|drawn| hex(&drawn.seed)),
            frame_size: drawn.as_ref().map(|drawn| drawn.frame_size),
            frame_sha256: drawn.as_ref().map(|drawn| drawn.frame_sha256.clone()),
            size: drawn.as_ref().map(|drawn| drawn.size),
            drawn_at: drawn.as_ref().map(|drawn| Moment(drawn.at)),
            strata: drawn.map_or_else(Vec::new, |drawn| {
                drawn.strata.into_iter().map(stratum).collect()
            }),
            survey,
        }
    }
}

/// Satisfied answers to an item with the interval around their share (tỷ lệ hài lòng và khoảng tin
/// cậy 95 %).
#[derive(Debug, Clone, SimpleObject)]
pub struct EstimatedShare {
    /// Satisfied answers (hài lòng).
    pub satisfied: i64,
    /// Of so many answers (số câu trả lời).
    pub answered: i64,
    /// Satisfied of answered in percent, 2 decimals; it decides nothing.
    pub percent: Option<f64>,
    /// The lower end of Wilson's interval at 95 %, in percent.
    pub lower: f64,
    /// The upper end of it.
    pub upper: f64,
}

/// The main share less the direct check's (chênh lệch).
#[derive(Debug, Clone, SimpleObject)]
pub struct ShareDifference {
    /// In percentage points, 2 decimals; it decides nothing.
    pub points: f64,
    /// The lower end of Newcombe's interval at 95 %, in percentage points.
    pub lower: f64,
    /// The upper end of it.
    pub upper: f64,
}

/// One item in the main survey and in the direct check, as totals of the same hamlets; never added
/// up (so sánh kết quả phúc tra).
#[derive(Debug, Clone, SimpleObject)]
pub struct ItemComparison {
    /// The item's code (mã nội dung).
    pub item: String,
    /// Its question, in the request's language (nội dung).
    pub label: String,
    /// Whether it is the overall item (câu hỏi chung).
    pub overall: bool,
    /// In the main survey (lấy ý kiến).
    pub main: EstimatedShare,
    /// In the direct check (phúc tra).
    pub check: EstimatedShare,
    /// The difference (chênh lệch).
    pub difference: ShareDifference,
}

impl ItemComparison {
    /// A comparison in a language.
    #[must_use]
    pub fn of(row: &comparing::ItemComparison, language: Language) -> Self {
        let (lower, upper) = row.difference.interval.hundredths();
        Self {
            item: row.item.clone(),
            label: row.label.text(language).to_owned(),
            overall: row.overall,
            main: estimated(row.main, row.main_interval),
            check: estimated(row.check, row.check_interval),
            difference: ShareDifference {
                points: shown(row.difference.hundredths()),
                lower: shown(lower),
                upper: shown(upper),
            },
        }
    }
}

fn estimated(share: Share, interval: Interval) -> EstimatedShare {
    let (lower, upper) = interval.hundredths();
    EstimatedShare {
        satisfied: share.count,
        answered: share.base,
        percent: share.hundredths().map(shown),
        lower: shown(lower),
        upper: shown(upper),
    }
}
