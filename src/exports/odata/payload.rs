//! Rows as OData writes them in JSON.

use serde_json::{Map, Value, json};

use super::feed::EntitySet;
use super::options::Answer;
use crate::exports::tables::cell::{Cell, Head};
use crate::exports::tables::text::value;

/// A page of a set; `next` is where it goes on, where it does.
#[must_use]
pub fn page(
    root: &str,
    set: EntitySet,
    heads: &[Head],
    answer: &Answer,
    (count, next): (bool, Option<String>),
) -> Value {
    let selected = if answer.shown.len() == heads.len() {
        String::new()
    } else {
        let names = answer.shown.iter().filter_map(|at| heads.get(*at));
        let names: Vec<&str> = names.map(|head| head.key.as_str()).collect();
        format!("({})", names.join(","))
    };
    let rows = answer.rows.iter();
    let rows: Vec<Value> = rows
        .map(|row| Value::Object(object(heads, &answer.shown, row)))
        .collect();
    let mut page = json!({
        "@odata.context": format!("{root}/$metadata#{}{selected}", set.as_str()),
        "value": rows,
    });
    if count {
        put(&mut page, "@odata.count", answer.total.into());
    }
    if let Some(next) = next {
        put(&mut page, "@odata.nextLink", next.into());
    }
    page
}

/// One entity of a set.
#[must_use]
pub fn entity(root: &str, set: EntitySet, heads: &[Head], row: &[Cell]) -> Value {
    let context = format!("{root}/$metadata#{}/$entity", set.as_str());
    let mut all = Map::new();
    all.insert("@odata.context".to_owned(), context.into());
    let shown: Vec<usize> = (0..heads.len()).collect();
    all.extend(object(heads, &shown, row));
    Value::Object(all)
}

fn object(heads: &[Head], shown: &[usize], row: &[Cell]) -> Map<String, Value> {
    let pair = |at: &usize| Some((heads.get(*at)?.key.clone(), value(row.get(*at)?)));
    shown.iter().filter_map(pair).collect()
}

fn put(page: &mut Value, name: &str, value: Value) {
    if let Some(page) = page.as_object_mut() {
        page.insert(name.to_owned(), value);
    }
}
