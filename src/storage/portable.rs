//! Copies of a whole database: into a file, and from any database into any other.

use std::path::Path;

use sea_orm::sea_query::{Expr, ExprTrait, Value};
use sea_orm::sqlx::{self, ConnectOptions as _, Connection as _};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbBackend, EntityTrait, IntoActiveModel,
    Iterable, ModelTrait, PrimaryKeyToColumn, QueryFilter, QueryOrder, QuerySelect, Statement,
};

use super::cells::rows_of;
use super::database::{Database, DatabaseOptions};
use super::entity;
use super::fault::StorageFault;
use super::schema;

/// Rows that are read and written at once.
const CHUNK: usize = 500;

/// Tables of which a row may hold megabytes: their rows are copied one by one.
const HEAVY: [&str; 1] = ["document_content"];

/// What a copy may do to the database that it goes into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// It must hold nothing.
    Empty,
    /// All that it holds is taken away, in the same transaction.
    Replaced,
}

/// Writes a consistent copy into a new SQLite file, while others read and write.
///
/// Of SQLite it is the same file without its gaps; of PostgreSQL a database with the same rows.
///
/// # Errors
/// [`StorageFault::BadCopy`] where the copy is not sound; [`StorageFault::DiskFull`]; what the
/// database answers, also where the file is there already and not empty.
pub async fn backup(
    from: &Database,
    file: &Path,
    progress: impl FnMut(&'static str, u64),
) -> Result<(), StorageFault> {
    let options = DatabaseOptions::of_file(file)?;
    if from.is_sqlite() {
        vacuum_into(from, file).await?;
    }
    let copy = Database::open(&options).await?;
    if !from.is_sqlite() {
        copy_into(from, &copy, Target::Empty, progress).await?;
    }
    check(&copy).await?;
    copy.close().await
}

/// A connection of its own: the readers may not even write elsewhere, and the writer is needed.
async fn vacuum_into(from: &Database, file: &Path) -> Result<(), StorageFault> {
    let options = from.read().get_sqlite_connection_pool().connect_options();
    let options = (*options).clone().pragma("query_only", "OFF");
    let mut connection = options.connect().await?;
    sqlx::query("VACUUM INTO ?")
        .bind(file.to_string_lossy())
        .execute(&mut connection)
        .await?;
    Ok(connection.close().await?)
}

/// Asks SQLite whether a file is sound: its pages, its indexes, and the rows that name others.
///
/// PostgreSQL has nothing of the kind and is always found sound.
///
/// # Errors
/// [`StorageFault::BadCopy`] with the first thing that is wrong.
pub async fn check(database: &Database) -> Result<(), StorageFault> {
    if !database.is_sqlite() {
        return Ok(());
    }
    let ask = |sql: &str| {
        database
            .read()
            .query_all_raw(Statement::from_string(DbBackend::Sqlite, sql))
    };
    for row in ask("PRAGMA integrity_check(1)").await? {
        let said: String = row.try_get_by_index(0)?;
        if said != "ok" {
            return Err(StorageFault::BadCopy(said));
        }
    }
    match ask("PRAGMA foreign_key_check").await?.first() {
        None => Ok(()),
        Some(row) => {
            let table: String = row.try_get_by_index(0)?;
            Err(StorageFault::BadCopy(format!(
                "a row of {table} names one that isn't there"
            )))
        }
    }
}

/// Copies every row of one state of a database into another, in one transaction.
///
/// The other is brought to the same schema first; what the copy holds is what was there when it began. Tells
/// `progress` each table and how many of its rows are copied so far.
///
/// # Errors
/// [`StorageFault::BadCopy`] where the schemas differ or the other is to be empty and is not; then, as with any
/// other fault, nothing of the other has changed.
pub async fn copy_into(
    from: &Database,
    other: &Database,
    into: Target,
    mut progress: impl FnMut(&'static str, u64),
) -> Result<(), StorageFault> {
    let source = from.begin_read().await?;
    let target = schema::begin(other).await?;
    schema::prepare(&target, into == Target::Replaced).await?;
    if schema::states(&source).await? != schema::states(&target).await? {
        return Err(StorageFault::BadCopy(
            "its schema is not up to date".to_owned(),
        ));
    }
    let defer = match other.backend() {
        DbBackend::Sqlite => "PRAGMA defer_foreign_keys = ON",
        _ => "SET CONSTRAINTS ALL DEFERRED",
    };
    target.execute_unprepared(defer).await?;
    // The first migration made keys; those of the copy go in their place.
    entity::secret_key::Entity::delete_many()
        .exec(&target)
        .await?;
    copy_tables(&source, &target, &mut progress).await?;
    target.commit().await?;
    Ok(source.rollback().await?)
}

/// Copies tables one after another, telling of each.
macro_rules! tables {
    ($source:ident, $target:ident, $progress:ident; $($table:ident),+ $(,)?) => {$(
        let told = |rows| $progress(stringify!($table), rows);
        copy_table::<entity::$table::Entity>($source, $target, told).await?;
    )+};
}

/// Copies the tables, those that are named by others first.
async fn copy_tables(
    source: &DatabaseTransaction,
    target: &DatabaseTransaction,
    progress: &mut impl FnMut(&'static str, u64),
) -> Result<(), StorageFault> {
    copy_nominated(source, target, progress).await?;
    copy_sign_ins(source, target, progress).await?;
    copy_dossiers(source, target, progress).await?;
    copy_surveys(source, target, progress).await?;
    copy_council(source, target, progress).await?;
    copy_tasks(source, target, progress).await?;
    copy_audit(source, target, progress).await
}

/// Places, rules, people, and who is nominated for what.
async fn copy_nominated(
    source: &DatabaseTransaction,
    target: &DatabaseTransaction,
    progress: &mut impl FnMut(&'static str, u64),
) -> Result<(), StorageFault> {
    tables!(source, target, progress;
        secret_key,
        area,
        area_lineage,
        household,
        regulation,
        questionnaire,
        certification_round,
        deadline,
        merger_plan,
        merger_plan_commune,
        account,
        token,
        token_area,
        candidacy,
    );
    Ok(())
}

/// How people sign in.
async fn copy_sign_ins(
    source: &DatabaseTransaction,
    target: &DatabaseTransaction,
    progress: &mut impl FnMut(&'static str, u64),
) -> Result<(), StorageFault> {
    tables!(source, target, progress;
        sign_in,
        logout_token,
        identity,
        admin_grant,
    );
    Ok(())
}

/// Documents, and what dossiers hold.
async fn copy_dossiers(
    source: &DatabaseTransaction,
    target: &DatabaseTransaction,
    progress: &mut impl FnMut(&'static str, u64),
) -> Result<(), StorageFault> {
    tables!(source, target, progress;
        document_content,
        document,
        attachment,
        criterion_appraisal,
        organisation_opinion,
        debt_statement,
        condition_statement,
        frozen_dossier,
    );
    Ok(())
}

/// Surveys, what residents said, and what the Front did about it.
#[expect(
    clippy::cognitive_complexity,
    reason = "a list of tables, one after another"
)]
async fn copy_surveys(
    source: &DatabaseTransaction,
    target: &DatabaseTransaction,
    progress: &mut impl FnMut(&'static str, u64),
) -> Result<(), StorageFault> {
    tables!(source, target, progress;
        survey,
        survey_hamlet,
        survey_collector,
        device_queue,
        response,
        set_aside,
        tally,
        frozen_result,
        issued_forms,
        roster_change,
        count_entry,
        count_record,
        count_record_scan,
        posting,
        objection,
        verification,
        sample,
        sample_stratum,
        sample_household,
        matched_table,
        comment_text,
        response_review,
        comment_handling,
        front_report,
        front_report_version,
        front_report_conclusion,
        correction,
        enrolment,
        invitation,
    );
    Ok(())
}

/// The council, its votes, decisions and titles.
async fn copy_council(
    source: &DatabaseTransaction,
    target: &DatabaseTransaction,
    progress: &mut impl FnMut(&'static str, u64),
) -> Result<(), StorageFault> {
    tables!(source, target, progress;
        council_member,
        council_session,
        session_seat,
        agenda_item,
        ballot_box,
        ballot_sheet,
        vote_result,
        decision,
        decided_candidacy,
        deferral,
        area_title,
        reassessment,
    );
    Ok(())
}

/// What was dropped, and the audit of all.
async fn copy_audit(
    source: &DatabaseTransaction,
    target: &DatabaseTransaction,
    progress: &mut impl FnMut(&'static str, u64),
) -> Result<(), StorageFault> {
    tables!(source, target, progress;
        erasure,
        retention,
        disposal,
        breach,
        audit_entry,
        audit_head,
        audit_row,
        access_log,
        webhook,
        webhook_event,
    );
    Ok(())
}

/// Copies the tables of notices, OCOP, indicators and hamlets, which name areas, accounts and
/// documents alone.
async fn copy_tasks(
    source: &DatabaseTransaction,
    target: &DatabaseTransaction,
    progress: &mut impl FnMut(&'static str, u64),
) -> Result<(), StorageFault> {
    tables!(source, target, progress;
        directive,
        directive_task,
        task_helper,
        assignment,
        assignment_report,
        ocop_producer,
        ocop_product,
        ocop_rating,
        ocop_score,
        indicator,
        hamlet_title,
        sponsor,
        sponsor_commune,
        earlier_entry,
    );
    Ok(())
}

async fn copy_table<E>(
    source: &DatabaseTransaction,
    target: &DatabaseTransaction,
    mut told: impl FnMut(u64),
) -> Result<(), StorageFault>
where
    E: EntityTrait,
    E::Model: ModelTrait<Entity = E> + IntoActiveModel<E::ActiveModel> + Sync,
    E::ActiveModel: Send,
{
    let table = || E::default().table_name().to_owned();
    if E::find().one(target).await?.is_some() {
        return Err(StorageFault::BadCopy(format!("{} is not empty", table())));
    }
    let key: Vec<E::Column> = E::PrimaryKey::iter()
        .map(PrimaryKeyToColumn::into_column)
        .collect();
    let limit = if HEAVY.contains(&table().as_str()) {
        1
    } else {
        CHUNK.min(rows_of(E::Column::iter().count()))
    };
    let mut last: Option<Vec<Value>> = None;
    let mut copied: u64 = 0;
    loop {
        let rows = chunk::<E>(source, &key, last.as_deref(), limit).await?;
        let Some(row) = rows.last() else {
            told(copied);
            return Ok(());
        };
        last = Some(key.iter().map(|column| row.get(*column)).collect());
        let written = E::insert_many(rows.into_iter().map(IntoActiveModel::into_active_model))
            .exec_without_returning(target)
            .await?;
        copied = copied.saturating_add(written);
        told(copied);
    }
}

async fn chunk<E: EntityTrait>(
    source: &DatabaseTransaction,
    key: &[E::Column],
    after: Option<&[Value]>,
    limit: usize,
) -> Result<Vec<E::Model>, StorageFault> {
    let columns = || key.iter().map(|column| column.into_expr());
    let mut rows = E::find().limit(u64::try_from(limit).unwrap_or(1));
    for column in columns() {
        rows = rows.order_by_asc(column);
    }
    if let Some(after) = after {
        let after = after.iter().cloned().map(Expr::val);
        rows = rows.filter(Expr::tuple(columns()).gt(Expr::tuple(after)));
    }
    Ok(rows.all(source).await?)
}
