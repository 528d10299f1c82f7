//! The input of a batch, taken apart without copying a text.
//!
//! The library's macro clones each field's value on its way down, so a text deep inside a batch
//! of 500 would be copied at every level. The shapes below only describe the input to the schema;
//! the values move out of the map that the request came in.

use std::borrow::Cow;
use std::marker::PhantomData;

use async_graphql::indexmap::IndexMap;
use async_graphql::registry::Registry;
use async_graphql::{ID, InputObject, InputType, InputValueError, InputValueResult, Name, Value};

use crate::domain::base::ids::ResponseId;
use crate::domain::survey::response::{Consent, Draft, DraftAnswer};
use crate::domain::survey::sending::Sending;
use crate::graphql::scalars::{Moment, UniqueId};

/// 1 to 500 responses. Safe to repeat: the same id with the same content is answered DUPLICATE and
/// changes nothing.
#[derive(InputObject)]
#[graphql(name = "SubmitResponsesInput")]
struct BatchShape {
    /// Global id of the survey.
    survey_id: ID,
    /// The responses, each judged alone, in this order (các phiếu).
    responses: Vec<DraftInput>,
    /// When this call leaves, by the phone's own clock, told anew each time. Where that clock is more
    /// than 2 minutes off, `collectedAt` is judged with the difference taken off; it is kept as it was
    /// sent (giờ trên máy khi gửi).
    sent_at: Option<Moment>,
    /// A code that the app has made for the device, 1 to 64 of letters, digits, `.`, `_`, `-` (máy).
    device: Option<String>,
    /// Forms of this survey that the device holds beside those of this call, 0 to 1,000,000; kept by
    /// account and device, for the Front to see before it closes (số phiếu còn trên máy).
    still_queued: Option<i32>,
}

/// One household's form (phiếu).
#[derive(InputObject)]
#[graphql(name = "SurveyResponseInput")]
struct DraftShape {
    /// Made by the app; version 7 recommended.
    id: UniqueId,
    /// Code of the hamlet (mã thôn).
    hamlet_code: String,
    /// An opaque code within the hamlet, 1 to 64 of letters, digits, `.`, `_`, `-`; no names (mã hộ).
    household_code: String,
    /// When the household answered.
    collected_at: Moment,
    /// Its answers, in any order (các câu trả lời).
    answers: Vec<AnswerInput>,
    /// Another opinion or remark, at most 4,000 characters (ý kiến khác).
    comment: Option<String>,
    /// A form that can't be counted (phiếu không hợp lệ).
    #[graphql(default)]
    spoilt: bool,
    /// The household's consent, where the app asked for it (sự đồng ý).
    consent: Option<ConsentInput>,
}

/// One answer: item and choice are codes of the form.
#[derive(InputObject)]
#[graphql(name = "AnswerInput")]
struct AnswerShape {
    /// Code of the item (mã nội dung).
    item: String,
    /// Code of the option (mã phương án).
    choice: String,
    /// Why, in the household's words, at most 4,000 characters (lý do).
    reason: Option<String>,
}

/// The household's consent to the notice it was shown.
#[derive(InputObject)]
#[graphql(name = "ConsentInput")]
struct ConsentShape {
    /// Which version of the notice.
    notice_version: String,
    /// When it was given.
    given_at: Moment,
}

/// A batch as it was sent.
pub struct BatchInput {
    /// Global id of the survey.
    pub survey_id: ID,
    /// The responses, in the order of the input.
    pub drafts: Vec<Draft>,
    /// What the phone says of itself.
    pub sending: Sending,
}

/// One household's form, as a draft.
pub struct DraftInput(pub Draft);
/// One answer, as a draft holds it.
pub struct AnswerInput(pub DraftAnswer);
/// A household's consent.
pub struct ConsentInput(pub Consent);

/// The fields of an input object of type `T`, which move out one by one.
struct Fields<T>(IndexMap<Name, Value>, PhantomData<T>);

impl<T: InputType> Fields<T> {
    fn of(value: Option<Value>) -> Result<Self, InputValueError<T>> {
        match value {
            Some(Value::Object(fields)) => Ok(Self(fields, PhantomData)),
            other => Err(InputValueError::expected_type(other.unwrap_or_default())),
        }
    }

    fn take<F: InputType>(&mut self, name: &str) -> Result<F, InputValueError<T>> {
        F::parse(self.0.swap_remove(name)).map_err(InputValueError::propagate)
    }
}

impl BatchInput {
    fn read(value: Option<Value>) -> InputValueResult<Self> {
        let mut fields = Fields::of(value)?;
        let drafts: Vec<DraftInput> = fields.take("responses")?;
        let sent_at: Option<Moment> = fields.take("sentAt")?;
        let still_queued: Option<i32> = fields.take("stillQueued")?;
        Ok(Self {
            survey_id: fields.take("surveyId")?,
            drafts: drafts.into_iter().map(|draft| draft.0).collect(),
            sending: Sending {
                sent_at: sent_at.map(|at| at.0),
                device: fields.take("device")?,
                still_queued: still_queued.map(i64::from),
            },
        })
    }
}

impl DraftInput {
    fn read(value: Option<Value>) -> InputValueResult<Self> {
        let mut fields = Fields::of(value)?;
        let id: UniqueId = fields.take("id")?;
        let collected_at: Moment = fields.take("collectedAt")?;
        let answers: Vec<AnswerInput> = fields.take("answers")?;
        let consent: Option<ConsentInput> = fields.take("consent")?;
        let spoilt = match fields.0.swap_remove("spoilt") {
            Some(value) => bool::parse(Some(value)).map_err(InputValueError::propagate)?,
            None => false,
        };
        Ok(Self(Draft {
            id: ResponseId(id.0),
            hamlet_code: fields.take("hamletCode")?,
            household_code: fields.take("householdCode")?,
            collected_at: collected_at.0,
            answers: answers.into_iter().map(|answer| answer.0).collect(),
            comment: fields.take("comment")?,
            spoilt,
            consent: consent.map(|consent| consent.0),
        }))
    }
}

impl AnswerInput {
    fn read(value: Option<Value>) -> InputValueResult<Self> {
        let mut fields = Fields::of(value)?;
        Ok(Self(DraftAnswer {
            item: fields.take("item")?,
            choice: fields.take("choice")?,
            reason: fields.take("reason")?,
        }))
    }
}

impl ConsentInput {
    fn read(value: Option<Value>) -> InputValueResult<Self> {
        let mut fields = Fields::of(value)?;
        let given_at: Moment = fields.take("givenAt")?;
        Ok(Self(Consent {
            notice_version: fields.take("noticeVersion")?,
            given_at: given_at.0,
        }))
    }
}

/// Gives a type the schema of its shape and a reader of its own.
macro_rules! shaped {
    ($($input:ident as $shape:ident),+ $(,)?) => {$(
        impl InputType for $input {
            type RawValueType = Self;

            fn type_name() -> Cow<'static, str> {
                <$shape as InputType>::type_name()
            }

            fn create_type_info(registry: &mut Registry) -> String {
                <$shape as InputType>::create_type_info(registry)
            }

            fn parse(value: Option<Value>) -> InputValueResult<Self> {
                Self::read(value)
            }

            fn to_value(&self) -> Value {
                // Only default values are written back, and none of these has one.
                Value::Null
            }

            fn as_raw_value(&self) -> Option<&Self::RawValueType> {
                Some(self)
            }
        }
    )+};
}

shaped! {
    BatchInput as BatchShape,
    DraftInput as DraftShape,
    AnswerInput as AnswerShape,
    ConsentInput as ConsentShape,
}
