//! What a client is told of a request that is not run, in Vietnamese and English.

use super::fault::Fault;
use crate::domain::base::language::Language;

impl Fault {
    /// What is wrong, in the reader's language.
    pub(super) fn message(&self, language: Language) -> String {
        match language {
            Language::En => self.english(),
            Language::Vi => self.vietnamese(),
        }
    }

    fn english(&self) -> String {
        let words = match self {
            Self::NotAcceptable => {
                "Answers are application/graphql-response+json, application/json or text/event-stream."
            }
            Self::UnsupportedMediaType => "Send the request as application/json in UTF-8.",
            Self::MethodNotAllowed { allow } => return format!("Use {allow} for this."),
            Self::BodyTooLarge { limit } => {
                return format!("The request's body is larger than {limit} bytes.");
            }
            Self::BodyTooSlow { limit } => {
                return format!("The body did not arrive within {} s.", limit.as_secs());
            }
            Self::BodyBroken => "The request's body broke off.",
            Self::NotUtf8 => "The request's body is not UTF-8.",
            Self::NotJson { reason } => return format!("The body is not JSON: {reason}"),
            Self::Batch => "Arrays of requests are not taken; send each request by itself.",
            Self::NotAnObject => "The request must be a JSON object.",
            Self::Property { property, expected } => {
                return format!("`{property}` must be {}.", expected.words(Language::En));
            }
            Self::PersistedQueryNotFound => "PersistedQueryNotFound",
            Self::SubscriptionOverHttp => {
                "Subscriptions run over WebSocket (graphql-transport-ws) at this address, or with Accept: text/event-stream."
            }
            Self::Unauthenticated => "The token is not valid.",
            Self::Busy => "The server has too much to do; try again shortly.",
            Self::TooFast(_) => "Requests come too fast; try again shortly.",
            Self::TwoDocuments => "Send `query` or `documentId`, not both.",
            Self::HashMismatch => "The hash is not that of the query.",
            Self::NotTrusted => "Only documents of the server's list are run; name one by its id.",
            Self::SignedOut => "The session has ended; sign in again.",
            Self::OtherSite => {
                "Beside a session's cookie, a request must show the header graphql-require-preflight, a WebSocket an origin that is let in."
            }
            Self::TooManyTries { retry_after } => {
                return format!("Too many tries failed; try again in {retry_after} s.");
            }
            Self::Internal { reference } => {
                return format!("Something went wrong here. Reference: {reference}");
            }
            Self::Refused(refusal) => return refusal.message(Language::En),
            Self::Misplaced(_) | Self::Misfits(_) => "",
        };
        words.to_owned()
    }

    fn vietnamese(&self) -> String {
        let words = match self {
            Self::NotAcceptable => {
                "Máy chủ trả lời bằng application/graphql-response+json, application/json hoặc text/event-stream."
            }
            Self::UnsupportedMediaType => {
                "Yêu cầu phải gửi dưới dạng application/json, mã hóa UTF-8."
            }
            Self::MethodNotAllowed { allow } => return format!("Hãy dùng {allow}."),
            Self::BodyTooLarge { limit } => {
                return format!("Nội dung yêu cầu lớn hơn {limit} byte.");
            }
            Self::BodyTooSlow { limit } => {
                return format!("Nội dung không đến trong vòng {} giây.", limit.as_secs());
            }
            Self::BodyBroken => "Nội dung yêu cầu bị đứt giữa chừng.",
            Self::NotUtf8 => "Nội dung yêu cầu không phải UTF-8.",
            Self::NotJson { reason } => return format!("Nội dung không phải JSON: {reason}"),
            Self::Batch => "Không nhận mảng yêu cầu; hãy gửi từng yêu cầu một.",
            Self::NotAnObject => "Yêu cầu phải là một đối tượng JSON.",
            Self::Property { property, expected } => {
                return format!("`{property}` phải là {}.", expected.words(Language::Vi));
            }
            // Clients of persisted queries look for these very words.
            Self::PersistedQueryNotFound => "PersistedQueryNotFound",
            Self::SubscriptionOverHttp => {
                "Theo dõi (subscription) chạy qua WebSocket (graphql-transport-ws) tại địa chỉ này, hoặc với Accept: text/event-stream."
            }
            Self::Unauthenticated => "Mã truy cập không hợp lệ.",
            Self::Busy => "Máy chủ đang quá tải; hãy thử lại sau giây lát.",
            Self::TooFast(_) => "Yêu cầu đến quá nhanh; hãy thử lại sau giây lát.",
            Self::TwoDocuments => "Hãy gửi `query` hoặc `documentId`, không gửi cả hai.",
            Self::HashMismatch => "Mã băm không phải của truy vấn này.",
            Self::NotTrusted => {
                "Máy chủ chỉ chạy các truy vấn trong danh sách; hãy gọi theo mã (documentId)."
            }
            Self::SignedOut => "Phiên đăng nhập đã kết thúc; hãy đăng nhập lại.",
            Self::OtherSite => {
                "Yêu cầu dùng cookie của phiên đăng nhập phải có tiêu đề graphql-require-preflight; WebSocket phải từ địa chỉ được phép."
            }
            Self::TooManyTries { retry_after } => {
                return format!("Đã thử sai quá nhiều lần; hãy thử lại sau {retry_after} giây.");
            }
            Self::Internal { reference } => {
                return format!("Máy chủ gặp lỗi. Mã tra cứu: {reference}");
            }
            Self::Refused(refusal) => return refusal.message(Language::Vi),
            Self::Misplaced(_) | Self::Misfits(_) => "",
        };
        words.to_owned()
    }
}
