//! `erase`: drops links from households to answers that are due.

use std::time::Duration;

use clap::Args;
use tokio::time::{MissedTickBehavior, interval};

use super::console;
use super::failure::{Failure, Outcome};
use super::open;
use super::session::Session;
use crate::domain::base::clock::shown;
use crate::domain::survey::erasure::Erasure;
use crate::graphql::id::GlobalId;
use crate::services::erasures;
use crate::services::office::SharedOffice;
use crate::services::retentions;

/// How often a server looks what is due.
const LOOK_EVERY: Duration = Duration::from_hours(6);

/// Arguments of `erase`.
#[derive(Debug, Args)]
#[command(
    after_help = "Máy chủ tự làm việc này 6 giờ một lần (a server does this by itself every 6 hours).\nVí dụ (example):\n  longdan erase\n  longdan erase --list"
)]
pub struct EraseArgs {
    /// Chỉ liệt kê những gì đã xóa (only list what was dropped before)
    #[arg(long)]
    list: bool,
}

/// Runs `erase`.
///
/// # Errors
/// Where the database can't be read or written.
pub async fn run(session: &Session, args: &EraseArgs) -> Result<Outcome, Failure> {
    let found = open::within(session, async |office| {
        Ok(if args.list {
            erasures::all(office).await?
        } else {
            erasures::drop_due(office).await?
        })
    })
    .await?;
    for one in &found {
        console::line(&line(session, one))?;
    }
    let surveys = session.say(
        "cuộc lấy ý kiến đã xóa liên kết hộ",
        "surveys with links dropped",
    );
    console::line(&format!("{} {surveys}", found.len()))?;
    Ok(Outcome::Done)
}

fn line(session: &Session, one: &Erasure) -> String {
    let id = GlobalId::Survey(one.survey).encode().0;
    let forms = session.say("phiếu", "responses");
    let aside = session.say("phiếu để riêng", "set aside");
    format!(
        "{id}  {}  {} {forms}, {} {aside}",
        shown(one.erased_at),
        one.responses,
        one.set_aside
    )
}

/// Drops what is due again and again, until it is dropped itself.
pub async fn keep_dropping(office: SharedOffice) {
    let mut tick = interval(LOOK_EVERY);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tick.tick().await;
        let dropped = erasures::drop_due(&office).await;
        let taken = retentions::carry_out(&office).await;
        for error in [dropped.err(), taken.err()].into_iter().flatten() {
            tracing::error!(%error, "what is due could not be taken away");
        }
    }
}
