//! `export`: writes papers and tables to files.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use uuid::Uuid;

use super::export_papers::{
    CountRecordArgs, DecisionsArgs, FrontReportArgs, MinutesArgs, count_record, decisions,
    front_report, minutes,
};
use super::export_tables::{
    AssignmentTableArgs, CandidacyTableArgs, ResponseTableArgs, assignments, candidacies, responses,
};
use super::failure::{Failure, Outcome};
use super::session::Session;
use super::{console, files, open};
use crate::domain::base::ids::SurveyId;
use crate::exports::invitations;
use crate::exports::print::document;
use crate::exports::tables::asked::Sheet;
use crate::graphql::id::key;
use crate::services::invitations::{NewInvitations, make_as_operator};
use crate::services::prints::{self, MOST_PRINTED, PrintKind};
use crate::services::refusal::Refusal;
use crate::words::program::Notice;

/// Arguments of `export`.
#[derive(Debug, Args)]
#[command(
    after_help = "Bảng và biên bản được xuất trong phạm vi quyền của mã truy cập (tables and minutes are within the token's rights).\nVí dụ (example):\n  longdan export forms --survey ID --output phieu.html\n  longdan export round --year 2019 --ordinal 1 --format xlsx --token-file token.txt --output dot-1.xlsx"
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
    /// Giấy mời tự trả lời, mỗi hộ một mã, HTML khổ A4 (invitations with a code for each household)
    #[command(
        after_help = "Mã chỉ in được một lần; in lại là cấp mã mới (codes are told once; another print makes others).\nVí dụ (example):\n  longdan export invitations --survey ID --hamlet 18628-01 --server https://longdan.example --output giay-moi.html"
    )]
    Invitations(InvitationsArgs),
    /// Bảng tổng hợp của đợt, mỗi hồ sơ một dòng (summary of a round, a row a candidacy)
    #[command(
        after_help = "Ví dụ (example):\n  longdan export round --year 2019 --ordinal 1 --token-file token.txt --format xlsx --output dot-1.xlsx"
    )]
    Round(CandidacyTableArgs),
    /// Kết quả theo nội dung (answers by item)
    #[command(
        after_help = "Ví dụ (example):\n  longdan export items --year 2019 --ordinal 1 --token-file token.txt --output noi-dung.csv --bom"
    )]
    Items(CandidacyTableArgs),
    /// Kết quả theo thôn (figures by hamlet)
    #[command(
        after_help = "Ví dụ (example):\n  longdan export hamlets --district 445 --token-file token.txt --format jsonl"
    )]
    Hamlets(CandidacyTableArgs),
    /// Kết quả thẩm định tiêu chí (what departments found)
    #[command(
        after_help = "Ví dụ (example):\n  longdan export appraisals --year 2019 --ordinal 1 --token-file token.txt"
    )]
    Appraisals(CandidacyTableArgs),
    /// Nợ xây dựng cơ bản (construction debt)
    #[command(
        after_help = "Ví dụ (example):\n  longdan export debts --year 2019 --ordinal 1 --token-file token.txt"
    )]
    Debts(CandidacyTableArgs),
    /// Nhiệm vụ được giao (tasks of notices)
    #[command(
        after_help = "Ví dụ (example):\n  longdan export assignments --status OVERDUE --token-file token.txt"
    )]
    Assignments(AssignmentTableArgs),
    /// Từng phiếu, chỉ dành cho Mặt trận (single responses, for the Front alone; each read is logged)
    #[command(
        after_help = "Ví dụ (example):\n  longdan export responses --survey ID --token-file token.txt --output phieu.csv\n  longdan export responses --survey ID --after 120 --token-file token.txt --output phieu-moi.csv"
    )]
    Responses(ResponseTableArgs),
    /// Biên bản kiểm phiếu của thôn hoặc xã, PDF (count record of a hamlet or a commune)
    #[command(
        after_help = "Ví dụ (example):\n  longdan export count-record --survey ID --hamlet 18628-01 --token-file token.txt --output bien-ban.pdf"
    )]
    CountRecord(CountRecordArgs),
    /// Báo cáo của Mặt trận, PDF (the Front's report)
    #[command(
        after_help = "Ví dụ (example):\n  longdan export front-report --report ID --token-file token.txt --output bao-cao.pdf"
    )]
    FrontReport(FrontReportArgs),
    /// Biên bản họp và kiểm phiếu của hội đồng, PDF (the council's minutes of a vote)
    #[command(
        after_help = "Ví dụ (example):\n  longdan export minutes --session ID --token-file token.txt --output bien-ban.pdf"
    )]
    Minutes(MinutesArgs),
    /// Danh sách quyết định của đợt, PDF (what was decided in a round)
    #[command(
        after_help = "Ví dụ (example):\n  longdan export decisions --year 2019 --ordinal 1 --token-file token.txt --output quyet-dinh.pdf"
    )]
    Decisions(DecisionsArgs),
}

#[derive(Debug, Args)]
struct InvitationsArgs {
    /// Cuộc lấy ý kiến (the survey): UUID hoặc id của API
    #[arg(long, value_name = "ID", value_parser = survey)]
    survey: SurveyId,
    /// Thôn tự trả lời (the hamlet, of mode SELF_SERVICE)
    #[arg(long, value_name = "CODE")]
    hamlet: String,
    /// Chỉ cấp lại mã cho hộ này; có thể nhắc lại (only these households, their codes made anew)
    #[arg(long, value_name = "CODE")]
    household: Vec<String>,
    /// Số giấy mời khi thôn không có danh sách hộ (how many, without a roster)
    #[arg(long)]
    count: Option<u32>,
    /// Địa chỉ người dân mở, mặc định theo cấu hình public_url (the server's address for residents)
    #[arg(long, value_name = "URL")]
    server: Option<String>,
    /// Tệp để ghi, mặc định in ra màn hình (the file; standard output, where left out)
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
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
    match &args.what {
        What::Forms(args) => forms(session, args).await,
        What::Invitations(args) => invite(session, args).await,
        What::Round(args) => candidacies(session, Sheet::Round, args).await,
        What::Items(args) => candidacies(session, Sheet::Items, args).await,
        What::Hamlets(args) => candidacies(session, Sheet::Hamlets, args).await,
        What::Appraisals(args) => candidacies(session, Sheet::Appraisals, args).await,
        What::Debts(args) => candidacies(session, Sheet::Debts, args).await,
        What::Assignments(args) => assignments(session, args).await,
        What::Responses(args) => responses(session, args).await,
        What::CountRecord(args) => count_record(session, args).await,
        What::FrontReport(args) => front_report(session, args).await,
        What::Minutes(args) => minutes(session, args).await,
        What::Decisions(args) => decisions(session, args).await,
    }
}

async fn forms(session: &Session, args: &FormsArgs) -> Result<Outcome, Failure> {
    let hamlet = args.hamlet.as_deref();
    let print = open::within(session, async |office| {
        Ok(prints::of(office, args.survey, args.kind, hamlet).await?)
    })
    .await?;
    let page = document(&print, args.kind, args.count);
    written(args.output.as_deref(), &page)
}

/// Makes codes and prints them, this once.
async fn invite(session: &Session, args: &InvitationsArgs) -> Result<Outcome, Failure> {
    let named = args.server.clone().or(session.settings.public_url.clone());
    let server = named.ok_or_else(|| Failure::usage(Notice::MissingSetting("public_url")))?;
    let new = NewInvitations {
        survey: args.survey,
        hamlet: args.hamlet.clone(),
        households: args.household.clone(),
        count: args.count,
    };
    let page = open::within(session, async |office| {
        let made = make_as_operator(office, new).await?;
        let about = prints::of(office, args.survey, PrintKind::Forms, None).await?;
        let page = invitations::document(&about, &made, server.trim_end_matches('/'));
        Ok(page.map_err(|fault| Refusal::Internal(Box::new(fault)))?)
    })
    .await?;
    written(args.output.as_deref(), &page)
}

fn written(file: Option<&Path>, page: &str) -> Result<Outcome, Failure> {
    match file {
        Some(file) => files::write(file, page.as_bytes())?,
        None => console::print(page)?,
    }
    Ok(Outcome::Done)
}
