//! `import`: takes a file in, all of it or nothing.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use super::failure::{Failure, Outcome};
use super::session::Session;
use super::{console, files, open};
use crate::domain::place::bundled::{BUNDLED_LISTS, bundled_list};
use crate::domain::tasks::bundled::{bundled_directive, bundled_directives};
use crate::domain::tasks::indicator::{bundled_indicators, indicator_lists};
use crate::services::imported::{ImportRefusal, ImportReport};
use crate::services::office::Office;
use crate::services::{council_files, directives, documents, imports, indicators, round_files};
use crate::words::program::Notice;

/// Arguments of `import`.
#[derive(Debug, Args)]
#[command(
    after_help = "Ví dụ (example):\n  longdan import areas --bundled ha-tinh-2019\n  longdan import nominations dot-1.csv"
)]
pub struct ImportArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Args)]
struct FileArgs {
    /// Tệp cần nhập (the file)
    file: PathBuf,
    /// In JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Đơn vị hành chính, CSV (administrative units)
    #[command(
        after_help = "Cột (columns): code,name,level,parent_code[,kind,households,valid_from,valid_until,predecessors]\nVí dụ (example):\n  longdan import areas thon.csv\n  longdan import areas --bundled ha-tinh-2019\nKèm theo (bundled): ha-tinh-2019, ha-tinh-2020, ha-tinh-2025"
    )]
    Areas(BundledArgs),
    /// Danh sách mã hộ của thôn, CSV (rosters of households)
    #[command(
        after_help = "Cột (columns): hamlet_code,household_code\nVí dụ (example):\n  longdan import households ho.csv"
    )]
    Households(FileArgs),
    /// Bộ quy định, TOML (a regulation)
    #[command(after_help = "Ví dụ (example):\n  longdan import regulation quy-dinh.toml")]
    Regulation(FileArgs),
    /// Mẫu phiếu, TOML (a questionnaire)
    #[command(after_help = "Ví dụ (example):\n  longdan import questionnaire phieu.toml")]
    Questionnaire(FileArgs),
    /// Các đợt xét công nhận và thời hạn, TOML (rounds with their deadlines)
    #[command(after_help = "Ví dụ (example):\n  longdan import round dot-1.toml")]
    Round(FileArgs),
    /// Danh sách đề nghị của một đợt, CSV (nominations of a round)
    #[command(
        after_help = "Cột (columns): year,ordinal,area_code,title[,purpose]\nVí dụ (example):\n  longdan import nominations dot-1.csv"
    )]
    Nominations(FileArgs),
    /// Thành viên hội đồng xét công nhận, CSV (members of the council)
    #[command(
        after_help = "Cột (columns): name,position,since[,until,province_code]\nVí dụ (example):\n  longdan import council hoi-dong.csv"
    )]
    Council(FileArgs),
    /// Danh hiệu các đơn vị đã được công nhận, CSV (titles that areas hold)
    #[command(
        after_help = "Cột (columns): area_code,title,since[,until,number]\nVí dụ (example):\n  longdan import titles danh-hieu.csv"
    )]
    Titles(FileArgs),
    /// Thông báo kết luận và các nhiệm vụ, TOML (a notice with its tasks)
    #[command(
        after_help = "Ví dụ (example):\n  longdan import directive thong-bao.toml\n  longdan import directive --bundled ha-tinh-05-2019"
    )]
    Directive(BundledArgs),
    /// Số liệu chỉ tiêu theo đơn vị và ngày, CSV (indicators of areas)
    #[command(
        after_help = "Cột (columns): area_code,code,day,value,unit,source[,reason]\nVí dụ (example):\n  longdan import indicators chi-tieu.csv\n  longdan import indicators --bundled ha-tinh-2019"
    )]
    Indicators(BundledArgs),
}

#[derive(Debug, Args)]
struct BundledArgs {
    /// Tệp cần nhập (the file)
    #[arg(required_unless_present = "bundled", conflicts_with = "bundled")]
    file: Option<PathBuf>,
    /// Tệp kèm theo chương trình, theo tên (one that comes with the program, by its name)
    #[arg(long, value_name = "NAME")]
    bundled: Option<String>,
    /// In JSON
    #[arg(long)]
    json: bool,
}

/// Runs `import`.
///
/// # Errors
/// Where the file has faults or the database refuses; nothing was changed.
pub async fn run(session: &Session, args: &ImportArgs) -> Result<Outcome, Failure> {
    let (name, json) = args.what.name();
    let imported = match &args.what {
        What::Areas(BundledArgs {
            bundled: Some(list),
            ..
        }) => {
            let known: Vec<&str> = BUNDLED_LISTS.iter().map(|list| list.name).collect();
            let unknown = || Notice::UnknownList(list.clone(), known.join(", "));
            let list = bundled_list(list)
                .ok_or_else(unknown)
                .map_err(Failure::usage)?;
            open::within(session, async |office| {
                Ok(imports::bundled_areas(office, list).await)
            })
            .await?
        }
        What::Directive(BundledArgs {
            bundled: Some(code),
            ..
        }) => {
            let text = bundled(code, bundled_directive(code), bundled_directives())?;
            open::within(session, async |office| {
                Ok(directives::import(office, text).await)
            })
            .await?
        }
        What::Indicators(BundledArgs {
            bundled: Some(name),
            ..
        }) => {
            let text = bundled(name, bundled_indicators(name), indicator_lists())?;
            open::within(session, async |office| {
                Ok(indicators::import(office, text).await)
            })
            .await?
        }
        what => {
            let bytes = files::read(Path::new(&name))?;
            open::within(session, async |office| Ok(take(office, what, &bytes).await)).await?
        }
    };
    report(
        session,
        &imported.map_err(|refusal| failure(name, refusal))?,
        json,
    )
}

/// The text that comes with the program under a name, or the names that there are.
fn bundled(
    name: &str,
    text: Option<&'static str>,
    known: impl Iterator<Item = &'static str>,
) -> Result<&'static [u8], Failure> {
    let known: Vec<&str> = known.collect();
    let unknown = || Notice::UnknownList(name.to_owned(), known.join(", "));
    let text = text.ok_or_else(unknown).map_err(Failure::usage)?;
    Ok(text.as_bytes())
}

async fn take(office: &Office, what: &What, file: &[u8]) -> Result<ImportReport, ImportRefusal> {
    match what {
        What::Areas(_) => imports::areas(office, file).await,
        What::Households(_) => imports::households(office, file).await,
        What::Regulation(_) => documents::regulation(office, file).await,
        What::Questionnaire(_) => documents::questionnaire(office, file).await,
        What::Round(_) => round_files::rounds(office, file).await,
        What::Nominations(_) => imports::nominations(office, file).await,
        What::Council(_) => council_files::members(office, file).await,
        What::Titles(_) => council_files::titles(office, file).await,
        What::Directive(_) => directives::import(office, file).await,
        What::Indicators(_) => indicators::import(office, file).await,
    }
}

impl What {
    /// The file or list, and whether the answer is wanted in JSON.
    fn name(&self) -> (String, bool) {
        match self {
            Self::Areas(args) | Self::Directive(args) | Self::Indicators(args) => {
                let file = args.file.as_ref().map(|file| file.display().to_string());
                let name = file.or_else(|| args.bundled.clone());
                (name.unwrap_or_default(), args.json)
            }
            Self::Households(args)
            | Self::Regulation(args)
            | Self::Questionnaire(args)
            | Self::Round(args)
            | Self::Nominations(args)
            | Self::Council(args)
            | Self::Titles(args) => (args.file.display().to_string(), args.json),
        }
    }
}

/// A refusal of a file, with the file's name.
pub fn failure(name: String, refusal: ImportRefusal) -> Failure {
    match refusal {
        ImportRefusal::Faults(faults) => Notice::FaultyFile { name, faults }.into(),
        ImportRefusal::Refused(refusal) => refusal.into(),
    }
}

fn report(session: &Session, report: &ImportReport, json: bool) -> Result<Outcome, Failure> {
    let ImportReport {
        inserted,
        updated,
        ended,
        unchanged,
    } = report;
    if json {
        console::json(&serde_json::json!(report))?;
    } else {
        let (new, changed) = (session.say("thêm", "added"), session.say("sửa", "updated"));
        let (over, same) = (
            session.say("kết thúc", "ended"),
            session.say("không đổi", "unchanged"),
        );
        console::line(&format!(
            "{new} {inserted}, {changed} {updated}, {over} {ended}, {same} {unchanged}"
        ))?;
    }
    Ok(Outcome::Done)
}
