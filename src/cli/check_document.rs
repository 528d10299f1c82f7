//! `check-document`: whether a hash typed from paper is the record's.

use clap::Args;
use serde_json::{Value, json};

use super::console;
use super::failure::{Failure, Outcome};
use super::open;
use super::session::Session;
use crate::domain::trust::typed_hash::{Fit, TypedHash};
use crate::graphql::id::GlobalId;
use crate::services::printed::{Document, Found, look_up};
use crate::words::printed::found;
use crate::words::program::Notice;

/// The exit code where it could not be looked.
const COULD_NOT_LOOK: u8 = 3;

/// Arguments of `check-document`.
#[derive(Debug, Args)]
#[command(
    after_help = "Mã thoát (exit codes): 0 đúng và đang có hiệu lực (the record's, and it stands), 1 không có, đã được thay hoặc không khớp (unknown, superseded or changed), 3 không kiểm tra được (could not look)\nVí dụ (example):\n  longdan check-document 9f86 d081 884c 7d65 9a2f eaa0 c55a d015 a3bf 4f1b 2b0b 822c d15d 6c15 b0f0 0a08"
)]
pub struct CheckDocumentArgs {
    /// Mã kiểm tra in trên giấy, có hoặc không có dấu cách (the hash on the paper, in groups or not)
    #[arg(value_name = "HASH", required = true)]
    hash: Vec<String>,
    /// In JSON
    #[arg(long)]
    json: bool,
}

/// Runs `check-document`.
///
/// # Errors
/// With code 2 for what can't be a hash, and code 3 where it could not look.
pub async fn run(session: &Session, args: &CheckDocumentArgs) -> Result<Outcome, Failure> {
    let text = args.hash.join(" ");
    let typed = TypedHash::read(&text).map_err(|_| Failure::usage(Notice::NotAHash))?;
    let looked = open::within(session, async |office| Ok(look_up(office, &typed).await?)).await;
    let all = looked.map_err(|failure| Failure {
        code: COULD_NOT_LOOK,
        ..failure
    })?;
    if args.json {
        let documents: Vec<Value> = all.iter().map(in_json).collect();
        console::json(&json!({ "documents": documents }))?;
    } else if all.is_empty() {
        let none = session.say(
            "Không có trong hệ thống: giấy này không phải của hệ thống, hoặc gõ sai nhiều chỗ",
            "Not on record: the paper is not from here, or much of it is mistyped",
        );
        console::line(none)?;
    } else {
        for one in &all {
            console::line(&found(one, session.language()))?;
        }
    }
    let stands = |one: &Found| one.sound && one.superseded_by.is_none();
    Ok(if !all.is_empty() && all.iter().all(stands) {
        Outcome::Done
    } else {
        Outcome::Differs
    })
}

fn in_json(one: &Found) -> Value {
    let (kind, id, revision) = match &one.of {
        Document::Result {
            survey, revision, ..
        } => ("result", GlobalId::Survey(*survey), i64::from(*revision)),
        Document::Report {
            report, version, ..
        } => ("report", GlobalId::FrontReport(*report), *version),
    };
    let slips = match &one.fit {
        Fit::Slips(groups) => groups.clone(),
        Fit::Whole | Fit::Beginning => Vec::new(),
    };
    json!({
        "kind": kind,
        "id": id.encode().0,
        "revision": revision,
        "sha256": one.sha256,
        "supersededBy": one.superseded_by,
        "sound": one.sound,
        "mistypedGroups": slips,
    })
}
