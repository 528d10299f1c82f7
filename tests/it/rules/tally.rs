//! Counting: add then take away is nothing, order is nothing, sums are recounts.

use longdan::domain::survey::questionnaire::{Layout, Questionnaire};
use longdan::domain::survey::response::DraftAnswer;
use longdan::domain::survey::sheet::Sheet;
use longdan::domain::survey::tally::{ItemCount, Tally, Weight};
use proptest::prelude::*;

use super::given::{answer, form};

/// One household's form: `None` is a spoilt one, else the choice of each item, some left blank.
type Paper = Option<[Option<u16>; 3]>;

fn layout() -> Layout {
    Layout::of(&form())
}

fn sheet(choices: &[Option<u16>]) -> Sheet {
    Sheet {
        choices: choices.to_vec(),
        ..Sheet::default()
    }
}

fn counted(papers: &[Paper]) -> Tally {
    let layout = layout();
    let mut tally = Tally::empty(&layout);
    for paper in papers {
        add(&mut tally, paper);
    }
    tally
}

fn add(tally: &mut Tally, paper: &Paper) {
    let layout = layout();
    match paper {
        Some(choices) => tally.add(&layout, Weight::Valid(&sheet(choices))),
        None => tally.add(&layout, Weight::Spoilt),
    }
    .expect("a sum");
}

fn remove(tally: &mut Tally, paper: &Paper) {
    let layout = layout();
    match paper {
        Some(choices) => tally.remove(&layout, Weight::Valid(&sheet(choices))),
        None => tally.remove(&layout, Weight::Spoilt),
    }
    .expect("a difference");
}

fn papers() -> impl Strategy<Value = Vec<Paper>> {
    let choice = || prop::option::of(0..3_u16);
    let sheet = (choice(), choice(), choice())
        .prop_map(|(roads, market, overall)| [roads, market, overall]);
    prop::collection::vec(prop::option::weighted(0.9, sheet), 0..40)
}

/// How many forms chose an option, found by looking at each.
fn chose(papers: &[Paper], item: usize, option: u16) -> i64 {
    let chose = papers
        .iter()
        .flatten()
        .filter(|sheet| sheet[item] == Some(option));
    i64::try_from(chose.count()).expect("a count")
}

proptest! {
    #[test]
    fn counters_are_what_looking_at_each_form_gives(papers in papers()) {
        let (form, layout) = (form(), layout());
        let tally = counted(&papers);
        let spoilt = papers.iter().filter(|paper| paper.is_none()).count();
        prop_assert_eq!(usize::try_from(tally.collected), Ok(papers.len()));
        prop_assert_eq!(usize::try_from(tally.spoilt), Ok(spoilt));
        prop_assert_eq!(usize::try_from(tally.valid()), Ok(papers.len() - spoilt));
        for item in 0..3 {
            let counts = [0, 1, 2].map(|option| chose(&papers, item, option));
            for option in 0..3_u16 {
                let counter = tally.option(&layout, item, usize::from(option));
                prop_assert_eq!(counter, chose(&papers, item, option));
            }
            let [satisfied, not_satisfied, other_opinion] = counts;
            let wanted = ItemCount { answered: counts.iter().sum(), satisfied, not_satisfied, other_opinion };
            prop_assert_eq!(tally.item(&form, &layout, item), wanted);
            prop_assert!(wanted.answered <= tally.valid());
        }
        prop_assert_eq!(tally.overall(&form, &layout), tally.item(&form, &layout, 2));
    }

    #[test]
    fn what_is_added_and_taken_away_leaves_nothing(papers in papers(), more in papers().prop_shuffle()) {
        let before = counted(&papers);
        let mut tally = before.clone();
        for paper in &more {
            add(&mut tally, paper);
        }
        for paper in more.iter().rev() {
            remove(&mut tally, paper);
        }
        prop_assert_eq!(&tally, &before);
        for paper in &papers {
            remove(&mut tally, paper);
        }
        prop_assert_eq!(tally, Tally::empty(&layout()));
    }

    #[test]
    fn order_of_forms_does_not_matter(papers in papers(), turn in 0..40_usize) {
        let mut turned = papers.clone();
        turned.rotate_left(turn.min(papers.len()));
        turned.reverse();
        prop_assert_eq!(counted(&papers), counted(&turned));
    }

    #[test]
    fn merged_tallies_are_a_recount_of_all(papers in papers(), cut in 0..40_usize) {
        let (one, other) = papers.split_at(cut.min(papers.len()));
        let mut merged = counted(one);
        merged.merge(&counted(other)).expect("a sum");
        prop_assert_eq!(&merged, &counted(&papers));
        let mut back = counted(other);
        back.merge(&counted(one)).expect("a sum");
        prop_assert_eq!(merged, back);
    }
}

#[test]
fn spoilt_form_counts_among_the_collected_and_nowhere_else() {
    let tally = counted(&[None]);
    assert_eq!((tally.collected, tally.spoilt, tally.valid()), (1, 1, 0));
    assert!(tally.counts.iter().all(|count| *count == 0));
}

#[test]
fn form_with_blanks_is_valid_and_answers_what_it_answers() {
    let tally = counted(&[Some([Some(0), None, Some(1)]), Some([None, None, None])]);
    let answered = |item| tally.item(&form(), &layout(), item).answered;
    assert_eq!((tally.collected, tally.valid()), (2, 2));
    assert_eq!([answered(0), answered(1), answered(2)], [1, 0, 1]);
}

#[test]
fn nothing_is_taken_from_nothing() {
    let layout = layout();
    let empty = || Tally::empty(&layout);
    assert!(empty().remove(&layout, Weight::Spoilt).is_err());
    let blank = sheet(&[None, None, None]);
    assert!(empty().remove(&layout, Weight::Valid(&blank)).is_err());
    // A valid form can't be taken out where only a spoilt one was counted, nor the reverse.
    let mut spoilt = counted(&[None]);
    assert!(spoilt.remove(&layout, Weight::Valid(&blank)).is_err());
    let mut valid = counted(&[Some([None, None, None])]);
    assert!(valid.remove(&layout, Weight::Spoilt).is_err());
    let mut satisfied = counted(&[Some([Some(0), None, None])]);
    let other = sheet(&[Some(1), None, None]);
    assert!(satisfied.remove(&layout, Weight::Valid(&other)).is_err());
}

#[test]
fn counter_that_would_overflow_is_refused() {
    let layout = layout();
    let full = Tally {
        collected: i64::MAX,
        ..Tally::empty(&layout)
    };
    assert!(full.clone().add(&layout, Weight::Spoilt).is_err());
    let mut one = counted(&[None]);
    assert!(one.merge(&full).is_err());
    let mut satisfied = Tally::empty(&layout);
    satisfied.counts[0] = i64::MAX;
    let yes = sheet(&[Some(0)]);
    assert!(satisfied.clone().add(&layout, Weight::Valid(&yes)).is_err());
    assert!(satisfied.merge(&satisfied.clone()).is_err());
    assert_eq!(
        satisfied.item(&form(), &layout, 0).answered,
        i64::MAX,
        "sums stop at the edge"
    );
}

#[test]
fn sheet_or_tally_of_another_form_is_refused() {
    let layout = layout();
    let counts = |choices: &[Option<u16>]| {
        Tally::empty(&layout).add(&layout, Weight::Valid(&sheet(choices)))
    };
    assert!(counts(&[Some(2), None, Some(2)]).is_ok());
    assert!(
        counts(&[Some(3), None, None]).is_err(),
        "no fourth option, not even the next item's"
    );
    assert!(counts(&[None, None, Some(3)]).is_err());
    assert!(
        counts(&[None, None, None, Some(0)]).is_err(),
        "no fourth item"
    );
    let longer = Tally {
        counts: vec![0; layout.width() + 1],
        ..Tally::default()
    };
    assert!(Tally::empty(&layout).merge(&longer).is_err());
    assert!(longer.clone().merge(&Tally::empty(&layout)).is_err());
}

#[test]
fn counters_stand_item_after_item_in_the_order_of_the_form() {
    let form: Questionnaire = form();
    let layout = layout();
    let places: Vec<_> = (0..3)
        .flat_map(|item| (0..3).map(move |option| (item, option)))
        .collect();
    let counters: Vec<_> = places
        .iter()
        .map(|(item, option)| layout.counter(*item, *option))
        .collect();
    assert_eq!(counters, (0..9).map(Some).collect::<Vec<_>>());
    assert_eq!(layout.counter(3, 0), None);
    assert_eq!(layout.counter(usize::MAX, usize::MAX), None);
    assert_eq!((layout.width(), layout.overall()), (9, Some(2)));
    let given: Vec<DraftAnswer> = vec![answer("OVERALL", "OTHER"), answer("ROADS", "YES")];
    let sheet = Sheet::check(&form, &layout, &given).expect("a sheet");
    let mut tally = Tally::empty(&layout);
    tally.add(&layout, Weight::Valid(&sheet)).expect("a sum");
    assert_eq!(tally.counts, [1, 0, 0, 0, 0, 0, 0, 0, 1]);
}
