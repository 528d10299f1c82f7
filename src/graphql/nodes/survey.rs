//! A satisfaction survey, its hamlets, its frozen result.

use std::sync::Arc;

use async_graphql::{ID, SimpleObject};

use crate::domain::base::clock::Instant;
use crate::domain::base::ids::AccountId;
use crate::domain::base::text::LONGEST_CODE;
use crate::domain::place::area::Place;
use crate::domain::survey::collection_mode::CollectionMode;
use crate::domain::survey::consent;
use crate::domain::survey::judge::CLOCK_TOLERANCE_MINUTES;
use crate::domain::survey::lifecycle::{SurveyKind, SurveyState};
use crate::domain::survey::record::{self, Survey};
use crate::domain::survey::sending;
use crate::domain::survey::sheet::LONGEST_TEXT;
use crate::graphql::id::GlobalId;
use crate::graphql::scalars::{CalendarDay, Moment};
use crate::services::submit::LARGEST_BATCH;

/// A survey of the residents' satisfaction (cuộc lấy ý kiến về sự hài lòng của người dân).
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct SatisfactionSurvey {
    /// Global id.
    pub id: ID,
    /// Who asks whom (hình thức).
    pub kind: SurveyKind,
    /// Where it stands now; CLOSING by the clock is worked out (trạng thái).
    pub state: SurveyState,
    /// Rises with every change, a counted response included.
    pub version: i64,
    /// The first instant of its window (bắt đầu).
    pub opens_at: Moment,
    /// The first instant after its window (kết thúc).
    pub closes_at: Moment,
    /// The first day on which its result is public, once it is VERIFIED; null while its latest result
    /// doesn't hang out (ngày công khai).
    pub published_on: Option<CalendarDay>,
    #[graphql(skip)]
    pub(in crate::graphql) survey: Arc<Survey>,
}

impl SatisfactionSurvey {
    /// A survey as it stands at an instant.
    #[must_use]
    pub fn at(survey: Survey, now: Instant) -> Self {
        Self {
            id: GlobalId::Survey(survey.id).encode(),
            kind: survey.kind,
            state: survey.lifecycle.state_at(now),
            version: survey.version,
            opens_at: Moment(survey.lifecycle.opens_at),
            closes_at: Moment(survey.lifecycle.closes_at),
            published_on: survey.published_on.map(CalendarDay),
            survey: Arc::new(survey),
        }
    }
}

/// A hamlet of a survey: what an app needs to know of it before it goes offline.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct SurveyHamlet {
    /// Households to be heard: registered ones until the survey opens, fixed from then on (số hộ).
    pub households: i64,
    /// Whether this account collects here (được giao).
    pub assigned: bool,
    /// Whether the hamlet keeps a roster of households (danh sách hộ).
    pub has_roster: bool,
    /// How its answers are collected, fixed when the survey opens (hình thức lấy phiếu).
    pub mode: CollectionMode,
    #[graphql(skip)]
    pub(in crate::graphql) place: Place,
}

/// What a household is told before it answers; each consent names its version (thông báo).
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct ConsentNotice {
    /// Its version, for `ConsentInput.noticeVersion` (phiên bản).
    pub version: String,
    #[graphql(skip)]
    pub(in crate::graphql) notice: consent::ConsentNotice,
}

impl From<&consent::ConsentNotice> for ConsentNotice {
    fn from(notice: &consent::ConsentNotice) -> Self {
        Self {
            version: notice.version.clone(),
            notice: notice.clone(),
        }
    }
}

/// What `submitResponses` takes, for an app to keep to while it is offline (giới hạn).
#[derive(Debug, Clone, Copy, SimpleObject)]
pub struct SubmissionLimits {
    /// Responses in one call at the most.
    pub responses: i32,
    /// Characters of a comment or a reason at the most.
    pub text_characters: i32,
    /// Characters of a household's code at the most.
    pub household_code_characters: i32,
    /// Minutes by which `collectedAt` may be ahead of the server's clock.
    pub minutes_ahead: i32,
}

impl SubmissionLimits {
    /// The limits as they stand in the code.
    #[must_use]
    pub fn present() -> Self {
        let number = |number: usize| i32::try_from(number).unwrap_or(i32::MAX);
        Self {
            responses: number(LARGEST_BATCH),
            text_characters: number(LONGEST_TEXT),
            household_code_characters: number(LONGEST_CODE),
            minutes_ahead: i32::try_from(CLOCK_TOLERANCE_MINUTES).unwrap_or(i32::MAX),
        }
    }
}

/// A device that still holds forms, by its own account (máy còn phiếu chưa gửi).
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct DeviceQueue {
    /// The code that the app has made for it (máy).
    pub device: String,
    /// Forms that it holds (số phiếu còn trên máy).
    pub still_queued: i64,
    /// When it told (lúc báo).
    pub reported_at: Moment,
    /// Seconds that its clock was ahead of the server's, negative where it was behind; null where it
    /// was right or not told (đồng hồ sai).
    pub clock_ahead_seconds: Option<i64>,
    #[graphql(skip)]
    pub(in crate::graphql) account: AccountId,
}

impl From<sending::DeviceQueue> for DeviceQueue {
    fn from(queue: sending::DeviceQueue) -> Self {
        Self {
            device: queue.device,
            still_queued: queue.still_queued,
            reported_at: Moment(queue.reported_at),
            clock_ahead_seconds: queue.clock_ahead_seconds,
            account: queue.account,
        }
    }
}

/// The figures of a closed survey, frozen (kết quả đã chốt).
#[derive(Debug, Clone, SimpleObject)]
pub struct FrozenResult {
    /// Rises with each closing, from 1 (lần chốt).
    pub revision: i32,
    /// Canonical JSON (RFC 8785) of the figures, small groups withheld.
    pub figures: String,
    /// SHA-256 of `figures`, lower-case hexadecimal.
    pub sha256: String,
    /// When it was closed.
    pub closed_at: Moment,
    /// Name of the account that closed it.
    pub closed_by: String,
    /// Why it was frozen anew after the closing; null where the survey closed (lý do chốt lại).
    pub reason: Option<String>,
}

impl From<record::FrozenResult> for FrozenResult {
    fn from(result: record::FrozenResult) -> Self {
        Self {
            revision: result.revision,
            figures: result.figures,
            sha256: result.sha256,
            closed_at: Moment(result.closed_at),
            closed_by: result.closed_by_name,
            reason: result.reason,
        }
    }
}
