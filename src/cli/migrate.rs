//! `migrate`: brings the schema up to date, or back, or says where it stands.

use clap::{Args, Subcommand};

use super::console;
use super::failure::{Failure, Outcome};
use super::open;
use super::session::Session;
use crate::services::schema;

/// Arguments of `migrate`.
#[derive(Debug, Args)]
#[command(after_help = "Ví dụ (example):\n  longdan migrate up\n  longdan migrate status --json")]
pub struct MigrateArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Nâng lên mới nhất (apply what is pending)
    #[command(after_help = "Ví dụ (example):\n  longdan migrate up")]
    Up {
        /// Số bước (so many steps only)
        #[arg(long, value_name = "N")]
        steps: Option<u32>,
    },
    /// Lùi lại, mất dữ liệu của các bảng bị lùi (take back, with the data of those tables)
    #[command(after_help = "Ví dụ (example):\n  longdan migrate down --steps 1")]
    Down {
        /// Số bước (steps)
        #[arg(long, value_name = "N", default_value_t = 1)]
        steps: u32,
    },
    /// Đã nâng đến đâu (where it stands)
    #[command(after_help = "Ví dụ (example):\n  longdan migrate status --json")]
    Status {
        /// In JSON
        #[arg(long)]
        json: bool,
    },
}

/// Runs `migrate`.
///
/// # Errors
/// Where the database can't be reached, or refuses.
pub async fn run(session: &Session, args: &MigrateArgs) -> Result<Outcome, Failure> {
    let options = open::database(&session.settings);
    match &args.what {
        What::Up { steps } => {
            let names = schema::up(&options, *steps, open::clock(), open::chance()).await?;
            report(session, &names, ("đã nâng", "applied"))
        }
        What::Down { steps } => {
            let names = schema::down(&options, *steps).await?;
            report(session, &names, ("đã lùi", "taken back"))
        }
        What::Status { json } => status(session, *json).await,
    }
}

fn report(session: &Session, names: &[String], (vi, en): (&str, &str)) -> Result<Outcome, Failure> {
    let done = session.say(vi, en);
    for name in names {
        console::line(&format!("{done} {name}"))?;
    }
    if names.is_empty() {
        console::line(session.say("không có gì thay đổi", "nothing to change"))?;
    }
    Ok(Outcome::Done)
}

async fn status(session: &Session, json: bool) -> Result<Outcome, Failure> {
    let states = schema::status(&open::database(&session.settings)).await?;
    if json {
        let line = |state: &schema::MigrationState| serde_json::json!({ "name": state.name, "applied": state.applied });
        console::json(&states.iter().map(line).collect())?;
        return Ok(Outcome::Done);
    }
    for state in &states {
        let word = if state.applied {
            session.say("đã nâng  ", "applied")
        } else {
            session.say("chưa nâng", "pending")
        };
        console::line(&format!("{word} {}", state.name))?;
    }
    Ok(Outcome::Done)
}
