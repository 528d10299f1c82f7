//! One who knows all that is shown and can subtract: a system of linear equations.

use std::collections::{BTreeMap, BTreeSet};

use longdan::domain::law::regulation::Base;
use longdan::domain::survey::verdict::{Actual, Outcome};
use longdan::services::results::{ApprovalView, HamletView, SurveyResult};

/// Something not shown: the forms of a hamlet (by its place in the list) that chose an option of
/// an item, or its spoilt forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unknown {
    Cell {
        hamlet: usize,
        item: usize,
        option: usize,
    },
    Spoilt {
        hamlet: usize,
    },
}

/// A sum of unknown counts that is known. What it comes to doesn't matter for what follows from it.
type Equation = BTreeSet<Unknown>;

/// A prime below 2^31: what is determined modulo a prime that no small determinant divides is
/// determined in whole numbers.
const PRIME: i64 = 2_147_483_647;

/// All that can be worked out from what is shown, by adding and subtracting.
pub fn worked_out(result: &SurveyResult) -> BTreeSet<Unknown> {
    let equations = equations(result);
    let places: BTreeSet<Unknown> = equations.iter().flatten().copied().collect();
    let column: BTreeMap<Unknown, usize> = places.iter().copied().zip(0..).collect();
    let rows = equations.iter().map(|equation| {
        let mut row = vec![0_i64; column.len()];
        for unknown in equation {
            row[column[unknown]] = 1;
        }
        row
    });
    let places: Vec<Unknown> = places.into_iter().collect();
    let solved = solved(rows.collect());
    let alone = solved.iter().filter_map(|row| {
        let mut terms = (0..row.len()).filter(|at| row[*at] != 0);
        terms.next().filter(|_| terms.next().is_none())
    });
    alone.map(|at| places[at]).collect()
}

/// The rows reduced until each pivot stands alone in its column (Gauss and Jordan).
fn solved(mut rows: Vec<Vec<i64>>) -> Vec<Vec<i64>> {
    let width = rows.first().map_or(0, Vec::len);
    let mut done = 0;
    for at in 0..width {
        let Some(found) = (done..rows.len()).find(|row| rows[*row][at] != 0) else {
            continue;
        };
        rows.swap(done, found);
        let inverse = inverse(rows[done][at]);
        let pivot: Vec<i64> = rows[done]
            .iter()
            .map(|term| term * inverse % PRIME)
            .collect();
        for row in rows.iter_mut().filter(|row| row[at] != 0) {
            let times = row[at];
            for (term, pivot) in row.iter_mut().zip(&pivot) {
                *term = (*term - times * pivot % PRIME).rem_euclid(PRIME);
            }
        }
        rows[done] = pivot;
        done += 1;
    }
    rows
}

/// The inverse modulo the prime, by Fermat's little theorem.
fn inverse(of: i64) -> i64 {
    let (mut power, mut base, mut left) = (1, of, PRIME - 2);
    while left > 0 {
        if left % 2 == 1 {
            power = power * base % PRIME;
        }
        base = base * base % PRIME;
        left /= 2;
    }
    power
}

fn equations(result: &SurveyResult) -> Vec<Equation> {
    let mut equations = Vec::new();
    let hamlets = &result.public.hamlets;
    for (at, hamlet) in hamlets.iter().enumerate() {
        equations.extend(of_hamlet(result, at, hamlet));
    }
    let Some(area) = &result.public.approval else {
        return equations;
    };
    // How many were spoilt, and so how many are valid, is shown of the area.
    equations.push(
        (0..hamlets.len())
            .map(|hamlet| Unknown::Spoilt { hamlet })
            .collect(),
    );
    for item in shown_items(result, area) {
        for option in 0..options(result, item) {
            let cell = |hamlet| Unknown::Cell {
                hamlet,
                item,
                option,
            };
            equations.push((0..hamlets.len()).map(cell).collect());
        }
    }
    equations.extend(area.checks.iter().flat_map(|check| of_check(result, check)));
    equations
}

fn options(result: &SurveyResult, item: usize) -> usize {
    result.form.questionnaire.items[item].options.len()
}

/// The items whose counts a view shows; the overall one's stand apart and always.
fn shown_items(result: &SurveyResult, view: &ApprovalView) -> BTreeSet<usize> {
    let listed = view.items.iter().map(|item| item.position);
    listed.chain(result.form.layout.overall()).collect()
}

fn answers(
    result: &SurveyResult,
    hamlet: usize,
    item: usize,
) -> impl Iterator<Item = Unknown> + use<> {
    (0..options(result, item)).map(move |option| Unknown::Cell {
        hamlet,
        item,
        option,
    })
}

/// What is shown of a hamlet: always how many forms it gave, else what its approval holds.
fn of_hamlet(result: &SurveyResult, at: usize, hamlet: &HamletView) -> Vec<Equation> {
    let spoilt = Unknown::Spoilt { hamlet: at };
    let mut equations = Vec::new();
    for (item, asked) in result.form.questionnaire.items.iter().enumerate() {
        if asked.required {
            // Each form of the hamlet is spoilt or answers a required item.
            let all = answers(result, at, item).chain([spoilt]);
            equations.push(all.collect());
        }
    }
    if let Some(approval) = &hamlet.approval {
        equations.push(Equation::from([spoilt]));
        let shown = shown_items(result, approval);
        let cells = shown.into_iter().flat_map(|item| answers(result, at, item));
        equations.extend(cells.map(|cell| Equation::from([cell])));
    }
    equations
}

/// What a check's finding says of the place that it names: its satisfied answers, and its base.
fn of_check(result: &SurveyResult, check: &Outcome) -> Vec<Equation> {
    let Some(worst) = check.worst else {
        return Vec::new();
    };
    let (Some(item), Actual::Share(_)) = (worst.item, worst.actual) else {
        return Vec::new();
    };
    let hamlets = result.public.hamlets.iter().enumerate();
    let inside: Vec<usize> = hamlets
        .filter(|(_, hamlet)| hamlet.place.is_in(worst.area))
        .map(|(at, _)| at)
        .collect();
    // The first option of each item is the one that says satisfied.
    let satisfied = |hamlet: &usize| Unknown::Cell {
        hamlet: *hamlet,
        item,
        option: 0,
    };
    let mut equations = vec![inside.iter().map(satisfied).collect()];
    match check.minimum.base {
        Base::Answered => {
            let all = inside
                .iter()
                .flat_map(|hamlet| answers(result, *hamlet, item));
            equations.push(all.collect());
        }
        Base::Valid => {
            let spoilt = inside
                .iter()
                .map(|hamlet| Unknown::Spoilt { hamlet: *hamlet });
            equations.push(spoilt.collect());
        }
        _ => {}
    }
    equations
}
