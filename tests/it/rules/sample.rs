//! Samples: drawn again by another hand, shared out over hamlets, never twice.

use std::collections::{BTreeMap, BTreeSet};

use hmac::{Hmac, KeyInit, Mac};
use longdan::domain::base::canonical::hex;
use longdan::domain::survey::sample::{Frame, SampleFault, Wanted, allocate, draw, seed_sha256};
use proptest::prelude::*;
use sha2::{Digest, Sha256};

fn frame(sizes: &[usize]) -> Vec<(String, String)> {
    let of = |(hamlet, size): (usize, &usize)| {
        (0..*size).map(move |home| (format!("18628-{hamlet:02}"), format!("H{home:03}")))
    };
    sizes.iter().enumerate().flat_map(of).collect()
}

/// The draw as docs/direct-check.md tells it, written by another hand: one list of lines, ranked
/// as hexadecimal text, cut off by hamlet.
fn drawn_by_hand(
    homes: &[(String, String)],
    seed: &[u8; 32],
    take: &BTreeMap<String, i64>,
) -> BTreeSet<String> {
    let mut ranked: Vec<(String, String, String)> = homes
        .iter()
        .map(|(hamlet, home)| {
            let mut mac = Hmac::<Sha256>::new_from_slice(seed).expect("a key");
            mac.update(format!("{hamlet}\t{home}").as_bytes());
            (
                hamlet.clone(),
                hex(&mac.finalize().into_bytes()),
                home.clone(),
            )
        })
        .collect();
    ranked.sort();
    let mut left = take.clone();
    ranked.retain(|(hamlet, ..)| {
        let left = left.entry(hamlet.clone()).or_default();
        *left -= 1;
        *left >= 0
    });
    ranked
        .into_iter()
        .map(|(hamlet, _, home)| format!("{hamlet}/{home}"))
        .collect()
}

fn flat(drawn: &BTreeMap<String, BTreeSet<String>>) -> BTreeSet<String> {
    let homes = |(hamlet, homes): (&String, &BTreeSet<String>)| {
        let hamlet = hamlet.clone();
        homes
            .iter()
            .map(move |home| format!("{hamlet}/{home}"))
            .collect::<Vec<_>>()
    };
    drawn.iter().flat_map(homes).collect()
}

#[test]
fn the_page_of_the_manual_has_the_numbers_that_the_program_finds() {
    let seed: [u8; 32] = std::array::from_fn(|at| u8::try_from(at).expect("a byte"));
    assert_eq!(
        seed_sha256(&seed),
        "630dcd2966c4336691125448bbb25b4ff412a49c732db2c8abc1b8581bd710dd"
    );
    let frame = Frame::of(frame(&[3, 2]));
    assert_eq!(
        frame.sha256(),
        hex(&Sha256::digest(
            "18628-00\tH000\n18628-00\tH001\n18628-00\tH002\n18628-01\tH000\n18628-01\tH001\n",
        ))
    );
    let page = include_str!("../../../docs/direct-check.md");
    let drawn = flat(&draw(&frame, Wanted::InAll(3), &seed).expect("a draw"));
    for line in drawn {
        assert!(
            page.contains(&line),
            "docs/direct-check.md doesn't name {line}"
        );
    }
    assert!(
        page.contains(&frame.sha256()),
        "the frame's hash is {}",
        frame.sha256()
    );
}

#[test]
fn hamlets_get_their_proportion_and_each_gets_one() {
    let sizes = |list: &[i64]| -> BTreeMap<String, i64> {
        let named = list
            .iter()
            .enumerate()
            .map(|(at, size)| (format!("{at}"), *size));
        named.collect()
    };
    let got = |list: &[i64], wanted| {
        allocate(&sizes(list), wanted).map(|parts| parts.into_values().collect::<Vec<_>>())
    };
    assert_eq!(got(&[40, 30, 12], Wanted::InAll(10)), Ok(vec![5, 4, 1]));
    assert_eq!(got(&[1000, 1, 1], Wanted::InAll(3)), Ok(vec![1, 1, 1]));
    assert_eq!(got(&[10, 10, 10], Wanted::InAll(4)), Ok(vec![2, 1, 1]));
    assert_eq!(got(&[40, 3], Wanted::InEach(5)), Ok(vec![5, 3]));
    assert_eq!(got(&[40, 0, 3], Wanted::InEach(5)), Ok(vec![5, 3]));
    assert_eq!(
        got(&[40, 3], Wanted::InAll(44)),
        Err(SampleFault::TooLarge { most: 43 })
    );
    assert_eq!(
        got(&[40, 3], Wanted::InEach(41)),
        Err(SampleFault::TooLarge { most: 40 })
    );
    assert_eq!(
        got(&[40, 3], Wanted::InAll(1)),
        Err(SampleFault::TooSmall { least: 2 })
    );
    assert_eq!(
        got(&[40, 3], Wanted::InEach(0)),
        Err(SampleFault::TooSmall { least: 1 })
    );
    assert_eq!(got(&[0], Wanted::InAll(1)), Err(SampleFault::Empty));
    assert_eq!(got(&[], Wanted::InAll(i64::MAX)), Err(SampleFault::Empty));
}

proptest! {
    #[test]
    fn anyone_with_frame_and_seed_draws_the_same(
        (sizes, homes) in prop::collection::vec(0..40_usize, 1..8).prop_flat_map(|sizes| {
            let homes = frame(&sizes);
            (Just(sizes), Just(homes).prop_shuffle())
        }),
        seed in any::<[u8; 32]>(),
        part in 0..=100_usize,
    ) {
        let all = Frame::of(homes.clone());
        let filled = sizes.iter().filter(|size| **size > 0).count();
        prop_assume!(filled > 0);
        let number = filled + (homes.len() - filled) * part / 100;
        let number = i64::try_from(number).expect("a number");
        let drawn = draw(&all, Wanted::InAll(number), &seed).expect("a draw");
        // The order of the list is nothing to the draw.
        let mut sorted = homes.clone();
        sorted.sort();
        let again = draw(&Frame::of(sorted), Wanted::InAll(number), &seed);
        prop_assert_eq!(Ok(&drawn), again.as_ref());
        prop_assert_eq!(&all.sha256(), &Frame::of(frame(&sizes)).sha256());
        // The parts add up, nobody is drawn twice, each hamlet with a household has one.
        let take = allocate(&all.sizes(), Wanted::InAll(number)).expect("parts");
        prop_assert_eq!(take.values().sum::<i64>(), number);
        let flat = flat(&drawn);
        prop_assert_eq!(i64::try_from(flat.len()).expect("a number"), number);
        for (hamlet, size) in all.sizes() {
            prop_assert!((1..=size).contains(&take[&hamlet]));
        }
        // By hand the same.
        prop_assert_eq!(flat, drawn_by_hand(&homes, &seed, &take));
    }
}
