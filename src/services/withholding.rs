//! Which figures are withheld because too few people stand behind them.

use std::collections::BTreeSet;

use super::forms::Form;
use super::results::{ApprovalView, ItemView};
use crate::domain::survey::disclosure::{self, Group};
use crate::domain::survey::record::SurveyHamlet;
use crate::domain::survey::verdict::Outcome;

/// For each hamlet the items whose cell is withheld: by valid answers for the hamlet as a whole,
/// by answers to the item for each other one.
pub(super) fn hidden_cells(hamlets: &[SurveyHamlet], form: &Form) -> Vec<BTreeSet<usize>> {
    let overall = form.layout.overall();
    let groups = |answers: &dyn Fn(&SurveyHamlet) -> i64| {
        let group = |(position, hamlet): (usize, &SurveyHamlet)| Group {
            answers: answers(hamlet),
            code: hamlet.code.clone(),
            position,
        };
        disclosure::withheld(hamlets.iter().enumerate().map(group).collect())
    };
    let whole = groups(&|hamlet| hamlet.tally.valid());
    let mut hidden = vec![BTreeSet::new(); hamlets.len()];
    for item in 0..form.questionnaire.items.len() {
        let cells = if Some(item) == overall {
            whole.clone()
        } else {
            groups(&|hamlet| {
                hamlet
                    .tally
                    .item(&form.questionnaire, &form.layout, item)
                    .answered
            })
        };
        for position in cells {
            if let Some(hamlet) = hidden.get_mut(position) {
                hamlet.insert(item);
            }
        }
    }
    hidden
}

/// The approval without items that too few answered.
pub(super) fn without_small_items(approval: &ApprovalView, form: &Form) -> ApprovalView {
    let small = |item: &ItemView| disclosure::is_small(item.count.answered);
    let (hidden, items): (Vec<_>, Vec<_>) = approval.items.iter().cloned().partition(small);
    let hides = |outcome: &Outcome| {
        let item = outcome.worst.and_then(|worst| worst.item);
        item.is_some_and(|item| hidden.iter().any(|view| view.position == item))
    };
    let mut checks = approval.checks.clone();
    for outcome in checks.iter_mut().filter(|outcome| hides(outcome)) {
        outcome.worst = None;
    }
    ApprovalView {
        items,
        withheld_items: hidden
            .iter()
            .filter_map(|item| item_code(form, item.position))
            .collect(),
        checks,
        ..approval.clone()
    }
}

/// The code of the item at a position of the form.
pub(super) fn item_code(form: &Form, position: usize) -> Option<String> {
    form.questionnaire
        .items
        .get(position)
        .map(|item| item.code.clone())
}
