//! What everyone but the Front sees tells nothing of a small group by subtraction.

use std::collections::BTreeSet;

use longdan::domain::base::ratio::Comparison::AtLeast;
use longdan::domain::law::check::CheckStatus;
use longdan::domain::law::regulation::{Base, Each, Measure, Minimum};
use longdan::domain::survey::questionnaire::Questionnaire;
use longdan::domain::survey::record::SurveyHamlet;
use longdan::domain::survey::verdict::Actual;
use longdan::services::results::SurveyResult;
use proptest::prelude::*;

use super::attacker::{Unknown, worked_out};
use super::figures::minimum;
use super::given::{area, form, form_of, item};
use super::public_survey::{Village, hamlets, minimums, result, villages};

/// Answers to an item of a hamlet.
fn answered(result: &SurveyResult, hamlet: usize, item: usize) -> i64 {
    let tally = &result.hamlets[hamlet].tally;
    tally
        .item(&result.form.questionnaire, &result.form.layout, item)
        .answered
}

/// The cells of fewer than five answers that one who subtracts comes to know.
fn given_away(result: &SurveyResult) -> Vec<Unknown> {
    let small = |unknown: &Unknown| match unknown {
        Unknown::Cell { hamlet, item, .. } => answered(result, *hamlet, *item) < 5,
        Unknown::Spoilt { .. } => false,
    };
    worked_out(result).into_iter().filter(small).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn no_small_group_can_be_worked_out(villages in villages(), minimums in minimums()) {
        let result = result(hamlets(&villages), form(), &minimums);
        prop_assert_eq!(given_away(&result), []);
        let area = result.public.approval.as_ref();
        prop_assert_eq!(area.is_some(), result.hamlets.iter().map(|hamlet| hamlet.tally.valid()).sum::<i64>() >= 5);
        for view in area.iter().flat_map(|area| &area.items) {
            prop_assert!(view.count.answered >= 5, "an item that too few answered is shown");
        }
    }

    /// An average and all but one of its items give the last one away.
    #[test]
    fn average_is_shown_only_with_each_of_its_items(villages in villages(), minimums in minimums()) {
        let result = result(hamlets(&villages), form(), &minimums);
        let Some(public) = &result.public.approval else { return Ok(()) };
        let averages = public.checks.iter().filter(|check| check.minimum.measure == Measure::ItemAverage);
        for worst in averages.filter_map(|check| check.worst) {
            let of_area = public.items.len() == result.form.questionnaire.items.len();
            let mut inside = result.public.hamlets.iter().filter(|hamlet| hamlet.place.is_in(worst.area));
            let by_hamlet = inside.all(|hamlet| {
                hamlet.approval.as_ref().is_some_and(|approval| approval.withheld_items.is_empty())
            });
            let all_shown = if worst.area == area(100) { of_area } else { by_hamlet };
            prop_assert!(all_shown);
        }
    }

    /// The attacker does find what is to be found: with one hamlet's cells taken out of all that
    /// is otherwise shown, it knows them again.
    #[test]
    fn attacker_finds_a_hamlet_hidden_alone(villages in villages(), at in any::<prop::sample::Index>()) {
        let mut result = result(hamlets(&villages), form(), &[]);
        result.public = result.full.clone();
        let at = at.index(villages.len());
        let mut views = result.full.hamlets.to_vec();
        views[at].approval = None;
        result.public.hamlets = views.into();
        let found = worked_out(&result);
        for item in 0..3 {
            for option in 0..3 {
                let cell = Unknown::Cell { hamlet: at, item, option };
                prop_assert!(found.contains(&cell));
            }
        }
    }

    #[test]
    fn front_sees_all_of_it(villages in villages(), minimums in minimums()) {
        let result = result(hamlets(&villages), form(), &minimums);
        let full = result.full.approval.as_ref().expect("an approval");
        prop_assert_eq!((full.items.len(), full.withheld_items.len()), (3, 0));
        for (hamlet, view) in result.hamlets.iter().zip(result.full.hamlets.iter()) {
            let view = view.approval.as_ref().expect("an approval");
            prop_assert_eq!((view.collected, view.valid()), (hamlet.tally.collected, hamlet.tally.valid()));
            let counts: Vec<i64> = view.items.iter().flat_map(|item| item.options.clone()).collect();
            prop_assert_eq!(&counts, &hamlet.tally.counts);
        }
    }
}

/// A hamlet of so many forms that all say the same.
fn village(commune: usize, forms: usize, roads: u16, market: Option<u16>) -> Village {
    Village {
        commune,
        spoilt: 0,
        sheets: vec![(roads, market, 0); forms],
    }
}

fn of(hamlets: Vec<SurveyHamlet>, form: Questionnaire, asked: &[Minimum]) -> SurveyResult {
    result(hamlets, form, asked)
}

fn hidden(result: &SurveyResult) -> Vec<usize> {
    let views = result.public.hamlets.iter().enumerate();
    views
        .filter(|(_, view)| view.approval.is_none())
        .map(|(at, _)| at)
        .collect()
}

#[test]
fn finding_in_a_commune_is_held_back_with_its_small_hamlet() {
    // Commune 111 has a hamlet of three, guarded by the next smallest, in commune 121.
    let villages = [
        village(0, 3, 1, Some(0)),
        village(0, 30, 0, Some(0)),
        village(1, 40, 0, Some(0)),
        village(2, 20, 0, Some(0)),
    ];
    let asked = |each| minimum(Measure::EachItem, each, Base::Answered, AtLeast, 9_500);
    let asked = [asked(Each::Commune), asked(Each::Area)];
    let result = of(hamlets(&villages), form(), &asked);
    assert_eq!(hidden(&result), [0, 3]);
    let full = &result.full.approval.as_ref().expect("figures").checks;
    assert_eq!(full[0].worst.expect("a finding").area, area(111));
    let public = &result.public.approval.as_ref().expect("figures").checks;
    assert_eq!(
        (public[0].status, public[0].worst),
        (CheckStatus::NotMet, None)
    );
    assert_eq!(public[1], full[1], "of the whole area it stands");
    assert_eq!(given_away(&result), []);
}

#[test]
fn average_is_held_back_with_a_withheld_item() {
    let villages = [village(0, 30, 0, None), village(1, 4, 0, Some(0))];
    let average = minimum(
        Measure::ItemAverage,
        Each::Area,
        Base::Answered,
        AtLeast,
        8_000,
    );
    let result = of(hamlets(&villages), form(), &[average]);
    let full = &result.full.approval.as_ref().expect("figures").checks;
    let all = Actual::Average(10_000);
    assert_eq!(full[0].worst.expect("a finding").actual, all);
    let public = result.public.approval.as_ref().expect("figures");
    assert_eq!(public.withheld_items, ["MARKET"]);
    assert_eq!(
        (public.checks[0].status, public.checks[0].worst),
        (CheckStatus::Met, None)
    );
}

#[test]
fn overall_item_that_few_answered_withholds_the_whole() {
    let items = vec![
        item("ROADS", true, false),
        item("MARKET", false, false),
        item("OVERALL", false, true),
    ];
    let form = form_of(items);
    let mut hamlets = hamlets(&[
        village(0, 30, 0, Some(0)),
        village(1, 20, 0, Some(0)),
        village(1, 9, 0, Some(0)),
    ]);
    // Of thirty valid forms two answered the overall item.
    hamlets[0].tally.counts[6] = 2;
    let result = of(hamlets.clone(), form.clone(), &[]);
    assert_eq!(hidden(&result), [0, 2]);
    hamlets[1].tally.counts[6] = 1;
    hamlets[2].tally.counts[6] = 1;
    let result = of(hamlets, form, &[]);
    assert!(result.public.approval.is_none());
    assert_eq!(hidden(&result), [0, 1, 2]);
}

#[test]
fn survey_of_few_forms_shows_no_approval_and_still_its_coverage() {
    let result = of(hamlets(&[village(0, 4, 0, Some(0))]), form(), &[]);
    assert!(result.public.approval.is_none());
    assert_eq!(hidden(&result), [0]);
    assert_eq!(result.coverage.coverage.responded, 4);
    assert_eq!(result.public.hamlets[0].coverage.responded, 4);
    let result = of(hamlets(&[village(0, 5, 0, Some(0))]), form(), &[]);
    assert!(result.public.approval.is_some());
    assert!(hidden(&result).is_empty());
}

#[test]
fn item_is_met_where_each_commune_holds_it() {
    let villages = [village(0, 50, 0, Some(0)), village(1, 10, 1, Some(0))];
    let asked = |each, limit| minimum(Measure::EachItem, each, Base::Answered, AtLeast, limit);
    let view = |asked: &[Minimum]| {
        let result = of(hamlets(&villages), form(), asked);
        let full = result.full.approval.as_ref().expect("figures");
        let mets: Vec<_> = full.items.iter().map(|item| item.met).collect();
        (
            mets,
            full.items[0]
                .required
                .map(longdan::domain::base::ratio::Limit::hundredths),
            full.met,
        )
    };
    let commune = asked(Each::Commune, 7_000);
    let mets = vec![Some(false), Some(true), None];
    assert_eq!(
        view(std::slice::from_ref(&commune)),
        (mets.clone(), Some(7_000), Some(false))
    );
    // Beside the area's share stands the area's own limit.
    assert_eq!(
        view(&[commune, asked(Each::Area, 8_000)]),
        (mets, Some(8_000), Some(false))
    );
    assert_eq!(view(&[]), (vec![None; 3], None, None));
    let places: BTreeSet<_> = hamlets(&villages)
        .iter()
        .map(|hamlet| hamlet.place.commune)
        .collect();
    assert_eq!(places.len(), 2);
}
