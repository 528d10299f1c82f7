//! What is wrong with a line of an imported file, said in two languages.

use super::bilingual::{both, unsaid};
use super::import_areas::area_fault;
use super::import_rules::{record_fault, rule_fault};
use super::import_tasks::task_fault;
use crate::domain::base::import_fault::{FaultReason as R, ImportFault, ValueKind};
use crate::domain::base::language::{Bilingual, Language};

/// A fault as `line 12: parent_code: reason`, or `dòng 12: parent_code: lý do`.
#[must_use]
pub fn import_fault(fault: &ImportFault, language: Language) -> String {
    let line = match language {
        Language::Vi => "dòng",
        Language::En => "line",
    };
    format!("{line} {}: {}", fault.line, fault_alone(fault, language))
}

/// A fault without its line, as `parent_code: reason`: of what was given on the command line.
#[must_use]
pub fn fault_alone(fault: &ImportFault, language: Language) -> String {
    let reason = reason(&fault.reason);
    let reason = reason.text(language);
    match &fault.field {
        Some(field) => format!("{field}: {reason}"),
        None => reason.to_owned(),
    }
}

fn reason(reason: &R) -> Bilingual {
    match reason {
        R::NotUtf8
        | R::EmptyFile
        | R::Syntax(_)
        | R::UnknownField
        | R::MissingField
        | R::RepeatedColumn
        | R::FieldCount { .. }
        | R::RepeatedFrom(_) => file_fault(reason),
        R::WrongKind(kind) => wrong_kind(*kind),
        R::Empty
        | R::TooLong(_)
        | R::ControlCharacter
        | R::UnknownTerm(_)
        | R::NotInRange(..)
        | R::NotADay
        | R::NotALimit
        | R::NotACode
        | R::NotAVersionReference
        | R::EndsBeforeItBegins => value_fault(reason),
        R::OfTask(reason) => task_fault(reason),
        R::NotAnXmlName
        | R::ReservedName
        | R::OverallItems(_)
        | R::Entries(..)
        | R::NoPositiveOption
        | R::OverlayOfItself
        | R::UnfitBase(_)
        | R::UnfitEach => rule_fault(reason),
        R::NotAnAreaReference
        | R::NotAHamletCode
        | R::UnfitKind
        | R::OnlyOfHamlets
        | R::OnlyOfCommunes
        | R::ProvinceWithParent
        | R::UnknownParent(_)
        | R::ParentNotAbove
        | R::UnknownPredecessor(_)
        | R::UndatedPredecessor
        | R::OtherLevel
        | R::NoUnitInForce
        | R::Overlaps(_)
        | R::OutlivesParent(_)
        | R::LaterListOnRecord(_) => area_fault(reason),
        // Of the record and of tokens; a test holds that none is left unsaid.
        _ => record_fault(reason),
    }
}

fn file_fault(reason: &R) -> Bilingual {
    match reason {
        R::NotUtf8 => both("không phải mã UTF-8", "not UTF-8"),
        R::EmptyFile => both("tệp trống", "the file is empty"),
        R::Syntax(detail) => both(
            format!("sai cú pháp TOML ({detail})"),
            format!("not the grammar of TOML ({detail})"),
        ),
        R::UnknownField => both(
            "không có trường này trong mẫu tệp",
            "the format has no such field",
        ),
        R::MissingField => both("thiếu trường bắt buộc này", "this field is missing"),
        R::RepeatedColumn => both(
            "cột này xuất hiện hai lần",
            "this column stands in the header twice",
        ),
        R::FieldCount { expected, found } => both(
            format!("có {found} trường, dòng tiêu đề có {expected}"),
            format!("{found} fields, the header has {expected}"),
        ),
        R::RepeatedFrom(line) => both(
            format!("trùng với dòng {line}"),
            format!("the same as on line {line}"),
        ),
        _ => unsaid(),
    }
}

fn value_fault(reason: &R) -> Bilingual {
    match reason {
        R::Empty => both("không được để trống", "must not be empty"),
        R::TooLong(longest) => both(
            format!("dài quá {longest} ký tự"),
            format!("longer than {longest} characters"),
        ),
        R::ControlCharacter => both("có ký tự điều khiển", "holds a control character"),
        R::UnknownTerm(allowed) => both(
            format!("phải là một trong: {allowed}"),
            format!("must be one of: {allowed}"),
        ),
        R::NotInRange(least, most) => both(
            format!("phải là số nguyên từ {least} đến {most}"),
            format!("must be a whole number from {least} to {most}"),
        ),
        R::NotADay => both(
            "phải là ngày có thật, viết như 2019-07-17",
            "must be a day of the calendar, written like 2019-07-17",
        ),
        R::NotALimit => both(
            "phải là tỷ lệ phần trăm từ 0 đến 100, nhiều nhất hai chữ số thập phân, như \"80.25\"",
            "must be a percentage from 0 to 100 with at most two decimals, like \"80.25\"",
        ),
        R::NotACode => both(
            "phải gồm 1-64 chữ cái không dấu, chữ số, dấu chấm, gạch dưới hoặc gạch nối",
            "must be 1-64 unaccented letters, digits, dots, underscores or hyphens",
        ),
        R::NotAVersionReference => both(
            "phải viết như \"ntm-2016@1\"",
            "must be written like \"ntm-2016@1\"",
        ),
        R::EndsBeforeItBegins => both(
            "ngày cuối đứng trước ngày đầu",
            "the last day lies before the first",
        ),
        _ => unsaid(),
    }
}

fn wrong_kind(kind: ValueKind) -> Bilingual {
    match kind {
        ValueKind::Text => both("phải là chuỗi trong ngoặc kép", "must be a text in quotes"),
        ValueKind::Integer => both("phải là số nguyên", "must be a whole number"),
        ValueKind::Boolean => both("phải là true hoặc false", "must be true or false"),
        ValueKind::Date => both(
            "phải là ngày không kèm giờ, không có ngoặc kép, như 2019-07-17",
            "must be a date without a time and without quotes, like 2019-07-17",
        ),
        ValueKind::Table => both("phải là một bảng { … }", "must be a table { … }"),
        ValueKind::Texts => both("phải là danh sách các chuỗi", "must be a list of texts"),
        ValueKind::Tables => both("phải là danh sách các bảng", "must be a list of tables"),
    }
}
