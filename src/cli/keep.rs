//! `backup` and `restore`.

use std::path::{Path, PathBuf};

use clap::Args;

use super::console;
use super::failure::{Failure, Outcome};
use super::open;
use super::progress::Shown;
use super::session::Session;
use crate::services::keep::{self, KeepRefusal, Tools};
use crate::words::program::Notice;

/// Arguments of `backup`.
#[derive(Debug, Args)]
#[command(
    after_help = "Bản sao lưu là một tệp SQLite, khôi phục được vào SQLite hoặc PostgreSQL; chứa cả mã hộ và khóa bí mật, hãy cất giữ cẩn thận.\nA backup is one SQLite file that restores into either database; it holds household codes and secrets, so keep it safe.\nVí dụ (example):\n  longdan backup longdan-2019-08-10.db"
)]
pub struct BackupArgs {
    /// Tệp mới (a new file)
    file: PathBuf,
}

/// Arguments of `restore`.
#[derive(Debug, Args)]
#[command(
    after_help = "Kiểm tra tệp trước: toàn vẹn, cấu trúc, đếm lại; sau đó mới thay thế.\nThe file is verified before anything is replaced.\nVí dụ (example):\n  longdan restore longdan-2019-08-10.db --database-url sqlite:moi.db\n  longdan restore longdan-2019-08-10.db --replace"
)]
pub struct RestoreArgs {
    /// Bản sao lưu (the backup)
    file: PathBuf,
    /// Thay thế dữ liệu đang có (replace what the database holds)
    #[arg(long)]
    replace: bool,
}

/// Runs `backup`.
///
/// # Errors
/// Where the file is there already, can't be written, or the database refuses.
pub async fn backup(session: &Session, args: &BackupArgs) -> Result<Outcome, Failure> {
    let options = open::database(&session.settings);
    open::migrated(&options).await?;
    let progress = Shown::on(session.language());
    let written = keep::backup(&options, &args.file, &progress).await;
    written.map_err(|refusal| failure(&args.file, refusal))?;
    console::line(&format!(
        "{}: {}",
        session.say("đã sao lưu", "backed up"),
        args.file.display()
    ))?;
    Ok(Outcome::Done)
}

/// Runs `restore`.
///
/// # Errors
/// Where the file can't be trusted, or the database refuses; it is then as it was.
pub async fn restore(session: &Session, args: &RestoreArgs) -> Result<Outcome, Failure> {
    let options = open::database(&session.settings);
    let tools = Tools {
        clock: open::clock(),
        chance: open::chance(),
    };
    let progress = Shown::on(session.language());
    let path = session.settings.sqlite_path();
    let restored = keep::restore(
        &options,
        path.as_deref(),
        &args.file,
        args.replace,
        &tools,
        &progress,
    )
    .await;
    let kept = restored.map_err(|refusal| failure(&args.file, refusal))?;
    console::line(&format!(
        "{}: {}",
        session.say("đã khôi phục", "restored"),
        args.file.display()
    ))?;
    if let Some(kept) = kept {
        let before = session.say("dữ liệu trước đó", "what was there before");
        console::line(&format!("{before}: {}", kept.display()))?;
    }
    Ok(Outcome::Done)
}

/// A refusal, with the file that it is about.
pub fn failure(file: &Path, refusal: KeepRefusal) -> Failure {
    let path = file.display().to_string();
    match refusal {
        KeepRefusal::FileExists => Notice::FileExists(path),
        KeepRefusal::Files(fault) => Notice::UnreadableFile {
            path,
            reason: fault.to_string(),
        },
        KeepRefusal::BadBackup(reason) => Notice::BadBackup(reason),
        KeepRefusal::Differs(count) => Notice::BackupDiffers(count),
        KeepRefusal::NotEmpty => Notice::NotEmpty,
        KeepRefusal::InUse => Notice::InUse,
        KeepRefusal::Refused(refusal) => Notice::Refused(refusal),
    }
    .into()
}
