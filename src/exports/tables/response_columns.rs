//! Single responses: a row a form, a column an item.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::cell::{Cell, Head, Kind, Row};
use crate::domain::base::ids::AreaId;
use crate::domain::survey::record::Response;
use crate::services::forms::Form;

/// Columns before the items: name, titles, kind.
const FIRST: [(&str, &str, &str, Kind); 8] = [
    ("response_id", "Id phiếu", "Response id", Kind::Text),
    ("hamlet_code", "Mã thôn", "Hamlet code", Kind::Text),
    ("household_code", "Mã hộ", "Household code", Kind::Text),
    (
        "collected_at",
        "Lấy ý kiến lúc",
        "Collected at",
        Kind::Moment,
    ),
    ("received_at", "Nhận lúc", "Received at", Kind::Moment),
    ("spoilt", "Không hợp lệ", "Spoilt", Kind::Flag),
    ("voided", "Đã loại", "Voided", Kind::Flag),
    ("entry", "Số mục nhật ký", "Audit entry", Kind::Whole),
];

/// Columns after the items.
const LAST: [(&str, &str, &str, Kind); 2] = [
    ("reasons", "Lý do", "Reasons", Kind::Text),
    ("comment", "Ý kiến khác", "Comment", Kind::Text),
];

/// The heads for a form: each item under its code.
pub(super) fn heads(form: &Form) -> Vec<Head> {
    let fixed = |(key, vi, en, kind): (&str, &str, &str, Kind)| Head {
        key: key.to_owned(),
        vi: vi.to_owned(),
        en: en.to_owned(),
        kind,
    };
    let items = form.questionnaire.items.iter().map(|item| Head {
        key: format!("item_{}", item.code),
        vi: item.label.vi.clone(),
        en: item.label.en.clone(),
        kind: Kind::Text,
    });
    let first = FIRST.into_iter().map(fixed);
    first
        .chain(items)
        .chain(LAST.into_iter().map(fixed))
        .collect()
}

/// A response as a row.
pub(super) fn row(response: Response, form: &Form, hamlets: &HashMap<AreaId, String>) -> Row {
    let hamlet = hamlets.get(&response.hamlet).cloned();
    let mut row = vec![
        Cell::text(response.id.to_string()),
        Cell::some(hamlet),
        Cell::some(response.household_code.clone()),
        Cell::Moment(response.collected_at),
        Cell::Moment(response.received_at),
        Cell::Flag(response.sheet.is_none()),
        Cell::Flag(response.voided.is_some()),
        Cell::whole(response.entry),
    ];
    row.extend(answers(&response, form));
    row.push(reasons(&response));
    row.push(Cell::some(response.comment));
    row
}

/// The chosen option of each item; of a spoilt form as far as the form knows it.
fn answers(response: &Response, form: &Form) -> Vec<Cell> {
    let items = form.questionnaire.items.iter().enumerate();
    let chosen = |position: usize, code: &str| {
        if let Some(sheet) = &response.sheet {
            return sheet
                .choices
                .get(position)
                .copied()
                .flatten()
                .map(usize::from);
        }
        let mut sent = response.unjudged.iter();
        let answer = sent.find(|answer| answer.item == code)?;
        form.questionnaire
            .items
            .get(position)?
            .option_position(&answer.choice)
    };
    items
        .map(|(position, item)| {
            let option = chosen(position, &item.code).and_then(|at| item.options.get(at));
            Cell::some(option.map(|option| option.code.clone()))
        })
        .collect()
}

/// Reasons as JSON by item, where any are given.
fn reasons(response: &Response) -> Cell {
    let of_sheet = response.sheet.iter().flat_map(|sheet| &sheet.reasons);
    let of_sheet = of_sheet.map(|(item, reason)| (item.clone(), Value::from(reason.clone())));
    let sent = response
        .unjudged
        .iter()
        .filter(|_| response.sheet.is_none());
    let sent = sent.filter_map(|answer| Some((answer.item.clone(), answer.reason.clone()?.into())));
    let given: Map<String, Value> = of_sheet.chain(sent).collect();
    if given.is_empty() {
        return Cell::Empty;
    }
    Cell::text(Value::Object(given).to_string())
}
