//! What the server reports of a survey, and what it must report.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::paper::Paper;
use super::wire::{Wire, WireFault};
use crate::services::demo::residents::{FormSketch, Sheet};

const FIGURES: &str = "query($id: ID!) { satisfactionSurvey(id: $id) { coverage { responded } approval { ...A }
    setAside { totalCount } byHamlet { hamlet { code } coverage { responded } approval { ...A } } } }
    fragment A on Approval { collected spoilt valid byRecord items { item { code } answered options { option { code } count } } }";

/// Name of the count of forms that were set aside.
pub const SET_ASIDE: &str = "setAside";

/// Exact counts by name: `collected`, `Q01`, `Q01 SATISFIED`; those of a hamlet after its code.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures(pub BTreeMap<String, i64>);

impl Figures {
    /// Adds a response that was sent: a valid one's answers, or `None` for a spoilt one.
    pub fn count(&mut self, hamlet: &str, form: &FormSketch, sheet: Option<&Sheet>) {
        self.counted("", form, sheet);
        self.counted(&format!("{hamlet} "), form, sheet);
    }

    fn counted(&mut self, place: &str, form: &FormSketch, sheet: Option<&Sheet>) {
        self.add(&format!("{place}responded"), 1);
        self.add(&format!("{place}collected"), 1);
        let Some(sheet) = sheet else {
            self.add(&format!("{place}spoilt"), 1);
            return;
        };
        self.add(&format!("{place}valid"), 1);
        for (item, chosen) in form.items.iter().zip(sheet) {
            let option = chosen.and_then(|position| item.options.get(usize::from(position)));
            if let Some((option, _)) = option {
                self.add(&format!("{place}{}", item.code), 1);
                self.add(&format!("{place}{} {option}", item.code), 1);
            }
        }
    }

    /// Adds a count record.
    pub fn record(&mut self, paper: &Paper) {
        for place in [String::new(), format!("{} ", paper.hamlet)] {
            self.add(&format!("{place}responded"), paper.collected);
            self.add(&format!("{place}byRecord"), paper.collected);
            self.add(&format!("{place}collected"), paper.collected);
            self.add(&format!("{place}spoilt"), paper.spoilt);
            self.add(&format!("{place}valid"), paper.valid);
            for item in &paper.items {
                for (choice, count) in &item.choices {
                    self.add(&format!("{place}{}", item.code), *count);
                    self.add(&format!("{place}{} {choice}", item.code), *count);
                }
            }
        }
    }

    /// Adds other counts.
    pub fn merge(&mut self, others: &Self) {
        for (name, count) in &others.0 {
            self.add(name, *count);
        }
    }

    /// Adds to a count.
    pub fn add(&mut self, name: &str, count: i64) {
        let sum = self.0.entry(name.to_owned()).or_default();
        *sum = sum.saturating_add(count);
    }

    fn of(&self, name: &str) -> i64 {
        self.0.get(name).copied().unwrap_or(0)
    }

    /// Adds what is reported of a survey or of one hamlet.
    fn report(&mut self, place: &str, of: &Value, approval: &Value) {
        let responded = number(of.pointer("/coverage/responded"));
        self.add(&format!("{place}responded"), responded);
        for name in ["collected", "spoilt", "valid", "byRecord"] {
            self.add(&format!("{place}{name}"), number(approval.get(name)));
        }
        for item in list(approval.get("items")) {
            let code = text(item.pointer("/item/code"));
            self.add(&format!("{place}{code}"), number(item.get("answered")));
            for option in list(item.get("options")) {
                let name = format!("{place}{code} {}", text(option.pointer("/option/code")));
                self.add(&name, number(option.get("count")));
            }
        }
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
    figures.report("", found, approval);
    figures.add(SET_ASIDE, number(found.pointer("/setAside/totalCount")));
    for hamlet in list(found.get("byHamlet")) {
        let place = format!("{} ", text(hamlet.pointer("/hamlet/code")));
        let approval = hamlet.get("approval").filter(|found| !found.is_null());
        figures.report(&place, hamlet, approval.ok_or_else(hidden)?);
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
