//! Freezes a closed survey's figures: canonical JSON, its hash, and the way back.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::forms::Form;
use super::refusal::Refusal;
use super::results::{ApprovalView, HamletView, ShownCorrections, ShownFigures, SurveyResult};
use crate::domain::base::canonical::{canonical_json, hex, sha256_hex};
use crate::domain::survey::collection_mode::CollectionMode;
use crate::domain::survey::correction::CorrectionCounts;
use crate::domain::survey::disclosure;
use crate::domain::survey::questionnaire::Sentiment;
use crate::domain::survey::record::{FrozenResult, SurveyHamlet};
use crate::domain::survey::tally::Tally;
use crate::domain::survey::verdict::Outcome;

/// Counts of each option by its code, of each item by its code; `None` where withheld.
type ItemCounts = BTreeMap<String, Option<BTreeMap<String, i64>>>;

/// The figures of a closed survey, as they are frozen.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Figures {
    survey: String,
    revision: i32,
    title: String,
    questionnaire: Version,
    regulation: Version,
    households: i64,
    responded: i64,
    collected: i64,
    spoilt: i64,
    valid: i64,
    /// Of the collected ones, those of count records; older results have none.
    #[serde(default)]
    by_record: i64,
    items: Option<ItemCounts>,
    hamlets: Vec<HamletFigures>,
    checks: Vec<CheckFigures>,
    /// How the count was corrected; older results don't say.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    corrections: Option<CorrectionFigures>,
    /// The revision that this one takes the place of.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    replaces: Option<Replaced>,
    /// SHA-256 of the salt and the complete figures; only in what is shown to everyone.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    full: Option<String>,
}

/// An earlier revision, by number and hash.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Replaced {
    revision: i32,
    sha256: String,
}

/// How the count was corrected; by sentiment only where enough were voided to be shown.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct CorrectionFigures {
    voided: i64,
    voided_by_sentiment: Option<VoidedFigures>,
    in_conflict: i64,
    late: i64,
    chosen: i64,
    /// Older results don't say.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    amended: Option<i64>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct VoidedFigures {
    satisfied: i64,
    not_satisfied: i64,
    other_opinion: i64,
}

#[derive(Debug, Serialize, Deserialize)]
struct Version {
    code: String,
    version: i32,
}

/// A hamlet's figures; its counts are null where the group is too small to be shown.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct HamletFigures {
    code: String,
    households: i64,
    responded: i64,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    issued: Option<i64>,
    /// How its answers were collected; older results don't say.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    mode: Option<CollectionMode>,
    collected: Option<i64>,
    spoilt: Option<i64>,
    valid: Option<i64>,
    items: Option<ItemCounts>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct CheckFigures {
    code: String,
    status: String,
    comparison: String,
    base: String,
    limit: i64,
    severity: String,
    confirmed: bool,
}

/// The texts of a frozen result.
pub(super) struct Frozen {
    /// Its revision.
    pub revision: i32,
    /// What is shown, small groups withheld.
    pub figures: String,
    /// SHA-256 of it, lower-case hexadecimal.
    pub sha256: String,
    /// The complete figures.
    pub full_text: String,
}

/// Freezes figures under the revision after `last`, which it names; `salt` guards the hash of the
/// complete figures against guessing.
pub(super) fn freeze(
    result: &SurveyResult,
    survey: &str,
    last: Option<&FrozenResult>,
    corrections: &CorrectionCounts,
    salt: &[u8],
) -> Result<Frozen, Refusal> {
    let internal = |fault| Refusal::Internal(Box::new(fault));
    let revision = last.map_or(1, |last| last.revision.saturating_add(1));
    let replaces = last.map(|last| Replaced {
        revision: last.revision,
        sha256: last.sha256.clone(),
    });
    let figures = |complete| Figures {
        corrections: Some(correction_figures(corrections, complete)),
        replaces: replaces.clone(),
        ..figures(result, survey, revision, complete)
    };
    let complete = figures(true);
    let full_text = canonical_json(&complete).map_err(internal)?;
    let shown = Figures {
        full: Some(full_hash(salt, &full_text)),
        ..figures(false)
    };
    let figures = canonical_json(&shown).map_err(internal)?;
    Ok(Frozen {
        revision,
        sha256: sha256_hex(&figures),
        figures,
        full_text,
    })
}

fn correction_figures(counts: &CorrectionCounts, complete: bool) -> CorrectionFigures {
    let shown = complete || !disclosure::is_small(counts.voided_answers());
    CorrectionFigures {
        voided: counts.voided,
        voided_by_sentiment: shown.then_some(VoidedFigures {
            satisfied: counts.voided_satisfied,
            not_satisfied: counts.voided_not_satisfied,
            other_opinion: counts.voided_other,
        }),
        in_conflict: counts.in_conflict,
        late: counts.late,
        chosen: counts.chosen,
        amended: Some(counts.amended),
    }
}

/// SHA-256 of the salt in hexadecimal, a line end, and the complete figures.
#[must_use]
pub fn full_hash(salt: &[u8], full_text: &str) -> String {
    sha256_hex(&format!("{}\n{full_text}", hex(salt)))
}

/// The hash of the complete figures as the shown ones name it; `None` where they can't be read.
pub(super) fn named_full_hash(frozen: &FrozenResult) -> Option<String> {
    serde_json::from_str::<Figures>(&frozen.figures).ok()?.full
}

/// A frozen result as a dossier repeats it: revision, hash, and the figures that everybody may see.
pub(super) fn shown_with_hash(frozen: &FrozenResult) -> Value {
    let figures: Value = serde_json::from_str(&frozen.figures).unwrap_or_default();
    json!({ "revision": frozen.revision, "sha256": frozen.sha256, "figures": figures })
}

/// The revision that a result says it takes the place of, by number and hash.
///
/// # Errors
/// Where its figures can't be read.
pub(super) fn named_replaced(
    frozen: &FrozenResult,
) -> Result<Option<(i32, String)>, serde_json::Error> {
    let figures: Figures = serde_json::from_str(&frozen.figures)?;
    Ok(figures.replaces.map(|one| (one.revision, one.sha256)))
}

fn figures(result: &SurveyResult, survey: &str, revision: i32, complete: bool) -> Figures {
    let side = if complete {
        &result.full
    } else {
        &result.public
    };
    // Counts of collected and spoilt forms are no resident's answer, so they stand in both.
    let whole = result.full.approval.as_deref();
    let regulation = &result.rules.own;
    let approval_checks = side
        .approval
        .as_deref()
        .or(whole)
        .map_or(&[][..], |approval| &approval.checks);
    Figures {
        survey: survey.to_owned(),
        revision,
        title: result.title.as_str().to_owned(),
        questionnaire: Version {
            code: result.form.questionnaire.code.clone(),
            version: result.form.questionnaire.version,
        },
        regulation: Version {
            code: regulation.code.clone(),
            version: regulation.version,
        },
        households: result.coverage.coverage.households,
        responded: result.coverage.coverage.responded,
        collected: whole.map_or(0, |approval| approval.collected),
        spoilt: whole.map_or(0, |approval| approval.spoilt),
        valid: whole.map_or(0, ApprovalView::valid),
        by_record: whole.map_or(0, |approval| approval.by_record),
        items: side
            .approval
            .as_deref()
            .map(|approval| item_counts(approval, &result.form)),
        hamlets: side
            .hamlets
            .iter()
            .zip(result.hamlets.iter())
            .map(|(view, hamlet)| HamletFigures {
                issued: hamlet.issued,
                ..hamlet_figures(view, &result.form)
            })
            .collect(),
        checks: result
            .coverage_checks
            .iter()
            .chain(approval_checks)
            .map(check_figures)
            .collect(),
        corrections: None,
        replaces: None,
        full: None,
    }
}

fn hamlet_figures(hamlet: &HamletView, form: &Form) -> HamletFigures {
    let approval = hamlet.approval.as_deref();
    HamletFigures {
        code: hamlet.code.clone(),
        households: hamlet.coverage.households,
        responded: hamlet.coverage.responded,
        issued: None,
        mode: Some(hamlet.mode),
        collected: approval.map(|approval| approval.collected),
        spoilt: approval.map(|approval| approval.spoilt),
        valid: approval.map(ApprovalView::valid),
        items: approval.map(|approval| item_counts(approval, form)),
    }
}

fn item_counts(approval: &ApprovalView, form: &Form) -> ItemCounts {
    let mut counts: ItemCounts = approval
        .withheld_items
        .iter()
        .map(|code| (code.clone(), None))
        .collect();
    for view in &approval.items {
        let Some(item) = form.questionnaire.items.get(view.position) else {
            continue;
        };
        let options = item
            .options
            .iter()
            .zip(&view.options)
            .map(|(option, count)| (option.code.clone(), *count));
        counts.insert(item.code.clone(), Some(options.collect()));
    }
    counts
}

fn check_figures(outcome: &Outcome) -> CheckFigures {
    let minimum = &outcome.minimum;
    CheckFigures {
        code: minimum.check_code(),
        status: outcome.status.as_str().to_owned(),
        comparison: minimum.comparison.as_str().to_owned(),
        base: minimum.base.as_str().to_owned(),
        limit: minimum.limit.hundredths(),
        severity: minimum.severity.as_str().to_owned(),
        confirmed: minimum.confirmed,
    }
}

/// The figures of a frozen result that everybody may see.
///
/// # Errors
/// Where the stored text is not of this form.
pub(super) fn shown(frozen: &FrozenResult, form: &Form) -> Result<ShownFigures, Refusal> {
    let figures: Figures = serde_json::from_str(&frozen.figures)
        .map_err(|fault| Refusal::Internal(Box::new(fault)))?;
    let overall = form.questionnaire.items.iter().find(|item| item.overall);
    let satisfied = overall.and_then(|item| {
        let counts = figures.items.as_ref()?.get(&item.code)?.as_ref()?;
        let positive = item
            .options
            .iter()
            .filter(|option| option.sentiment == Sentiment::Positive);
        let counted = positive.filter_map(|option| counts.get(&option.code));
        Some(counted.fold(0, |sum: i64, count| sum.saturating_add(*count)))
    });
    Ok(ShownFigures {
        households: figures.households,
        responded: figures.responded,
        collected: figures.collected,
        spoilt: figures.spoilt,
        valid: figures.valid,
        satisfied,
        corrections: figures.corrections.map(|told| ShownCorrections {
            voided: told.voided,
            voided_by_sentiment: told
                .voided_by_sentiment
                .map(|by| [by.satisfied, by.not_satisfied, by.other_opinion]),
            in_conflict: told.in_conflict,
            late: told.late,
            chosen: told.chosen,
            amended: told.amended,
        }),
        replaces: figures.replaces.map(|replaced| replaced.revision),
    })
}

/// Puts the frozen counters in place of the running ones: a closed survey shows what was frozen.
///
/// # Errors
/// Where the stored text is not of this form.
pub(super) fn restore_counters(
    frozen: &FrozenResult,
    form: &Form,
    hamlets: &mut [SurveyHamlet],
) -> Result<(), Refusal> {
    let figures: Figures = serde_json::from_str(&frozen.full_text)
        .map_err(|fault| Refusal::Internal(Box::new(fault)))?;
    let by_code: BTreeMap<&str, &HamletFigures> = figures
        .hamlets
        .iter()
        .map(|hamlet| (hamlet.code.as_str(), hamlet))
        .collect();
    for hamlet in hamlets {
        let Some(kept) = by_code.get(hamlet.code.as_str()) else {
            continue;
        };
        hamlet.households = kept.households;
        hamlet.issued = kept.issued;
        hamlet.tally = counters(kept, form);
    }
    Ok(())
}

fn counters(kept: &HamletFigures, form: &Form) -> Tally {
    let mut tally = Tally::empty(&form.layout);
    tally.collected = kept.collected.unwrap_or(0);
    tally.spoilt = kept.spoilt.unwrap_or(0);
    let Some(items) = &kept.items else {
        return tally;
    };
    for (position, item) in form.questionnaire.items.iter().enumerate() {
        let Some(Some(options)) = items.get(&item.code) else {
            continue;
        };
        for (option_position, option) in item.options.iter().enumerate() {
            let place = form.layout.counter(position, option_position);
            if let Some(counter) = place.and_then(|place| tally.counts.get_mut(place)) {
                *counter = options.get(&option.code).copied().unwrap_or(0);
            }
        }
    }
    tally
}
