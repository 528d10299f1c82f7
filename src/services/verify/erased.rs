//! Holds a survey's erasures against the entries of its chain that name them.

use std::collections::BTreeMap;

use serde_json::Value;

use super::finding::{Finding, Wrong};
use crate::domain::base::clock::Instant;
use crate::domain::survey::erasure::Erasure;
use crate::domain::survey::record::Survey;
use crate::services::erasures;
use crate::services::refusal::Refusal;
use crate::storage::database::Transaction;

/// The table.
const TABLE: &str = "erasure";

/// The erasures of a survey that no entry was found for yet, by their time.
pub(super) struct Erased<'a> {
    survey: &'a Survey,
    rows: BTreeMap<Instant, Erasure>,
}

impl<'a> Erased<'a> {
    /// The erasures on record.
    pub async fn of(tx: &Transaction, survey: &'a Survey) -> Result<Self, Refusal> {
        let rows = crate::storage::erasures::of_survey(tx, survey.id).await?;
        let rows = rows.into_iter().map(|one| (one.erased_at, one)).collect();
        Ok(Self { survey, rows })
    }

    /// Whether the survey's links were dropped.
    pub fn is_any(&self) -> bool {
        !self.rows.is_empty()
    }

    /// Takes out what an entry of the chain says was erased.
    pub fn entry(&mut self, action: &str, details: &Value, findings: &mut Vec<Finding>) {
        for named in erasures::named_in(action, details) {
            match self.rows.remove(&named.erased_at) {
                None => findings.push(self.finding(named.erased_at, Wrong::RowGone)),
                Some(row) if row == named => {}
                Some(row) => {
                    let changed = self.finding(named.erased_at, Wrong::RowChanged);
                    findings.push(changed.with(&shown(&named), &shown(&row)));
                }
            }
        }
    }

    /// What is left over has no entry: somebody else says that links are gone.
    pub fn left_over(self, findings: &mut Vec<Finding>) {
        for at in self.rows.keys() {
            findings.push(self.finding(*at, Wrong::RowUnknown));
        }
    }

    fn finding(&self, at: Instant, what: Wrong) -> Finding {
        let id = format!("{}/{}", self.survey.id, at.to_rfc3339());
        Finding::new(TABLE, &id, what)
    }
}

/// How many responses and forms set aside.
fn shown(erasure: &Erasure) -> String {
    format!("{}+{}", erasure.responses, erasure.set_aside)
}
