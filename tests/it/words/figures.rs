//! A printed share never shows a line reached that was not.

use longdan::domain::base::language::Language;
use longdan::domain::base::ratio::{Limit, Share};
use longdan::words::figures::{percent, share_beside};

fn beside(count: i64, base: i64, limit: i64) -> String {
    let limit = Limit::from_hundredths(limit).expect("a limit");
    share_beside(Share::of(count, base), limit, Language::En).expect("a base")
}

#[test]
fn percents_have_two_decimals_and_the_languages_own_point() {
    assert_eq!(percent(9861, Language::Vi), "98,61%");
    assert_eq!(percent(9861, Language::En), "98.61%");
    assert_eq!(percent(5, Language::En), "0.05%");
    assert_eq!(percent(10_000, Language::Vi), "100,00%");
}

#[test]
fn a_share_just_below_its_limit_is_not_rounded_up_to_it() {
    // 79.996 % would be 80.00 % half up.
    assert_eq!(beside(19_999, 25_000, 8000), "79.996%");
    assert_eq!(beside(7_999_999, 10_000_000, 8000), "79.999%");
    assert_eq!(beside(799_999_999, 1_000_000_000, 8000), "79.999%");
}

#[test]
fn a_share_just_above_its_limit_is_told_from_it() {
    assert_eq!(beside(8_000_001, 10_000_000, 8000), "80.00001%");
    assert_eq!(beside(800_000_001, 1_000_000_000, 8000), "80.0000001%");
}

#[test]
fn a_share_at_its_limit_or_away_from_it_has_two_decimals() {
    assert_eq!(beside(4, 5, 8000), "80.00%");
    assert_eq!(beside(355, 360, 8000), "98.61%");
    assert_eq!(beside(0, 360, 8000), "0.00%");
    assert_eq!(beside(410, 400, 8000), "102.50%");
}

#[test]
fn nothing_is_shown_of_nothing() {
    let limit = Limit::from_hundredths(8000).expect("a limit");
    assert_eq!(share_beside(Share::of(0, 0), limit, Language::En), None);
}

#[test]
fn no_share_of_a_small_base_is_printed_on_the_other_side_of_its_limit() {
    for base in 1..=400_i64 {
        for count in 0..=base {
            for limit in [6000_i64, 6667, 8000, 9000, 9999] {
                let text = beside(count, base, limit);
                let shown: f64 = text.trim_end_matches('%').parse().expect("a number");
                let line = f64::from(i32::try_from(limit).expect("small")) / 100.0;
                let reached = count * 10_000 >= limit * base;
                assert_eq!(
                    shown >= line,
                    reached,
                    "{count}/{base} beside {line}: {text}"
                );
            }
        }
    }
}
