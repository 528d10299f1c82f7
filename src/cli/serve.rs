//! `serve`: brings the database up to date where it may, and serves.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::TimeDelta;
use clap::Args;

use super::backups;
use super::console;
use super::erase;
use super::failure::{Failure, Outcome};
use super::keep;
use super::open;
use super::progress::Shown;
use super::server;
use super::session::Session;
use super::settings::{self, Settings};
use super::values;
use crate::services::backups::{BackupPlan, EVERY};
use crate::services::keep::before_migrating;
use crate::services::schema;
use crate::words::program::Notice;

/// How many copies stay where nothing is said.
const KEEP: usize = 14;

/// Arguments of `serve`.
#[derive(Debug, Args)]
#[command(
    after_help = "SIGTERM: làm xong việc đã nhận rồi mới dừng (finishes what it has accepted, then stops).\nVí dụ (example):\n  longdan serve\n  longdan serve --migrate --database-url postgres://longdan@localhost/longdan --listen 0.0.0.0:8000\n  longdan serve --backup-dir sao-luu --backup-every 24h --backup-keep 14"
)]
pub struct ServeArgs {
    /// Nâng cấp cấu trúc dữ liệu trước; mặc định với SQLite (migrate first; the default on SQLite)
    #[arg(long, overrides_with = "no_migrate")]
    migrate: bool,
    /// Không nâng cấp (don't)
    #[arg(long)]
    no_migrate: bool,
    /// Thư mục sao lưu định kỳ (folder for backups made while serving)
    #[arg(long, value_name = "DIR")]
    backup_dir: Option<PathBuf>,
    /// Bao lâu một lần (how often): 30m, 24h, 7d [mặc định (default): 24h]
    #[arg(long, value_name = "SPAN", value_parser = every)]
    backup_every: Option<TimeDelta>,
    /// Giữ lại bao nhiêu bản mới nhất (how many of the newest stay) [mặc định (default): 14]
    #[arg(long, value_name = "N", value_parser = kept)]
    backup_keep: Option<usize>,
}

fn every(text: &str) -> Result<TimeDelta, String> {
    values::span(text).ok_or_else(|| "30m, 24h, 7d".to_owned())
}

fn kept(text: &str) -> Result<usize, String> {
    settings::copies(text).ok_or_else(|| "1-10000".to_owned())
}

/// Runs `serve`.
///
/// # Errors
/// Where the database or the address can't be used.
pub async fn run(session: &Session, args: &ServeArgs) -> Result<Outcome, Failure> {
    let plan = backup_plan(session, args)?;
    let file = session.settings.sqlite_path();
    let asked = match (args.migrate, args.no_migrate) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => session.settings.migrate,
    };
    if asked.unwrap_or(file.is_some()) {
        migrate(session).await?;
    }
    let office = open::office(session).await?;
    let dropping = tokio::spawn(erase::keep_dropping(Arc::clone(&office)));
    let mut copying = None;
    let announce = |address| {
        let listening = session.say("đang phục vụ tại", "serving at");
        console::tell(&format!("{listening} http://{address}"));
        let database = open::database(&session.settings);
        copying = plan.map(|plan| tokio::spawn(backups::run(database, plan)));
        Ok(())
    };
    let served = server::serve(session, office, announce).await;
    dropping.abort();
    drop(dropping.await);
    // A copy that is under way goes with its task, and leaves no file behind.
    if let Some(copying) = copying {
        copying.abort();
        drop(copying.await);
    }
    served
}

/// Where and how often to back up; `None` where no folder is named.
fn backup_plan(session: &Session, args: &ServeArgs) -> Result<Option<BackupPlan>, Failure> {
    let Settings {
        backup_dir,
        backup_every,
        backup_keep,
        ..
    } = &session.settings;
    let folder = args.backup_dir.as_ref().or(backup_dir.as_ref());
    let every = args.backup_every.or(*backup_every);
    let keep = args.backup_keep.or(*backup_keep);
    match (folder, every, keep) {
        (Some(folder), every, keep) => Ok(Some(BackupPlan {
            folder: folder.clone(),
            every: every.unwrap_or(EVERY),
            keep: keep.unwrap_or(KEEP),
        })),
        (None, None, None) => Ok(None),
        (None, ..) => Err(Failure::usage(Notice::MissingSetting("backup_dir"))),
    }
}

/// Copies a SQLite file before it is changed, then applies what is pending.
async fn migrate(session: &Session) -> Result<(), Failure> {
    let options = open::database(&session.settings);
    if let Some(file) = session.settings.sqlite_path() {
        let progress = Shown::on(session.language());
        let copied = before_migrating(&options, &file, open::clock().now(), &progress).await;
        if let Some(copy) = copied.map_err(|refusal| keep::failure(&file, refusal))? {
            let before = session.say("bản sao trước khi nâng cấp", "copied before migrating");
            console::tell(&format!("{before}: {}", copy.display()));
        }
    }
    schema::up(&options, None, open::clock(), open::chance()).await?;
    Ok(())
}
