//! Which figures are withheld because too few people stand behind them.

use std::collections::BTreeSet;

use super::forms::Form;
use super::results::{ApprovalView, ItemView};
use crate::domain::law::regulation::{Each, Minimum};
use crate::domain::place::area::Place;
use crate::domain::survey::disclosure::{self, Group};
use crate::domain::survey::record::SurveyHamlet;
use crate::domain::survey::verdict::Finding;

/// For each hamlet the items whose counts are withheld.
///
/// The overall item stands for the hamlet as a whole: who answered it are the hamlet's valid
/// answers, and nothing of it is shown without them. Each other item is looked at by itself too,
/// since it may be left blank.
pub(super) fn hidden_cells(hamlets: &[SurveyHamlet], form: &Form) -> Vec<BTreeSet<usize>> {
    let (questionnaire, layout) = (&form.questionnaire, &form.layout);
    let mut hidden = vec![BTreeSet::new(); hamlets.len()];
    for item in 0..questionnaire.items.len() {
        let group = |(position, hamlet): (usize, &SurveyHamlet)| Group {
            answers: hamlet.tally.item(questionnaire, layout, item).answered,
            code: hamlet.code.clone(),
            position,
        };
        for position in disclosure::withheld(hamlets.iter().enumerate().map(group).collect()) {
            if let Some(hamlet) = hidden.get_mut(position) {
                hamlet.insert(item);
            }
        }
    }
    let whole =
        |hidden: &BTreeSet<usize>| layout.overall().is_some_and(|item| hidden.contains(&item));
    for hamlet in hidden.iter_mut().filter(|hidden| whole(hidden)) {
        hamlet.extend(0..questionnaire.items.len());
    }
    hidden
}

/// The approval without items that too few answered, and without findings that would tell of what
/// is withheld in the area or, as `cells` says, in each hamlet.
pub(super) fn without_small_items(
    approval: &ApprovalView,
    cells: &[(Place, BTreeSet<usize>)],
    form: &Form,
) -> ApprovalView {
    let small = |item: &ItemView| disclosure::is_small(item.count.answered);
    let (hidden, items): (Vec<_>, Vec<_>) = approval.items.iter().cloned().partition(small);
    let hidden: BTreeSet<usize> = hidden.iter().map(|item| item.position).collect();
    let mut checks = approval.checks.clone();
    for outcome in &mut checks {
        outcome.worst = outcome
            .worst
            .filter(|worst| !gives_away(&outcome.minimum, worst, &hidden, cells, form));
    }
    ApprovalView {
        items,
        withheld_items: hidden
            .iter()
            .filter_map(|item| item_code(form, *item))
            .collect(),
        checks,
        ..approval.clone()
    }
}

/// Whether what a check found would tell of counts that are withheld.
///
/// Of the whole area, an item is withheld where too few answered it, and an average with any of
/// its items. A part of the area is shown by its hamlets alone: a finding in it is a second total,
/// from which a hamlet's withheld counts could be worked out.
fn gives_away(
    minimum: &Minimum,
    worst: &Finding,
    hidden: &BTreeSet<usize>,
    cells: &[(Place, BTreeSet<usize>)],
    form: &Form,
) -> bool {
    let overall = form.layout.overall();
    let looked_at = |item: &usize| match worst.item {
        Some(worst) => worst == *item,
        None => Some(*item) != overall,
    };
    if minimum.each == Each::Area {
        hidden.iter().any(looked_at)
    } else {
        cells
            .iter()
            .any(|(place, hidden)| place.is_in(worst.area) && hidden.iter().any(looked_at))
    }
}

/// The code of the item at a position of the form.
pub(super) fn item_code(form: &Form, position: usize) -> Option<String> {
    form.questionnaire
        .items
        .get(position)
        .map(|item| item.code.clone())
}
