//! Codes of invitations: what is typed wrong is told at once.

use std::collections::HashSet;

use longdan::domain::base::chance::CountingChance;
use longdan::domain::survey::invitation::{CODE_LENGTH, InvitationCode, Mistyped};
use longdan::domain::survey::submission::SubmissionKey;
use proptest::prelude::*;

const SIGNS: &str = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

fn code(seed: u64) -> InvitationCode {
    InvitationCode::draw(&CountingChance::from_seed(seed)).expect("chance")
}

fn signs(code: InvitationCode) -> Vec<char> {
    code.shown().chars().filter(|sign| *sign != '-').collect()
}

fn parse(signs: &[char]) -> Result<InvitationCode, Mistyped> {
    InvitationCode::parse(&signs.iter().collect::<String>())
}

#[test]
fn a_code_is_twelve_signs_none_of_which_is_mistaken_for_another() {
    let chance = CountingChance::from_seed(7);
    let drawn: Vec<_> = (0..2_000)
        .map(|_| InvitationCode::draw(&chance).expect("chance").shown())
        .collect();
    for shown in &drawn {
        assert_eq!(shown.len(), CODE_LENGTH + 2, "{shown}");
        assert!(!shown.contains(['0', 'O', '1', 'I', 'L']), "{shown}");
    }
    let different: HashSet<_> = drawn.iter().collect();
    assert_eq!(different.len(), drawn.len());
    let used: HashSet<char> = drawn.iter().flat_map(|shown| shown.chars()).collect();
    assert_eq!(used.len(), 32, "every sign occurs, and the hyphen");
}

#[test]
fn a_code_is_read_however_it_is_typed_and_a_slip_has_a_name() {
    let shown = code(1).shown();
    for typed in [
        shown.to_lowercase(),
        shown.replace('-', ""),
        format!("  {} ", shown.replace('-', " – ")),
    ] {
        assert_eq!(InvitationCode::parse(&typed), Ok(code(1)), "{typed}");
    }
    let short = shown.get(1..).expect("ASCII");
    assert_eq!(InvitationCode::parse(short), Err(Mistyped::Length));
    assert_eq!(
        InvitationCode::parse(&format!("{shown}2")),
        Err(Mistyped::Length)
    );
    assert_eq!(InvitationCode::parse(""), Err(Mistyped::Length));
    let strange = shown.replacen(|sign: char| sign != '-', "0", 1);
    assert_eq!(InvitationCode::parse(&strange), Err(Mistyped::Sign));
    assert_eq!(InvitationCode::parse("ĐƯỜNG"), Err(Mistyped::Sign));
    assert!(!format!("{:?}", code(1)).contains(short), "not in a log");
}

#[test]
fn what_is_kept_of_a_code_needs_the_key() {
    let key = |byte: u8| SubmissionKey::new(&[byte; 32]).expect("a key");
    assert_eq!(code(1).hash(&key(1)), code(1).hash(&key(1)));
    assert_ne!(code(1).hash(&key(1)), code(1).hash(&key(2)));
    assert_ne!(code(1).hash(&key(1)), code(2).hash(&key(1)));
}

proptest! {
    #[test]
    fn any_single_wrong_sign_is_found(seed: u64, at in 0..CODE_LENGTH, by in 1_usize..31) {
        let mut typed = signs(code(seed));
        let right = SIGNS.find(typed[at]).expect("a sign");
        typed[at] = SIGNS.chars().nth((right + by) % 31).expect("a sign");
        prop_assert_eq!(parse(&typed), Err(Mistyped::Check));
    }

    #[test]
    fn any_two_signs_in_each_others_place_are_found(
        seed: u64, one in 0..CODE_LENGTH, other in 0..CODE_LENGTH,
    ) {
        let mut typed = signs(code(seed));
        let is_same = typed[one] == typed[other];
        typed.swap(one, other);
        let expected = if is_same { Ok(code(seed)) } else { Err(Mistyped::Check) };
        prop_assert_eq!(parse(&typed), expected);
    }

    #[test]
    fn whatever_is_typed_is_read_back_as_it_is_shown(text in "\\PC{0,20}") {
        if let Ok(code) = InvitationCode::parse(&text) {
            prop_assert_eq!(InvitationCode::parse(&code.shown()), Ok(code));
        }
    }
}
