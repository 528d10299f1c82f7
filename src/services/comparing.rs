//! A direct check beside the main result, as totals of the same hamlets.

use std::collections::{HashMap, HashSet};

use super::forms::Form;
use super::office::{Office, Speaker};
use super::readiness::collection_of;
use super::refusal::Refusal;
use super::results::SurveyResult;
use super::sight::{self, Seen, Sight};
use super::surveys;
use crate::domain::base::ids::{AreaId, CandidacyId, SurveyId};
use crate::domain::base::interval::{Difference, Interval};
use crate::domain::base::language::Bilingual;
use crate::domain::base::ratio::Share;
use crate::domain::survey::disclosure;
use crate::domain::survey::lifecycle::SurveyKind;
use crate::domain::survey::questionnaire::Item;
use crate::domain::survey::record::Survey;
use crate::domain::survey::tally::{Tally, TallyFault};
use crate::domain::trust::actor::Role;

/// One item in both surveys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemComparison {
    /// The item's code.
    pub item: String,
    /// Its question.
    pub label: Bilingual,
    /// Whether it is the overall one.
    pub overall: bool,
    /// Satisfied of those who answered it in the main survey.
    pub main: Share,
    /// The interval around that.
    pub main_interval: Interval,
    /// Satisfied of those who answered it in the direct check.
    pub check: Share,
    /// The interval around that.
    pub check_interval: Interval,
    /// The main share less the direct check's.
    pub difference: Difference,
}

/// Compares closed direct checks with their candidacies' closed collections, item by item.
///
/// An item that nobody answered in one of them has no row. A comparison over a part of the main
/// survey's hamlets is for the Front alone, since with the published total it would tell of small
/// hamlets; and so is a row with fewer than five answers on either side.
///
/// # Errors
/// Where the database can't be read.
pub async fn of_surveys(
    office: &Office,
    speaker: Speaker<'_>,
    checks: &[Survey],
) -> Result<HashMap<SurveyId, Seen<Vec<ItemComparison>>>, Refusal> {
    let closed = |survey: &Survey| survey.lifecycle.is_closed();
    let checks: Vec<&Survey> = checks
        .iter()
        .filter(|check| check.kind == SurveyKind::DirectCheck && closed(check))
        .collect();
    let candidacies: Vec<CandidacyId> = checks.iter().map(|check| check.candidacy).collect();
    let mains: HashMap<CandidacyId, Survey> =
        surveys::of_candidacies(office, speaker, &candidacies)
            .await?
            .into_iter()
            .filter_map(|(id, all)| Some((id, collection_of(all).filter(closed)?)))
            .collect();
    let both: Vec<Survey> = mains
        .values()
        .chain(checks.iter().copied())
        .cloned()
        .collect();
    let sights = sight::of(office, speaker, &both).await?;
    let mut found = HashMap::with_capacity(checks.len());
    for check in checks {
        let main = mains.get(&check.candidacy);
        let of_main = main.and_then(|main| sights.get(&main.id));
        if let (Some(of_main), Some(of_check)) = (of_main, sights.get(&check.id)) {
            let front = speaker.is_some_and(|actor| actor.reaches(Role::Front, &check.place));
            found.insert(check.id, compared(of_main, of_check, front)?);
        }
    }
    Ok(found)
}

fn compared(
    main: &Sight,
    check: &Sight,
    front: bool,
) -> Result<Seen<Vec<ItemComparison>>, TallyFault> {
    Ok(match (&main.approval, &check.approval) {
        (Seen::Shown(_), Seen::Shown(_)) => {
            rows(main, check, front)?.map_or(Seen::Later, Seen::Shown)
        }
        (Seen::Never, _) | (_, Seen::Never) => Seen::Never,
        _ => Seen::Later,
    })
}

fn rows(
    main: &Sight,
    check: &Sight,
    front: bool,
) -> Result<Option<Vec<ItemComparison>>, TallyFault> {
    let asked = |result: &SurveyResult| -> HashSet<AreaId> {
        let heard = result.hamlets.iter().filter(|hamlet| hamlet.households > 0);
        heard.map(|hamlet| hamlet.place.area).collect()
    };
    let (in_main, in_check) = (asked(&main.result), asked(&check.result));
    if !front && !in_main.is_subset(&in_check) {
        return Ok(None);
    }
    let totals = (
        total(&main.result, &in_check)?,
        total(&check.result, &in_check)?,
    );
    let forms = (main.result.form.as_ref(), check.result.form.as_ref());
    let items = forms.1.questionnaire.items.iter().enumerate();
    let rows = items.filter_map(|(position, item)| {
        let same = |other: &Item| other.code == item.code;
        let in_main = forms.0.questionnaire.items.iter().position(same)?;
        let main = share(&totals.0, forms.0, in_main);
        let check = share(&totals.1, forms.1, position);
        let small = |share: Share| disclosure::is_small(share.base);
        if !front && (small(main) || small(check)) {
            return None;
        }
        Some(ItemComparison {
            item: item.code.clone(),
            label: item.label.clone(),
            overall: item.overall,
            main,
            main_interval: Interval::of(main)?,
            check,
            check_interval: Interval::of(check)?,
            difference: Difference::of(main, check)?,
        })
    });
    Ok(Some(rows.collect()))
}

fn total(result: &SurveyResult, hamlets: &HashSet<AreaId>) -> Result<Tally, TallyFault> {
    let mut sum = Tally::empty(&result.form.layout);
    for hamlet in result.hamlets.iter() {
        if hamlets.contains(&hamlet.place.area) {
            sum.merge(&hamlet.tally)?;
        }
    }
    Ok(sum)
}

fn share(tally: &Tally, form: &Form, item: usize) -> Share {
    let count = tally.item(&form.questionnaire, &form.layout, item);
    Share::of(count.satisfied, count.answered)
}
