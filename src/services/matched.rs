//! The matched comparisons of direct checks, as their readers see them.
//!
//! In Vietnamese: bảng đối chiếu phúc tra (workflow, rule 6). They were frozen as the checks closed, see `matching.rs`.

use std::collections::HashMap;

use super::office::{Office, Speaker};
use super::refusal::Refusal;
use super::sight::{self, Seen};
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::SurveyId;
use crate::domain::base::language::Bilingual;
use crate::domain::survey::matched::{MatchedItem, MatchedTable};
use crate::domain::survey::questionnaire::Questionnaire;
use crate::domain::survey::record::Survey;
use crate::domain::trust::actor::Role;
use crate::storage::matched_tables::{self, StoredTable};

/// A matched comparison, as one reader sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatchedView {
    /// When it was made.
    pub made_at: Instant,
    /// SHA-256 of the frozen table, lower-case hexadecimal.
    pub sha256: String,
    /// Households with a valid form in both surveys.
    pub households: i64,
    /// The items that may be shown, each with its question.
    pub items: Vec<(MatchedItem, Bilingual)>,
    /// Codes of items that are kept back, since a group of households is small.
    pub withheld: Vec<String>,
}

/// The matched comparisons of some direct checks, for whoever sees their figures. Items of which a group of
/// households is small are the Front's alone, and with fewer than five households nobody's.
///
/// # Errors
/// Where the database can't be read, or a table can't.
pub async fn of_surveys(
    office: &Office,
    speaker: Speaker<'_>,
    checks: &[Survey],
) -> Result<HashMap<SurveyId, Seen<MatchedView>>, Refusal> {
    let ids: Vec<SurveyId> = checks.iter().map(|check| check.id).collect();
    let stored = matched_tables::of_surveys(office.db.read(), &ids).await?;
    let mut stored: HashMap<SurveyId, StoredTable> =
        stored.into_iter().map(|one| (one.survey, one)).collect();
    let sights = sight::of(office, speaker, checks).await?;
    let mut found = HashMap::with_capacity(checks.len());
    for check in checks {
        let (Some(table), Some(sight)) = (stored.remove(&check.id), sights.get(&check.id)) else {
            continue;
        };
        let front = speaker.is_some_and(|actor| actor.reaches(Role::Front, &check.place));
        let form = &sight.result.form.questionnaire;
        let seen = match &sight.approval {
            Seen::Shown(_) => Seen::Shown(view(table, form, front)?),
            // Its figures are withheld from this reader, since few answered.
            Seen::Later => Seen::Later,
            Seen::Never => Seen::Never,
        };
        found.insert(check.id, seen);
    }
    Ok(found)
}

fn read(content: &str) -> Result<MatchedTable, Refusal> {
    serde_json::from_str(content).map_err(|fault| Refusal::Internal(Box::new(fault)))
}

fn view(table: StoredTable, form: &Questionnaire, front: bool) -> Result<MatchedView, Refusal> {
    let frozen = read(&table.content)?;
    let (mut items, mut withheld) = (Vec::new(), Vec::new());
    for item in frozen.items {
        let label = form.items.iter().find(|own| own.code == item.item);
        match label.filter(|_| item.may_be_shown() || (front && item.is_of_enough())) {
            Some(own) => items.push((item, own.label.clone())),
            None => withheld.push(item.item),
        }
    }
    Ok(MatchedView {
        made_at: table.made_at,
        sha256: table.sha256,
        households: frozen.households,
        items,
        withheld,
    })
}
