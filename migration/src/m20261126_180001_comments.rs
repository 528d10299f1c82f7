//! Comments: found by their words, and forwarded to whom they concern by a day.
//!
//! New table of the folded words of each comment, filled from the comments that are there; SQLite gets a full-text
//! table that triggers keep up, PostgreSQL an index. New columns of what became of a comment are null in earlier rows.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::prelude::Uuid;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend, Statement, Value};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::sql::{Step, run};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// Comments that are read at a time.
const CHUNK: usize = 500;

/// Characters of a word that count.
const LONGEST_WORD: usize = 64;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, STEPS).await?;
        fill(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, BACK).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

const STEPS: &[Step] = &[
    Step::Both(
        "CREATE TABLE comment_text (
            {uuid survey_id} NOT NULL,
            {uuid response_id} NOT NULL,
            words text NOT NULL CHECK (length(words) >= 1),
            PRIMARY KEY (survey_id, response_id),
            FOREIGN KEY (survey_id, response_id) REFERENCES response (survey_id, id)
        ){keyed}",
    ),
    // The words come ready: lower case, without diacritics, one space between. Two signs that no word has mark the
    // survey and the row, so that a search stays within its survey and a row is found to be taken away.
    Step::Sqlite(
        "CREATE VIRTUAL TABLE comment_search USING fts5
            (words, survey_id UNINDEXED, response_id UNINDEXED, tokenize = 'ascii')",
    ),
    Step::Sqlite(
        "CREATE TRIGGER comment_text_insert AFTER INSERT ON comment_text BEGIN
            INSERT INTO comment_search (words, survey_id, response_id) VALUES (
                '§' || lower(hex(NEW.survey_id)) ||
                ' ¶' || lower(hex(NEW.survey_id)) || lower(hex(NEW.response_id)) || ' ' || NEW.words,
                NEW.survey_id, NEW.response_id);
        END",
    ),
    Step::Sqlite(
        "CREATE TRIGGER comment_text_delete AFTER DELETE ON comment_text BEGIN
            DELETE FROM comment_search WHERE rowid IN (SELECT rowid FROM comment_search WHERE comment_search
                MATCH '\"¶' || lower(hex(OLD.survey_id)) || lower(hex(OLD.response_id)) || '\"');
        END",
    ),
    Step::Sqlite(
        "CREATE TRIGGER comment_text_update BEFORE UPDATE ON comment_text
            BEGIN SELECT RAISE(ABORT, 'the words of a comment are never changed'); END",
    ),
    Step::Postgres(
        "CREATE INDEX comment_text_words ON comment_text USING gin
            (array_to_tsvector(array_append(string_to_array(words, ' '), survey_id::text)))",
    ),
    Step::Both(
        "ALTER TABLE comment_handling ADD COLUMN forwarded_to text
            CHECK (length(forwarded_to) BETWEEN 1 AND 200)",
    ),
    Step::Both("ALTER TABLE comment_handling ADD COLUMN {day due_on}"),
];

const BACK: &[Step] = &[
    Step::Both("ALTER TABLE comment_handling DROP COLUMN due_on"),
    Step::Both("ALTER TABLE comment_handling DROP COLUMN forwarded_to"),
    Step::Both("DROP TABLE comment_text"),
    Step::Sqlite("DROP TABLE comment_search"),
];

/// Writes the words of the comments that are there.
async fn fill(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let (db, backend) = (manager.get_connection(), manager.get_database_backend());
    let read = "SELECT survey_id, id, comment FROM response WHERE comment IS NOT NULL ORDER BY survey_id, id";
    let write = match backend {
        DbBackend::Sqlite => {
            "INSERT INTO comment_text (survey_id, response_id, words) VALUES (?, ?, ?)"
        }
        _ => "INSERT INTO comment_text (survey_id, response_id, words) VALUES ($1, $2, $3)",
    };
    let mut done = 0;
    loop {
        let page = format!("{read} LIMIT {CHUNK} OFFSET {done}");
        let rows = db
            .query_all_raw(Statement::from_string(backend, page))
            .await?;
        if rows.is_empty() {
            return Ok(());
        }
        done += rows.len();
        for row in rows {
            let words = folded(&row.try_get_by_index::<String>(2)?);
            if words.is_empty() {
                continue;
            }
            let values: [Value; 3] = [
                row.try_get_by_index::<Uuid>(0)?.into(),
                row.try_get_by_index::<Uuid>(1)?.into(),
                words.into(),
            ];
            db.execute_raw(Statement::from_sql_and_values(backend, write, values))
                .await?;
        }
    }
}

/// The words of a text, with one space between, as the program of this day folds them.
fn folded(text: &str) -> String {
    let plain: String = text
        .nfd()
        .filter(|sign| !is_combining_mark(*sign))
        .flat_map(char::to_lowercase)
        .map(|sign| if sign == 'đ' { 'd' } else { sign })
        .collect();
    let words: Vec<String> = plain
        .split(|sign: char| !sign.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| word.chars().take(LONGEST_WORD).collect())
        .collect();
    words.join(" ")
}
