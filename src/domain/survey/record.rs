//! A survey and what is kept of its responses, as the use cases hand them on.

use super::collection_mode::CollectionMode;
use super::lifecycle::{Lifecycle, SurveyKind};
use super::response::{Consent, Draft};
use super::sheet::Sheet;
use super::submission::Digest;
use super::tally::Tally;
use crate::domain::base::clock::{Day, Instant};
use crate::domain::base::ids::{
    AccountId, AreaId, CandidacyId, QuestionnaireId, ResponseId, SurveyId,
};
use crate::domain::place::area::Place;
use crate::domain::survey::judge::RejectionCode;

/// A satisfaction survey (cuộc lấy ý kiến).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Survey {
    /// Its id.
    pub id: SurveyId,
    /// The candidacy it is for.
    pub candidacy: CandidacyId,
    /// The candidacy's area.
    pub place: Place,
    /// Who asks whom.
    pub kind: SurveyKind,
    /// The form.
    pub questionnaire: QuestionnaireId,
    /// State and times.
    pub lifecycle: Lifecycle,
    /// Rises with every change, so that what was read can be told from what is.
    pub version: i64,
    /// The first day on which its result is public.
    pub published_on: Option<Day>,
    /// When it was created.
    pub created_at: Instant,
}

/// A hamlet of a survey: its target and its counters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SurveyHamlet {
    /// The survey.
    pub survey: SurveyId,
    /// The hamlet, and what contains it.
    pub place: Place,
    /// The hamlet's code.
    pub code: String,
    /// The hamlet's name.
    pub name: String,
    /// Households to be heard: registered ones until the survey opens, fixed from then on.
    pub households: i64,
    /// Whether the hamlet keeps a roster of households.
    pub has_roster: bool,
    /// How its answers are collected.
    pub mode: CollectionMode,
    /// Its counters.
    pub tally: Tally,
    /// Forms handed out there, where they were recorded.
    pub issued: Option<i64>,
}

/// An accepted response (phiếu): counted, or voided since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// Its id, unique in the survey.
    pub id: ResponseId,
    /// The survey.
    pub survey: SurveyId,
    /// The hamlet.
    pub hamlet: AreaId,
    /// The household's key; `None` once the link is dropped.
    pub household_key: Option<Digest>,
    /// The household's opaque code; `None` once the link is dropped.
    pub household_code: Option<String>,
    /// When the household answered.
    pub collected_at: Instant,
    /// When it arrived.
    pub received_at: Instant,
    /// `None`: a form that can't be counted.
    pub sheet: Option<Sheet>,
    /// A spoilt form's answers, as sent.
    pub unjudged: Vec<super::response::DraftAnswer>,
    /// Another opinion or remark.
    pub comment: Option<String>,
    /// Keyed fingerprint of its content.
    pub fingerprint: Digest,
    /// Consent, where the app asked for it.
    pub consent: Option<Consent>,
    /// The account that sent it.
    pub account: AccountId,
    /// Why, when and by whom it was taken out of the count.
    pub voided: Option<Voided>,
    /// The number, in its survey's chain, of the audit entry that took it in; `None` for what was taken before
    /// there were chains.
    pub entry: Option<i64>,
}

/// What a household wrote beside its answers (ý kiến khác).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// The response that it stands on.
    pub response: ResponseId,
    /// The survey.
    pub survey: SurveyId,
    /// The hamlet.
    pub hamlet: AreaId,
    /// What was written.
    pub text: String,
    /// When it arrived.
    pub received_at: Instant,
}

impl Comment {
    /// The comment on a counted response; `None` where it has none, or counts no more.
    #[must_use]
    pub fn of(response: Response) -> Option<Self> {
        Some(Self {
            response: response.id,
            survey: response.survey,
            hamlet: response.hamlet,
            text: response.comment.filter(|_| response.voided.is_none())?,
            received_at: response.received_at,
        })
    }
}

/// A response taken out of the count, and kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voided {
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: AccountId,
    /// Why.
    pub reason: String,
}

/// A form stored whole and counted nowhere until the Front chooses it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    /// The survey.
    pub survey: SurveyId,
    /// The hamlet.
    pub hamlet: AreaId,
    /// The household's key; `None` once the link is dropped.
    pub household_key: Option<Digest>,
    /// The form as sent; its household code is empty once the link is dropped.
    pub draft: Draft,
    /// Keyed fingerprint of its content.
    pub fingerprint: Digest,
    /// When it arrived.
    pub received_at: Instant,
    /// Why it was set aside.
    pub code: RejectionCode,
    /// The account that sent it.
    pub account: AccountId,
    /// As [`Response::entry`].
    pub entry: Option<i64>,
}

/// The figures of a closed survey, frozen (kết quả đã chốt).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrozenResult {
    /// The survey.
    pub survey: SurveyId,
    /// Rises with each closing, from 1.
    pub revision: i32,
    /// Canonical JSON of the figures, small groups withheld.
    pub figures: String,
    /// SHA-256 of `figures`, lower-case hexadecimal.
    pub sha256: String,
    /// The complete figures, which the Front keeps.
    pub full_text: String,
    /// The random salt inside the hash of the complete figures.
    pub salt: Vec<u8>,
    /// When it was closed.
    pub closed_at: Instant,
    /// By which account.
    pub closed_by: AccountId,
    /// That account's name.
    pub closed_by_name: String,
    /// Why it was frozen anew after the closing; `None` where the survey closed.
    pub reason: Option<String>,
}
