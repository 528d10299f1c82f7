//! Reads the conditions of a regulation's TOML file.

use super::check::Severity;
use super::condition::{Condition, ConditionKind, Requirement};
use super::title::Title;
use crate::domain::base::ratio::Comparison;
use crate::domain::base::toml_reader::{Once, TableReader};
use crate::domain::place::area::AreaLevel;

/// The highest number of criteria that may be asked.
const MOST_CRITERIA: i32 = 9_999;

/// Reads `[[conditions]]`: one table may be for several titles of a level.
pub fn conditions(file: &mut TableReader<'_, '_>) -> Option<Vec<Condition>> {
    let mut seen = Once::default();
    let tables = file.tables("conditions", |table| {
        let titles = table.terms("titles", Title::ALL);
        let level = table.term("level", AreaLevel::ALL);
        let code = table.code("code");
        let requirement = requirement(table);
        let severity = table.term("severity", Severity::ALL);
        let source = table.text("source");
        let confirmed = table.boolean("confirmed");
        let (titles, level, code) = (titles?, level?, code?);
        let (requirement, severity) = (requirement?, severity?);
        let (source, confirmed) = (source?, confirmed?);
        let conditions: Vec<Condition> = titles
            .into_iter()
            .map(|title| Condition {
                title,
                level,
                code: code.clone(),
                requirement: requirement.clone(),
                severity,
                source: source.clone(),
                confirmed,
            })
            .collect();
        for condition in &conditions {
            let key = (condition.title, condition.level, condition.code.clone());
            seen.enter(table, "code", key);
        }
        Some(conditions)
    });
    tables.map(|tables| tables.into_iter().flatten().collect())
}

fn requirement(table: &mut TableReader<'_, '_>) -> Option<Requirement> {
    Some(match table.term("kind", ConditionKind::ALL)? {
        ConditionKind::CriteriaMet => Requirement::CriteriaMet {
            at_least: table.optional("at_least", |table, key| {
                table.integer(key, 1, MOST_CRITERIA)
            })?,
        },
        ConditionKind::NoArrears => Requirement::NoArrears,
        ConditionKind::Statement => {
            let agency = table.code("agency");
            let about = table.bilingual("about");
            Requirement::Statement {
                agency: agency?,
                about: about?,
            }
        }
        ConditionKind::SurveyVerified => Requirement::SurveyVerified,
        ConditionKind::OrganisationsAgree => Requirement::OrganisationsAgree,
        ConditionKind::FrontReport => Requirement::FrontReport,
        ConditionKind::DirectCheck => Requirement::DirectCheck,
        ConditionKind::CommunesTitled => communes_titled(table)?,
    })
}

fn communes_titled(table: &mut TableReader<'_, '_>) -> Option<Requirement> {
    let any_of = table.terms("any_of", Title::ALL);
    let comparison = table.term("comparison", Comparison::ALL);
    let limit = table.limit("limit");
    Some(Requirement::CommunesTitled {
        any_of: any_of?,
        comparison: comparison?,
        limit: limit?,
    })
}
