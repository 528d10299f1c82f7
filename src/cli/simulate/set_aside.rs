//! Which forms were set aside, and what a contested household adds.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use uuid::Uuid;

use super::figures::{Figures, SET_ASIDE};
use super::seen::Seen;
use super::wire::{Wire, WireFault};

const LISTED: &str = "query($id: ID!, $after: String) { satisfactionSurvey(id: $id) {
    setAside(first: 500, after: $after) { pageInfo { hasNextPage endCursor } nodes { responseId } } } }";

/// The forms that a survey has set aside.
///
/// # Errors
/// [`WireFault`], also where the token may not read the list.
pub async fn listed(wire: &Wire, token: &str, survey: &str) -> Result<BTreeSet<Uuid>, WireFault> {
    let mut found = BTreeSet::new();
    let mut after = Value::Null;
    loop {
        let page = json!({ "id": survey, "after": after });
        let answer = wire.ask(token, LISTED, page).await;
        let answer = answer.map_err(|fault| fault.about("--reader-token"))?;
        let list = answer.pointer("/satisfactionSurvey/setAside");
        let list = list.unwrap_or(&Value::Null);
        let nodes = list.get("nodes").and_then(Value::as_array);
        let ids = nodes.into_iter().flatten().filter_map(|node| {
            let id = node.get("responseId").and_then(Value::as_str)?;
            Uuid::try_parse(id).ok()
        });
        found.extend(ids);
        if list.pointer("/pageInfo/hasNextPage") != Some(&Value::Bool(true)) {
            return Ok(found);
        }
        after = list
            .pointer("/pageInfo/endCursor")
            .cloned()
            .unwrap_or_default();
    }
}

/// What a survey must report more than before, and what is wrong with what it has set aside.
///
/// Of the forms of a contested household which one counts is the server's choice, but it is one: the
/// others stand in the list. Whatever else must be set aside stands there too.
#[must_use]
pub fn settled(seen: &Seen, survey: &str, listed: &BTreeSet<Uuid>) -> (Figures, Vec<Wrong>) {
    let mut added = seen.added.get(survey).cloned().unwrap_or_default();
    let mut wrong = Vec::new();
    let certain = seen.aside.get(survey).into_iter().flatten();
    for id in certain {
        added.add(SET_ASIDE, 1);
        if !listed.contains(id) {
            wrong.push(Wrong::of(format!("{SET_ASIDE} {id}"), 1, 0));
        }
    }
    let contested = seen.contested.iter();
    for ((_, household), forms) in contested.filter(|((of, _), _)| of == survey) {
        let mut counted: i64 = 0;
        for (_, figures) in forms.iter().filter(|(id, _)| !listed.contains(id)) {
            counted = counted.saturating_add(1);
            added.merge(figures);
        }
        let others = forms.len().saturating_sub(1);
        added.add(SET_ASIDE, i64::try_from(others).unwrap_or(i64::MAX));
        if counted != 1 {
            wrong.push(Wrong::of(format!("household {household}"), 1, counted));
        }
    }
    (added, wrong)
}

/// A figure that is not what it must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// Its name.
    pub name: String,
    /// What it must be.
    pub must: i64,
    /// What it is.
    pub is: i64,
}

impl Wrong {
    /// A figure of this name.
    #[must_use]
    pub const fn of(name: String, must: i64, is: i64) -> Self {
        Self { name, must, is }
    }
}
