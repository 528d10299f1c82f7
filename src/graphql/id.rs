//! Opaque global ids that say what they name.

use async_graphql::ID;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use uuid::Uuid;

use crate::domain::base::ids::{
    AccountId, AdminGrantId, AreaId, AssignmentId, CandidacyId, DirectiveId, DocumentId,
    EnrolmentId, FrontReportId, MemberId, ObjectionId, OcopRatingId, QuestionnaireId, RegulationId,
    ResponseId, RoundId, SessionId, SignInId, SurveyId, TokenId, WebhookId,
};
use crate::services::refusal::{InputFault, Refusal};

/// Bytes of a UUID.
const KEY: usize = 16;

/// What a global id names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GlobalId {
    /// An administrative unit.
    Area(AreaId),
    /// A version of a set of rules.
    Regulation(RegulationId),
    /// A version of a form.
    Questionnaire(QuestionnaireId),
    /// A certification round.
    Round(RoundId),
    /// A candidacy.
    Candidacy(CandidacyId),
    /// A satisfaction survey.
    Survey(SurveyId),
    /// A notice.
    Directive(DirectiveId),
    /// The rating of an OCOP product.
    OcopRating(OcopRatingId),
    /// A task that one agency or area owes.
    Assignment(AssignmentId),
    /// A response: its own id is unique within its survey only.
    Response(SurveyId, ResponseId),
    /// A session of the council.
    Session(SessionId),
    /// A term of a member of the council.
    Member(MemberId),
    /// A report of the Front.
    FrontReport(FrontReportId),
    /// An objection to a posted result.
    Objection(ObjectionId),
    /// A document.
    Document(DocumentId),
    /// A collector's phone, set up for a survey.
    Enrolment(EnrolmentId),
    /// A person, device or script.
    Account(AccountId),
    /// An access token.
    AccessToken(TokenId),
    /// A wish that a token speak for an administrator.
    AdminRequest(AdminGrantId),
    /// A session at a browser.
    SignIn(SignInId),
    /// A program that is told of events.
    Webhook(WebhookId),
    /// The comment of a response.
    Comment(SurveyId, ResponseId),
}

/// A text that is no global id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a global id")]
pub struct MalformedId;

impl GlobalId {
    /// Writes the id as clients see it: base64url of a letter for the kind and the key.
    #[must_use]
    pub fn encode(self) -> ID {
        let mut bytes = Vec::with_capacity(1 + 2 * KEY);
        let (kind, first, second) = self.parts();
        bytes.push(kind);
        bytes.extend_from_slice(first.as_bytes());
        if let Some(second) = second {
            bytes.extend_from_slice(second.as_bytes());
        }
        ID(URL_SAFE_NO_PAD.encode(bytes))
    }

    /// Reads an id as clients send it.
    ///
    /// # Errors
    /// [`MalformedId`] for anything that [`GlobalId::encode`] did not write.
    pub fn decode(text: &str) -> Result<Self, MalformedId> {
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| MalformedId)?;
        let (kind, rest) = bytes.split_first().ok_or(MalformedId)?;
        let (first, second) = rest.split_at_checked(KEY).ok_or(MalformedId)?;
        let first = Uuid::from_slice(first).map_err(|_| MalformedId)?;
        if second.is_empty() {
            Self::of_one(*kind, first)
        } else {
            let second = Uuid::from_slice(second).map_err(|_| MalformedId)?;
            Self::of_two(*kind, first, second)
        }
    }

    const fn parts(self) -> (u8, Uuid, Option<Uuid>) {
        match self {
            Self::Area(id) => (b'A', id.0, None),
            Self::Regulation(id) => (b'G', id.0, None),
            Self::Questionnaire(id) => (b'Q', id.0, None),
            Self::Round(id) => (b'R', id.0, None),
            Self::Candidacy(id) => (b'C', id.0, None),
            Self::Survey(id) => (b'S', id.0, None),
            Self::Session(id) => (b'V', id.0, None),
            Self::Member(id) => (b'U', id.0, None),
            Self::FrontReport(id) => (b'F', id.0, None),
            Self::Objection(id) => (b'J', id.0, None),
            Self::Document(id) => (b'D', id.0, None),
            Self::Enrolment(id) => (b'Y', id.0, None),
            Self::Account(id) => (b'B', id.0, None),
            Self::AccessToken(id) => (b'T', id.0, None),
            Self::AdminRequest(id) => (b'W', id.0, None),
            Self::Directive(id) => (b'I', id.0, None),
            Self::OcopRating(id) => (b'O', id.0, None),
            Self::Assignment(id) => (b'N', id.0, None),
            Self::SignIn(id) => (b'L', id.0, None),
            Self::Webhook(id) => (b'H', id.0, None),
            Self::Response(survey, id) => (b'P', survey.0, Some(id.0)),
            Self::Comment(survey, id) => (b'K', survey.0, Some(id.0)),
        }
    }

    const fn of_one(kind: u8, key: Uuid) -> Result<Self, MalformedId> {
        Ok(match kind {
            b'A' => Self::Area(AreaId(key)),
            b'G' => Self::Regulation(RegulationId(key)),
            b'Q' => Self::Questionnaire(QuestionnaireId(key)),
            b'R' => Self::Round(RoundId(key)),
            b'C' => Self::Candidacy(CandidacyId(key)),
            b'S' => Self::Survey(SurveyId(key)),
            b'V' => Self::Session(SessionId(key)),
            b'U' => Self::Member(MemberId(key)),
            b'F' => Self::FrontReport(FrontReportId(key)),
            b'J' => Self::Objection(ObjectionId(key)),
            b'D' => Self::Document(DocumentId(key)),
            b'Y' => Self::Enrolment(EnrolmentId(key)),
            b'B' => Self::Account(AccountId(key)),
            b'T' => Self::AccessToken(TokenId(key)),
            b'W' => Self::AdminRequest(AdminGrantId(key)),
            b'O' => Self::OcopRating(OcopRatingId(key)),
            b'I' => Self::Directive(DirectiveId(key)),
            b'N' => Self::Assignment(AssignmentId(key)),
            b'L' => Self::SignIn(SignInId(key)),
            b'H' => Self::Webhook(WebhookId(key)),
            _ => return Err(MalformedId),
        })
    }

    const fn of_two(kind: u8, first: Uuid, second: Uuid) -> Result<Self, MalformedId> {
        Ok(match kind {
            b'P' => Self::Response(SurveyId(first), ResponseId(second)),
            b'K' => Self::Comment(SurveyId(first), ResponseId(second)),
            _ => return Err(MalformedId),
        })
    }
}

/// A key that has global ids of one kind.
pub trait Key: Sized {
    /// The key, where the id is of this kind.
    fn of(id: GlobalId) -> Option<Self>;
}

macro_rules! keys {
    ($($key:ident => $kind:ident),+ $(,)?) => {$(
        impl Key for $key {
            fn of(id: GlobalId) -> Option<Self> {
                match id {
                    GlobalId::$kind(key) => Some(key),
                    _ => None,
                }
            }
        }
    )+};
}

keys! {
    RoundId => Round,
    CandidacyId => Candidacy,
    SurveyId => Survey,
    SessionId => Session,
    MemberId => Member,
    FrontReportId => FrontReport,
    ObjectionId => Objection,
    DocumentId => Document,
    EnrolmentId => Enrolment,
    AccountId => Account,
    TokenId => AccessToken,
    AdminGrantId => AdminRequest,
    AssignmentId => Assignment,
    DirectiveId => Directive,
    OcopRatingId => OcopRating,
    SignInId => SignIn,
    WebhookId => Webhook,
}

/// Reads an id of one kind.
///
/// # Errors
/// [`MalformedId`] where it is malformed or of another kind.
pub fn key<K: Key>(id: &ID) -> Result<K, MalformedId> {
    GlobalId::decode(id).ok().and_then(K::of).ok_or(MalformedId)
}

/// Reads an id of one kind that stands at a place of the input.
///
/// # Errors
/// [`Refusal::BadInput`] where it is malformed or of another kind.
pub fn key_at<K: Key>(id: &ID, path: &[&str]) -> Result<K, Refusal> {
    key(id).map_err(|MalformedId| Refusal::BadInput {
        path: path.iter().copied().map(str::to_owned).collect(),
        fault: InputFault::GlobalId,
    })
}
