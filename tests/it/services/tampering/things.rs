//! Tampering with what is neither a response nor the audit.

use super::kinds::{Kind, kind};
use super::told::Told;

/// Surveys, candidacies, rounds, areas, rule books, accounts and keys that are changed.
pub fn kinds(told: &Told) -> Vec<Kind> {
    let mut kinds = surveys(told);
    kinds.extend(rest(told));
    kinds.extend(areas(told));
    kinds.extend(secrets(told));
    kinds
}

fn surveys(told: &Told) -> Vec<Kind> {
    let (closed, open) = (told.id(told.closed.0), told.id(told.open.0));
    let change = |name, set: &str| {
        let statement = format!("UPDATE survey SET {set} WHERE id = {open}");
        kind(name, [statement], "survey", told.open)
    };
    vec![
        change("a survey's state is changed", "state = 'CLOSING'"),
        change(
            "a survey's closing is shifted",
            "closes_at = '2019-09-01T05:00:00.000000+00:00'",
        ),
        change(
            "a survey's opening is shifted",
            "opens_at = '2019-07-01T05:00:00.000000+00:00'",
        ),
        change(
            "a survey is published by hand",
            "published_on = '2019-08-01'",
        ),
        kind(
            "the households of a survey are changed after opening",
            [format!(
                "UPDATE survey_hamlet SET households = 1 WHERE survey_id = {closed}"
            )],
            "survey_hamlet",
            told.closed,
        ),
        kind(
            "a collector is named by hand",
            [format!(
                "INSERT INTO survey_collector (survey_id, account_id) SELECT {open}, id FROM account"
            )],
            "survey_collector",
            told.open,
        ),
    ]
}

/// Another word in a document.
fn in_json(told: &Told, word: &str, other: &str) -> String {
    if told.world.db.is_sqlite() {
        format!("content = replace(content, '{word}', '{other}')")
    } else {
        format!("content = replace(content::text, '{word}', '{other}')::jsonb")
    }
}

fn rest(told: &Told) -> Vec<Kind> {
    let change = |name, table: &'static str, set: &str| {
        kind(name, [format!("UPDATE {table} SET {set}")], table, "")
    };
    let (form, law) = (
        in_json(told, "SATISFIED", "SATISFIEX"),
        in_json(told, "QĐ", "QX"),
    );
    vec![
        change(
            "a candidacy's state is changed",
            "candidacy",
            "state = 'RECOGNISED'",
        ),
        change(
            "a candidacy's title is changed",
            "candidacy",
            "title = 'MODEL'",
        ),
        change(
            "a candidacy is no longer simulated",
            "candidacy",
            "simulated = (1 = 1)",
        ),
        change(
            "a round's day is changed",
            "certification_round",
            "as_of = '2019-01-01'",
        ),
        change("a form's text is changed after use", "questionnaire", &form),
        change(
            "a rule book's text is changed after use",
            "regulation",
            &law,
        ),
        change(
            "a rule book's days are changed",
            "regulation",
            "valid_from = '2010-01-01'",
        ),
        change("an account is renamed", "account", "name = 'khác'"),
    ]
}

fn areas(told: &Told) -> Vec<Kind> {
    let area = told.world.hamlets[0].id();
    let of_area = |name, set: &str| {
        let statement = format!("UPDATE area SET {set} WHERE id = {}", told.id(area.0));
        kind(name, [statement], "area", area)
    };
    vec![
        of_area("an area's code is changed", "code = 'XX-01'"),
        of_area("an area's households are changed", "households = 1"),
        of_area("an area's name is changed", "name = 'khác'"),
        kind(
            "a household is put on a roster",
            [format!(
                "INSERT INTO household (hamlet_id, code) VALUES ({}, 'H1')",
                told.id(area.0)
            )],
            "household",
            area,
        ),
    ]
}

fn secrets(told: &Told) -> Vec<Kind> {
    vec![
        kind(
            "a token is made by hand",
            [format!(
                "INSERT INTO token (id, account_id, hash, roles, created_at)
                 SELECT {}, id, {}, '[\"ADMIN\"]', created_at FROM account",
                told.id(uuid::Uuid::from_u128(55)),
                told.bytes([5; 32]),
            )],
            "token",
            uuid::Uuid::from_u128(55),
        ),
        kind(
            "the secret key is changed",
            [format!(
                "UPDATE secret_key SET value = {}",
                told.bytes([6; 32])
            )],
            "secret_key",
            "submission",
        ),
    ]
}
