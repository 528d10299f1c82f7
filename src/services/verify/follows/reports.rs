//! A report of the Front says what was on record of each candidacy.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use uuid::Uuid;

use super::told::{PAGE, differs, field, hashed};
use crate::domain::base::ids::{CandidacyId, SurveyId};
use crate::domain::recognition::front_report::FrontReport;
use crate::services::office::Office;
use crate::services::refusal::Refusal;
use crate::services::report_content;
use crate::services::verify::finding::{Finding, Wrong};
use crate::storage::database::Transaction;
use crate::storage::{every, front_reports, frozen, opinions, samples, surveys, verifications};

/// The table that a finding of this check names, unless it is of another.
const TABLE: &str = "front_report_version";

/// Holds every version of every report against its hash, its conclusions, and the frozen results,
/// samples, verifications and opinions that it repeats.
pub(super) async fn say_what_was_there(
    office: &Office,
    tx: &Transaction,
    findings: &mut Vec<Finding>,
) -> Result<(), Refusal> {
    for page in every::front_reports(tx).await?.chunks(PAGE) {
        let mut found = front_reports::versions(tx, page).await?;
        for id in page {
            let versions = found.remove(id).unwrap_or_default();
            if versions.is_empty() {
                findings.push(Finding::new(TABLE, id, Wrong::Follows));
            }
            let mut next: i64 = 1;
            for report in &versions {
                let id = format!("{}/{}", report.id, report.version);
                differs(findings, (TABLE, &id), &report.version, &next);
                next = next.saturating_add(1);
                version(office, tx, (report, &id), findings).await?;
            }
        }
    }
    Ok(())
}

async fn version(
    office: &Office,
    tx: &Transaction,
    (report, id): (&FrontReport, &str),
    findings: &mut Vec<Finding>,
) -> Result<(), Refusal> {
    hashed(findings, (TABLE, &id), &report.content, &report.sha256);
    let Ok(content) = serde_json::from_str::<Value>(&report.content) else {
        findings.push(Finding::new(TABLE, &id, Wrong::Follows));
        return Ok(());
    };
    let head = [
        ("report", json!(report.id)),
        ("number", json!(report.number)),
        ("version", json!(report.version)),
        ("date", json!(report.reported_on)),
        ("signer", json!(report.signer)),
    ];
    for (name, made) in head {
        field(findings, (TABLE, &id), (&content, name), &made);
    }
    let named = list(&content, "candidacies");
    conclusions(tx, (report, id), named, findings).await?;
    let mut said = Said {
        office,
        tx,
        id,
        findings,
    };
    for candidacy in named {
        said.survey(candidacy.get("survey").unwrap_or(&Value::Null))
            .await?;
        for check in list(candidacy, "directChecks") {
            said.survey(check).await?;
            said.sample(check).await?;
        }
        said.opinions(candidacy).await?;
    }
    Ok(())
}

fn list<'a>(of: &'a Value, name: &str) -> &'a [Value] {
    let found = of.get(name).and_then(Value::as_array);
    found.map_or(&[], Vec::as_slice)
}

fn id_in(of: &Value, name: &str) -> Option<Uuid> {
    of.get(name)?.as_str()?.parse().ok()
}

/// What the report concludes is what stands in the table by which it is found.
async fn conclusions(
    tx: &Transaction,
    (report, id): (&FrontReport, &str),
    named: &[Value],
    findings: &mut Vec<Finding>,
) -> Result<(), Refusal> {
    let line = |candidacy: &Value, conclusion: &Value, note: &Value| {
        format!("{candidacy} {conclusion} {note}")
    };
    let part = |one: &Value, name: &str| one.get(name).cloned().unwrap_or_default();
    let mut made: Vec<String> = named
        .iter()
        .map(|one| {
            line(
                &part(one, "candidacy"),
                &part(one, "conclusion"),
                &part(one, "note"),
            )
        })
        .collect();
    let rows = front_reports::conclusions(tx, report.id, report.version).await?;
    let mut kept: Vec<String> = rows
        .iter()
        .map(|row| {
            let conclusion = json!(row.conclusion.as_str());
            line(&json!(row.candidacy), &conclusion, &json!(row.note))
        })
        .collect();
    made.sort_unstable();
    kept.sort_unstable();
    let (kept, made) = (kept.join("; "), made.join("; "));
    differs(findings, ("front_report_conclusion", &id), &kept, &made);
    Ok(())
}

/// What one version of a report says, held against what it was taken from.
struct Said<'a> {
    office: &'a Office,
    tx: &'a Transaction,
    id: &'a str,
    findings: &'a mut Vec<Finding>,
}

impl Said<'_> {
    /// A survey's figures are those of the frozen result that it names, and its verification is on
    /// record.
    async fn survey(&mut self, said: &Value) -> Result<(), Refusal> {
        let survey = match id_in(said, "survey") {
            Some(id) => surveys::find(self.tx, SurveyId(id)).await?,
            None => None,
        };
        let Some(survey) = survey else {
            self.missing("survey");
            return Ok(());
        };
        let revision = said.get("revision").and_then(Value::as_i64);
        let all = frozen::revisions(self.tx, survey.id).await?;
        let named = all
            .iter()
            .find(|one| Some(i64::from(one.revision)) == revision);
        let Some(result) = named else {
            self.missing("frozen_result");
            return Ok(());
        };
        let overall = report_content::overall(self.office, &survey).await?;
        // A frozen result that can't be read is found when its figures are counted again.
        if let Ok(Value::Object(made)) = report_content::figures(result, overall.as_deref()) {
            for (name, made) in &made {
                field(self.findings, (TABLE, &self.id), (said, name), made);
            }
        }
        let verification = said.get("verification").filter(|it| !it.is_null());
        if let Some(verification) = verification {
            let mut on_record = verifications::of_surveys(self.tx, &[survey.id]).await?;
            let on_record = on_record.remove(&survey.id).unwrap_or_default();
            let same = |one| report_content::verification(one) == *verification;
            if !on_record.iter().any(same) {
                self.missing("verification");
            }
        }
        Ok(())
    }

    /// A direct check's sample is the one on record.
    async fn sample(&mut self, said: &Value) -> Result<(), Refusal> {
        let Some(id) = id_in(said, "survey").map(SurveyId) else {
            return Ok(());
        };
        let on_record = samples::of_surveys(self.tx, &[id]).await?.remove(&id);
        let made = json!(on_record.as_ref().map(report_content::sample));
        field(self.findings, (TABLE, &self.id), (said, "sample"), &made);
        Ok(())
    }

    /// Each opinion is on record, in the version that is named.
    async fn opinions(&mut self, said: &Value) -> Result<(), Refusal> {
        let Some(id) = id_in(said, "candidacy").map(CandidacyId) else {
            return Ok(());
        };
        let on_record = opinions::of_candidacies(self.tx, &[id]).await?;
        let on_record: BTreeSet<String> = on_record
            .iter()
            .map(|one| report_content::opinion(one).to_string())
            .collect();
        for opinion in list(said, "opinions") {
            if !on_record.contains(&opinion.to_string()) {
                self.missing("organisation_opinion");
            }
        }
        Ok(())
    }

    /// Reports that what is named stands in no row.
    fn missing(&mut self, table: &str) {
        let finding = Finding::new(TABLE, &self.id, Wrong::Follows);
        self.findings.push(finding.with(&table, &""));
    }
}
