//! What the provincial Front looks at before it verifies a survey, point by point.
//!
//! In Vietnamese: thẩm tra quá trình và kết quả lấy ý kiến (notice 05-TB/BCĐ, item 11.1).
//!
//! ```text
//!   CLOSED --verify--> VERIFIED     every point has a finding, nothing is left open
//!      |
//!      +---return---> RETURNED      with reasons; the survey may be opened again
//! ```
//! The system says what it finds at each point, in numbers; the verifier says whether that is
//! accepted and adds a note. Each decision stays on record.

use std::collections::{BTreeMap, BTreeSet};

use super::paper::CrossFooting;
use super::posting::POSTING_DAYS;
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::{AccountId, SurveyId, VerificationId};
use crate::domain::base::terms::terms;
use crate::domain::law::check::CheckStatus;

terms! {
    /// What is verified.
    VerificationSubject {
        /// The residents' satisfaction: process and result of the survey.
        ResidentSurvey = "RESIDENT_SURVEY",
        /// The opinions of socio-political organisations.
        OrganisationOpinions = "ORGANISATION_OPINIONS",
    }
}

terms! {
    /// What was decided.
    VerificationDecision {
        /// Process and result hold.
        Verified = "VERIFIED",
        /// They go back, with reasons.
        Returned = "RETURNED",
    }
}

terms! {
    /// One point of a verification.
    VerificationPoint {
        /// Households heard, hamlet by hamlet.
        Coverage = "COVERAGE",
        /// Forms issued, collected, valid, spoilt and missing, cross-footed.
        Forms = "FORMS",
        /// How many days the result hung out.
        Posting = "POSTING",
        /// Whether each objection is answered.
        Objections = "OBJECTIONS",
        /// Whether each void and each choice is confirmed by a second account.
        Corrections = "CORRECTIONS",
        /// Whether the frozen result agrees with a recount of the responses.
        Recount = "RECOUNT",
        /// What the socio-political organisations said.
        Opinions = "OPINIONS",
    }
}

/// What there is at a point.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct PointFinding {
    /// The point.
    pub point: VerificationPoint,
    /// What the system finds.
    pub status: CheckStatus,
    /// The numbers that it finds it by, each under its name.
    pub numbers: BTreeMap<String, i64>,
    /// Whether the verifier accepts the point; `None` where nobody said.
    pub accepted: Option<bool>,
    /// The verifier's note.
    pub note: Option<String>,
}

/// A decision on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// Its id.
    pub id: VerificationId,
    /// The survey.
    pub survey: SurveyId,
    /// What was verified.
    pub subject: VerificationSubject,
    /// What was decided.
    pub decision: VerificationDecision,
    /// The revision of the frozen result that was looked at.
    pub revision: Option<i32>,
    /// Canonical JSON of the points.
    pub points: String,
    /// Why it goes back.
    pub reasons: Option<String>,
    /// When.
    pub decided_at: Instant,
    /// By which account.
    pub decided_by: AccountId,
}

/// A hamlet as the points look at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HamletFacts {
    /// Households to be heard.
    pub households: i64,
    /// Households heard.
    pub responded: i64,
    /// Its forms, where they were recorded.
    pub forms: Option<CrossFooting>,
}

/// All that the points of a residents' survey are worked out from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SurveyFacts {
    /// Each hamlet.
    pub hamlets: Vec<HamletFacts>,
    /// Whether every coverage minimum holds; `None` where none is asked or it can't be told.
    pub coverage_met: Option<bool>,
    /// Full days that the latest result has hung out; `None`: it doesn't hang out.
    pub posted_days: Option<u32>,
    /// Objections received.
    pub objections: i64,
    /// Of these, not answered.
    pub unanswered: i64,
    /// Voids and choices that no second account has confirmed.
    pub unconfirmed: i64,
    /// Places at which a recount differs from what is kept.
    pub differences: i64,
}

/// The points of a residents' survey, each as the system finds it.
#[must_use]
pub fn survey_points(facts: &SurveyFacts) -> Vec<PointFinding> {
    vec![
        coverage(facts),
        forms(facts),
        posting(facts),
        point(
            VerificationPoint::Objections,
            none_left(facts.unanswered),
            [
                ("received", facts.objections),
                ("unanswered", facts.unanswered),
            ],
        ),
        point(
            VerificationPoint::Corrections,
            none_left(facts.unconfirmed),
            [("unconfirmed", facts.unconfirmed)],
        ),
        point(
            VerificationPoint::Recount,
            none_left(facts.differences),
            [("differences", facts.differences)],
        ),
    ]
}

/// The one point of the organisations' opinions: some are in, and none is against.
#[must_use]
pub fn opinion_points(received: i64, against: i64) -> Vec<PointFinding> {
    let status = match (received, against) {
        (0, _) => CheckStatus::Pending,
        (_, 0) => CheckStatus::Met,
        _ => CheckStatus::NotMet,
    };
    let numbers = [("received", received), ("against", against)];
    vec![point(VerificationPoint::Opinions, status, numbers)]
}

/// Points that no note can make good: the result can't be verified while they fail.
#[must_use]
pub fn blocking(points: &[PointFinding]) -> Vec<&PointFinding> {
    let blocks = |found: &&PointFinding| {
        found.status == CheckStatus::NotMet
            && matches!(
                found.point,
                VerificationPoint::Objections
                    | VerificationPoint::Corrections
                    | VerificationPoint::Recount
            )
    };
    points.iter().filter(blocks).collect()
}

/// Points on which the verifier has not said enough: nothing at all, or no note where the system
/// doesn't find them in order.
#[must_use]
pub fn unsaid(points: &[PointFinding]) -> BTreeSet<VerificationPoint> {
    let in_order =
        |status: CheckStatus| matches!(status, CheckStatus::Met | CheckStatus::NotRequired);
    points
        .iter()
        .filter(|found| {
            found.accepted.is_none() || (!in_order(found.status) && found.note.is_none())
        })
        .map(|found| found.point)
        .collect()
}

fn point<const N: usize>(
    point: VerificationPoint,
    status: CheckStatus,
    numbers: [(&str, i64); N],
) -> PointFinding {
    PointFinding {
        point,
        status,
        numbers: numbers
            .map(|(name, number)| (name.to_owned(), number))
            .into(),
        accepted: None,
        note: None,
    }
}

const fn none_left(left: i64) -> CheckStatus {
    if left == 0 {
        CheckStatus::Met
    } else {
        CheckStatus::NotMet
    }
}

fn coverage(facts: &SurveyFacts) -> PointFinding {
    let sum = |of: fn(&HamletFacts) -> i64| {
        let each = facts.hamlets.iter().map(of);
        each.fold(0, i64::saturating_add)
    };
    let count =
        |of: fn(&HamletFacts) -> bool| number(facts.hamlets.iter().filter(|h| of(h)).count());
    let status = match facts.coverage_met {
        Some(true) => CheckStatus::Met,
        Some(false) => CheckStatus::NotMet,
        None => CheckStatus::Pending,
    };
    let numbers = [
        ("households", sum(|hamlet| hamlet.households)),
        ("responded", sum(|hamlet| hamlet.responded)),
        ("hamlets", number(facts.hamlets.len())),
        (
            "hamletsNotHeard",
            count(|hamlet| hamlet.households > 0 && hamlet.responded == 0),
        ),
        (
            "hamletsOverFull",
            count(|hamlet| hamlet.responded > hamlet.households),
        ),
    ];
    point(VerificationPoint::Coverage, status, numbers)
}

fn forms(facts: &SurveyFacts) -> PointFinding {
    let recorded = || facts.hamlets.iter().filter_map(|hamlet| hamlet.forms);
    let sum = recorded().fold(CrossFooting::default(), CrossFooting::with);
    let apart = number(recorded().filter(|forms| forms.unexplained() != 0).count());
    let unrecorded = number(
        facts
            .hamlets
            .iter()
            .filter(|hamlet| hamlet.forms.is_none())
            .count(),
    );
    let status = if apart > 0 {
        CheckStatus::NotMet
    } else if unrecorded > 0 {
        CheckStatus::Pending
    } else {
        CheckStatus::Met
    };
    let numbers = [
        ("issued", sum.issued),
        ("collected", sum.collected),
        ("valid", sum.valid),
        ("spoilt", sum.spoilt),
        ("missing", sum.missing),
        ("unexplained", sum.unexplained()),
        ("hamletsApart", apart),
        ("hamletsNotRecorded", unrecorded),
    ];
    point(VerificationPoint::Forms, status, numbers)
}

fn posting(facts: &SurveyFacts) -> PointFinding {
    let days = facts.posted_days.unwrap_or(0);
    let status = match facts.posted_days {
        None => CheckStatus::Pending,
        Some(days) if days < POSTING_DAYS => CheckStatus::NotMet,
        Some(_) => CheckStatus::Met,
    };
    let numbers = [
        ("days", i64::from(days)),
        ("required", i64::from(POSTING_DAYS)),
    ];
    point(VerificationPoint::Posting, status, numbers)
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
