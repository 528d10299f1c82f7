//! What the system finds at a point of a verification, in words.

use super::spoken::Spoken;
use crate::domain::base::language::Language;
use crate::domain::survey::verification::{PointFinding, VerificationPoint};

/// The point with its numbers, each share with what it is of, and whether it is in order.
#[must_use]
pub fn message(found: &PointFinding, language: Language) -> String {
    let number = |name: &str| found.numbers.get(name).copied().unwrap_or(0);
    let what = match language {
        Language::Vi => vietnamese(found.point, number),
        Language::En => english(found.point, number),
    };
    let point = found.point.say(language);
    let status = found.status.say(language);
    let first: String = point.chars().take(1).flat_map(char::to_uppercase).collect();
    let rest: String = point.chars().skip(1).collect();
    format!("{first}{rest}: {what}: {status}.")
}

fn vietnamese(point: VerificationPoint, number: impl Fn(&str) -> i64) -> String {
    match point {
        VerificationPoint::Coverage => format!(
            "{}/{} hộ được lấy ý kiến ở {} thôn; {} thôn chưa có phiếu, {} thôn có phiếu nhiều hơn số hộ",
            number("responded"),
            number("households"),
            number("hamlets"),
            number("hamletsNotHeard"),
            number("hamletsOverFull"),
        ),
        VerificationPoint::Forms => format!(
            "phát ra {}, thu về {} (hợp lệ {}, không hợp lệ {}), thất lạc {}; lệch ở {} thôn, {} thôn chưa ghi",
            number("issued"),
            number("collected"),
            number("valid"),
            number("spoilt"),
            number("missing"),
            number("hamletsApart"),
            number("hamletsNotRecorded"),
        ),
        VerificationPoint::Posting => {
            format!("niêm yết {}/{} ngày", number("days"), number("required"))
        }
        VerificationPoint::Objections => {
            let (received, open) = (number("received"), number("unanswered"));
            format!("{received} ý kiến, {open} chưa trả lời")
        }
        VerificationPoint::Corrections => {
            format!("{} việc chưa được xác nhận", number("unconfirmed"))
        }
        VerificationPoint::Recount => format!("{} chỗ không khớp", number("differences")),
        VerificationPoint::Opinions => {
            let (received, against) = (number("received"), number("against"));
            format!("{received} ý kiến, {against} không đồng ý")
        }
    }
}

fn english(point: VerificationPoint, number: impl Fn(&str) -> i64) -> String {
    match point {
        VerificationPoint::Coverage => format!(
            "{} of {} households heard in {} hamlets; {} without a form, {} with more forms than households",
            number("responded"),
            number("households"),
            number("hamlets"),
            number("hamletsNotHeard"),
            number("hamletsOverFull"),
        ),
        VerificationPoint::Forms => format!(
            "{} issued, {} collected ({} valid, {} spoilt), {} missing; {} hamlets don't add up, {} not recorded",
            number("issued"),
            number("collected"),
            number("valid"),
            number("spoilt"),
            number("missing"),
            number("hamletsApart"),
            number("hamletsNotRecorded"),
        ),
        VerificationPoint::Posting => {
            let (days, required) = (number("days"), number("required"));
            format!("hung out for {days} of {required} full days")
        }
        VerificationPoint::Objections => {
            let (received, open) = (number("received"), number("unanswered"));
            format!("{received} received, {open} not answered")
        }
        VerificationPoint::Corrections => format!("{} not confirmed", number("unconfirmed")),
        VerificationPoint::Recount => format!("{} differences", number("differences")),
        VerificationPoint::Opinions => {
            let (received, against) = (number("received"), number("against"));
            format!("{received} received, {against} against")
        }
    }
}
