//! `verify`: counts again from the responses, and says what differs.

use clap::Args;
use uuid::Uuid;

use super::console;
use super::failure::{Failure, Outcome};
use super::open;
use super::progress::Shown;
use super::session::Session;
use crate::domain::base::ids::SurveyId;
use crate::graphql::id::{GlobalId, key};
use crate::services::recount::{self, Difference, Recount};
use crate::words::recount::difference;

/// The exit code where it could not be looked.
const COULD_NOT_LOOK: u8 = 3;

/// Arguments of `verify`.
#[derive(Debug, Args)]
#[command(
    after_help = "Mã thoát (exit codes): 0 khớp (all agrees), 1 sai khác (differs), 3 không kiểm tra được (could not look)\nVí dụ (example):\n  longdan verify\n  longdan verify --json"
)]
pub struct VerifyArgs {
    /// Chỉ một cuộc lấy ý kiến (one survey only): UUID hoặc id của API
    #[arg(long, value_name = "ID", value_parser = survey)]
    survey: Option<SurveyId>,
    /// In JSON
    #[arg(long)]
    json: bool,
}

/// A survey as the API names it, or its plain UUID.
fn survey(text: &str) -> Result<SurveyId, String> {
    let plain = text.parse::<Uuid>().map(SurveyId).ok();
    let found = plain.or_else(|| key::<SurveyId>(&text.into()).ok());
    found.ok_or_else(|| "UUID".to_owned())
}

/// Runs `verify`.
///
/// # Errors
/// With code 3 where it could not look.
pub async fn run(session: &Session, args: &VerifyArgs) -> Result<Outcome, Failure> {
    let progress = Shown::on(session.language());
    let looked = open::within(session, async |office| {
        Ok(recount::verify(office, args.survey, &progress).await?)
    });
    let recount = looked.await.map_err(|failure| Failure {
        code: COULD_NOT_LOOK,
        ..failure
    })?;
    report(session, &recount, args.json)?;
    Ok(if recount.differences.is_empty() {
        Outcome::Done
    } else {
        Outcome::Differs
    })
}

fn report(session: &Session, recount: &Recount, json: bool) -> Result<(), Failure> {
    let Recount {
        surveys,
        responses,
        differences,
    } = recount;
    let say = |found: &Difference| difference(found, session.language());
    if json {
        return console::json(&serde_json::json!({
            "surveys": surveys,
            "responses": responses,
            "differences": differences.iter().map(in_json).collect::<Vec<_>>(),
        }));
    }
    for found in differences {
        console::line(&say(found))?;
    }
    let looked = format!(
        "{surveys} {}, {responses} {}",
        session.say("cuộc", "surveys"),
        session.say("phiếu", "responses")
    );
    let verdict = match differences.len() {
        0 => session.say("khớp", "all agrees").to_owned(),
        count => format!("{count} {}", session.say("chỗ sai khác", "differences")),
    };
    console::line(&format!("{looked}: {verdict}"))
}

fn in_json(found: &Difference) -> serde_json::Value {
    serde_json::json!({
        "survey": GlobalId::Survey(found.survey).encode().to_string(),
        "message": difference(found, crate::domain::base::language::Language::En),
        "kept": found.kept,
        "counted": found.counted,
    })
}
