//! Backup and restore: one SQLite file, whatever the database.
//!
//! A restore looks first: the file must be sound, of a schema that this program knows, and its
//! figures must agree with its responses. Only then is anything replaced, and that at once: a file
//! takes another's name, or one transaction is committed.

use std::error::Error;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tempfile::{Builder, NamedTempFile, TempPath};

use super::erasures;
use super::office::Office;
use super::progress::{Progress, Work};
use super::refusal::Refusal;
use super::retentions;
use super::verify::all::{Asked, verify};
use crate::domain::base::chance::Chance;
use crate::domain::base::clock::{Clock, Instant};
use crate::domain::base::page::PageRequest;
use crate::domain::place::area::AreaLevel;
use crate::storage::database::{Database, DatabaseOptions};
use crate::storage::fault::StorageFault;
use crate::storage::portable::{self, Target};
use crate::storage::{accounts, areas, rounds, schema, takeover};

/// What the name of a copy begins with until it is found sound.
pub(super) const UNFINISHED: &str = ".longdan-unfinished-";

/// Why nothing was backed up or restored.
#[derive(Debug, thiserror::Error)]
pub enum KeepRefusal {
    /// The file is there already.
    #[error("the file is there already")]
    FileExists,
    /// A file can't be read or written.
    #[error("{0}")]
    Files(#[from] io::Error),
    /// The backup can't be used.
    #[error("the backup can't be used")]
    BadBackup(#[source] Box<dyn Error + Send + Sync>),
    /// The backup's figures don't agree with its responses, in so many places.
    #[error("{0} figures differ from the responses")]
    Differs(usize),
    /// The database holds something, and is not to be replaced.
    #[error("the database is not empty")]
    NotEmpty,
    /// Another process has the SQLite file open.
    #[error("the database is in use")]
    InUse,
    /// The database refused.
    #[error(transparent)]
    Refused(#[from] Refusal),
}

impl From<StorageFault> for KeepRefusal {
    fn from(fault: StorageFault) -> Self {
        match fault {
            StorageFault::BadCopy(_) | StorageFault::NewerSchema(_) => {
                Self::BadBackup(fault.into())
            }
            other => Self::Refused(other.into()),
        }
    }
}

/// Clock and chance of whoever asks.
#[derive(Clone)]
pub struct Tools {
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Chance.
    pub chance: Arc<dyn Chance>,
}

/// Writes a consistent backup into a new file, while others read and write.
///
/// # Errors
/// [`KeepRefusal`]; no file is left behind.
pub async fn backup(
    options: &DatabaseOptions,
    file: &Path,
    progress: &dyn Progress,
) -> Result<(), KeepRefusal> {
    if file.exists() {
        return Err(KeepRefusal::FileExists);
    }
    let from = Database::open(options).await?;
    let written = write_beside(&from, file, progress).await;
    from.close().await?;
    let written = written?;
    // A large file takes seconds to reach the disk, in which a server has other things to do.
    let synced = tokio::task::spawn_blocking(move || sync(&written).map(|()| written));
    synced
        .await
        .map_err(io::Error::other)??
        .persist_noclobber(file)
        .map_err(|fault| match fault.error.kind() {
            io::ErrorKind::AlreadyExists => KeepRefusal::FileExists,
            _ => KeepRefusal::Files(fault.error),
        })?;
    Ok(sync_folder(file)?)
}

/// Copies a SQLite file beside itself where migrations are about to change it, and says where.
///
/// # Errors
/// As [`backup`].
pub async fn before_migrating(
    options: &DatabaseOptions,
    sqlite_file: &Path,
    now: Instant,
    progress: &dyn Progress,
) -> Result<Option<PathBuf>, KeepRefusal> {
    if fs::metadata(sqlite_file).map_or(0, |about| about.len()) == 0 {
        return Ok(None);
    }
    let database = Database::open(options).await?;
    let states = schema::status(&database).await;
    database.close().await?;
    let states = states?;
    let applied = states.iter().filter(|state| state.applied).count();
    if applied == 0 || applied == states.len() {
        return Ok(None);
    }
    let copy = aside(sqlite_file, "before-migrating", now);
    backup(options, &copy, progress).await?;
    Ok(Some(copy))
}

async fn write_beside(
    from: &Database,
    file: &Path,
    progress: &dyn Progress,
) -> Result<TempPath, KeepRefusal> {
    let beside = Builder::new()
        .prefix(UNFINISHED)
        .tempfile_in(folder(file))?;
    let beside = beside.into_temp_path();
    progress.begin(Work::Copying, 0);
    portable::backup(from, &beside, counted(progress)).await?;
    progress.end();
    Ok(beside)
}

/// Rows of one table so far, as steps more than before.
fn counted(progress: &dyn Progress) -> impl FnMut(&'static str, u64) {
    let mut last = ("", 0);
    move |table, rows| {
        let before = if last.0 == table { last.1 } else { 0 };
        progress.advance(rows.saturating_sub(before));
        last = (table, rows);
    }
}

/// Puts a backup in place of an empty database, or of any where `replace` says so. What a SQLite
/// database held before is kept beside it; the answer says where.
///
/// # Errors
/// [`KeepRefusal`]; the database is as it was.
pub async fn restore(
    options: &DatabaseOptions,
    sqlite_file: Option<&Path>,
    file: &Path,
    replace: bool,
    tools: &Tools,
    progress: &dyn Progress,
) -> Result<Option<PathBuf>, KeepRefusal> {
    let room = sqlite_file.map_or_else(std::env::temp_dir, folder);
    let copy = NamedTempFile::new_in(room)?.into_temp_path();
    fs::copy(file, &copy)?;
    examine(&copy, tools, progress).await?;
    forget_again(options, sqlite_file, &copy, tools).await?;
    if let Some(path) = sqlite_file {
        return restore_file(options, path, copy, replace, tools.clock.now()).await;
    }
    let from = Database::open(&DatabaseOptions::of_file(&copy)?).await?;
    let copied = restore_rows(options, &from, replace, progress).await;
    from.close().await?;
    copied.map(|()| None)
}

/// Applies what the database to be replaced has erased to the copy that takes its place.
async fn forget_again(
    options: &DatabaseOptions,
    sqlite_file: Option<&Path>,
    copy: &Path,
    tools: &Tools,
) -> Result<(), KeepRefusal> {
    let is_there = |file: &Path| fs::metadata(file).is_ok_and(|about| about.len() > 0);
    if !sqlite_file.is_none_or(is_there) {
        return Ok(());
    }
    let replaced = Database::open(options).await?;
    let remembered = erasures::remembered(&replaced).await;
    let taken_away = retentions::remembered(&replaced).await;
    replaced.close().await?;
    let (remembered, taken_away) = (remembered?, taken_away?);
    if remembered.is_empty() && taken_away.is_empty() {
        return Ok(());
    }
    let database = Database::open(&DatabaseOptions::of_file(copy)?).await?;
    let (now, chance) = (tools.clock.now(), tools.chance.as_ref());
    let applied = async {
        erasures::apply_again(&database, &remembered, now, chance).await?;
        retentions::apply_again(&database, &taken_away, now, chance).await
    };
    let applied = applied.await;
    database.close().await?;
    Ok(applied?)
}

/// Holds that a copy of a backup can be trusted, and brings it up to this program's schema.
async fn examine(copy: &Path, tools: &Tools, progress: &dyn Progress) -> Result<(), KeepRefusal> {
    let unusable = |fault: StorageFault| KeepRefusal::BadBackup(fault.into());
    let database = Database::open(&DatabaseOptions::of_file(copy)?)
        .await
        .map_err(unusable)?;
    portable::check(&database).await.map_err(unusable)?;
    let states = schema::status(&database).await?;
    if !states.iter().any(|state| state.applied) {
        return Err(KeepRefusal::BadBackup("no schema".into()));
    }
    schema::up(&database, None).await?;
    let office = Office::on(
        database,
        Arc::clone(&tools.clock),
        Arc::clone(&tools.chance),
    )
    .await?;
    let verified = verify(&office, &Asked::default(), progress).await;
    office.close().await?;
    match verified?.findings.len() {
        0 => Ok(()),
        count => Err(KeepRefusal::Differs(count)),
    }
}

async fn restore_file(
    options: &DatabaseOptions,
    path: &Path,
    copy: TempPath,
    replace: bool,
    now: Instant,
) -> Result<Option<PathBuf>, KeepRefusal> {
    let held = fs::metadata(path).is_ok_and(|about| about.len() > 0);
    let kept = held.then(|| aside(path, "before-restore", now));
    if let Some(kept) = &kept {
        take_over(options, replace).await?;
        // The old file keeps its content under another name; the name itself is never without one.
        fs::hard_link(path, kept).or_else(|_| fs::copy(path, kept).map(|_| ()))?;
    }
    sync(&copy)?;
    copy.persist(path).map_err(|fault| fault.error)?;
    sync_folder(path)?;
    Ok(kept)
}

/// Holds that nobody has the file open, and that it may be replaced.
async fn take_over(options: &DatabaseOptions, replace: bool) -> Result<(), KeepRefusal> {
    let database = Database::open(options).await?;
    let taken = async {
        if !replace && !is_empty(&database).await? {
            return Err(KeepRefusal::NotEmpty);
        }
        takeover::alone(&database)
            .await
            .map_err(|fault| match fault {
                StorageFault::Busy(_) => KeepRefusal::InUse,
                other => other.into(),
            })
    };
    let taken = taken.await;
    database.close().await?;
    taken
}

async fn restore_rows(
    options: &DatabaseOptions,
    from: &Database,
    replace: bool,
    progress: &dyn Progress,
) -> Result<(), KeepRefusal> {
    let target = Database::open(options).await?;
    progress.begin(Work::Copying, 0);
    let copied = async {
        if !replace && !is_empty(&target).await? {
            return Err(KeepRefusal::NotEmpty);
        }
        Ok(portable::copy_into(from, &target, Target::Replaced, counted(progress)).await?)
    };
    let copied = copied.await;
    progress.end();
    target.close().await?;
    copied
}

/// Whether a database holds nothing of anybody's: at most what comes with the program.
pub(super) async fn is_empty(database: &Database) -> Result<bool, StorageFault> {
    let states = schema::status(database).await?;
    if !states.iter().all(|state| state.applied) {
        return Ok(!states.iter().any(|state| state.applied));
    }
    let read = database.read();
    Ok(areas::of_level(read, AreaLevel::Province, None)
        .await?
        .is_empty()
        && accounts::tokens(read).await?.is_empty()
        && rounds::list(read, None, &PageRequest::default())
            .await?
            .rows
            .is_empty())
}

/// A name beside a file that nothing has: the file's, why, and when.
fn aside(file: &Path, why: &str, now: Instant) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(format!(".{why}-{}", now.format("%Y%m%dT%H%M%S%6f")));
    PathBuf::from(name)
}

fn folder(file: &Path) -> PathBuf {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_path_buf(),
        _ => PathBuf::from("."),
    }
}

fn sync(file: &Path) -> io::Result<()> {
    File::open(file)?.sync_all()
}

/// A name is durable once its folder is; where a folder can't be opened, the system sees to it.
fn sync_folder(file: &Path) -> io::Result<()> {
    File::open(folder(file)).map_or(Ok(()), |folder| folder.sync_all())
}
