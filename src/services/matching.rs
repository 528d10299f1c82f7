//! Makes the matched comparison of a direct check, once, as it closes.
//!
//! In Vietnamese: bảng đối chiếu phúc tra (workflow, rule 6). Only the closing sees who answered twice; what is kept
//! names no household.

use std::collections::{HashMap, HashSet};

use super::library;
use super::office::Office;
use super::refusal::Refusal;
use crate::domain::base::canonical::{canonical_json, sha256_hex};
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::SurveyId;
use crate::domain::survey::lifecycle::SurveyKind;
use crate::domain::survey::matched::{Household, MatchedTable, Side};
use crate::domain::survey::questionnaire::Questionnaire;
use crate::domain::survey::record::{Response, Survey};
use crate::domain::survey::sheet::Sheet;
use crate::storage::database::Transaction;
use crate::storage::fault::StorageFault;
use crate::storage::matched_tables::{self, StoredTable};
use crate::storage::within::{Scope, Sight};
use crate::storage::{erasures, responses, surveys};

/// Responses that are read at a time.
const CHUNK: u64 = 1_000;

/// Freezes the matched comparison of a direct check that is being closed, where the main survey is
/// closed and its links still stand; there is none otherwise, and none later.
///
/// # Errors
/// Where the database can't be read or written.
pub(super) async fn freeze(
    office: &Office,
    tx: &Transaction,
    check: &Survey,
    now: Instant,
) -> Result<(), Refusal> {
    if check.kind != SurveyKind::DirectCheck {
        return Ok(());
    }
    let everything = Sight::within(Scope::Everywhere);
    let all = surveys::of_candidacies(tx, &everything, &[check.candidacy]).await?;
    let is_main = |one: &Survey| one.kind == SurveyKind::Collection && one.lifecycle.is_closed();
    let Some(main) = all.into_iter().find(is_main) else {
        return Ok(());
    };
    if erasures::is_dropped(tx, main.id).await? {
        return Ok(());
    }
    let second = sheets(tx, check.id, None).await?;
    let heard: HashSet<&Household> = second.keys().collect();
    let first = sheets(tx, main.id, Some(&heard)).await?;
    let forms = (
        library::form(office, main.questionnaire).await?,
        library::form(office, check.questionnaire).await?,
    );
    let table = MatchedTable::of(
        side(&forms.0.questionnaire, &first),
        side(&forms.1.questionnaire, &second),
    );
    let content = canonical_json(&table).map_err(|fault| Refusal::Internal(Box::new(fault)))?;
    let stored = StoredTable {
        survey: check.id,
        main: main.id,
        made_at: now,
        sha256: sha256_hex(&content),
        content,
    };
    Ok(matched_tables::insert(tx, &stored).await?)
}

const fn side<'a>(form: &'a Questionnaire, sheets: &'a HashMap<Household, Sheet>) -> Side<'a> {
    Side { form, sheets }
}

/// The valid, counted forms of a survey by household; of these households alone, where they are named.
async fn sheets(
    tx: &Transaction,
    survey: SurveyId,
    of: Option<&HashSet<&Household>>,
) -> Result<HashMap<Household, Sheet>, StorageFault> {
    let mut found = HashMap::new();
    let mut last = None;
    loop {
        let chunk = responses::chunk(tx, survey, last, CHUNK).await?;
        let Some(end) = chunk.last() else {
            return Ok(found);
        };
        last = Some(end.id);
        let valid = chunk.into_iter().filter_map(valid);
        found.extend(valid.filter(|(household, _)| of.is_none_or(|of| of.contains(household))));
    }
}

fn valid(response: Response) -> Option<(Household, Sheet)> {
    let counted = response.voided.is_none();
    let sheet = response.sheet.filter(|_| counted)?;
    Some(((response.hamlet, response.household_code?), sheet))
}
