//! `export round` and others: tables within a reader's rights.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use tempfile::NamedTempFile;
use uuid::Uuid;

use super::failure::{Failure, Outcome};
use super::session::Session;
use super::{files, open};
use crate::domain::base::ids::{DirectiveId, RoundId, SurveyId};
use crate::domain::law::title::Title;
use crate::domain::recognition::candidacy::CandidacyState;
use crate::domain::tasks::assignment::AssignmentStatus;
use crate::domain::trust::actor::Actor;
use crate::exports::tables::asked::{Asked, Sheet, TableFormat};
use crate::exports::tables::book::Book;
use crate::exports::tables::source::Source;
use crate::exports::tables::text::{Sum, TextFormat, TextWriter};
use crate::graphql::id::{Key, key};
use crate::services::accounts::{AuthRefusal, authenticate};
use crate::services::office::Office;
use crate::services::refusal::Refusal;
use crate::services::rounds;
use crate::words::program::Notice;

/// Who reads, and where to.
#[derive(Debug, Args)]
pub struct ReaderArgs {
    /// Tệp chứa mã truy cập của người đọc, `-` là đầu vào chuẩn (file with the reader's token; `-`: standard input)
    #[arg(long, value_name = "FILE")]
    token_file: PathBuf,
    /// Tệp để ghi, mặc định in ra đầu ra chuẩn (the file; standard output, where left out)
    #[arg(long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
}

/// How a table is written.
#[derive(Debug, Args)]
pub struct MannerArgs {
    #[command(flatten)]
    reader: ReaderArgs,
    /// Dạng tệp (format): csv, jsonl, xlsx
    #[arg(long, default_value = "csv")]
    format: TableFormat,
    /// Thêm dấu BOM để Excel nhận ra UTF-8 (byte order mark before CSV, for Excel)
    #[arg(long)]
    bom: bool,
    /// Bỏ dòng cuối nói về bảng (leave out the last line, which says what the table is)
    #[arg(long)]
    no_about: bool,
    /// Chỉ phần tiếp theo: giá trị after ở cuối bảng trước (only what follows an earlier table's after)
    #[arg(long, value_name = "AFTER")]
    after: Option<String>,
}

/// Which candidacies.
#[derive(Debug, Args)]
pub struct CandidacyTableArgs {
    /// Năm của đợt (the round's year)
    #[arg(long, requires = "ordinal")]
    year: Option<i32>,
    /// Số thứ tự của đợt trong năm (its number within the year)
    #[arg(long, requires = "year")]
    ordinal: Option<i32>,
    /// Mã tỉnh, khi có nhiều tỉnh (the province, where there are several)
    #[arg(long, value_name = "CODE")]
    province: Option<String>,
    /// Chỉ một huyện (one district only)
    #[arg(long, value_name = "CODE")]
    district: Option<String>,
    /// Chỉ danh hiệu này; có thể nhắc lại (only these titles): STANDARD, ADVANCED, …
    #[arg(long, value_name = "TITLE")]
    title: Vec<Title>,
    /// Chỉ trạng thái này; có thể nhắc lại (only in these states): NOMINATED, APPRAISING, …
    #[arg(long, value_name = "STATE")]
    state: Vec<CandidacyState>,
    /// Tên đơn vị có chứa (part of the area's name)
    #[arg(long, value_name = "TEXT")]
    name: Option<String>,
    /// Đủ điều kiện bỏ phiếu hay chưa (may go to the vote or not): true, false
    #[arg(long, value_name = "BOOL")]
    ready: Option<bool>,
    /// Báo cáo của Mặt trận quá hạn hay không (the Front's report overdue or not): true, false
    #[arg(long, value_name = "BOOL")]
    report_overdue: Option<bool>,
    #[command(flatten)]
    manner: MannerArgs,
}

/// Which assignments.
#[derive(Debug, Args)]
pub struct AssignmentTableArgs {
    /// Chỉ một thông báo (one notice only): UUID hoặc id của API
    #[arg(long, value_name = "ID", value_parser = id::<DirectiveId>)]
    directive: Option<DirectiveId>,
    /// Chỉ mục này (tasks of this number)
    #[arg(long)]
    item: Option<String>,
    /// Chỉ cơ quan này (owed by this agency)
    #[arg(long, value_name = "CODE")]
    agency: Option<String>,
    /// Chỉ đơn vị này (owed by this area)
    #[arg(long, value_name = "CODE")]
    area: Option<String>,
    /// Chỉ tình trạng này; có thể nhắc lại (only standing so): OPEN, OVERDUE, ON_TIME, LATE
    #[arg(long, value_name = "STATUS")]
    status: Vec<AssignmentStatus>,
    /// Đến hạn trong số ngày này (due within so many days)
    #[arg(long, value_name = "DAYS")]
    due_within: Option<i32>,
    #[command(flatten)]
    manner: MannerArgs,
}

/// Which responses.
#[derive(Debug, Args)]
pub struct ResponseTableArgs {
    /// Cuộc lấy ý kiến (the survey): UUID hoặc id của API
    #[arg(long, value_name = "ID", value_parser = id::<SurveyId>)]
    survey: SurveyId,
    /// Chỉ một thôn (one hamlet only)
    #[arg(long, value_name = "CODE")]
    hamlet: Option<String>,
    /// Đã loại hay còn tính (voided or counted): true, false
    #[arg(long, value_name = "BOOL")]
    voided: Option<bool>,
    /// Không hợp lệ hay hợp lệ (spoilt or valid): true, false
    #[arg(long, value_name = "BOOL")]
    spoilt: Option<bool>,
    #[command(flatten)]
    manner: MannerArgs,
}

/// An id as the API writes it, or its plain UUID.
pub(super) fn id<K: Key + From<Uuid>>(text: &str) -> Result<K, String> {
    let plain = text.parse::<Uuid>().map(K::from).ok();
    let found = plain.or_else(|| key::<K>(&text.into()).ok());
    found.ok_or_else(|| "UUID".to_owned())
}

/// Writes a table of candidacies.
///
/// # Errors
/// For a token that isn't taken, a round that isn't there, a file that can't be written.
pub async fn candidacies(
    session: &Session,
    sheet: Sheet,
    args: &CandidacyTableArgs,
) -> Result<Outcome, Failure> {
    let mut asked = Asked::all(sheet);
    let filter = &mut asked.candidacies;
    filter.district_code.clone_from(&args.district);
    filter.titles.clone_from(&args.title);
    filter.states.clone_from(&args.state);
    filter.name_contains.clone_from(&args.name);
    filter.ready = args.ready;
    filter.report_overdue = args.report_overdue;
    let named = args.year.zip(args.ordinal);
    open::within(session, async |office| {
        if let Some((year, ordinal)) = named {
            let round = round(office, year, ordinal, args.province.as_deref()).await?;
            asked.candidacies.round = Some(round);
        }
        write(session, office, asked, &args.manner).await
    })
    .await
}

/// Writes the table of assignments.
///
/// # Errors
/// As [`candidacies`].
pub async fn assignments(
    session: &Session,
    args: &AssignmentTableArgs,
) -> Result<Outcome, Failure> {
    let mut asked = Asked::all(Sheet::Assignments);
    let filter = &mut asked.assignments;
    filter.directive = args.directive;
    filter.item.clone_from(&args.item);
    filter.agency.clone_from(&args.agency);
    filter.area_code.clone_from(&args.area);
    filter.statuses.clone_from(&args.status);
    filter.due_within_days = args.due_within;
    open::within(session, async |office| {
        write(session, office, asked, &args.manner).await
    })
    .await
}

/// Writes the table of a survey's responses.
///
/// # Errors
/// As [`candidacies`].
pub async fn responses(session: &Session, args: &ResponseTableArgs) -> Result<Outcome, Failure> {
    let mut asked = Asked::all(Sheet::Responses);
    asked.survey = Some(args.survey);
    let filter = &mut asked.responses;
    filter.hamlet_code.clone_from(&args.hamlet);
    filter.voided = args.voided;
    filter.spoilt = args.spoilt;
    open::within(session, async |office| {
        write(session, office, asked, &args.manner).await
    })
    .await
}

/// A round by year and number.
///
/// # Errors
/// Where there is none, or more than one.
pub(super) async fn round(
    office: &Office,
    year: i32,
    ordinal: i32,
    province: Option<&str>,
) -> Result<RoundId, Failure> {
    let found = rounds::find(office, year, ordinal, province).await?;
    let found =
        found.ok_or_else(|| Notice::NotThere("đợt (round)", format!("{ordinal}/{year}")))?;
    Ok(found.id)
}

/// Whom the token in the file speaks for.
///
/// # Errors
/// For a file that can't be read, and a token that isn't taken.
pub(super) async fn reader(office: &Office, args: &ReaderArgs) -> Result<Actor, Failure> {
    let bytes = if args.token_file == Path::new("-") {
        let mut bytes = Vec::new();
        io::Read::read_to_end(&mut io::stdin().lock(), &mut bytes)
            .map_err(|fault| unreadable(&fault))?;
        bytes
    } else {
        files::read(&args.token_file)?
    };
    let token = String::from_utf8_lossy(&bytes);
    match authenticate(office, token.trim()).await {
        Ok(actor) => Ok(actor),
        Err(AuthRefusal::Unavailable(refusal)) => Err(refusal.into()),
        Err(AuthRefusal::Unknown | AuthRefusal::Expired | AuthRefusal::Revoked) => {
            Err(Refusal::Unauthenticated.into())
        }
    }
}

fn unreadable(fault: &io::Error) -> Notice {
    Notice::UnreadableFile {
        path: "stdin".to_owned(),
        reason: fault.to_string(),
    }
}

async fn write(
    session: &Session,
    office: &Office,
    asked: Asked,
    args: &MannerArgs,
) -> Result<Outcome, Failure> {
    let actor = reader(office, &args.reader).await?;
    let asked = Asked {
        after: args.after.clone(),
        ..asked
    };
    let source = Source::open(office, Some(&actor), asked).await?;
    let mut out = Out::to(args.reader.output.as_deref())?;
    let text = match args.format {
        TableFormat::Csv => TextFormat::Csv { mark: args.bom },
        TableFormat::JsonLines => TextFormat::JsonLines,
        TableFormat::Xlsx => {
            book(session, office, &actor, source, &mut out).await?;
            return out.done();
        }
    };
    lines(office, &actor, source, (text, !args.no_about), &mut out).await?;
    out.done()
}

async fn lines(
    office: &Office,
    actor: &Actor,
    mut source: Source,
    (format, about): (TextFormat, bool),
    out: &mut Out,
) -> Result<Sum, Failure> {
    let mut writer = TextWriter::new(format, source.heads());
    out.put(&writer.head())?;
    while let Some(rows) = source.next(office, Some(actor)).await? {
        out.put(&writer.rows(&rows))?;
    }
    if about {
        let (sheet, after) = (source.sheet().as_str(), source.after());
        out.put(&writer.about(sheet, after.as_deref(), office.clock.now()))?;
    }
    Ok(writer.sum())
}

async fn book(
    session: &Session,
    office: &Office,
    actor: &Actor,
    mut source: Source,
    out: &mut Out,
) -> Result<(), Failure> {
    let failed = |fault| Notice::System(format!("{fault}"));
    let (name, heads) = (source.sheet().as_str(), source.heads().to_vec());
    let now = office.clock.now();
    let mut book = Book::new(name, heads, session.language(), now).map_err(failed)?;
    while let Some(rows) = source.next(office, Some(actor)).await? {
        book.rows(&rows).map_err(failed)?;
    }
    let after = source.after();
    book.finish(after.as_deref(), now, &mut out.to)
        .map_err(failed)?;
    Ok(())
}

/// Where a table goes: a file that appears once it is whole, or stdout.
pub(super) struct Out {
    to: BufWriter<Box<dyn Write + Send>>,
    file: Option<(NamedTempFile, PathBuf)>,
}

impl Out {
    /// Begins to write.
    ///
    /// # Errors
    /// Where the file can't be made.
    pub fn to(path: Option<&Path>) -> Result<Self, Failure> {
        let Some(path) = path else {
            return Ok(Self {
                to: BufWriter::new(Box::new(io::stdout())),
                file: None,
            });
        };
        let folder = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or_else(|| Path::new("."));
        let failed = |fault: io::Error| unwritable(path, &fault);
        let file = NamedTempFile::new_in(folder).map_err(failed)?;
        let to = file.reopen().map_err(failed)?;
        Ok(Self {
            to: BufWriter::new(Box::new(to)),
            file: Some((file, path.to_owned())),
        })
    }

    /// Writes a piece.
    ///
    /// # Errors
    /// Where it can't be written.
    pub fn put(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        let written = self.to.write_all(bytes);
        written.map_err(|fault| unwritable(self.path(), &fault).into())
    }

    fn path(&self) -> &Path {
        self.file
            .as_ref()
            .map_or(Path::new("stdout"), |(_, path)| path)
    }

    /// Ends: the file is whole and appears under its name.
    ///
    /// # Errors
    /// Where it can't be written.
    pub fn done(mut self) -> Result<Outcome, Failure> {
        self.to
            .flush()
            .map_err(|fault| unwritable(self.path(), &fault))?;
        if let Some((file, path)) = self.file {
            file.persist(&path)
                .map_err(|fault| unwritable(&path, &fault.error))?;
        }
        Ok(Outcome::Done)
    }
}

fn unwritable(path: &Path, fault: &io::Error) -> Notice {
    Notice::Unwritable {
        path: path.display().to_string(),
        reason: fault.to_string(),
    }
}
