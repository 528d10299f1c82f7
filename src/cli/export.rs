//! `export`: writes papers and tables to files.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use uuid::Uuid;

use super::failure::{Failure, Outcome};
use super::session::Session;
use super::{console, files, open};
use crate::domain::base::ids::SurveyId;
use crate::exports::print::document;
use crate::graphql::id::key;
use crate::services::prints::{self, MOST_PRINTED, PrintKind};

/// Arguments of `export`.
#[derive(Debug, Args)]
#[command(
    after_help = "Ví dụ (example):\n  longdan export forms --survey ID --output phieu.html\n  longdan export forms --survey ID --kind posting --output niem-yet.html"
)]
pub struct ExportArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Giấy tờ để in khổ A4, HTML (papers to print on A4)
    #[command(
        after_help = "Ví dụ (example):\n  longdan export forms --survey ID --hamlet 18628-01 --count 50 --output phieu.html\n  longdan export forms --survey ID --kind count-record"
    )]
    Forms(FormsArgs),
}

#[derive(Debug, Args)]
struct FormsArgs {
    /// Cuộc lấy ý kiến (the survey): UUID hoặc id của API
    #[arg(long, value_name = "ID", value_parser = survey)]
    survey: SurveyId,
    /// Chỉ một thôn (one hamlet only)
    #[arg(long, value_name = "CODE")]
    hamlet: Option<String>,
    /// Loại giấy tờ (which papers): forms, count-record, posting, loudspeaker
    #[arg(long, value_name = "KIND", default_value = "forms", value_parser = kind)]
    kind: PrintKind,
    /// Số phiếu trắng mỗi thôn, mặc định bằng số hộ (blank forms of each hamlet; its households, where left out)
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=i64::from(MOST_PRINTED)))]
    count: Option<u32>,
    /// Tệp để ghi, mặc định in ra màn hình (the file; standard output, where left out)
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// A survey as the API names it, or its plain UUID.
fn survey(text: &str) -> Result<SurveyId, String> {
    let plain = text.parse::<Uuid>().map(SurveyId).ok();
    let found = plain.or_else(|| key::<SurveyId>(&text.into()).ok());
    found.ok_or_else(|| "UUID".to_owned())
}

fn kind(text: &str) -> Result<PrintKind, String> {
    let known = PrintKind::ALL.iter().map(|kind| kind.as_str());
    text.parse()
        .map_err(|_| known.collect::<Vec<_>>().join(", "))
}

/// Runs `export`.
///
/// # Errors
/// Where the survey isn't there, its result isn't frozen yet, or the file can't be written.
pub async fn run(session: &Session, args: &ExportArgs) -> Result<Outcome, Failure> {
    let What::Forms(args) = &args.what;
    let hamlet = args.hamlet.as_deref();
    let print = open::within(session, async |office| {
        Ok(prints::of(office, args.survey, args.kind, hamlet).await?)
    })
    .await?;
    let page = document(&print, args.kind, args.count);
    match &args.output {
        Some(file) => files::write(file, page.as_bytes())?,
        None => console::print(&page)?,
    }
    Ok(Outcome::Done)
}
