//! The tables that the audit vouches for, and what a transaction changed.
//!
//! Each entry of the audit carries the digests of the things that its transaction has changed. Which
//! they are is told by the database, so that no use case can forget one: triggers write the key of
//! each changed thing into a temporary table of the connection, and the note at the end of the
//! transaction takes it from there. A change from elsewhere, by hand, is vouched for by nobody, and
//! `verify` finds it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, Statement};
use uuid::Uuid;

use super::database::{Database, Transaction};
use super::digest::Part;
use super::entity;
use super::fault::StorageFault;
use super::thing::{Thing, each, grouped};

/// Everything that the audit vouches for, by name of the table.
///
/// A new table goes here, or with its reason into [`APART`]; a test holds that each is in one of them.
pub static THINGS: &[Thing] = &[
    each::<entity::account::Entity>("account"),
    each::<entity::admin_grant::Entity>("admin_grant"),
    each::<entity::area::Entity>("area"),
    grouped::<entity::area_lineage::Entity>("area_lineage", "successor_id"),
    grouped::<entity::attachment::Entity>("attachment", "subject_id"),
    each::<entity::breach::Entity>("breach"),
    each::<entity::candidacy::Entity>("candidacy"),
    each::<entity::certification_round::Entity>("certification_round"),
    grouped::<entity::comment_handling::Entity>("comment_handling", "survey_id"),
    each::<entity::condition_statement::Entity>("condition_statement"),
    grouped::<entity::correction::Entity>("correction", "survey_id"),
    each::<entity::criterion_appraisal::Entity>("criterion_appraisal"),
    grouped::<entity::count_entry::Entity>("count_entry", "survey_id"),
    grouped::<entity::count_record::Entity>("count_record", "survey_id"),
    grouped::<entity::count_record_scan::Entity>("count_record_scan", "survey_id"),
    grouped::<entity::deadline::Entity>("deadline", "round_id"),
    each::<entity::debt_statement::Entity>("debt_statement"),
    each::<entity::document::Entity>("document"),
    each::<entity::enrolment::Entity>("enrolment"),
    each::<entity::front_report::Entity>("front_report"),
    grouped::<entity::front_report_conclusion::Entity>("front_report_conclusion", "report_id"),
    grouped::<entity::front_report_version::Entity>("front_report_version", "report_id"),
    grouped::<entity::frozen_dossier::Entity>("frozen_dossier", "candidacy_id"),
    grouped::<entity::frozen_result::Entity>("frozen_result", "survey_id"),
    grouped::<entity::household::Entity>("household", "hamlet_id"),
    grouped::<entity::identity::Entity>("identity", "account_id"),
    grouped::<entity::invitation::Entity>("invitation", "survey_id"),
    grouped::<entity::issued_forms::Entity>("issued_forms", "survey_id"),
    grouped::<entity::matched_table::Entity>("matched_table", "survey_id"),
    each::<entity::merger_plan::Entity>("merger_plan"),
    grouped::<entity::merger_plan_commune::Entity>("merger_plan_commune", "plan_id"),
    each::<entity::objection::Entity>("objection"),
    each::<entity::organisation_opinion::Entity>("organisation_opinion"),
    each::<entity::posting::Entity>("posting"),
    each::<entity::questionnaire::Entity>("questionnaire"),
    each::<entity::regulation::Entity>("regulation"),
    // What was accepted is vouched for by its batch's digest; here, what was voided since.
    each::<entity::response::Entity>("response").of_part(Part {
        key: "survey_id",
        left_out: &[],
        only: &["id", "voided_at", "voided_by", "void_reason"],
        filled: Some("voided_at"),
    }),
    grouped::<entity::response_review::Entity>("response_review", "survey_id"),
    grouped::<entity::retention::Entity>("retention", "survey_id"),
    grouped::<entity::roster_change::Entity>("roster_change", "hamlet_id"),
    grouped::<entity::sample::Entity>("sample", "survey_id"),
    grouped::<entity::sample_household::Entity>("sample_household", "survey_id"),
    grouped::<entity::sample_stratum::Entity>("sample_stratum", "survey_id"),
    // The version rises with each batch of responses, which has an entry and a digest of its own.
    each::<entity::survey::Entity>("survey").of_part(Part {
        key: "id",
        left_out: &["version"],
        only: &[],
        filled: None,
    }),
    grouped::<entity::survey_collector::Entity>("survey_collector", "survey_id"),
    grouped::<entity::survey_hamlet::Entity>("survey_hamlet", "survey_id"),
    each::<entity::token::Entity>("token"),
    grouped::<entity::token_area::Entity>("token_area", "token_id"),
    each::<entity::verification::Entity>("verification"),
    each::<entity::agenda_item::Entity>("agenda_item"),
    each::<entity::area_title::Entity>("area_title"),
    each::<entity::assignment::Entity>("assignment"),
    each::<entity::assignment_report::Entity>("assignment_report"),
    each::<entity::council_member::Entity>("council_member"),
    each::<entity::council_session::Entity>("council_session"),
    grouped::<entity::decided_candidacy::Entity>("decided_candidacy", "candidacy_id"),
    each::<entity::decision::Entity>("decision"),
    grouped::<entity::deferral::Entity>("deferral", "candidacy_id"),
    each::<entity::directive::Entity>("directive"),
    each::<entity::directive_task::Entity>("directive_task"),
    grouped::<entity::earlier_entry::Entity>("earlier_entry", "subject"),
    each::<entity::hamlet_title::Entity>("hamlet_title"),
    each::<entity::indicator::Entity>("indicator"),
    each::<entity::ocop_producer::Entity>("ocop_producer"),
    each::<entity::ocop_product::Entity>("ocop_product"),
    each::<entity::ocop_rating::Entity>("ocop_rating"),
    each::<entity::ocop_score::Entity>("ocop_score"),
    grouped::<entity::reassessment::Entity>("reassessment", "candidacy_id"),
    grouped::<entity::session_seat::Entity>("session_seat", "session_id"),
    each::<entity::sponsor::Entity>("sponsor"),
    grouped::<entity::sponsor_commune::Entity>("sponsor_commune", "sponsor_id"),
    grouped::<entity::task_helper::Entity>("task_helper", "task_id"),
    grouped::<entity::vote_result::Entity>("vote_result", "item_id"),
];

/// Tables that the audit doesn't vouch for row by row, and why.
pub const APART: &[(&str, &str)] = &[
    ("access_log", "only ever added to; reading changes nothing"),
    ("audit_entry", "the chain itself"),
    ("audit_head", "the chain itself"),
    (
        "audit_row",
        "the chain itself: the hash over them is in the entry",
    ),
    (
        "ballot_box",
        "the counters of a vote that is secret; vote_result holds what came of them",
    ),
    (
        "ballot_sheet",
        "figures of a secret vote, small enough to be guessed from a digest; see vote_result",
    ),
    (
        "comment_text",
        "folded from the comments, which the digest of their batch holds",
    ),
    (
        "device_queue",
        "what phones say of themselves; no figure follows from it",
    ),
    (
        "disposal",
        "a restore writes it again; the entry of the taking away names its survey",
    ),
    (
        "document_content",
        "its hash is its key, which document vouches for",
    ),
    (
        "erasure",
        "a restore writes it again; the entry of the erasure names its survey",
    ),
    (
        "logout_token",
        "lives for minutes; what it ended has an entry",
    ),
    (
        "secret_key",
        "its digest stands in the first entry of the main chain",
    ),
    (
        "set_aside",
        "the digest of its batch stands in the batch's entry",
    ),
    (
        "sign_in",
        "lives for hours and is used up; its beginning and its end stand in the audit",
    ),
    (
        "tally",
        "counted again from the responses and the count records",
    ),
    (
        "webhook",
        "who is told of events, and how far; making and taking away have entries",
    ),
    (
        "webhook_event",
        "what was told follows from the entries of the audit",
    ),
];

/// The thing that a table holds.
#[must_use]
pub fn thing(table: &str) -> Option<&'static Thing> {
    THINGS.iter().find(|thing| thing.table == table)
}

/// Lets the connection that writes SQLite take down what it changes from now on.
///
/// On PostgreSQL the triggers hang on the tables, see `hang`. Safe to repeat.
///
/// # Errors
/// What the database answers.
pub async fn watch(database: &Database) -> Result<(), StorageFault> {
    if !database.is_sqlite() {
        return Ok(());
    }
    let tables = columns(database.write()).await?;
    let mut script = "CREATE TEMPORARY TABLE IF NOT EXISTS audit_touched
            (thing TEXT NOT NULL, key BLOB NOT NULL, PRIMARY KEY (thing, key)) STRICT, WITHOUT ROWID;
         DELETE FROM temp.audit_touched;\n"
        .to_owned();
    for thing in THINGS {
        if let Some(columns) = tables.get(thing.table) {
            script.push_str(&thing.watch(columns));
        }
    }
    database.write().execute_unprepared(&script).await?;
    database.on_connect(script);
    Ok(())
}

/// Hangs PostgreSQL's triggers on the tables that have none; does nothing on SQLite.
///
/// # Errors
/// What the database answers.
pub(crate) async fn hang(tx: &Transaction) -> Result<(), StorageFault> {
    if tx.get_database_backend() != DbBackend::Postgres || !has_function(tx).await? {
        return Ok(());
    }
    let tables = columns(tx).await?;
    let hung = hung(tx).await?;
    for thing in THINGS.iter().filter(|thing| !hung.contains(thing.table)) {
        let Some(columns) = tables.get(thing.table) else {
            continue;
        };
        let (table, key) = (thing.table, thing.part.key);
        let events: Vec<String> = thing
            .events(columns)
            .into_iter()
            .map(|(_, event, _)| event)
            .collect();
        let statement = format!(
            "CREATE TRIGGER audit_touch AFTER {} ON {table}
             FOR EACH ROW EXECUTE FUNCTION audit_touch('{table}', '{key}')",
            events.join(" OR ")
        );
        tx.execute_unprepared(&statement).await?;
    }
    Ok(())
}

/// Takes PostgreSQL's triggers off, so that a migration may change the columns that they name.
///
/// # Errors
/// What the database answers.
pub(crate) async fn unhang(tx: &Transaction) -> Result<(), StorageFault> {
    if tx.get_database_backend() != DbBackend::Postgres {
        return Ok(());
    }
    for table in hung(tx).await? {
        tx.execute_unprepared(&format!("DROP TRIGGER audit_touch ON {table}"))
            .await?;
    }
    Ok(())
}

/// What this transaction has changed since it was last asked.
///
/// # Errors
/// What the database answers.
pub async fn touched(tx: &Transaction) -> Result<BTreeMap<String, Vec<Uuid>>, StorageFault> {
    #[derive(FromQueryResult)]
    struct Touched {
        thing: String,
        key: Uuid,
    }
    let backend = tx.get_database_backend();
    let statement = match backend {
        DbBackend::Sqlite => "DELETE FROM temp.audit_touched RETURNING thing, key",
        _ => "SELECT thing, key FROM audit_touched_rows()",
    };
    let rows = Touched::find_by_statement(Statement::from_string(backend, statement));
    let mut touched: BTreeMap<String, Vec<Uuid>> = BTreeMap::new();
    for Touched { thing, key } in rows.all(tx).await? {
        touched.entry(thing).or_default().push(key);
    }
    Ok(touched)
}

/// The tables that are there, with their columns.
async fn columns(
    db: &impl ConnectionTrait,
) -> Result<HashMap<String, BTreeSet<String>>, StorageFault> {
    let backend = db.get_database_backend();
    let statement = match backend {
        DbBackend::Sqlite => {
            "SELECT m.name, c.name FROM main.sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'"
        }
        _ => {
            "SELECT table_name::text, column_name::text FROM information_schema.columns
             WHERE table_schema = current_schema()"
        }
    };
    let mut tables: HashMap<String, BTreeSet<String>> = HashMap::new();
    for row in db
        .query_all_raw(Statement::from_string(backend, statement))
        .await?
    {
        let (table, column): (String, String) =
            (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
        tables.entry(table).or_default().insert(column);
    }
    Ok(tables)
}

async fn has_function(tx: &Transaction) -> Result<bool, StorageFault> {
    let statement = "SELECT to_regproc('audit_touch') IS NOT NULL";
    let row = tx
        .query_one_raw(Statement::from_string(DbBackend::Postgres, statement))
        .await?;
    Ok(match row {
        Some(row) => row.try_get_by_index(0)?,
        None => false,
    })
}

/// The tables that a trigger hangs on.
async fn hung(tx: &Transaction) -> Result<BTreeSet<String>, StorageFault> {
    let statement = "SELECT c.relname::text FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
                     WHERE t.tgname = 'audit_touch' AND c.relnamespace = current_schema()::regnamespace";
    let rows = tx
        .query_all_raw(Statement::from_string(DbBackend::Postgres, statement))
        .await?;
    rows.iter()
        .map(|row| Ok(row.try_get_by_index(0)?))
        .collect()
}
