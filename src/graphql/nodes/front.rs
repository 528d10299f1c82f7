//! Forms, postings, objections and verifications of a survey.

use async_graphql::{ID, SimpleObject};

use crate::domain::base::ids::AccountId;
use crate::domain::base::language::Language;
use crate::domain::law::check::CheckStatus;
use crate::domain::place::area::Place;
use crate::domain::survey::handling;
use crate::domain::survey::handling::HandlingStatus;
use crate::domain::survey::objection::{self, ObjectionState};
use crate::domain::survey::posting::{self, POSTING_DAYS, PlaceKind, PostingState};
use crate::domain::survey::verification::{
    self, PointFinding, VerificationDecision, VerificationPoint, VerificationSubject,
};
use crate::graphql::id::GlobalId;
use crate::graphql::scalars::{CalendarDay, Moment};
use crate::services::issued_forms;
use crate::services::postings::PostingView;
use crate::words::points;

/// The forms of one hamlet, cross-footed: issued = collected + missing, collected = valid + spoilt
/// (đối chiếu phiếu).
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct HamletForms {
    /// Forms handed out; null until it is recorded (phiếu phát ra).
    pub issued: Option<i64>,
    /// Forms not brought back; null until it is recorded (phiếu thất lạc).
    pub missing: Option<i64>,
    /// Forms that were counted, spoilt ones included (phiếu thu về).
    pub collected: Option<i64>,
    /// Of these, valid (phiếu hợp lệ).
    pub valid: Option<i64>,
    /// Of these, spoilt (phiếu không hợp lệ).
    pub spoilt: Option<i64>,
    /// Issued less collected less missing: 0 where they add up (chênh lệch).
    pub unexplained: Option<i64>,
    /// Rises with each correction; null until it is recorded.
    pub version: Option<i64>,
    /// Why it was corrected last (lý do).
    pub reason: Option<String>,
    /// When it was recorded.
    pub recorded_at: Option<Moment>,
    #[graphql(skip)]
    pub(in crate::graphql) place: Place,
}

impl From<issued_forms::HamletForms> for HamletForms {
    fn from(forms: issued_forms::HamletForms) -> Self {
        let (recorded, footing) = (forms.recorded.as_ref(), forms.footing);
        Self {
            issued: footing.map(|footing| footing.issued),
            missing: footing.map(|footing| footing.missing),
            collected: footing.map(|footing| footing.collected),
            valid: footing.map(|footing| footing.valid),
            spoilt: footing.map(|footing| footing.spoilt),
            unexplained: footing.map(|footing| footing.unexplained()),
            version: recorded.map(|forms| forms.version),
            reason: recorded.and_then(|forms| forms.reason.clone()),
            recorded_at: recorded.map(|forms| Moment(forms.recorded_at)),
            place: forms.place,
        }
    }
}

/// A place where a result hangs out (nơi niêm yết).
#[derive(Debug, Clone, SimpleObject)]
pub struct PostingPlace {
    /// What it is (loại).
    pub kind: PlaceKind,
    /// Its name (tên).
    pub name: Option<String>,
}

/// A frozen result hung out for residents to see and object to (niêm yết).
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct Posting {
    /// The revision that hangs out (lần chốt).
    pub revision: i32,
    /// The day on which it was hung out; the days count from the next (ngày niêm yết).
    #[graphql(name = "from")]
    pub hung_out_on: CalendarDay,
    /// Where (nơi niêm yết).
    pub places: Vec<PostingPlace>,
    /// Full local days so far, at most `required` (số ngày đã niêm yết).
    pub days: i32,
    /// Full local days that it should hang out (số ngày quy định).
    pub required: i32,
    /// The first day on which all of them have passed.
    pub over_on: Option<CalendarDay>,
    /// How far it has come; `NOT_POSTED` where a newer result has taken its place (trạng thái).
    pub state: PostingState,
    /// When it was recorded.
    pub recorded_at: Moment,
    #[graphql(skip)]
    pub(in crate::graphql) by: AccountId,
}

impl From<PostingView> for Posting {
    fn from(view: PostingView) -> Self {
        let PostingView {
            posting,
            days,
            state,
        } = view;
        let place = |place: posting::PostingPlace| PostingPlace {
            kind: place.kind,
            name: place.name,
        };
        Self {
            revision: posting.revision,
            hung_out_on: CalendarDay(posting.hung_out_on),
            over_on: posting.over_on().map(CalendarDay),
            places: posting.places.into_iter().map(place).collect(),
            days: i32::try_from(days).unwrap_or(i32::MAX),
            required: i32::try_from(POSTING_DAYS).unwrap_or(i32::MAX),
            state,
            recorded_at: Moment(posting.recorded_at),
            by: posting.recorded_by,
        }
    }
}

/// An objection to a posted result, and its answer (ý kiến phản ánh về kết quả niêm yết).
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct Objection {
    /// Global id.
    pub id: ID,
    /// Where it stands (trạng thái).
    pub state: ObjectionState,
    /// Rises with its answer.
    pub version: i64,
    /// When it was received (thời điểm nhận).
    pub received_at: Moment,
    /// Code of the item that it is about, or `OTHER` (nội dung liên quan).
    pub topic: String,
    /// What was said (ý kiến).
    pub text: String,
    /// What was answered; null until then (trả lời).
    pub answer: Option<String>,
    /// When it was answered.
    pub answered_at: Option<Moment>,
    /// The revision of the result that it led to; null where the figures stayed (lần chốt mới).
    pub revision: Option<i32>,
    #[graphql(skip)]
    pub(in crate::graphql) answered_by_id: Option<AccountId>,
}

impl From<objection::Objection> for Objection {
    fn from(objection: objection::Objection) -> Self {
        let state = objection.state();
        let answer = objection.answer;
        Self {
            id: GlobalId::Objection(objection.id).encode(),
            state,
            version: objection.version,
            received_at: Moment(objection.received_at),
            topic: objection.topic,
            text: objection.text,
            answered_at: answer.as_ref().map(|answer| Moment(answer.at)),
            revision: answer.as_ref().and_then(|answer| answer.revision),
            answered_by_id: answer.as_ref().map(|answer| answer.by),
            answer: answer.map(|answer| answer.text),
        }
    }
}

/// A number that a point was found by.
#[derive(Debug, Clone, SimpleObject)]
pub struct PointNumber {
    /// What it counts, such as `households` or `unexplained`.
    pub name: String,
    /// How many.
    pub value: i64,
}

/// What there is at one point of a verification (điểm thẩm tra).
#[derive(Debug, Clone, SimpleObject)]
pub struct VerificationFinding {
    /// The point (nội dung).
    pub point: VerificationPoint,
    /// What the system finds (kết quả).
    pub status: CheckStatus,
    /// The numbers that it finds it by (số liệu).
    pub numbers: Vec<PointNumber>,
    /// The whole sentence, in the request's language (diễn giải).
    pub message: String,
    /// Whether the verifier accepts the point; null where nobody said (chấp nhận).
    pub accepted: Option<bool>,
    /// The verifier's note (ghi chú).
    pub note: Option<String>,
}

impl VerificationFinding {
    /// A point in a language.
    #[must_use]
    pub fn of(found: PointFinding, language: Language) -> Self {
        let message = points::message(&found, language);
        let number = |(name, value)| PointNumber { name, value };
        Self {
            point: found.point,
            status: found.status,
            numbers: found.numbers.into_iter().map(number).collect(),
            message,
            accepted: found.accepted,
            note: found.note,
        }
    }
}

/// A decision of the provincial Front on a closed survey; each stays on record (kết quả thẩm tra).
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct Verification {
    /// What was verified (đối tượng thẩm tra).
    pub subject: VerificationSubject,
    /// What was decided (kết luận).
    pub decision: VerificationDecision,
    /// The revision of the frozen result that was looked at (lần chốt).
    pub revision: Option<i32>,
    /// Why it went back, or a remark (lý do).
    pub reasons: Option<String>,
    /// When it was decided.
    pub decided_at: Moment,
    #[graphql(skip)]
    pub(in crate::graphql) of: verification::Verification,
}

impl From<verification::Verification> for Verification {
    fn from(of: verification::Verification) -> Self {
        Self {
            subject: of.subject,
            decision: of.decision,
            revision: of.revision,
            reasons: of.reasons.clone(),
            decided_at: Moment(of.decided_at),
            of,
        }
    }
}

/// What became of a resident's comment (kết quả xử lý ý kiến).
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct CommentHandling {
    /// Rises with each change.
    pub version: i64,
    /// Code of the item that it is about, or `OTHER` (nội dung liên quan).
    pub topic: String,
    /// Where it stands (trạng thái).
    pub status: HandlingStatus,
    /// What was answered (trả lời).
    pub reply: Option<String>,
    /// The text as it may be published; the original stays with the Front (nội dung công khai).
    pub public_text: Option<String>,
    /// To whom it was handed on (cơ quan tiếp nhận).
    pub forwarded_to: Option<String>,
    /// The last day on which they should answer (hạn trả lời).
    pub due_on: Option<CalendarDay>,
    /// When.
    pub handled_at: Moment,
    #[graphql(skip)]
    pub(in crate::graphql) by: AccountId,
}

impl From<handling::Handling> for CommentHandling {
    fn from(handling: handling::Handling) -> Self {
        Self {
            version: handling.version,
            topic: handling.topic,
            status: handling.status,
            reply: handling.reply,
            public_text: handling.public_text,
            forwarded_to: handling.forwarded_to,
            due_on: handling.due_on.map(CalendarDay),
            handled_at: Moment(handling.handled_at),
            by: handling.handled_by,
        }
    }
}
