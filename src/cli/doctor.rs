//! `doctor`: what is configured, reachable, migrated, and what is wrong.

use std::path::Path;
use std::time::Duration;

use chrono::FixedOffset;
use clap::Args;
use serde_json::json;

use super::console;
use super::failure::{Failure, Outcome};
use super::open;
use super::samples;
use super::session::Session;
use super::settings::Settings;
use crate::domain::base::clock::Instant;
use crate::services::backups;
use crate::services::doctor::{self, Examination};
use crate::words::doctor::{Finding, Health};

/// How long a server may take to say whether it is ready.
const PATIENCE: Duration = Duration::from_secs(3);
/// The year before which no clock can stand: the program is younger.
const FIRST_YEAR: i32 = 2026;

/// Arguments of `doctor`.
#[derive(Debug, Args)]
#[command(
    after_help = "Mã thoát (exit codes): 0 chạy được (works), 1 có lỗi (something is wrong)\nVí dụ (example):\n  longdan doctor\n  longdan doctor --json --database-url postgres://longdan@localhost/longdan"
)]
pub struct DoctorArgs {
    /// In JSON
    #[arg(long)]
    json: bool,
}

/// Runs `doctor`.
///
/// # Errors
/// Where stdout can't be written; what is wrong is said, and makes the exit code 1.
pub async fn run(session: &Session, args: &DoctorArgs) -> Result<Outcome, Failure> {
    let settings = &session.settings;
    let now = open::clock().now();
    let mut findings = vec![Finding::Database(settings.database_shown()), clock(now)];
    // Asked before the database is opened, which makes a missing file.
    findings.extend(settings.sqlite_path().as_deref().map(space));
    findings.push(backups_of(settings, now));
    findings.extend(of_database(
        doctor::examine(&open::database(settings), now).await,
    ));
    findings.push(server(session).await);
    let worst = findings
        .iter()
        .map(Finding::health)
        .max()
        .unwrap_or(Health::Good);
    if args.json {
        let in_json = |finding: &Finding| {
            json!({
                "name": finding.name(),
                "health": finding.health(),
                "message": finding.say(session.language()),
            })
        };
        console::json(&findings.iter().map(in_json).collect())?;
    } else {
        for finding in &findings {
            console::line(&format!(
                "{} {}",
                mark(finding.health()),
                finding.say(session.language())
            ))?;
        }
    }
    Ok(if worst == Health::Bad {
        Outcome::Differs
    } else {
        Outcome::Done
    })
}

const fn mark(health: Health) -> &'static str {
    match health {
        Health::Good => "[ok]",
        Health::Doubtful => "[??]",
        Health::Bad => "[!!]",
    }
}

/// The last backup that a server made with these settings, and whether the next is long overdue.
fn backups_of(settings: &Settings, now: Instant) -> Finding {
    let Some(folder) = &settings.backup_dir else {
        return Finding::NoBackups;
    };
    let shown = folder.display().to_string();
    let Some(last) = backups::last(folder) else {
        return Finding::NoBackupYet(shown);
    };
    let every = settings.backup_every.unwrap_or(backups::EVERY);
    let age = now.signed_duration_since(last);
    let late = age.checked_sub(&every).is_some_and(|over| over > every);
    let (at, hours) = (in_viet_nam(last), age.num_hours());
    if late {
        Finding::BackupLate(shown, at, hours)
    } else {
        Finding::BackedUp(shown, at, hours)
    }
}

fn in_viet_nam(at: Instant) -> String {
    let there = FixedOffset::east_opt(7 * 3600);
    there.map_or_else(
        || at.to_rfc3339(),
        |there| {
            at.with_timezone(&there)
                .format("%Y-%m-%d %H:%M:%S")
                .to_string()
        },
    )
}

fn clock(now: Instant) -> Finding {
    let shown = in_viet_nam(now);
    if chrono::Datelike::year(&now) < FIRST_YEAR {
        Finding::WrongClock(shown)
    } else {
        Finding::Clock(shown)
    }
}

#[cfg(unix)]
fn space(file: &Path) -> Finding {
    let folder = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    match rustix::fs::statvfs(folder.unwrap_or(Path::new("."))) {
        Ok(about) => Finding::Space(about.f_bavail.saturating_mul(about.f_frsize)),
        Err(fault) => Finding::NoSpaceKnown(fault.to_string()),
    }
}

#[cfg(not(unix))]
fn space(_file: &Path) -> Finding {
    Finding::NoSpaceKnown(std::env::consts::OS.to_owned())
}

fn of_database(found: Examination) -> Vec<Finding> {
    let Examination {
        unreachable,
        applied,
        pending,
        newer,
        unwritable,
        content,
    } = found;
    if let Some(refusal) = unreachable {
        return vec![Finding::Unreachable(refusal.into())];
    }
    let mut findings = vec![Finding::Reachable];
    findings.push(match newer {
        Some(names) => Finding::Newer(names),
        None if pending == 0 => Finding::Migrated(applied),
        None => Finding::Pending(pending),
    });
    findings.push(unwritable.map_or(Finding::Writable, |refusal| {
        Finding::Unwritable(refusal.into())
    }));
    if let Some(content) = content {
        findings.push(Finding::Areas(content.provinces));
        findings.push(Finding::Tokens(content.tokens));
        let (due, overdue) = content.breaches;
        if due > 0 {
            findings.push(Finding::BreachesDue(due));
        }
        if overdue > 0 {
            findings.push(Finding::BreachesOverdue(overdue));
        }
    }
    findings
}

async fn server(session: &Session) -> Finding {
    let place = samples::url(session.settings.listen);
    let asked = async {
        let client = reqwest::Client::builder().timeout(PATIENCE).build()?;
        let answer = client.get(format!("{place}/readyz")).send().await?;
        Ok::<_, reqwest::Error>((answer.status(), answer.text().await?))
    };
    match asked.await {
        Ok((status, _)) if status.is_success() => Finding::Serving(place),
        Ok((_, text)) => Finding::NotReady(place, text.trim().to_owned()),
        Err(_) => Finding::NotServing(place),
    }
}
