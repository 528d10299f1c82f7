//! What a hash typed from paper is of, in words.

use super::spoken::Spoken;
use crate::domain::base::clock::shown;
use crate::domain::base::language::Language;
use crate::domain::trust::typed_hash::Fit;
use crate::services::printed::{Document, Found};

/// What was found, in a sentence.
#[must_use]
pub fn found(of: &Found, language: Language) -> String {
    let mut sentence = document(&of.of, language);
    let more = match (&of.superseded_by, language) {
        (None, Language::Vi) => "; đang có hiệu lực".to_owned(),
        (None, Language::En) => "; it stands".to_owned(),
        (Some(later), Language::Vi) => format!("; ĐÃ ĐƯỢC THAY bằng lần {later}"),
        (Some(later), Language::En) => format!("; SUPERSEDED by {later}"),
    };
    sentence.push_str(&more);
    if !of.sound {
        sentence.push_str(match language {
            Language::Vi => "; NỘI DUNG TRONG HỆ THỐNG KHÔNG CÒN KHỚP mã này",
            Language::En => "; THE TEXT ON RECORD NO LONGER HAS this hash",
        });
    }
    sentence.push_str(&typed(of, language));
    sentence
}

fn document(of: &Document, language: Language) -> String {
    match (of, language) {
        (
            Document::Result {
                area,
                title,
                revision,
                frozen_at,
                frozen_by,
                ..
            },
            language,
        ) => {
            let title = title.map_or("", |title| title.say(language));
            let at = shown(*frozen_at);
            match language {
                Language::Vi => format!(
                    "Kết quả lấy ý kiến {area} ({title}), chốt lần {revision} lúc {at}, người chốt {frozen_by}"
                ),
                Language::En => format!(
                    "Survey result of {area} ({title}), revision {revision}, frozen {at} by {frozen_by}"
                ),
            }
        }
        (
            Document::Report {
                number,
                version,
                submitted_at,
                ..
            },
            Language::Vi,
        ) => {
            format!(
                "Báo cáo của Mặt trận số {number}, bản {version}, nộp lúc {}",
                shown(*submitted_at)
            )
        }
        (
            Document::Report {
                number,
                version,
                submitted_at,
                ..
            },
            Language::En,
        ) => {
            format!(
                "The Front's report {number}, version {version}, handed in {}",
                shown(*submitted_at)
            )
        }
    }
}

fn typed(of: &Found, language: Language) -> String {
    match (&of.fit, language) {
        (Fit::Whole, _) => String::new(),
        (Fit::Beginning, Language::Vi) => {
            format!("; mới gõ phần đầu, mã đầy đủ: {}", of.sha256)
        }
        (Fit::Beginning, Language::En) => {
            format!("; only its beginning was typed, the whole is {}", of.sha256)
        }
        (Fit::Slips(groups), language) => {
            let groups: Vec<String> = groups.iter().map(ToString::to_string).collect();
            let groups = groups.join(", ");
            match language {
                Language::Vi => format!(
                    "; có chỗ gõ lệch, hãy so nhóm {groups} trên giấy với {}",
                    of.sha256
                ),
                Language::En => format!(
                    "; mistyped: compare group {groups} on paper with {}",
                    of.sha256
                ),
            }
        }
    }
}
