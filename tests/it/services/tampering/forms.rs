//! Tampering with responses and with what was set aside.

use uuid::Uuid;

use super::kinds::{Kind, kind};
use super::told::Told;

const COLUMNS: &str = "hamlet_id, collected_at, received_at, spoilt, reasons, unjudged, comment, fingerprint, account_id, entry";

/// Responses changed, moved, taken away, put in; set-aside forms too.
pub fn kinds(told: &Told) -> Vec<Kind> {
    let mut kinds = changed(told);
    kinds.extend(moved(told));
    kinds.extend(voids(told));
    kinds.extend(swapped(told));
    kinds.extend(aside(told));
    kinds
}

fn changed(told: &Told) -> Vec<Kind> {
    let (place, id) = (told.form(0), told.forms[0].id);
    let change = |name, set: &str| {
        let statement = format!("UPDATE response SET {set} WHERE {place}");
        kind(name, [statement], "response", id)
    };
    let in_batch = |name, set: &str| {
        let statement = format!("UPDATE response SET {set} WHERE {place}");
        kind(name, [statement], "response", format!("{}:", told.closed))
    };
    let other = told.id(told.world.hamlets[0].id().0);
    vec![
        change("an answer is changed", "choices = '[1,1,1]'"),
        change("a comment is changed", "comment = 'Tốt'"),
        change("a household's code is changed", "household_code = 'H99'"),
        change(
            "the time of an answer is shifted",
            "collected_at = '2019-07-17T04:00:00.000000+00:00'",
        ),
        change("a valid form is made spoilt", "spoilt = (1 = 1)"),
        change(
            "a response is moved to another hamlet",
            &format!("hamlet_id = {other}"),
        ),
        in_batch(
            "the time of arrival is shifted",
            "received_at = '2019-07-18T04:00:00.000000+00:00'",
        ),
        in_batch(
            "a response gets another collector",
            &format!("account_id = {}", told.id(Uuid::from_u128(5))),
        ),
        in_batch("a reason is changed", "reasons = '{\"Q1\": \"khác\"}'"),
        in_batch("a response is put into another batch", "entry = 4"),
        in_batch(
            "a fingerprint is changed",
            &format!("fingerprint = {}", told.bytes([3; 32])),
        ),
    ]
}

fn moved(told: &Told) -> Vec<Kind> {
    let place = told.form(0);
    // Who tampers takes the words of its comment along, or the database holds the response back.
    let words = format!(
        "DELETE FROM comment_text WHERE {}",
        place.replace("AND id", "AND response_id")
    );
    vec![
        kind(
            "a response is moved to another survey",
            [
                words.clone(),
                format!(
                    "UPDATE response SET survey_id = {}, household_key = {} WHERE {place}",
                    told.id(told.open.0),
                    told.bytes([4; 32])
                ),
            ],
            "response",
            told.closed,
        ),
        kind(
            "a response is taken away",
            [words.clone(), format!("DELETE FROM response WHERE {place}")],
            "response",
            told.closed,
        ),
        kind(
            "a response is taken away and the tally with it",
            [
                words,
                format!("DELETE FROM response WHERE {place}"),
                format!(
                    "UPDATE tally SET collected = collected - 1 WHERE survey_id = {} AND collected > 0",
                    told.id(told.closed.0)
                ),
            ],
            "response",
            told.closed,
        ),
    ]
}

fn voids(told: &Told) -> Vec<Kind> {
    let place = told.form(3);
    let change = |name, set: &str| {
        let statement = format!("UPDATE response SET {set} WHERE {place}");
        kind(name, [statement], "response", told.closed)
    };
    vec![
        change(
            "a voided response is counted again",
            "voided_at = NULL, voided_by = NULL, void_reason = NULL",
        ),
        change("the reason of a void is changed", "void_reason = 'Khác'"),
        change(
            "the time of a void is changed",
            "voided_at = '2019-07-18T04:00:00.000000+00:00'",
        ),
        change(
            "who voided is changed",
            &format!("voided_by = {}", told.id(Uuid::from_u128(5))),
        ),
        kind(
            "a response is voided by hand",
            [format!(
                "UPDATE response SET voided_at = received_at, voided_by = account_id, void_reason = 'x' WHERE {}",
                told.form(1)
            )],
            "response",
            told.closed,
        ),
    ]
}

fn swapped(told: &Told) -> Vec<Kind> {
    let (one, other) = (told.form(0), told.form(1));
    let spare = told.bytes([9; 32]);
    let survey = told.id(told.closed.0);
    vec![
        kind(
            "the keys of two households are swapped",
            [
                format!("UPDATE response SET household_key = {} WHERE {one}", told.bytes(told.keys[1])),
                format!("UPDATE response SET household_key = {} WHERE {other}", told.bytes(told.keys[0])),
            ],
            "response",
            told.forms[0].id,
        ),
        kind(
            "a response is put in without an entry",
            [format!(
                "INSERT INTO response (survey_id, id, household_key, household_code, choices, {COLUMNS})
                 SELECT survey_id, {}, {}, 'H77', choices, {COLUMNS} FROM response WHERE {one}",
                told.id(Uuid::from_u128(1234)),
                told.bytes([8; 32]),
            )],
            "response",
            told.closed,
        ),
        kind(
            "what was set aside is counted by hand",
            [
                format!(
                    "INSERT INTO response (survey_id, id, hamlet_id, household_key, household_code, collected_at,
                        received_at, spoilt, choices, comment, fingerprint, account_id, entry)
                     SELECT survey_id, id, hamlet_id, {spare}, household_code, collected_at, received_at, spoilt,
                        '[0,0,0]', comment, fingerprint, account_id, entry FROM set_aside WHERE survey_id = {survey}"
                ),
                format!("DELETE FROM set_aside WHERE survey_id = {survey}"),
            ],
            "set_aside",
            told.closed,
        ),
    ]
}

fn aside(told: &Told) -> Vec<Kind> {
    let place = format!(
        "survey_id = {} AND id = {}",
        told.id(told.closed.0),
        told.id(told.aside.id.0)
    );
    let change = |name, set: &str| {
        let statement = format!("UPDATE set_aside SET {set} WHERE {place}");
        kind(name, [statement], "set_aside", told.closed)
    };
    vec![
        change("a comment set aside is changed", "comment = 'Tốt'"),
        change("answers set aside are changed", "answers = '[]'"),
        change(
            "why a form was set aside is changed",
            "code = 'SURVEY_NOT_OPEN'",
        ),
        kind(
            "a set-aside form is taken away",
            [format!("DELETE FROM set_aside WHERE {place}")],
            "set_aside",
            told.closed,
        ),
    ]
}
