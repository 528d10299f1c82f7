//! What the same households said twice, as totals.

use std::collections::HashMap;

use longdan::domain::base::ids::AreaId;
use longdan::domain::survey::matched::{Household, MatchedItem, MatchedTable, Side};
use longdan::domain::survey::questionnaire::Questionnaire;
use longdan::domain::survey::sheet::Sheet;
use uuid::Uuid;

use crate::support::world::small_form;

const SATISFIED: Option<u16> = Some(0);
const NOT: Option<u16> = Some(1);
const OTHER: Option<u16> = Some(2);

/// The answers of households to every item of the small form alike.
fn sheets(said: &[(&str, Option<u16>)]) -> HashMap<Household, Sheet> {
    let sheet = |choice| Sheet {
        choices: vec![choice; 3],
        ..Sheet::default()
    };
    let home = |code: &str| (AreaId(Uuid::from_u128(1)), code.to_owned());
    said.iter()
        .map(|(code, choice)| (home(code), sheet(*choice)))
        .collect()
}

fn table(
    form: &Questionnaire,
    main: &[(&str, Option<u16>)],
    check: &[(&str, Option<u16>)],
) -> MatchedTable {
    let (main, check) = (sheets(main), sheets(check));
    let of = |sheets| Side { form, sheets };
    MatchedTable::of(
        of(&main),
        Side {
            form: &small_form(),
            sheets: &check,
        },
    )
}

#[test]
fn only_households_in_both_count_each_by_how_its_answer_changed() {
    let main = [
        ("A", SATISFIED),
        ("B", SATISFIED),
        ("C", NOT),
        ("D", NOT),
        ("E", OTHER),
        ("F", None),
        ("G", NOT),
    ];
    let check = [
        ("A", SATISFIED),
        ("B", OTHER),
        ("C", SATISFIED),
        ("D", OTHER),
        ("E", OTHER),
        ("F", NOT),
        ("X", NOT),
    ];
    let found = table(&small_form(), &main, &check);
    assert_eq!(
        found.households, 6,
        "F left it blank once, X was not asked before"
    );
    let item = MatchedItem {
        item: "Q1".to_owned(),
        same: 2,
        no_longer_satisfied: 1,
        satisfied_since: 1,
        otherwise: 1,
    };
    assert_eq!(found.items[0], item);
    assert_eq!((found.items.len(), item.answered()), (3, 5));
}

#[test]
fn items_are_matched_by_code_and_what_nobody_answered_twice_has_no_row() {
    let mut form = small_form();
    form.items.swap(0, 1);
    form.items[1].code = "Q9".to_owned();
    let found = table(&form, &[("A", SATISFIED)], &[("A", NOT)]);
    let items: Vec<&str> = found.items.iter().map(|one| one.item.as_str()).collect();
    assert_eq!(items, ["Q2", "ALL"]);
    let apart = table(&small_form(), &[("A", NOT)], &[("B", NOT)]);
    assert_eq!((apart.households, apart.items), (0, Vec::new()));
}

#[test]
fn a_row_is_for_everybody_where_no_group_is_small() {
    let row = |same, since| MatchedItem {
        item: "Q1".to_owned(),
        same,
        no_longer_satisfied: 0,
        satisfied_since: since,
        otherwise: 0,
    };
    for (same, since, shown, enough) in [
        (5, 5, true, true),
        (5, 0, true, true),
        (5, 4, false, true),
        (4, 5, false, true),
        (4, 0, false, false),
    ] {
        let row = row(same, since);
        assert_eq!(
            (row.may_be_shown(), row.is_of_enough()),
            (shown, enough),
            "{row:?}"
        );
    }
}
