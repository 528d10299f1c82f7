//! Backs up again and again while the server serves.

use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::TimeDelta;

use super::open;
use crate::domain::base::clock::{Clock, Instant};
use crate::services::backups::{self, BackupPlan, History};
use crate::services::keep::KeepRefusal;
use crate::services::schema::DatabaseOptions;

/// How often it is looked whether a backup is due, so that a clock that is put right is noticed.
const LOOK_EVERY: Duration = Duration::from_mins(1);
/// When the last good backup was made, for `/metrics`.
const LAST_GOOD: &str = "longdan_backup_last_success_timestamp_seconds";
/// Backups that were tried, by what became of them, for `/metrics`.
const TRIED: &str = "longdan_backups_total";

/// Backs up by the plan until it is dropped.
pub async fn run(database: DatabaseOptions, plan: BackupPlan) {
    let clock = open::clock();
    tell_swept(backups::sweep(&plan.folder, clock.now()));
    let mut history = History {
        good: backups::last(&plan.folder),
        failed: None,
    };
    loop {
        tell_last(history.good);
        pause(clock.as_ref(), history, plan.every).await;
        let began = clock.now();
        let made = backups::make(&database, &plan, began).await;
        let ended = clock.now();
        tell(
            made.as_ref().map(PathBuf::as_path),
            ended.signed_duration_since(began),
        );
        history = match made {
            Ok(_) => History {
                good: Some(began),
                failed: None,
            },
            Err(_) => History {
                failed: Some(ended),
                ..history
            },
        };
    }
}

/// Waits until a backup is due.
async fn pause(clock: &dyn Clock, history: History, every: TimeDelta) {
    loop {
        let wait = backups::wait(clock.now(), history, every);
        if wait <= TimeDelta::zero() {
            return;
        }
        let wait = wait.to_std().unwrap_or(LOOK_EVERY).min(LOOK_EVERY);
        #[expect(
            clippy::disallowed_methods,
            reason = "a backup is due when time has passed; there is no other event"
        )]
        tokio::time::sleep(wait).await;
    }
}

/// Says in the log and the figures what became of a backup.
fn tell(made: Result<&Path, &KeepRefusal>, took: TimeDelta) {
    let outcome = if made.is_ok() { "made" } else { "failed" };
    metrics::counter!(TRIED, "outcome" => outcome).increment(1);
    let milliseconds = took.num_milliseconds();
    match made {
        Ok(file) => tracing::info!(file = %file.display(), milliseconds, "backup made"),
        Err(refusal) => tell_failure(refusal),
    }
}

/// Says in the log what was left behind by a process that was killed.
fn tell_swept(removed: std::io::Result<usize>) {
    match removed {
        Ok(0) => {}
        Ok(files) => tracing::info!(files, "unfinished backups removed"),
        Err(fault) => tell_left(&fault),
    }
}

fn tell_left(fault: &std::io::Error) {
    tracing::warn!(%fault, "unfinished backups not removed");
}

fn tell_failure(refusal: &KeepRefusal) {
    tracing::error!(%refusal, "backup failed");
}

fn tell_last(good: Option<Instant>) {
    let seconds = good.and_then(|at| u32::try_from(at.timestamp()).ok());
    metrics::gauge!(LAST_GOOD).set(f64::from(seconds.unwrap_or(0)));
}
