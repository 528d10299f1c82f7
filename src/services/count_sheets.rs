//! Figures of a count record as they are typed: by the form's codes.

use std::collections::HashMap;

use super::forms::Form;
use super::refusal::Refusal;
use super::user_fault::{UserFault, UserFaultCode};
use super::warning::{Warning, WarningCode};
use crate::domain::survey::count_figures::{
    CountError, CountField, CountFigure, CountFigures, CountWarning, CountWarningKind, ItemFigures,
};
use crate::domain::survey::paper::MOST_FORMS;
use crate::domain::survey::questionnaire::Item;

/// A count record as it is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountSheet {
    /// Forms handed out.
    pub issued: i64,
    /// Forms that came back.
    pub collected: i64,
    /// Of these, valid.
    pub valid: i64,
    /// Of these, spoilt.
    pub spoilt: i64,
    /// Forms that did not come back.
    pub missing: i64,
    /// Each item once, in any order.
    pub items: Vec<ItemSheet>,
}

/// What was typed of one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemSheet {
    /// Code of the item.
    pub item: String,
    /// Each of its choices once, by code, in any order.
    pub choices: Vec<(String, i64)>,
    /// Forms that leave it blank.
    pub blank: i64,
}

/// A differing field that is typed anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedField {
    /// Which kind of figure.
    pub figure: CountFigure,
    /// Code of the item, for a choice or a blank.
    pub item: Option<String>,
    /// Code of the choice.
    pub choice: Option<String>,
    /// The number on the paper.
    pub value: i64,
}

/// The figures of a sheet, in the order of the form.
///
/// # Errors
/// [`Refusal::Faults`] for what the form doesn't have, and for what is missing or there twice.
pub(super) fn figures(form: &Form, sheet: &CountSheet) -> Result<CountFigures, Refusal> {
    let mut faults = Vec::new();
    let mut found: HashMap<usize, ItemFigures> = HashMap::with_capacity(sheet.items.len());
    for (position, typed) in sheet.items.iter().enumerate() {
        let place = format!("items.{position}");
        let known = form.layout.item_position(&typed.item);
        let item = known.and_then(|at| Some((at, form.questionnaire.items.get(at)?)));
        let Some((at, item)) = item else {
            faults.push(not_of_form(&place, &typed.item));
            continue;
        };
        match item_figures(item, typed) {
            Ok(figures) => {
                if found.insert(at, figures).is_some() {
                    faults.push(not_of_form(&place, &typed.item));
                }
            }
            Err(code) => faults.push(not_of_form(&place, &format!("{}.{code}", typed.item))),
        }
    }
    let mut items = Vec::with_capacity(form.questionnaire.items.len());
    for (position, item) in form.questionnaire.items.iter().enumerate() {
        match found.remove(&position) {
            Some(figures) => items.push(figures),
            None if faults.is_empty() => faults.push(not_of_form("items", &item.code)),
            None => {}
        }
    }
    if !faults.is_empty() {
        return Err(Refusal::Faults(faults));
    }
    Ok(CountFigures {
        issued: sheet.issued,
        collected: sheet.collected,
        valid: sheet.valid,
        spoilt: sheet.spoilt,
        missing: sheet.missing,
        items,
    })
}

/// Each choice of an item once, in its order; the code of one that is strange, missing or there twice.
fn item_figures(item: &Item, typed: &ItemSheet) -> Result<ItemFigures, String> {
    let mut counts: HashMap<&str, i64> = HashMap::with_capacity(typed.choices.len());
    for (code, count) in &typed.choices {
        let known = item.option_position(code).is_some();
        if !known || counts.insert(code, *count).is_some() {
            return Err(code.clone());
        }
    }
    let each = item.options.iter().map(|option| {
        let count = counts.get(option.code.as_str()).copied();
        count.ok_or_else(|| option.code.clone())
    });
    Ok(ItemFigures {
        choices: each.collect::<Result<_, _>>()?,
        blank: typed.blank,
    })
}

fn not_of_form(place: &str, code: &str) -> UserFault {
    UserFault::at(place, UserFaultCode::CountsNotOfForm, code)
}

/// The fields that are typed anew, in the order of the input.
///
/// # Errors
/// [`Refusal::Faults`] for one that the form doesn't have.
pub(super) fn fields(form: &Form, typed: &[TypedField]) -> Result<Vec<(CountField, i64)>, Refusal> {
    let mut faults = Vec::new();
    let mut found = Vec::with_capacity(typed.len());
    for (position, one) in typed.iter().enumerate() {
        if let Some(field) = field(form, one) {
            found.push((field, one.value));
        } else {
            let item = one.item.as_deref().unwrap_or_default();
            faults.push(not_of_form(&format!("fields.{position}"), item));
        }
    }
    if faults.is_empty() {
        Ok(found)
    } else {
        Err(Refusal::Faults(faults))
    }
}

fn field(form: &Form, typed: &TypedField) -> Option<CountField> {
    let item = || form.layout.item_position(typed.item.as_deref()?);
    Some(match typed.figure {
        CountFigure::Issued => CountField::Issued,
        CountFigure::Collected => CountField::Collected,
        CountFigure::Valid => CountField::Valid,
        CountFigure::Spoilt => CountField::Spoilt,
        CountFigure::Missing => CountField::Missing,
        CountFigure::Blank => CountField::Blank(item()?),
        CountFigure::Choice => {
            let item = item()?;
            let options = form.questionnaire.items.get(item)?;
            CountField::Choice(item, options.option_position(typed.choice.as_deref()?)?)
        }
    })
}

/// Holds that figures can be so.
///
/// # Errors
/// [`Refusal::Faults`] with every error, in the typist's own numbers.
pub(super) fn add_up(form: &Form, figures: &CountFigures) -> Result<(), Refusal> {
    let faults: Vec<UserFault> = figures
        .errors(&form.questionnaire)
        .into_iter()
        .map(|error| fault(form, error))
        .collect();
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Refusal::Faults(faults))
    }
}

fn fault(form: &Form, error: CountError) -> UserFault {
    let code = |item: usize| {
        let item = form.questionnaire.items.get(item);
        item.map_or_else(String::new, |item| item.code.clone())
    };
    match error {
        CountError::NotOfForm => not_of_form("items", ""),
        CountError::OutOfRange(field) => {
            let (item, _) = field.places();
            let place = match item {
                Some(item) => format!("items.{}", code(item)),
                None => field.figure().as_str().to_lowercase(),
            };
            let range = format!("0-{MOST_FORMS}");
            UserFault::at(&place, UserFaultCode::OutOfRange, range)
        }
        CountError::CollectedNotValidAndSpoilt { collected, parts } => UserFault::at(
            "collected",
            UserFaultCode::CollectedNotValidAndSpoilt,
            format!("{collected} ≠ {parts}"),
        ),
        CountError::MoreBackThanOut { back, issued } => UserFault::at(
            "issued",
            UserFaultCode::MoreBackThanOut,
            format!("{back} > {issued}"),
        ),
        CountError::ItemNotValid { item, said, valid } => {
            let item = code(item);
            let place = format!("items.{item}");
            UserFault::at(
                &place,
                UserFaultCode::ItemNotValid,
                format!("{item}: {said} ≠ {valid}"),
            )
        }
    }
}

/// What is unlikely, as it is said beside the answer.
#[must_use]
pub fn told(warnings: &[CountWarning]) -> Vec<Warning> {
    let told = |warning: &CountWarning| {
        let code = match warning.kind {
            CountWarningKind::FormsDoNotAddUp => WarningCode::FormsDoNotAddUp,
            CountWarningKind::MoreThanHouseholds => WarningCode::MoreThanHouseholds,
            CountWarningKind::OtherThanIssued => WarningCode::OtherThanIssued,
            CountWarningKind::NothingCollected => WarningCode::NothingCollected,
            CountWarningKind::ManySpoilt => WarningCode::ManySpoilt,
            CountWarningKind::ManyBlank => WarningCode::ManyBlank,
            CountWarningKind::AllAlike => WarningCode::AllAlike,
        };
        Warning::of(code, warning.about.clone())
    };
    warnings.iter().map(told).collect()
}
