//! Backups made while serving: when the next is due, and how many stay.
//!
//! A copy gets its name only once it was found sound, so each file in the folder that has such a
//! name is a good one, and the newest name says when the last was made, also after a restart.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::{NaiveDateTime, TimeDelta};

use super::keep::{self, KeepRefusal, UNFINISHED};
use super::progress::Silent;
use crate::domain::base::clock::Instant;
use crate::storage::database::DatabaseOptions;

/// What the names of the copies begin and end with, around the instant in UTC.
const NAME: (&str, &str) = ("longdan-", ".db");
/// How the instant is written in a name.
const WRITTEN: &str = "%Y%m%dT%H%M%SZ";
/// How long is waited after a failure, where backups are rarer than that.
const AFTER_FAILURE: TimeDelta = TimeDelta::minutes(10);

/// How long a copy must not have changed to count as left behind.
const ABANDONED: TimeDelta = TimeDelta::hours(1);

/// Where backups go, how often, and how many of them stay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupPlan {
    /// The folder, which is made where it is missing.
    pub folder: PathBuf,
    /// From one backup to the next.
    pub every: TimeDelta,
    /// How many of the newest stay, at least 1.
    pub keep: usize,
}

/// From one backup to the next where nothing is said.
pub const EVERY: TimeDelta = TimeDelta::days(1);

/// What happened so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct History {
    /// When the last good backup was made.
    pub good: Option<Instant>,
    /// When the last one failed, if none was made since.
    pub failed: Option<Instant>,
}

/// How long to wait for the next backup: nothing where it is due.
///
/// A backup or failure that lies in the future was noted by a clock that has been put right since;
/// it never makes anybody wait longer than an ordinary one.
#[must_use]
pub fn wait(now: Instant, history: History, every: TimeDelta) -> TimeDelta {
    let left = |since: Option<Instant>, pause: TimeDelta| {
        since.map_or(TimeDelta::zero(), |since| {
            let passed = now.signed_duration_since(since).max(TimeDelta::zero());
            pause
                .checked_sub(&passed)
                .unwrap_or_default()
                .max(TimeDelta::zero())
        })
    };
    left(history.good, every).max(left(history.failed, every.min(AFTER_FAILURE)))
}

/// Makes one backup now, has it checked, and takes away those that are too many.
///
/// # Errors
/// [`KeepRefusal`]; then the copies that are there all stay.
pub async fn make(
    database: &DatabaseOptions,
    plan: &BackupPlan,
    now: Instant,
) -> Result<PathBuf, KeepRefusal> {
    fs::create_dir_all(&plan.folder)?;
    let (begin, end) = NAME;
    let name = format!("{begin}{}{end}", now.format(WRITTEN));
    let file = plan.folder.join(name);
    keep::backup(database, &file, &Silent).await?;
    let made = copies(&plan.folder)?;
    for (_, old) in made.iter().rev().skip(plan.keep.max(1)) {
        fs::remove_file(old)?;
    }
    Ok(file)
}

/// Removes what a process that was killed left of the copy that it was writing; says how many files.
///
/// A copy that is being written changes all the time, so that what has not changed for an hour is
/// nobody's any more.
///
/// # Errors
/// Where the folder can't be read or a file not be removed; a folder that is missing holds none.
pub fn sweep(folder: &Path, now: Instant) -> io::Result<usize> {
    let entries = match fs::read_dir(folder) {
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => return Ok(0),
        entries => entries?,
    };
    let mut removed = 0_usize;
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name();
        let is_unfinished = name
            .to_str()
            .is_some_and(|name| name.starts_with(UNFINISHED));
        if is_unfinished && now.signed_duration_since(changed(&entry)?) >= ABANDONED {
            fs::remove_file(entry.path())?;
            removed = removed.saturating_add(1);
        }
    }
    Ok(removed)
}

fn changed(entry: &fs::DirEntry) -> io::Result<Instant> {
    Ok(Instant::from(entry.metadata()?.modified()?))
}

/// When the last good backup in a folder was made; `None` where there is none.
#[must_use]
pub fn last(folder: &Path) -> Option<Instant> {
    copies(folder).ok()?.last().map(|(at, _)| *at)
}

/// The copies in a folder, the oldest first; files of other names are none of ours.
fn copies(folder: &Path) -> io::Result<Vec<(Instant, PathBuf)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let at = entry.file_name().to_str().and_then(made_at);
        found.extend(at.map(|at| (at, entry.path())));
    }
    found.sort();
    Ok(found)
}

/// The instant in the name of a copy.
fn made_at(name: &str) -> Option<Instant> {
    let (begin, end) = NAME;
    let written = name.strip_prefix(begin)?.strip_suffix(end)?;
    let at = NaiveDateTime::parse_from_str(written, WRITTEN).ok()?;
    Some(at.and_utc())
}
