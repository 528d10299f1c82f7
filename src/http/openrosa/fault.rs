//! Why a phone's request is not served, with status and words.

use std::time::Duration;

use axum::http::StatusCode;

use crate::domain::base::language::Language;
use crate::domain::survey::filled_form::UnreadableForm;
use crate::graphql::fault::error;
use crate::http::rates::TooFast;
use crate::http::request_id::RequestId;
use crate::services::office::Office;
use crate::services::refusal::Refusal;
use crate::words::spoken::{Spoken, Text};

/// As [`FieldFault::TooFast`] is told.
const TOO_FAST: Text = Text::of(
    "Yêu cầu đến quá nhanh; hãy gửi lại sau giây lát.",
    "Requests come too fast; send it again in a moment.",
);

/// A request that is not served.
#[derive(Debug, thiserror::Error)]
pub enum FieldFault {
    /// Another version of the protocol.
    #[error("another version of OpenRosa")]
    OtherVersion,
    /// The token in the address is not valid. Never 401: a phone would ask for a password.
    #[error("the token is not valid")]
    BadToken,
    /// The request doesn't say to which host it goes.
    #[error("no sound Host")]
    NoHost,
    /// Too much to do.
    #[error("too busy")]
    Busy,
    /// Requests come too fast.
    #[error(transparent)]
    TooFast(#[from] TooFast),
    /// Something in here failed; the log has it under the request's name.
    #[error("internal error")]
    Internal(RequestId),
    /// The body is not multipart/form-data.
    #[error("not multipart/form-data")]
    NotMultipart,
    /// There is no part with a form, or there are two.
    #[error("not one form")]
    NotOneForm,
    /// The body broke off, or its parts are malformed.
    #[error("broken body")]
    Broken,
    /// The body, or the form in it, is too large.
    #[error("more than {0} bytes")]
    TooLarge(usize),
    /// The body took too long to arrive.
    #[error("slower than {} s", .0.as_secs())]
    TooSlow(Duration),
    /// The form can't be read.
    #[error(transparent)]
    Unreadable(#[from] UnreadableForm),
    /// The office refuses.
    #[error(transparent)]
    Refused(#[from] Refusal),
}

impl FieldFault {
    /// The HTTP status.
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        match self {
            Self::BadToken => StatusCode::FORBIDDEN,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::TooFast(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
            Self::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooSlow(_) => StatusCode::REQUEST_TIMEOUT,
            Self::Unreadable(UnreadableForm::NoForm) => StatusCode::NOT_FOUND,
            Self::OtherVersion
            | Self::NoHost
            | Self::NotMultipart
            | Self::NotOneForm
            | Self::Broken
            | Self::Unreadable(_) => StatusCode::BAD_REQUEST,
            Self::Refused(refusal) => match refusal {
                Refusal::Unauthenticated | Refusal::Forbidden => StatusCode::FORBIDDEN,
                Refusal::NotFound => StatusCode::NOT_FOUND,
                Refusal::BadInput { .. } => StatusCode::BAD_REQUEST,
                Refusal::Faults(_) => StatusCode::UNPROCESSABLE_ENTITY,
                Refusal::Conflict(_) => StatusCode::CONFLICT,
                Refusal::Overloaded { .. } => StatusCode::SERVICE_UNAVAILABLE,
                Refusal::TooManyTries { .. } => StatusCode::TOO_MANY_REQUESTS,
                Refusal::Full | Refusal::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
            },
        }
    }

    /// Seconds after which a phone may try again, where it is only a matter of time.
    #[must_use]
    pub fn retry_after(&self) -> Option<u64> {
        match self {
            Self::Busy => Some(1),
            Self::TooFast(fault) => Some(fault.seconds()),
            Self::Refused(
                Refusal::Overloaded { retry_after } | Refusal::TooManyTries { retry_after },
            ) => Some(u64::from(*retry_after)),
            _ => None,
        }
    }

    /// The sentence that the phone shows. What is internal goes to the log.
    #[must_use]
    pub fn message(&self, office: &Office, language: Language) -> String {
        let text = match self {
            Self::OtherVersion => Text::of(
                "Máy chủ chỉ dùng OpenRosa phiên bản 1.0.",
                "The server speaks version 1.0 of OpenRosa only.",
            ),
            Self::BadToken => Text::of(
                "Mã QR cài đặt không còn hiệu lực. Hãy xin Mặt trận mã QR mới; các phiếu trong máy vẫn còn nguyên.",
                "The QR code that set this phone up is no longer valid. Ask the Front for a new one; the forms on the phone stay.",
            ),
            Self::NoHost => Text::of(
                "Yêu cầu không nêu địa chỉ máy chủ hợp lệ.",
                "The request names no sound host.",
            ),
            Self::Busy => Text::of(
                "Máy chủ đang quá tải; hãy gửi lại sau ít phút.",
                "The server has too much to do; send it again in a moment.",
            ),
            Self::TooFast(_) => TOO_FAST,
            Self::Internal(reference) => {
                let text = Text::of(
                    "Máy chủ gặp lỗi. Mã tra cứu:",
                    "Something went wrong here. Reference:",
                );
                return format!("{} {reference}", text.text(language));
            }
            Self::NotMultipart => Text::of(
                "Phiếu phải gửi dưới dạng multipart/form-data.",
                "A form is sent as multipart/form-data.",
            ),
            Self::NotOneForm => Text::of(
                "Mỗi lần gửi cần đúng một phần xml_submission_file.",
                "Exactly one part xml_submission_file is taken.",
            ),
            Self::Broken => Text::of(
                "Dữ liệu gửi lên bị đứt giữa chừng hoặc sai định dạng; hãy gửi lại.",
                "What was sent broke off or is malformed; send it again.",
            ),
            Self::TooLarge(limit) => {
                return match language {
                    Language::Vi => format!("Dữ liệu gửi lên lớn hơn {limit} byte."),
                    Language::En => format!("More than {limit} bytes were sent."),
                };
            }
            Self::TooSlow(limit) => {
                let seconds = limit.as_secs();
                return match language {
                    Language::Vi => format!("Phiếu không đến trong {seconds} giây; hãy gửi lại."),
                    Language::En => format!("No form within {seconds} s; send it again."),
                };
            }
            Self::Unreadable(fault) => return fault.say(language).to_owned(),
            Self::Refused(Refusal::NotFound) => Text::of(
                "Không có mẫu phiếu này, hoặc cuộc lấy ý kiến không giao cho máy này.",
                "There is no such form, or the survey is not assigned to this phone.",
            ),
            Self::Refused(refusal) => return error(refusal, Some(office), language).message,
        };
        text.text(language).to_owned()
    }
}
