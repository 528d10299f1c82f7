//! The recognition council: members, sessions, agendas, ballots, results.
//!
//! New tables; no earlier row is touched. `ballot_box` is one row for each candidacy that is voted on at a
//! screen: who has voted as one sorted list, what was voted as three numbers, without a time. Two rows, one for
//! the mark and one for the choice, would carry the same transaction's number on PostgreSQL.

use sea_orm_migration::prelude::*;

use crate::sql::{Step, drop_tables, run};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLES: [&str; 7] = [
    "council_member",
    "council_session",
    "session_seat",
    "agenda_item",
    "ballot_box",
    "ballot_sheet",
    "vote_result",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, PEOPLE).await?;
        run(manager, BALLOTS).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &TABLES).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

const PEOPLE: &[Step] = &[
    Step::Both(
        "CREATE TABLE council_member (
            {uuid id} PRIMARY KEY,
            {uuid province_id} NOT NULL REFERENCES area (id),
            {uuid account_id} NOT NULL REFERENCES account (id),
            position text NOT NULL CHECK (position IN ('CHAIR', 'VICE_CHAIR', 'MEMBER')),
            {day since} NOT NULL,
            {day until},
            {instant appointed_at} NOT NULL,
            CHECK (until IS NULL OR until >= since)
        ){strict}",
    ),
    Step::Both(
        "CREATE UNIQUE INDEX council_member_term ON council_member (province_id, account_id, since)",
    ),
    Step::Both(
        "CREATE TABLE council_session (
            {uuid id} PRIMARY KEY,
            {uuid round_id} NOT NULL REFERENCES certification_round (id),
            {uuid province_id} NOT NULL REFERENCES area (id),
            {day held_on} NOT NULL,
            venue text NOT NULL CHECK (length(venue) BETWEEN 1 AND 200),
            mode text NOT NULL CHECK (mode IN ('PAPER_SECRET', 'ELECTRONIC_SECRET', 'SHOW_OF_HANDS')),
            state text NOT NULL CHECK (state IN ('CALLED', 'OPEN', 'VOTING', 'COUNTING', 'CLOSED', 'ADJOURNED')),
            {uuid corrects_id} REFERENCES council_session (id),
            correction_reason text CHECK (length(correction_reason) BETWEEN 1 AND 4000),
            {bigint version} NOT NULL CHECK (version >= 1),
            {instant called_at} NOT NULL,
            {instant closed_at},
            {uuid changed_by} NOT NULL REFERENCES account (id),
            {instant changed_at} NOT NULL,
            CHECK ((corrects_id IS NULL) = (correction_reason IS NULL)),
            CHECK ((closed_at IS NOT NULL) = (state IN ('CLOSED', 'ADJOURNED')))
        ){strict}",
    ),
    Step::Both("CREATE INDEX council_session_round ON council_session (round_id, id)"),
    Step::Both("CREATE INDEX council_session_corrects ON council_session (corrects_id)"),
    Step::Both(
        "CREATE TABLE session_seat (
            {uuid session_id} NOT NULL REFERENCES council_session (id),
            {uuid member_id} NOT NULL REFERENCES council_member (id),
            {bool present} NOT NULL,
            PRIMARY KEY (session_id, member_id)
        ){keyed}",
    ),
    Step::Both(
        "CREATE TABLE agenda_item (
            {uuid id} PRIMARY KEY,
            {uuid session_id} NOT NULL REFERENCES council_session (id),
            {uuid candidacy_id} NOT NULL REFERENCES candidacy (id),
            position integer NOT NULL CHECK (position >= 1),
            {json failed} NOT NULL,
            reason text CHECK (length(reason) BETWEEN 1 AND 4000),
            {uuid put_by} NOT NULL REFERENCES account (id),
            {instant put_at} NOT NULL,
            {instant taken_off_at}
        ){strict}",
    ),
    Step::Both(
        "CREATE UNIQUE INDEX agenda_item_once ON agenda_item (session_id, candidacy_id)
            WHERE taken_off_at IS NULL",
    ),
    Step::Both("CREATE INDEX agenda_item_candidacy ON agenda_item (candidacy_id, id)"),
];

const BALLOTS: &[Step] = &[
    Step::Both(
        "CREATE TABLE ballot_box (
            {uuid item_id} PRIMARY KEY REFERENCES agenda_item (id),
            {json voted} NOT NULL,
            {bigint agree} NOT NULL CHECK (agree >= 0),
            {bigint disagree} NOT NULL CHECK (disagree >= 0),
            {bigint abstain} NOT NULL CHECK (abstain >= 0)
            {inline CHECK (json_array_length(voted) = agree + disagree + abstain)}
        ){keyed}",
    ),
    Step::Postgres(
        "ALTER TABLE ballot_box ADD CONSTRAINT ballot_box_adds_up
            CHECK (jsonb_array_length(voted) = agree + disagree + abstain)",
    ),
    Step::Both(
        "CREATE TABLE ballot_sheet (
            {uuid id} PRIMARY KEY,
            {uuid session_id} NOT NULL REFERENCES council_session (id),
            step text NOT NULL CHECK (step IN ('ENVELOPES', 'VOTES')),
            {uuid account_id} NOT NULL REFERENCES account (id),
            version integer NOT NULL CHECK (version >= 1),
            {json figures} NOT NULL,
            reason text CHECK (length(reason) BETWEEN 1 AND 4000),
            {instant recorded_at} NOT NULL,
            CHECK (version = 1 OR reason IS NOT NULL)
        ){strict}",
    ),
    Step::Both(
        "CREATE UNIQUE INDEX ballot_sheet_version ON ballot_sheet (session_id, step, account_id, version)",
    ),
    Step::Both(
        "CREATE TABLE vote_result (
            {uuid item_id} PRIMARY KEY REFERENCES agenda_item (id),
            {bigint members} NOT NULL CHECK (members >= 0),
            {bigint present} NOT NULL CHECK (present BETWEEN 0 AND members),
            {bigint handed_out} NOT NULL CHECK (handed_out BETWEEN 0 AND present),
            {bigint returned} NOT NULL CHECK (returned BETWEEN 0 AND handed_out),
            {bigint valid} NOT NULL CHECK (valid >= 0),
            {bigint spoilt} NOT NULL CHECK (spoilt >= 0),
            {bigint agree} NOT NULL CHECK (agree >= 0),
            {bigint disagree} NOT NULL CHECK (disagree >= 0),
            {bigint abstain} NOT NULL CHECK (abstain >= 0),
            CHECK (valid + spoilt = returned),
            CHECK (agree + disagree + abstain = valid)
        ){strict}",
    ),
];
