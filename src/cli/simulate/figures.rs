//! What the server reports of a survey, and what it must report.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::wire::{Wire, WireFault};
use crate::services::demo::residents::{FormSketch, Sheet};

const FIGURES: &str = "query($id: ID!) { satisfactionSurvey(id: $id) { coverage { responded }
    approval { collected spoilt valid withheldItems items { item { code } answered options { option { code } count } } } } }";

/// Exact counts by name: `collected`, `Q01`, `Q01 SATISFIED`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures(pub BTreeMap<String, i64>);

impl Figures {
    /// Adds a response that was sent: a valid one's answers, or `None` for a spoilt one.
    pub fn count(&mut self, form: &FormSketch, sheet: Option<&Sheet>) {
        self.add("responded", 1);
        self.add("collected", 1);
        let Some(sheet) = sheet else {
            self.add("spoilt", 1);
            return;
        };
        self.add("valid", 1);
        for (item, chosen) in form.items.iter().zip(sheet) {
            let option = chosen.and_then(|position| item.options.get(usize::from(position)));
            if let Some((option, _)) = option {
                self.add(&item.code, 1);
                self.add(&format!("{} {option}", item.code), 1);
            }
        }
    }

    /// Adds other counts.
    pub fn merge(&mut self, others: &Self) {
        for (name, count) in &others.0 {
            self.add(name, *count);
        }
    }

    fn add(&mut self, name: &str, count: i64) {
        let sum = self.0.entry(name.to_owned()).or_default();
        *sum = sum.saturating_add(count);
    }

    fn of(&self, name: &str) -> i64 {
        self.0.get(name).copied().unwrap_or(0)
    }

    /// The names of which the counts differ, with what must be and what is reported.
    #[must_use]
    pub fn differences(&self, reported: &Self) -> Vec<(String, i64, i64)> {
        let mut names: Vec<&String> = self.0.keys().chain(reported.0.keys()).collect();
        names.sort_unstable();
        names.dedup();
        names
            .into_iter()
            .map(|name| (name.clone(), self.of(name), reported.of(name)))
            .filter(|(_, must, is)| must != is)
            .collect()
    }
}

/// What the server reports now.
///
/// # Errors
/// [`WireFault`], also where the token may not read approval.
pub async fn read(wire: &Wire, token: &str, survey: &str) -> Result<Figures, WireFault> {
    let answer = wire.ask(token, FIGURES, json!({ "id": survey })).await;
    let answer = answer.map_err(|fault| fault.about("--reader-token"))?;
    let hidden = || WireFault::Refused("--reader-token: approval is not shown".to_owned());
    let found = answer
        .get("satisfactionSurvey")
        .filter(|found| !found.is_null());
    let found = found.ok_or_else(hidden)?;
    let approval = found
        .get("approval")
        .filter(|found| !found.is_null())
        .ok_or_else(hidden)?;
    let mut figures = Figures::default();
    figures.add("responded", number(found.pointer("/coverage/responded")));
    for name in ["collected", "spoilt", "valid"] {
        figures.add(name, number(approval.get(name)));
    }
    for item in list(approval.get("items")) {
        let code = text(item.pointer("/item/code"));
        figures.add(code, number(item.get("answered")));
        for option in list(item.get("options")) {
            let name = format!("{code} {}", text(option.pointer("/option/code")));
            figures.add(&name, number(option.get("count")));
        }
    }
    Ok(figures)
}

fn number(value: Option<&Value>) -> i64 {
    value.and_then(Value::as_i64).unwrap_or(0)
}

fn text(value: Option<&Value>) -> &str {
    value.and_then(Value::as_str).unwrap_or_default()
}

fn list(value: Option<&Value>) -> &[Value] {
    value.and_then(Value::as_array).map_or(&[], Vec::as_slice)
}
