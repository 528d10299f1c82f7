//! The audit chain: heads as written down, and hashes of every field.

use longdan::domain::base::ids::{AccountId, AuditId, SurveyId};
use longdan::domain::trust::actor::Role;
use longdan::domain::trust::audit::AuditEntry;
use longdan::domain::trust::chain::{ChainId, Head, Vouched, hash_of_rows};
use proptest::prelude::*;
use uuid::Uuid;

use crate::support::world::noon;

fn entry() -> AuditEntry {
    AuditEntry {
        id: AuditId(Uuid::from_u128(1)),
        at: noon(),
        survey: None,
        account: Some(AccountId(Uuid::from_u128(2))),
        role: Some(Role::Front),
        action: "survey.open".to_owned(),
        subject: None,
        details: serde_json::json!({ "b": 1, "a": "ế" }),
        request_id: Some("r".to_owned()),
    }
}

fn hash(entry: AuditEntry) -> [u8; 32] {
    let mut head = Head::before(ChainId::MAIN);
    head.take(entry, None).expect("canonical JSON");
    head.hash
}

#[test]
fn every_field_of_an_entry_is_in_its_hash() {
    let other = AuditId(Uuid::from_u128(9));
    let changes = [
        AuditEntry {
            id: other,
            ..entry()
        },
        AuditEntry {
            at: noon() + chrono::TimeDelta::microseconds(1),
            ..entry()
        },
        AuditEntry {
            survey: Some(SurveyId(other.0)),
            ..entry()
        },
        AuditEntry {
            account: None,
            ..entry()
        },
        AuditEntry {
            role: Some(Role::Admin),
            ..entry()
        },
        AuditEntry {
            action: "survey.close".to_owned(),
            ..entry()
        },
        AuditEntry {
            subject: Some(String::new()),
            ..entry()
        },
        AuditEntry {
            details: serde_json::json!({ "b": 1, "a": "e" }),
            ..entry()
        },
        AuditEntry {
            request_id: None,
            ..entry()
        },
    ];
    for changed in changes {
        assert_ne!(hash(changed.clone()), hash(entry()), "{changed:?}");
    }
    let reordered = serde_json::json!({ "a": "ế", "b": 1.0 });
    let same = AuditEntry {
        details: reordered,
        ..entry()
    };
    assert_eq!(hash(same), hash(entry()), "the same content has one form");
}

#[test]
fn an_entry_holds_the_one_before_and_its_place() {
    let (mut one, mut other) = (Head::before(ChainId::MAIN), Head::before(ChainId::MAIN));
    one.take(entry(), None).expect("canonical JSON");
    other.take(entry(), Some([1; 32])).expect("canonical JSON");
    assert_ne!(one.hash, other.hash, "what it vouches for is in the hash");
    let (first, second) = (one, other);
    one.take(entry(), None).expect("canonical JSON");
    other.take(entry(), None).expect("canonical JSON");
    assert_ne!(one.hash, first.hash);
    assert_ne!(one.hash, other.hash, "what went before is in the hash");
    assert_eq!((one.sequence, second.sequence), (2, 1));
}

proptest! {
    #[test]
    fn a_head_is_read_as_it_was_written(survey in any::<Option<u128>>(), sequence in 1..i64::MAX, hash in any::<[u8; 32]>()) {
        let chain = ChainId::of(survey.map(|id| SurveyId(Uuid::from_u128(id))));
        let head = Head { chain, sequence, hash };
        let line = head.to_string();
        prop_assert_eq!(line.parse::<Head>(), Ok(head));
        let short = line.strip_prefix("main:").map(str::parse::<Head>);
        prop_assert!(short.is_none_or(|read| read == Ok(head)));
    }

    #[test]
    fn the_order_of_what_is_vouched_for_changes_nothing(keys in prop::collection::vec(any::<u128>(), 1..6)) {
        let row = |key: &u128| Vouched {
            thing: "area".to_owned(),
            key: Uuid::from_u128(*key),
            turn: 1,
            digest: Some([2; 32]),
        };
        let rows: Vec<_> = keys.iter().map(row).collect();
        let back: Vec<_> = rows.iter().rev().cloned().collect();
        let hash = hash_of_rows(&rows).expect("canonical JSON");
        prop_assert_eq!(hash, hash_of_rows(&back).expect("canonical JSON"));
        prop_assert!(hash.is_some());
    }
}

#[test]
fn what_is_no_head_is_refused() {
    for text in [
        "",
        "main",
        "main:1",
        "main:0:00",
        "x:1:00",
        "1:zz",
        "main:-1:00",
    ] {
        assert!(text.parse::<Head>().is_err(), "{text}");
    }
}
