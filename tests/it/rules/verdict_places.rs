//! Minimums that must hold in each commune or district, and where they hold worst.

use longdan::domain::base::ids::AreaId;
use longdan::domain::base::ratio::Comparison::{self, AtLeast, MoreThan};
use longdan::domain::base::ratio::Share;
use longdan::domain::law::check::CheckStatus;
use longdan::domain::law::check::CheckStatus::{Met, NotMet, Pending};
use longdan::domain::law::regulation::{Base, Each, Measure, Minimum};
use longdan::domain::survey::questionnaire::Layout;
use longdan::domain::survey::verdict::{Actual, Evidence, Figures, Outcome, item_met};
use proptest::prelude::*;

use super::figures::{Area, check_of, figures, minimum};
use super::given::{area, form};

/// A place where so many of a hundred valid forms are satisfied with roads, market, and overall.
fn hundred(number: u128, [roads, market, overall]: [i64; 3]) -> Figures {
    let of = |satisfied: i64| [satisfied, 100 - satisfied, 0];
    let counts = Area {
        households: 125,
        issued: None,
        collected: 100,
        spoilt: 0,
        items: vec![of(roads), of(market), of(overall)],
    };
    figures(area(number), &form(), &counts)
}

fn sum(number: u128, parts: &[Figures]) -> Figures {
    let mut whole = parts[0].clone();
    whole.area = area(number);
    for part in &parts[1..] {
        whole.tally.merge(&part.tally).expect("a sum");
        whole.coverage.households += part.coverage.households;
        whole.coverage.responded += part.coverage.responded;
    }
    whole
}

/// A province of two districts: one of two communes, one of one.
fn province(communes: [[i64; 3]; 3]) -> (Figures, Vec<Figures>, Vec<Figures>) {
    let [one, two, three] = communes;
    let communes = vec![hundred(111, one), hundred(112, two), hundred(121, three)];
    let districts = vec![sum(110, &communes[..2]), sum(120, &communes[2..])];
    (sum(100, &communes), communes, districts)
}

fn check(minimum: &Minimum, communes: [[i64; 3]; 3]) -> Outcome {
    let (whole, communes, districts) = province(communes);
    check_of(minimum, &form(), &whole, &communes, &districts)
}

fn worst(outcome: &Outcome) -> (AreaId, Option<usize>, Actual) {
    let worst = outcome.worst.expect("a finding");
    (worst.area, worst.item, worst.actual)
}

fn share(count: i64, base: i64) -> Actual {
    Actual::Share(Share::of(count, base))
}

/// Good on the whole; weak on the market in commune 112, and overall in 121.
const MIXED: [[i64; 3]; 3] = [[95, 95, 95], [90, 70, 95], [90, 90, 85]];

#[test]
fn whole_may_hold_where_a_part_does_not() {
    let status = |measure, each, limit| {
        check(&minimum(measure, each, Base::Valid, AtLeast, limit), MIXED).status
    };
    let item = |each| status(Measure::EachItem, each, 8_000);
    assert_eq!(
        [item(Each::Area), item(Each::District), item(Each::Commune)],
        [Met, Met, NotMet]
    );
    let overall = |each| status(Measure::Overall, each, 9_000);
    let overall = [
        overall(Each::Area),
        overall(Each::District),
        overall(Each::Commune),
    ];
    assert_eq!(overall, [Met, NotMet, NotMet]);
    let average = |each| status(Measure::ItemAverage, each, 8_250);
    let average = [
        average(Each::Area),
        average(Each::District),
        average(Each::Commune),
    ];
    assert_eq!(average, [Met, Met, NotMet]);
}

#[test]
fn check_names_the_worst_item_and_place() {
    let found = |measure, each| {
        worst(&check(
            &minimum(measure, each, Base::Valid, AtLeast, 8_000),
            MIXED,
        ))
    };
    let item = |each| found(Measure::EachItem, each);
    assert_eq!(item(Each::Commune), (area(112), Some(1), share(70, 100)));
    assert_eq!(item(Each::District), (area(110), Some(1), share(165, 200)));
    assert_eq!(item(Each::Area), (area(100), Some(1), share(255, 300)));
    let overall = |each| found(Measure::Overall, each);
    assert_eq!(overall(Each::Commune), (area(121), Some(2), share(85, 100)));
    let average = |each| found(Measure::ItemAverage, each);
    assert_eq!(
        average(Each::Commune),
        (area(112), None, Actual::Average(8_000))
    );
    assert_eq!(
        average(Each::District),
        (area(110), None, Actual::Average(8_750))
    );
}

#[test]
fn equally_bad_places_are_named_in_their_order() {
    let same = [[80, 80, 80]; 3];
    let outcome = check(
        &minimum(
            Measure::EachItem,
            Each::Commune,
            Base::Valid,
            MoreThan,
            8_000,
        ),
        same,
    );
    assert_eq!(worst(&outcome), (area(111), Some(0), share(80, 100)));
}

#[test]
fn worst_average_is_found_exactly_though_both_are_shown_alike() {
    let of = |number, satisfied: i64| {
        let item = [satisfied, 1_000_000 - satisfied, 0];
        let counts = Area {
            households: 1_000_000,
            issued: None,
            collected: 1_000_000,
            spoilt: 0,
            items: vec![item; 3],
        };
        figures(area(number), &form(), &counts)
    };
    let communes = [of(111, 800_002), of(112, 800_001), of(121, 800_003)];
    let asked = minimum(
        Measure::ItemAverage,
        Each::Commune,
        Base::Valid,
        AtLeast,
        8_000,
    );
    let outcome = check_of(&asked, &form(), &sum(100, &communes), &communes, &[]);
    assert_eq!(worst(&outcome), (area(112), None, Actual::Average(8_000)));
}

#[test]
fn coverage_is_asked_of_each_place_too() {
    let mut communes = province(MIXED).1;
    communes[1].coverage.households = 200;
    let asked = |limit| {
        let asked = minimum(
            Measure::Coverage,
            Each::Commune,
            Base::Households,
            AtLeast,
            limit,
        );
        check_of(&asked, &form(), &sum(100, &communes), &communes, &[])
    };
    assert_eq!(asked(8_000).status, NotMet);
    assert_eq!(worst(&asked(8_000)), (area(112), None, share(100, 200)));
    assert_eq!(asked(5_000).status, Met);
}

#[test]
fn place_without_answers_leaves_open_what_no_other_decides() {
    let with = |limit| {
        let mut communes = province(MIXED).1;
        communes.push(figures(
            area(122),
            &form(),
            &Area {
                households: 50,
                items: vec![[0; 3]; 3],
                ..Area::default()
            },
        ));
        let asked = minimum(
            Measure::EachItem,
            Each::Commune,
            Base::Answered,
            AtLeast,
            limit,
        );
        let outcome = check_of(&asked, &form(), &sum(100, &communes), &communes, &[]);
        (outcome.status, worst(&outcome).0)
    };
    assert_eq!(with(8_000), (NotMet, area(112)));
    assert_eq!(with(7_000), (Pending, area(122)));
}

#[test]
fn area_without_such_parts_is_pending() {
    let (whole, ..) = province(MIXED);
    for each in [Each::Commune, Each::District] {
        for measure in Measure::ALL {
            let asked = minimum(*measure, each, Base::Valid, AtLeast, 1);
            let outcome = check_of(&asked, &form(), &whole, &[], &[]);
            assert_eq!(
                (outcome.status, outcome.worst),
                (Pending, None),
                "{measure} {each}"
            );
        }
    }
}

/// Whether an item of the mixed province holds what some minimums ask of it.
fn item_holds(asked: &[(Measure, Each, Comparison, i64)], item: usize) -> Option<bool> {
    let (whole, communes, districts) = province(MIXED);
    let form = form();
    let layout = Layout::of(&form);
    let evidence = Evidence {
        form: &form,
        layout: &layout,
        whole: &whole,
        communes: &communes,
        districts: &districts,
    };
    let minimums: Vec<Minimum> = asked
        .iter()
        .map(|(measure, each, comparison, limit)| {
            minimum(*measure, *each, Base::Valid, *comparison, *limit)
        })
        .collect();
    item_met(&minimums, &evidence, item)
}

#[test]
fn item_holds_where_each_place_does() {
    let each = |each, limit| (Measure::EachItem, each, AtLeast, limit);
    assert_eq!(item_holds(&[], 0), None, "nothing is asked");
    assert_eq!(item_holds(&[each(Each::Area, 8_500)], 1), Some(true));
    assert_eq!(
        item_holds(&[each(Each::Commune, 8_000)], 1),
        Some(false),
        "not in commune 112"
    );
    assert_eq!(item_holds(&[each(Each::Commune, 8_000)], 0), Some(true));
    let both = [each(Each::Area, 8_000), each(Each::Commune, 8_000)];
    assert_eq!(
        item_holds(&both, 1),
        Some(false),
        "every minimum counts, not the first alone"
    );
    let overall = (Measure::Overall, Each::Commune, AtLeast, 9_000);
    assert_eq!(item_holds(&[overall], 2), Some(false));
}

fn part() -> impl Strategy<Value = Area> {
    let item = || (0..4_i64, 0..4_i64, 0..3_i64).prop_map(|(yes, no, other)| [yes, no, other]);
    (prop::collection::vec(item(), 3), 0..4_i64, 0..20_i64).prop_map(
        |(items, spoilt, households)| {
            let most = items.iter().map(|counts| counts.iter().sum::<i64>()).max();
            Area {
                households,
                issued: None,
                collected: most.unwrap_or(0) + spoilt,
                spoilt,
                items,
            }
        },
    )
}

/// What a share of one place and item comes to, found without the checks.
fn by_hand(asked: &Minimum, place: &Figures, item: usize) -> Option<bool> {
    let satisfied = place.tally.counts[item * 3];
    let answered: i64 = place.tally.counts[item * 3..][..3].iter().sum();
    let base = match asked.base {
        Base::Answered => answered,
        Base::Valid => place.tally.collected - place.tally.spoilt,
        Base::Collected => place.tally.collected,
        _ => place.coverage.households,
    };
    Share::of(satisfied, base).meets(asked.comparison, asked.limit)
}

fn status(mets: &[Option<bool>]) -> CheckStatus {
    if mets.contains(&Some(false)) {
        NotMet
    } else if mets.is_empty() || mets.contains(&None) {
        Pending
    } else {
        Met
    }
}

proptest! {
    #[test]
    fn check_is_the_sum_of_its_places_and_items(
        parts in prop::collection::vec(part(), 1..5),
        base in prop::sample::select(vec![Base::Answered, Base::Valid, Base::Collected, Base::Households]),
        comparison in prop::sample::select(vec![AtLeast, MoreThan]),
        limit in prop::sample::select(vec![0, 3_333, 5_000, 6_667, 8_000, 10_000]),
    ) {
        let communes: Vec<Figures> = (111..).zip(&parts).map(|(number, part)| figures(area(number), &form(), part)).collect();
        let whole = sum(100, &communes);
        for (each, places) in [(Each::Area, std::slice::from_ref(&whole)), (Each::Commune, &communes[..])] {
            let items = |items: std::ops::Range<usize>, asked: &Minimum| -> Vec<Option<bool>> {
                places.iter().flat_map(|place| items.clone().map(move |item| by_hand(asked, place, item))).collect()
            };
            let asked = minimum(Measure::EachItem, each, base, comparison, limit);
            let outcome = check_of(&asked, &form(), &whole, &communes, &[]);
            prop_assert_eq!(outcome.status, status(&items(0..2, &asked)));
            let asked = minimum(Measure::Overall, each, base, comparison, limit);
            let outcome = check_of(&asked, &form(), &whole, &communes, &[]);
            prop_assert_eq!(outcome.status, status(&items(2..3, &asked)));
        }
    }
}
