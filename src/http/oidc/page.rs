//! The pages between a provider and ours: on to where one wanted to go, or why not.

use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;

use crate::domain::base::language::Language;
use crate::words::spoken::Text;

/// Why a sign-in by a provider came to nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Halt {
    /// The person, or the provider, has said no.
    Declined,
    /// It took too long, or is not of this browser, or was answered before.
    Stale,
    /// The provider's answer is not believed.
    NotBelieved,
    /// The person has no right here.
    NoRights,
    /// The person's account was locked here.
    Locked,
    /// The provider can't be asked.
    Away,
    /// Too many tries failed.
    TooMany,
    /// Requests come too fast.
    TooFast,
    /// Something in here failed.
    Failed,
}

impl Halt {
    const fn status(self) -> StatusCode {
        match self {
            Self::Declined | Self::Stale | Self::NotBelieved => StatusCode::BAD_REQUEST,
            Self::NoRights | Self::Locked => StatusCode::FORBIDDEN,
            Self::Away => StatusCode::BAD_GATEWAY,
            Self::TooMany | Self::TooFast => StatusCode::TOO_MANY_REQUESTS,
            Self::Failed => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    const fn words(self) -> Text {
        match self {
            Self::Declined => Text::of(
                "Nhà cung cấp danh tính không cho đăng nhập.",
                "The provider of identities did not sign you in.",
            ),
            Self::Stale => Text::of(
                "Lần đăng nhập này đã quá hạn hoặc đã dùng; hãy đăng nhập lại.",
                "This sign-in is too old, or was used before; sign in again.",
            ),
            Self::NotBelieved => Text::of(
                "Câu trả lời của nhà cung cấp danh tính không hợp lệ; hãy đăng nhập lại.",
                "The answer of the provider of identities is not valid; sign in again.",
            ),
            Self::NoRights => Text::of(
                "Tài khoản của bạn chưa được cấp quyền ở đây; hãy hỏi người quản trị.",
                "Your account has no rights here; ask an administrator.",
            ),
            Self::Locked => Text::of(
                "Tài khoản của bạn đã bị khoá ở đây; hãy hỏi người quản trị.",
                "Your account is locked here; ask an administrator.",
            ),
            Self::Away => Text::of(
                "Không liên lạc được với nhà cung cấp danh tính; hãy thử lại sau, hoặc đăng nhập bằng mã truy cập.",
                "The provider of identities can't be reached; try again later, or sign in with an access code.",
            ),
            Self::TooMany => Text::of(
                "Đã thử sai quá nhiều lần; hãy thử lại sau ít phút.",
                "Too many tries failed; try again in some minutes.",
            ),
            Self::TooFast => Text::of(
                "Yêu cầu đến quá nhanh; hãy thử lại sau giây lát.",
                "Requests come too fast; try again shortly.",
            ),
            Self::Failed => Text::of(
                "Máy chủ gặp lỗi; hãy thử lại sau.",
                "Something went wrong here; try again later.",
            ),
        }
    }
}

/// Sends the browser on to a local page. Not by a redirect: that would still count as come from the provider's site, and the
/// browser would leave the session's strict cookie behind.
#[must_use]
pub fn onward(next: &str) -> Response {
    // In HTML `&#47;` is a slash: a path that begins so would lead to another server.
    let next = next.replace('&', "&amp;");
    let head = format!("<meta http-equiv=\"refresh\" content=\"0;url={next}\">");
    let body = format!("<p><a href=\"{next}\">Longdan</a></p>");
    page(StatusCode::OK, &head, &body, Language::Vi)
}

/// Says why not, with the way back.
#[must_use]
pub fn halted(halt: Halt, language: Language) -> Response {
    let words = halt.words().text(language);
    let body = format!("<p>{words}</p><p><a href=\"/\">Longdan</a></p>");
    page(halt.status(), "", &body, language)
}

fn page(status: StatusCode, head: &str, body: &str, language: Language) -> Response {
    let lang = match language {
        Language::Vi => "vi",
        Language::En => "en",
    };
    let html = format!(
        "<!doctype html><html lang=\"{lang}\"><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>Longdan</title>{head}{body}</html>"
    );
    let mut answer = Response::new(Body::from(html));
    *answer.status_mut() = status;
    let headers = answer.headers_mut();
    let html = HeaderValue::from_static("text/html; charset=utf-8");
    headers.insert(CONTENT_TYPE, html);
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    answer
}
