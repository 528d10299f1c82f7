//! `retention`: takes away what residents said, where its time is over.

use clap::Args;

use super::console;
use super::failure::{Failure, Outcome};
use super::open;
use super::session::Session;
use crate::domain::base::clock::shown;
use crate::domain::survey::retention::Disposal;
use crate::graphql::id::GlobalId;
use crate::services::retentions;

/// Arguments of `retention`.
#[derive(Debug, Args)]
#[command(
    after_help = "Mặt trận đặt ngày bằng setRetention; máy chủ tự làm việc này 6 giờ một lần (the Front sets the day; a server does this by itself every 6 hours).\nVí dụ (example):\n  longdan retention\n  longdan retention --list"
)]
pub struct RetentionArgs {
    /// Chỉ liệt kê những gì đã xóa (only list what was taken away before)
    #[arg(long)]
    list: bool,
}

/// Runs `retention`.
///
/// # Errors
/// Where the database can't be read or written.
pub async fn run(session: &Session, args: &RetentionArgs) -> Result<Outcome, Failure> {
    let found = open::within(session, async |office| {
        Ok(if args.list {
            retentions::all(office).await?
        } else {
            retentions::carry_out(office).await?
        })
    })
    .await?;
    for one in &found {
        console::line(&line(session, one))?;
    }
    let surveys = session.say(
        "cuộc lấy ý kiến đã xóa nội dung phiếu",
        "surveys with answers taken away",
    );
    console::line(&format!("{} {surveys}", found.len()))?;
    Ok(Outcome::Done)
}

fn line(session: &Session, one: &Disposal) -> String {
    let id = GlobalId::Survey(one.survey).encode().0;
    let forms = session.say("phiếu", "responses");
    let aside = session.say("phiếu để riêng", "set aside");
    let comments = session.say("ý kiến", "comments");
    format!(
        "{id}  {}  {} {forms}, {} {aside}, {} {comments}",
        shown(one.disposed_at),
        one.responses,
        one.set_aside,
        one.comments
    )
}
