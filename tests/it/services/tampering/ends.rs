//! Tampering with the ends of the audit's chains.

use longdan::domain::trust::chain::ChainId;

use super::chains::{at, main};
use super::kinds::{Kind, kind};
use super::told::Told;

/// Entries taken away, chains cut off, heads moved.
pub fn kinds(told: &Told) -> Vec<Kind> {
    let mut kinds = of_main(told);
    kinds.extend(of_surveys(told));
    kinds
}

fn head_of(told: &Told, chain: ChainId) -> String {
    format!("chain = {}", told.id(chain.0))
}

/// Sets a head back to the entry before the one of this number.
fn behind(told: &Told, chain: ChainId, sequence: i64) -> String {
    format!(
        "UPDATE audit_head SET sequence = {}, hash = (SELECT previous FROM audit_entry WHERE {})
         WHERE {}",
        sequence - 1,
        at(told, chain, sequence),
        head_of(told, chain),
    )
}

fn gone(place: &str) -> String {
    format!("DELETE FROM audit_entry WHERE {place}")
}

fn of_main(told: &Told) -> Vec<Kind> {
    let last = told.pinned.sequence;
    let survey = ChainId(told.closed.0);
    vec![
        kind(
            "an entry is taken away",
            [gone(&at(told, survey, 3))],
            "audit_entry",
            format!("{survey}:3"),
        ),
        kind(
            "the last entry is taken away",
            [gone(&main(told, last))],
            "audit_head",
            "main",
        ),
        Kind {
            needs_pin: true,
            ..kind(
                "the main chain's end is cut off and its head rewritten",
                [behind(told, ChainId::MAIN, last), gone(&main(told, last))],
                "audit_entry",
                format!("main:{last}"),
            )
        },
        Kind {
            needs_pin: true,
            ..kind(
                "the last entry is forged with hashes that fit",
                forged(told),
                "audit_entry",
                format!("main:{last}"),
            )
        },
        kind(
            "a checkpoint is taken away",
            [gone("action = 'chain.checkpoint'")],
            "audit_entry",
            "main:",
        ),
        kind(
            "the first entry is taken away",
            [gone(&main(told, 1))],
            "audit_entry",
            "main:1",
        ),
    ]
}

fn of_surveys(told: &Told) -> Vec<Kind> {
    let survey = ChainId(told.closed.0);
    vec![
        kind(
            "a survey's chain is cut off and its head rewritten",
            [
                behind(told, ChainId(told.open.0), 3),
                gone(&at(told, ChainId(told.open.0), 3)),
            ],
            "audit_entry",
            format!("{}:3", told.open),
        ),
        kind(
            "a survey's whole chain is taken away",
            [
                format!("DELETE FROM audit_row WHERE {}", head_of(told, survey)),
                format!("DELETE FROM audit_head WHERE {}", head_of(told, survey)),
                gone(&head_of(told, survey)),
            ],
            "audit_entry",
            survey,
        ),
        kind(
            "a head is set back",
            [format!(
                "UPDATE audit_head SET sequence = 1 WHERE {}",
                head_of(told, survey)
            )],
            "audit_head",
            survey,
        ),
        kind(
            "a head is taken away",
            [format!(
                "DELETE FROM audit_head WHERE {}",
                head_of(told, survey)
            )],
            "audit_head",
            survey,
        ),
    ]
}

/// The last entry of the main chain as another, with the hash and head that fit: a chain like any other.
fn forged(told: &Told) -> Vec<String> {
    let last = told.pinned.sequence;
    let hash = told.bytes(told.forged.hash);
    vec![
        format!(
            "UPDATE audit_entry SET action = 'chain.forged', hash = {hash} WHERE {}",
            main(told, last)
        ),
        format!(
            "UPDATE audit_head SET hash = {hash} WHERE chain = {}",
            told.id(ChainId::MAIN.0)
        ),
    ]
}
