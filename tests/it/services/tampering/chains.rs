//! Tampering with the audit itself.

use longdan::domain::trust::chain::ChainId;
use uuid::Uuid;

use super::kinds::{Kind, kind};
use super::told::Told;

/// Entries changed, taken away, put in, put elsewhere; heads moved; digests changed.
pub fn kinds(told: &Told) -> Vec<Kind> {
    let mut kinds = changed(told);
    kinds.extend(moved(told));
    kinds.push(between(told));
    kinds.extend(digests(told));
    kinds
}

/// An entry of the main chain, as a condition.
pub fn main(told: &Told, sequence: i64) -> String {
    at(told, ChainId::MAIN, sequence)
}

/// An entry of a chain, as a condition.
pub fn at(told: &Told, chain: ChainId, sequence: i64) -> String {
    format!("chain = {} AND sequence = {sequence}", told.id(chain.0))
}

fn changed(told: &Told) -> Vec<Kind> {
    let place = main(told, 2);
    let stranger = told.id(Uuid::from_u128(99));
    let change = |name, set: &str| {
        let statement = format!("UPDATE audit_entry SET {set} WHERE {place}");
        kind(name, [statement], "audit_entry", "main:2")
    };
    let mut kinds = vec![
        change("an entry's details are changed", "details = '{}'"),
        change(
            "an entry's account is changed",
            &format!("account_id = {stranger}"),
        ),
        change("an entry's role is changed", "role = 'ADMIN'"),
        change("an entry's action is changed", "action = 'survey.open'"),
        change(
            "an entry's time is shifted",
            "at = '2019-07-16T05:00:00.000000+00:00'",
        ),
        change("an entry's subject is changed", "subject = 'x'"),
        change("an entry's request is changed", "request_id = 'x'"),
        change("an entry's id is changed", &format!("id = {stranger}")),
    ];
    let survey = ChainId(told.closed.0);
    kinds.push(kind(
        "a batch's numbers are changed in its survey's chain",
        [format!(
            "UPDATE audit_entry SET details = '{{\"accepted\": 4}}' WHERE {}",
            at(told, survey, 3)
        )],
        "audit_entry",
        format!("{survey}:3"),
    ));
    kinds
}

fn moved(told: &Told) -> Vec<Kind> {
    let survey = ChainId(told.closed.0);
    let to = |from: i64, to: i64| {
        format!(
            "UPDATE audit_entry SET sequence = {to} WHERE {}",
            at(told, survey, from)
        )
    };
    let last = told.pinned.sequence;
    vec![
        kind(
            "two entries are reordered",
            [to(2, 100), to(3, 2), to(100, 3)],
            "audit_entry",
            format!("{survey}:2"),
        ),
        kind(
            "an entry gets the hash of another",
            [format!(
                "UPDATE audit_entry SET hash = previous WHERE {}",
                main(told, 2)
            )],
            "audit_entry",
            "main:2",
        ),
        kind(
            "an entry is put behind the last",
            [put_in(told, "chain", &(last + 1).to_string())],
            "audit_entry",
            format!("main:{}", last + 1),
        ),
        kind(
            "an entry is put outside every chain",
            [put_in(told, "NULL", "NULL")],
            "audit_entry",
            "-",
        ),
    ]
}

/// The second entry of the main chain under another id and at another place.
fn put_in(told: &Told, chain: &str, sequence: &str) -> String {
    let copied = "at, survey_id, account_id, role, action, subject, details, request_id";
    format!(
        "INSERT INTO audit_entry (id, {copied}, chain, sequence, previous, rows_hash, hash)
         SELECT {}, {copied}, {chain}, {sequence}, previous, rows_hash, hash FROM audit_entry WHERE {}",
        told.id(Uuid::from_u128(77)),
        main(told, 2),
    )
}

fn between(told: &Told) -> Kind {
    kind(
        "an entry is put between two others",
        [
            format!(
                "UPDATE audit_entry SET sequence = sequence + 1000 WHERE chain = {} AND sequence >= 3",
                told.id(ChainId::MAIN.0)
            ),
            format!(
                "UPDATE audit_entry SET sequence = sequence - 999 WHERE chain = {} AND sequence >= 1000",
                told.id(ChainId::MAIN.0)
            ),
            put_in(told, "chain", "3"),
        ],
        "audit_entry",
        "main:3",
    )
}

fn digests(told: &Told) -> Vec<Kind> {
    let survey = told.id(told.closed.0);
    let line = format!("thing = 'survey' AND key = {survey} AND turn = 1");
    let last = format!("thing = 'survey' AND key = {survey} AND digest IS NOT NULL AND turn = 3");
    vec![
        kind(
            "a digest is changed",
            [format!(
                "UPDATE audit_row SET digest = {} WHERE {line}",
                told.bytes([7; 32])
            )],
            "audit_row",
            told.closed,
        ),
        kind(
            "a digest is taken away",
            [format!("DELETE FROM audit_row WHERE {last}")],
            "audit_row",
            told.closed,
        ),
        kind(
            "a digest is put in",
            [format!(
                "INSERT INTO audit_row (thing, key, turn, digest, chain, sequence)
                 SELECT thing, key, 9, digest, chain, sequence FROM audit_row WHERE {line}"
            )],
            "audit_row",
            told.closed,
        ),
    ]
}
