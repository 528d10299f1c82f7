//! Tampering with sessions, ballots, decisions and titles.

use super::decided::Decided;
use super::kinds::{Kind, kind};

/// What the council did and what was decided, changed or taken away.
pub fn kinds(told: &Decided) -> Vec<Kind> {
    let mut kinds = sessions();
    kinds.extend(ballots(told));
    kinds.extend(decided(told));
    kinds.extend(titles(told));
    kinds
}

fn change(name: &'static str, table: &'static str, set: &str) -> Kind {
    kind(name, [format!("UPDATE {table} SET {set}")], table, "")
}

fn sessions() -> Vec<Kind> {
    let (session, seat, item) = ("council_session", "session_seat", "agenda_item");
    vec![
        change(
            "a session's day is changed",
            session,
            "held_on = '2019-10-09'",
        )
        .followed("decision"),
        change(
            "a session's way of voting is changed",
            session,
            "mode = 'SHOW_OF_HANDS'",
        )
        .followed("ballot_sheet"),
        change("a session's place is changed", session, "venue = 'khác'"),
        change("who was there is changed", seat, "present = (1 = 0)").followed("vote_result"),
        change(
            "why a failed check was passed over is changed",
            item,
            "reason = 'khác'",
        ),
        change("a check that failed is forgotten", item, "failed = '[]'"),
        change(
            "an item is taken off the agenda",
            item,
            "taken_off_at = put_at",
        ),
        change(
            "a member's position is changed",
            "council_member",
            "position = 'MEMBER'",
        ),
        change(
            "a member's term is cut off",
            "council_member",
            "until = '2019-08-01'",
        ),
    ]
}

/// One statement on a table that is found as a finding on that or another.
fn found(
    name: &'static str,
    statement: impl Into<String>,
    (table, follows): (&'static str, &'static str),
) -> Kind {
    kind(name, [statement.into()], table, "").followed(follows)
}

fn ballots(told: &Decided) -> Vec<Kind> {
    let mut kinds = sheets(told);
    let result = ("vote_result", "vote_result");
    let more = "agree = agree + 1, disagree = disagree - 1";
    kinds.extend([
        found(
            "a vote's figures are changed",
            format!("UPDATE vote_result SET {more} WHERE disagree > 0"),
            result,
        ),
        found(
            "a valid ballot is made a spoilt one",
            "UPDATE vote_result SET valid = valid - 1, spoilt = 1, disagree = disagree - 1
             WHERE disagree > 0",
            result,
        ),
        found(
            "a vote's result is taken away",
            "DELETE FROM vote_result",
            result,
        ),
        found(
            "a ballot in the box is changed",
            format!("UPDATE ballot_box SET {more}"),
            result,
        ),
        found("a box is taken away", "DELETE FROM ballot_box", result),
        found(
            "who was not there has voted",
            "UPDATE session_seat SET present = (1 = 0) WHERE session_id IN
                (SELECT id FROM council_session WHERE mode = 'ELECTRONIC_SECRET')",
            ("ballot_box", "ballot_box"),
        ),
    ]);
    kinds
}

/// What two accounts have counted by hand.
fn sheets(told: &Decided) -> Vec<Kind> {
    let counted = if told.world.db.is_sqlite() {
        r#"figures = replace(replace(figures, '"agree":5', '"agree":4'), '"disagree":0', '"disagree":1')"#
    } else {
        r#"figures = replace(replace(figures::text, '"agree": 5', '"agree": 4'), '"disagree": 0', '"disagree": 1')::jsonb"#
    };
    let votes = "step = 'VOTES'";
    let one = "account_id = (SELECT account_id FROM ballot_sheet WHERE step = 'VOTES' LIMIT 1)";
    let sheet = ("ballot_sheet", "ballot_sheet");
    vec![
        found(
            "both counts are changed alike",
            format!("UPDATE ballot_sheet SET {counted} WHERE {votes}"),
            ("vote_result", "vote_result"),
        ),
        found(
            "one of two counts is changed",
            format!("UPDATE ballot_sheet SET {counted} WHERE {votes} AND {one}"),
            sheet,
        ),
        found(
            "one of two counts is taken away",
            format!("DELETE FROM ballot_sheet WHERE {votes} AND {one}"),
            sheet,
        ),
    ]
}

fn decided(told: &Decided) -> Vec<Kind> {
    let mut kinds = outcomes(told);
    let table = "decided_candidacy";
    kinds.extend([
        change(
            "a decision's number is changed",
            "decision",
            "number = '1/QĐ-UBND'",
        )
        .followed("area_title"),
        change(
            "a decision's day is changed",
            "decision",
            "decided_on = '2019-09-01'",
        )
        .followed("decision"),
        change(
            "a decision's signer is changed",
            "decision",
            "signer = 'khác'",
        ),
        change(
            "why a decision puts off is changed",
            table,
            "reason = 'khác'",
        ),
        change(
            "why a candidacy was put off is changed",
            "deferral",
            "reason = 'khác'",
        ),
        kind(
            "that a candidacy was put off is forgotten",
            ["DELETE FROM deferral".to_owned()],
            "deferral",
            told.council.candidacies[1].id,
        ),
    ]);
    kinds
}

/// What was decided on the two candidacies.
fn outcomes(told: &Decided) -> Vec<Kind> {
    let [first, second] = [0, 1].map(|at| told.council.candidacies[at].id);
    let (one, other) = (told.id(first.0), told.id(second.0));
    let table = "decided_candidacy";
    vec![
        kind(
            "a refusal of the council is made a recognition",
            [
                format!("UPDATE {table} SET outcome = 'RECOGNISED' WHERE candidacy_id = {other}"),
                format!("UPDATE candidacy SET state = 'RECOGNISED' WHERE id = {other}"),
            ],
            table,
            second,
        )
        .followed(table),
        kind(
            "a candidacy is refused by hand",
            [format!(
                "UPDATE candidacy SET state = 'REFUSED' WHERE id = {one}"
            )],
            "candidacy",
            first,
        )
        .followed("candidacy"),
        kind(
            "what was decided is taken away",
            [format!("DELETE FROM {table} WHERE candidacy_id = {one}")],
            table,
            first,
        )
        .followed(table),
    ]
}

fn titles(told: &Decided) -> Vec<Kind> {
    let table = "area_title";
    let other = told.world.other_commune.id();
    let spare = uuid::Uuid::from_u128(321);
    vec![
        change("a title is dated back", table, "since = '2018-01-01'").followed(table),
        change("a title is made another", table, "title = 'MODEL'").followed(table),
        change(
            "a title is ended by hand",
            table,
            "until = '2019-12-01', end_reason = 'khác'",
        ),
        kind(
            "a title is given by hand",
            [format!(
                "INSERT INTO area_title (id, area_id, title, since, number, recorded_at)
                 SELECT {}, {}, title, since, number, recorded_at FROM area_title",
                told.id(spare),
                told.id(other.0),
            )],
            table,
            spare,
        ),
        kind(
            "a title is taken away",
            ["DELETE FROM area_title".to_owned()],
            table,
            "",
        )
        .followed(table),
    ]
}
