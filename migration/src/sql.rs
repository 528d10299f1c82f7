//! Runs a migration's SQL on SQLite and PostgreSQL from one text.
//!
//! A migration is written once, with a placeholder where the two databases name a type differently. A column
//! is `{type name}`, so that SQLite, which has no such types, gets the type's rule as a check of that column:
//!
//! | placeholder | PostgreSQL | SQLite (STRICT) |
//! |---|---|---|
//! | `{uuid c}` | `uuid` | `BLOB`, 16 bytes |
//! | `{json c}` | `jsonb` | `TEXT`, `json_valid` |
//! | `{instant c}` | `timestamptz` | `TEXT`, RFC 3339 in UTC, which sorts as time does |
//! | `{day c}` | `date` | `TEXT`, `YYYY-MM-DD` |
//! | `{bool c}` | `boolean` | `INTEGER`, 0 or 1 |
//! | `{bytes c}` | `bytea` | `BLOB` |
//! | `{code c}` | `text COLLATE "C"`, so that both sort codes alike | `TEXT` |
//! | `{bigint c}` | `bigint` | `INTEGER` |
//! | `{strict}` | nothing | `STRICT` |
//! | `{keyed}` | nothing | `STRICT, WITHOUT ROWID`: small rows that are read by their primary key |
//! | `{inline c}` | nothing | `, c`: a constraint that PostgreSQL gets in a step of its own |

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend};

/// One statement of a migration, and the databases that it is for.
pub(crate) enum Step {
    /// For both, after the placeholders are filled.
    Both(&'static str),
    /// For SQLite alone.
    Sqlite(&'static str),
    /// For PostgreSQL alone.
    Postgres(&'static str),
}

/// Runs the steps that are for the manager's database, in their order.
///
/// # Errors
/// What the database answers, or `DbErr::Migration` for a placeholder that this page doesn't know.
pub(crate) async fn run(manager: &SchemaManager<'_>, steps: &[Step]) -> Result<(), DbErr> {
    let backend = manager.get_database_backend();
    let connection = manager.get_connection();
    for step in steps {
        let text = match (step, backend) {
            (Step::Both(text), _)
            | (Step::Sqlite(text), DbBackend::Sqlite)
            | (Step::Postgres(text), DbBackend::Postgres) => text,
            _ => continue,
        };
        connection.execute_unprepared(&fill(text, backend)?).await?;
    }
    Ok(())
}

/// Drops tables, the last one named in a migration first.
///
/// # Errors
/// What the database answers.
pub(crate) async fn drop_tables(manager: &SchemaManager<'_>, tables: &[&str]) -> Result<(), DbErr> {
    for table in tables.iter().rev() {
        let statement = format!("DROP TABLE {table}");
        manager
            .get_connection()
            .execute_unprepared(&statement)
            .await?;
    }
    Ok(())
}

fn fill(text: &str, backend: DbBackend) -> Result<String, DbErr> {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (placeholder, after) = after.split_once('}').ok_or_else(|| unknown(after))?;
        filled.push_str(before);
        filled.push_str(&expand(placeholder, backend)?);
        rest = after;
    }
    filled.push_str(rest);
    Ok(filled)
}

fn expand(placeholder: &str, backend: DbBackend) -> Result<String, DbErr> {
    let sqlite = backend == DbBackend::Sqlite;
    if let Some(option) = table_option(placeholder) {
        return Ok(if sqlite {
            option.to_owned()
        } else {
            String::new()
        });
    }
    let (kind, column) = placeholder
        .split_once(' ')
        .ok_or_else(|| unknown(placeholder))?;
    if kind == "inline" {
        return Ok(if sqlite {
            format!(", {column}")
        } else {
            String::new()
        });
    }
    let (postgres_type, sqlite_type, rule) =
        column_type(kind).ok_or_else(|| unknown(placeholder))?;
    if !sqlite {
        return Ok(format!("{column} {postgres_type}"));
    }
    if rule.is_empty() {
        return Ok(format!("{column} {sqlite_type}"));
    }
    Ok(format!(
        "{column} {sqlite_type} CHECK ({})",
        rule.replace('#', column)
    ))
}

fn table_option(placeholder: &str) -> Option<&'static str> {
    match placeholder {
        "strict" => Some(" STRICT"),
        "keyed" => Some(" STRICT, WITHOUT ROWID"),
        _ => None,
    }
}

/// PostgreSQL's type, SQLite's type, and SQLite's rule, in which `#` stands for the column.
fn column_type(kind: &str) -> Option<(&'static str, &'static str, &'static str)> {
    Some(match kind {
        "uuid" => ("uuid", "BLOB", "length(#) = 16"),
        "json" => ("jsonb", "TEXT", "json_valid(#)"),
        "instant" => (
            "timestamptz",
            "TEXT",
            "# GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T*+00:00'",
        ),
        "day" => (
            "date",
            "TEXT",
            "# GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'",
        ),
        "bool" => ("boolean", "INTEGER", "# IN (0, 1)"),
        "bytes" => ("bytea", "BLOB", ""),
        "code" => ("text COLLATE \"C\"", "TEXT", ""),
        "bigint" => ("bigint", "INTEGER", ""),
        _ => return None,
    })
}

fn unknown(placeholder: &str) -> DbErr {
    DbErr::Migration(format!("unknown placeholder {placeholder:?}"))
}
