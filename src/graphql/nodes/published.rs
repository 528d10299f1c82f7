//! What was published of a survey: for everybody, each revision as it was frozen.

use async_graphql::{ID, SimpleObject};

use super::share::Share;
use super::survey::FrozenResult;
use crate::domain::base::ids::CandidacyId;
use crate::domain::base::wholes::ShareBase;
use crate::domain::place::area::Place;
use crate::domain::survey::lifecycle::SurveyKind;
use crate::graphql::id::GlobalId;
use crate::graphql::scalars::CalendarDay;
use crate::services::published::Published;
use crate::services::results::ShownCorrections;

/// The published result of a survey: VERIFIED, its posting days over, as it was frozen (kết quả đã
/// công bố).
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct PublishedResult {
    /// Global id of the survey.
    pub survey_id: ID,
    /// Who asked whom (hình thức).
    pub kind: SurveyKind,
    /// The first day on which it was public (ngày công bố).
    pub published_on: CalendarDay,
    /// The revision that the figures here are of (lần chốt).
    pub revision: i32,
    /// The revision in whose place it came; null for the first one.
    pub replaces: Option<i32>,
    /// Households heard, of all that were to be heard (tỷ lệ hộ được lấy ý kiến).
    pub coverage: Share,
    /// Valid forms, of those collected (phiếu hợp lệ).
    pub valid: Share,
    /// Satisfied, of the valid forms, by the overall item; null where too few answered (hài lòng).
    pub satisfied: Option<Share>,
    /// Known to be satisfied, of all households; null where too few answered.
    pub satisfied_of_households: Option<Share>,
    /// Forms thrown out because they can't be counted (phiếu không hợp lệ).
    pub spoilt: i64,
    /// How the count was corrected; null for a result that was frozen before it was recorded.
    pub corrections: Option<PublishedCorrections>,
    /// The canonical JSON that was published, and its hash (kết quả đã chốt).
    pub frozen: FrozenResult,
    /// Every revision, the first one first; none is ever taken away (các lần chốt).
    pub revisions: Vec<FrozenResult>,
    #[graphql(skip)]
    pub(in crate::graphql) place: Place,
    #[graphql(skip)]
    pub(in crate::graphql) candidacy_id: CandidacyId,
}

/// How the count of a published result was corrected: responses taken out of it, forms set aside,
/// forms taken after all (hiệu chỉnh).
#[derive(Debug, Clone, SimpleObject)]
pub struct PublishedCorrections {
    /// Responses taken out of the count (phiếu bị loại).
    pub voided: i64,
    /// Of these, by what they said; null where too few were taken out.
    pub voided_by_sentiment: Option<VoidedBySentiment>,
    /// Forms set aside because their household had answered.
    pub in_conflict: i64,
    /// Forms set aside because they came late or from outside the window (phiếu đến muộn).
    pub late: i64,
    /// Forms set aside that the Front took (phiếu được chọn).
    pub chosen: i64,
    /// Of those taken out, the ones that a later answer of the household took the place of; null in results
    /// that don't say (phiếu được sửa).
    pub amended: Option<i64>,
}

/// Responses taken out of the count, by what they said to the overall item.
#[derive(Debug, Clone, Copy, SimpleObject)]
pub struct VoidedBySentiment {
    /// Satisfied (hài lòng).
    pub satisfied: i64,
    /// Not satisfied (chưa hài lòng).
    pub not_satisfied: i64,
    /// Of another opinion (ý kiến khác).
    pub other_opinion: i64,
}

impl From<Published> for PublishedResult {
    fn from(published: Published) -> Self {
        let Published {
            survey,
            published_on,
            result,
            figures,
            revisions,
        } = published;
        let asked = match survey.kind {
            SurveyKind::Collection => ShareBase::Households,
            SurveyKind::DirectCheck => ShareBase::Sample,
        };
        let of_valid = |count| Share::new(count, figures.valid, ShareBase::Valid);
        let of_all = |count| Share::new(count, figures.households, asked);
        Self {
            survey_id: GlobalId::Survey(survey.id).encode(),
            kind: survey.kind,
            published_on: CalendarDay(published_on),
            revision: result.revision,
            replaces: figures.replaces,
            coverage: of_all(figures.responded),
            valid: Share::new(figures.valid, figures.collected, ShareBase::Collected),
            satisfied: figures.satisfied.map(of_valid),
            satisfied_of_households: figures.satisfied.map(of_all),
            spoilt: figures.spoilt,
            corrections: figures.corrections.map(PublishedCorrections::from),
            frozen: result.into(),
            revisions: revisions.into_iter().map(FrozenResult::from).collect(),
            place: survey.place,
            candidacy_id: survey.candidacy,
        }
    }
}

impl From<ShownCorrections> for PublishedCorrections {
    fn from(shown: ShownCorrections) -> Self {
        let by_sentiment =
            |[satisfied, not_satisfied, other_opinion]: [i64; 3]| VoidedBySentiment {
                satisfied,
                not_satisfied,
                other_opinion,
            };
        Self {
            voided: shown.voided,
            voided_by_sentiment: shown.voided_by_sentiment.map(by_sentiment),
            in_conflict: shown.in_conflict,
            late: shown.late,
            chosen: shown.chosen,
            amended: shown.amended,
        }
    }
}
