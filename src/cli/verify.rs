//! `verify`: holds what is kept against what it came from, and says what differs.

use clap::Args;
use uuid::Uuid;

use super::console;
use super::failure::{Failure, Outcome};
use super::open;
use super::progress::Shown;
use super::session::Session;
use crate::domain::base::ids::SurveyId;
use crate::domain::base::language::Language;
use crate::domain::trust::chain::Head;
use crate::graphql::id::key;
use crate::services::verify::all::{self, Asked, Verified};
use crate::services::verify::finding::Finding;
use crate::words::verify::finding;

/// The exit code where it could not be looked.
const COULD_NOT_LOOK: u8 = 3;

/// Arguments of `verify`.
#[derive(Debug, Args)]
#[command(
    after_help = "Mã thoát (exit codes): 0 khớp (all agrees), 1 sai khác (differs), 3 không kiểm tra được (could not look)\nVí dụ (example):\n  longdan verify\n  longdan verify --checkpoint --pin > head.txt\n  longdan verify --head \"$(cat head.txt)\" --json"
)]
pub struct VerifyArgs {
    /// Chỉ một cuộc lấy ý kiến (one survey only): UUID hoặc id của API
    #[arg(long, value_name = "ID", value_parser = survey)]
    survey: Option<SurveyId>,
    /// Đầu chuỗi đã ghi ra ngoài, phải còn trong chuỗi (a head written down earlier): CHAIN:SEQUENCE:HASH
    #[arg(long, value_name = "HEAD", value_parser = head)]
    head: Vec<Head>,
    /// Neo mọi chuỗi vào chuỗi chính trước khi kiểm tra (tie all chains to the main one first)
    #[arg(long)]
    checkpoint: bool,
    /// Chỉ in đầu chuỗi chính, để ghi ra ngoài (print the main chain's head alone)
    #[arg(long, conflicts_with = "json")]
    pin: bool,
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

fn head(text: &str) -> Result<Head, String> {
    text.parse().map_err(|_| "CHAIN:SEQUENCE:HASH".to_owned())
}

/// Runs `verify`.
///
/// # Errors
/// With code 3 where it could not look.
pub async fn run(session: &Session, args: &VerifyArgs) -> Result<Outcome, Failure> {
    let progress = Shown::on(session.language());
    let asked = Asked {
        survey: args.survey,
        pinned: args.head.clone(),
    };
    let looked = open::within(session, async |office| {
        if args.checkpoint {
            all::checkpoint(office).await?;
        }
        Ok(all::verify(office, &asked, &progress).await?)
    });
    let verified = looked.await.map_err(|failure| Failure {
        code: COULD_NOT_LOOK,
        ..failure
    })?;
    report(session, &verified, args)?;
    Ok(if verified.findings.is_empty() {
        Outcome::Done
    } else {
        Outcome::Differs
    })
}

fn report(session: &Session, verified: &Verified, args: &VerifyArgs) -> Result<(), Failure> {
    let Verified {
        surveys,
        responses,
        entries,
        head,
        findings,
    } = verified;
    let head = head.map(|head| head.to_string()).unwrap_or_default();
    if args.json {
        return console::json(&serde_json::json!({
            "surveys": surveys,
            "responses": responses,
            "entries": entries,
            "head": head,
            "differences": findings.iter().map(in_json).collect::<Vec<_>>(),
        }));
    }
    for found in findings {
        console::line(&finding(found, session.language()))?;
    }
    if args.pin && findings.is_empty() {
        return console::line(&head);
    }
    let looked = format!(
        "{surveys} {}, {responses} {}, {entries} {} ({head})",
        session.say("cuộc", "surveys"),
        session.say("phiếu", "responses"),
        session.say("mục nhật ký", "audit entries"),
    );
    let verdict = match findings.len() {
        0 => session.say("khớp", "all agrees").to_owned(),
        count => format!("{count} {}", session.say("chỗ sai khác", "differences")),
    };
    console::line(&format!("{looked}: {verdict}"))
}

fn in_json(found: &Finding) -> serde_json::Value {
    serde_json::json!({
        "table": found.table,
        "id": found.id,
        "message": { "vi": finding(found, Language::Vi), "en": finding(found, Language::En) },
        "expected": found.expected,
        "found": found.found,
    })
}
