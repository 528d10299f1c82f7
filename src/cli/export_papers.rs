//! `export count-record` and others: papers as PDF within a reader's rights.

use clap::Args;

use super::export_tables::{Out, ReaderArgs, id, reader, round};
use super::failure::{Failure, Outcome};
use super::open;
use super::session::Session;
use crate::domain::base::ids::{FrontReportId, SessionId, SurveyId};
use crate::exports::pdf;
use crate::exports::pdf::fault::PaperFault;
use crate::services::refusal::Refusal;
use crate::services::{paper_figures, paper_votes};

/// Which count record.
#[derive(Debug, Args)]
pub struct CountRecordArgs {
    /// Cuộc lấy ý kiến đã chốt (a closed survey): UUID hoặc id của API
    #[arg(long, value_name = "ID", value_parser = id::<SurveyId>)]
    survey: SurveyId,
    /// Chỉ một thôn, mặc định cả xã (one hamlet; the whole commune, where left out)
    #[arg(long, value_name = "CODE")]
    hamlet: Option<String>,
    #[command(flatten)]
    reader: ReaderArgs,
}

/// Which report.
#[derive(Debug, Args)]
pub struct FrontReportArgs {
    /// Báo cáo của Mặt trận (the report): UUID hoặc id của API
    #[arg(long, value_name = "ID", value_parser = id::<FrontReportId>)]
    report: FrontReportId,
    #[command(flatten)]
    reader: ReaderArgs,
}

/// Which session.
#[derive(Debug, Args)]
pub struct MinutesArgs {
    /// Phiên họp đã kết thúc (a closed session): UUID hoặc id của API
    #[arg(long, value_name = "ID", value_parser = id::<SessionId>)]
    session: SessionId,
    #[command(flatten)]
    reader: ReaderArgs,
}

/// Which round.
#[derive(Debug, Args)]
pub struct DecisionsArgs {
    /// Năm của đợt (the round's year)
    #[arg(long)]
    year: i32,
    /// Số thứ tự của đợt trong năm (its number within the year)
    #[arg(long)]
    ordinal: i32,
    /// Mã tỉnh, khi có nhiều tỉnh (the province, where there are several)
    #[arg(long, value_name = "CODE")]
    province: Option<String>,
    #[command(flatten)]
    reader: ReaderArgs,
}

/// Writes a count record.
///
/// # Errors
/// As the rights say; before the survey is closed; where the file can't be written.
pub async fn count_record(session: &Session, args: &CountRecordArgs) -> Result<Outcome, Failure> {
    let (survey, hamlet) = (args.survey, args.hamlet.as_deref());
    open::within(session, async |office| {
        let actor = reader(office, &args.reader).await?;
        let paper = paper_figures::count_paper(office, Some(&actor), survey, hamlet).await?;
        write(pdf::count_record::count_record(&paper), &args.reader)
    })
    .await
}

/// Writes a report of the Front.
///
/// # Errors
/// As the rights say; where the file can't be written.
pub async fn front_report(session: &Session, args: &FrontReportArgs) -> Result<Outcome, Failure> {
    open::within(session, async |office| {
        let actor = reader(office, &args.reader).await?;
        let paper = paper_figures::report_paper(office, Some(&actor), args.report).await?;
        write(pdf::front_report::front_report(&paper), &args.reader)
    })
    .await
}

/// Writes the minutes of a session.
///
/// # Errors
/// As the rights say; before the session is closed; where the file can't be written.
pub async fn minutes(session: &Session, args: &MinutesArgs) -> Result<Outcome, Failure> {
    open::within(session, async |office| {
        let actor = reader(office, &args.reader).await?;
        let paper = paper_votes::minutes(office, Some(&actor), args.session).await?;
        write(pdf::minutes::minutes(&paper), &args.reader)
    })
    .await
}

/// Writes what was decided in a round.
///
/// # Errors
/// As the rights say; where there is no such round, or the file can't be written.
pub async fn decisions(session: &Session, args: &DecisionsArgs) -> Result<Outcome, Failure> {
    open::within(session, async |office| {
        let actor = reader(office, &args.reader).await?;
        let round = round(office, args.year, args.ordinal, args.province.as_deref()).await?;
        let paper = paper_votes::decided(office, Some(&actor), round).await?;
        write(pdf::decisions::decisions(&paper), &args.reader)
    })
    .await
}

fn write(made: Result<Vec<u8>, PaperFault>, args: &ReaderArgs) -> Result<Outcome, Failure> {
    let file = made.map_err(|fault| Refusal::Internal(Box::new(fault)))?;
    let mut out = Out::to(args.output.as_deref())?;
    out.put(&file)?;
    out.done()
}
