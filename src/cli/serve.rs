//! `serve`: brings the database up to date where it may, and serves.

use clap::Args;

use super::console;
use super::failure::{Failure, Outcome};
use super::keep;
use super::open;
use super::progress::Shown;
use super::server;
use super::session::Session;
use crate::services::keep::before_migrating;
use crate::services::schema;

/// Arguments of `serve`.
#[derive(Debug, Args)]
#[command(
    after_help = "SIGTERM: làm xong việc đã nhận rồi mới dừng (finishes what it has accepted, then stops).\nVí dụ (example):\n  longdan serve\n  longdan serve --migrate --database-url postgres://longdan@localhost/longdan --listen 0.0.0.0:8000"
)]
pub struct ServeArgs {
    /// Nâng cấp cấu trúc dữ liệu trước; mặc định với SQLite (migrate first; the default on SQLite)
    #[arg(long, overrides_with = "no_migrate")]
    migrate: bool,
    /// Không nâng cấp (don't)
    #[arg(long)]
    no_migrate: bool,
}

/// Runs `serve`.
///
/// # Errors
/// Where the database or the address can't be used.
pub async fn run(session: &Session, args: &ServeArgs) -> Result<Outcome, Failure> {
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
    let announce = |address| {
        let listening = session.say("đang phục vụ tại", "serving at");
        console::tell(&format!("{listening} http://{address}"));
        Ok(())
    };
    server::serve(session, office, announce).await
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
