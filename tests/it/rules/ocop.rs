//! From scores to stars, and the way of a rating.

use longdan::domain::recognition::score::Score;
use longdan::domain::tasks::ocop::{FEWEST_PUBLISHED, OcopFault, OcopState, OcopStep};
use longdan::domain::tasks::ocop_stars::{STARS_FILE, ranges, read_ranges};
use proptest::prelude::*;

fn stars(points: &str) -> Option<i32> {
    ranges().stars(points.parse().expect("a score"))
}

#[test]
fn the_bundled_ranges_read_and_are_said_to_be_unconfirmed() {
    assert_eq!(
        &read_ranges(STARS_FILE.as_bytes()).expect("a sound file"),
        ranges()
    );
    assert!(!ranges().confirmed);
    assert_eq!(ranges().categories.len(), 6);
    let falling = STARS_FILE.replacen("at_least = 50", "at_least = 20", 1);
    assert_eq!(
        read_ranges(falling.as_bytes()).expect_err("a fault").len(),
        1
    );
}

#[test]
fn a_boundary_belongs_to_the_stars_above_it() {
    let found: Vec<_> = [
        "0", "29.99", "30", "49.99", "50", "69.99", "70", "89.99", "90", "100",
    ]
    .map(stars)
    .into_iter()
    .flatten()
    .collect();
    assert_eq!(found, [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
}

proptest! {
    #[test]
    fn more_points_never_give_fewer_stars(low in 0..=10_000_i32, more in 0..=10_000_i32) {
        let high = (low + more).min(10_000);
        let of = |points| ranges().stars(Score::of_hundredths(points).expect("a score"));
        prop_assert!(of(low).is_some());
        prop_assert!(of(low) <= of(high));
    }

    #[test]
    fn no_way_leads_to_publication_past_a_step(
        steps in proptest::collection::vec((0..3_u8, 1..=5_i32), 0..20)
    ) {
        let mut state = OcopState::Proposed;
        let (mut by_district, mut by_province, mut stars) = (false, false, None);
        for (step, points) in steps {
            let next = match step {
                0 => state.scored(OcopStep::District),
                1 => state.scored(OcopStep::Province),
                _ => state.published(stars),
            };
            match (next, step) {
                (Ok(next), 0) => { by_district = true; state = next; }
                (Ok(next), 1) => { by_province = true; stars = Some(points); state = next; }
                (Ok(next), _) => state = next,
                (Err(OcopFault::NotFrom(from)), _) => prop_assert_eq!(from, state),
                (Err(OcopFault::TooFewStars(few)), _) => {
                    prop_assert!(few < FEWEST_PUBLISHED);
                    prop_assert_eq!(Some(few), stars);
                }
            }
            if state == OcopState::Published {
                prop_assert!(by_district && by_province);
                prop_assert!(stars.is_some_and(|stars| stars >= FEWEST_PUBLISHED));
            }
        }
    }
}
