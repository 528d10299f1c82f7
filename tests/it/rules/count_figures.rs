//! A count record cross-foots or is refused; what is unlikely is said.

use longdan::domain::survey::count_figures::{
    Beside, CountError, CountField, CountFigures, CountWarningKind, ItemFigures,
};
use longdan::domain::survey::paper::MOST_FORMS;
use longdan::domain::survey::questionnaire::Layout;
use proptest::prelude::*;

use super::given::form;

/// A record of 40 forms that nothing is wrong with.
fn sound() -> CountFigures {
    let item = |yes, no, blank| ItemFigures {
        choices: vec![yes, no, 0],
        blank,
    };
    CountFigures {
        issued: 42,
        collected: 40,
        valid: 39,
        spoilt: 1,
        missing: 2,
        items: vec![item(30, 9, 0), item(36, 1, 2), item(33, 6, 0)],
    }
}

const BESIDE: Beside = Beside {
    households: 45,
    recorded: Some((42, 2)),
};

fn kinds(figures: &CountFigures, beside: &Beside) -> Vec<CountWarningKind> {
    let warnings = figures.warnings(&form(), beside);
    warnings.into_iter().map(|warning| warning.kind).collect()
}

#[test]
fn a_sound_record_has_no_error_and_no_warning() {
    assert_eq!(sound().errors(&form()), []);
    assert_eq!(kinds(&sound(), &BESIDE), []);
}

#[test]
fn each_error_is_found_alone() {
    let with = |field, value| sound().with(&[(field, value)]).errors(&form());
    assert_eq!(
        with(CountField::Collected, 39),
        [CountError::CollectedNotValidAndSpoilt {
            collected: 39,
            parts: 40
        }]
    );
    assert_eq!(
        with(CountField::Issued, 41),
        [CountError::MoreBackThanOut {
            back: 42,
            issued: 41
        }]
    );
    assert_eq!(
        with(CountField::Blank(1), 3),
        [CountError::ItemNotValid {
            item: 1,
            said: 40,
            valid: 39
        }]
    );
    for value in [-1, MOST_FORMS + 1, i64::MIN, i64::MAX] {
        let errors = with(CountField::Choice(0, 2), value);
        let range = CountError::OutOfRange(CountField::Choice(0, 2));
        assert!(errors.contains(&range), "{value}: {errors:?}");
    }
    let mut short = sound();
    short.items.pop();
    assert_eq!(short.errors(&form()), [CountError::NotOfForm]);
}

#[test]
fn each_warning_is_given_alone() {
    use CountWarningKind::{
        AllAlike, FormsDoNotAddUp, ManyBlank, ManySpoilt, MoreThanHouseholds, NothingCollected,
        OtherThanIssued,
    };
    let other = |recorded, households| Beside {
        households,
        recorded,
    };
    let more_out = sound().with(&[(CountField::Issued, 43)]);
    assert_eq!(kinds(&more_out, &other(None, 45)), [FormsDoNotAddUp]);
    assert_eq!(kinds(&sound(), &other(None, 39)), [MoreThanHouseholds]);
    assert_eq!(
        kinds(&sound(), &other(Some((42, 1)), 45)),
        [OtherThanIssued]
    );
    let spoilt = sound().with(&[
        (CountField::Spoilt, 2),
        (CountField::Collected, 41),
        (CountField::Issued, 43),
    ]);
    assert_eq!(
        kinds(&spoilt, &other(None, 41)),
        [],
        "2 of 41 are below 5 %"
    );
    let spoilt = sound().with(&[
        (CountField::Spoilt, 3),
        (CountField::Collected, 42),
        (CountField::Issued, 44),
    ]);
    assert_eq!(kinds(&spoilt, &other(None, 42)), [ManySpoilt]);
    let blank = sound().with(&[(CountField::Choice(1, 0), 34), (CountField::Blank(1), 4)]);
    assert_eq!(kinds(&blank, &BESIDE), [ManyBlank]);
    let alike = |valid: i64| {
        let item = ItemFigures {
            choices: vec![valid, 0, 0],
            blank: 0,
        };
        CountFigures {
            issued: valid,
            collected: valid,
            valid,
            spoilt: 0,
            missing: 0,
            items: vec![item; 3],
        }
    };
    assert_eq!(kinds(&alike(5), &other(None, 5)), [AllAlike]);
    assert_eq!(kinds(&alike(4), &other(None, 5)), []);
    assert_eq!(kinds(&alike(0), &other(None, 5)), [NothingCollected]);
}

/// Any record that adds up: parts are drawn, totals follow.
pub fn any_sound() -> impl Strategy<Value = CountFigures> {
    let item = |valid: i64| {
        (0..=valid).prop_flat_map(move |yes| {
            (0..=valid - yes).prop_flat_map(move |no| {
                (0..=valid - yes - no).prop_map(move |other| ItemFigures {
                    choices: vec![yes, no, other],
                    blank: valid - yes - no - other,
                })
            })
        })
    };
    (0..300_i64, 0..20_i64, 0..20_i64, 0..5_i64).prop_flat_map(
        move |(valid, spoilt, missing, lost)| {
            prop::collection::vec(item(valid), 3).prop_map(move |items| CountFigures {
                issued: valid + spoilt + missing + lost,
                collected: valid + spoilt,
                valid,
                spoilt,
                missing,
                items,
            })
        },
    )
}

proptest! {
    #[test]
    fn what_adds_up_has_no_error_and_its_tally_is_whole(figures in any_sound()) {
        let form = form();
        prop_assert_eq!(figures.errors(&form), []);
        let layout = Layout::of(&form);
        let tally = figures.tally(&layout);
        prop_assert_eq!(tally.valid(), figures.valid);
        for (item, of) in figures.items.iter().enumerate() {
            let answered = tally.item(&form, &layout, item).answered;
            prop_assert_eq!(answered + of.blank, figures.valid);
        }
        let mut twice = tally.clone();
        twice.merge(&tally).expect("a sum");
        twice.part_with(&tally).expect("what was added");
        prop_assert_eq!(&twice, &tally);
        if figures.collected > 0 {
            let mut less = tally.clone();
            less.part_with(&tally).expect("nothing is left");
            prop_assert!(less.part_with(&tally).is_err());
        }
    }

    /// A slip in one figure is an error, but for forms handed out or missing, which nothing else says.
    #[test]
    fn one_slip_of_the_hand_is_seen(figures in any_sound(), at in any::<prop::sample::Index>(), by in 1..9_i64) {
        let fields = figures.fields();
        let (field, value) = fields[at.index(fields.len())];
        let slipped = figures.with(&[(field, value + by)]);
        prop_assert_eq!(figures.differing(&slipped), vec![field]);
        prop_assert_eq!(slipped.with(&[(field, value)]), figures);
        if !matches!(field, CountField::Issued | CountField::Missing) {
            prop_assert!(!slipped.errors(&form()).is_empty(), "{:?}", field);
        }
    }
}
