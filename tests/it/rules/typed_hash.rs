//! Hashes as people type them from paper.

use longdan::domain::base::canonical::sha256_hex;
use longdan::domain::trust::typed_hash::{Fit, TypedHash};
use proptest::prelude::*;

fn fit(typed: &str, hash: &str) -> Option<Fit> {
    TypedHash::read(typed).ok()?.fit(hash)
}

#[test]
fn groups_and_case_and_letters_like_figures_don_t_matter() {
    let hash = sha256_hex("a result");
    let signs: Vec<char> = hash.chars().collect();
    let grouped: Vec<String> = signs
        .chunks(4)
        .map(|group| group.iter().collect())
        .collect();
    assert_eq!(fit(&grouped.join(" "), &hash), Some(Fit::Whole));
    assert_eq!(
        fit(&grouped.join("-").to_uppercase(), &hash),
        Some(Fit::Whole)
    );
    let likened = hash.replace('0', "O").replace('1', "l");
    assert_eq!(fit(&likened, &hash), Some(Fit::Whole));
    assert_eq!(fit(hash.split_at(16).0, &hash), Some(Fit::Beginning));
}

#[test]
fn what_is_no_hash_is_refused() {
    let long = "a".repeat(69);
    for text in [
        "",
        "9f86 d081",
        "xyz",
        "g".repeat(64).as_str(),
        long.as_str(),
    ] {
        assert!(TypedHash::read(text).is_err(), "{text}");
    }
}

#[test]
fn a_sign_left_out_is_named_from_its_group_on() {
    let hash = sha256_hex("a result");
    let mut typed = hash.clone();
    typed.remove(61);
    let slips = fit(&typed, &hash).expect("near enough");
    assert_eq!(slips, Fit::Slips(vec![16]));
}

proptest! {
    #[test]
    fn few_slips_are_forgiven_and_named_and_another_hash_never_fits(
        seed in 0_u32..10_000,
        places in proptest::collection::btree_set(0_usize..64, 1..=4),
    ) {
        let hash = sha256_hex(&seed.to_string());
        let mut typed: Vec<char> = hash.chars().collect();
        for place in &places {
            typed[*place] = if typed[*place] == 'a' { 'b' } else { 'a' };
        }
        let typed: String = typed.into_iter().collect();
        let groups: std::collections::BTreeSet<usize> = places.iter().map(|at| at / 4 + 1).collect();
        match fit(&typed, &hash) {
            Some(Fit::Slips(named)) => prop_assert_eq!(named, groups.into_iter().collect::<Vec<_>>()),
            other => prop_assert!(false, "{:?}", other),
        }
        let other = sha256_hex(&format!("{seed} other"));
        prop_assert_eq!(fit(&typed, &other), None);
    }
}
