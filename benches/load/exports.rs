//! Tables of many responses: how long, how large, and in how much memory.

use std::fs;
use std::sync::Arc;
use std::time::Instant;

use longdan::domain::base::language::Language;
use longdan::domain::base::page::{LARGEST_PAGE, PageRequest};
use longdan::exports::tables::asked::{Asked, Sheet};
use longdan::exports::tables::book::Book;
use longdan::exports::tables::source::Source;
use longdan::exports::tables::text::{TextFormat, TextWriter};
use longdan::services::office::Office;
use longdan::storage::database::Database;
use longdan::storage::responses::{self, ResponseQuery};

use super::bench::Bench;
use super::limits::Rows;
use super::numbers::{micros, per_second, point, thousandths_of};
use super::outcome::{Outcome, wrong};
use super::press::Work;
use super::province;

/// Responses that the table has where the flags don't say.
const RESPONSES: u64 = 1_000_000;
/// Responses that are filled in at once.
const FILLED_AT_ONCE: usize = 1_000;

/// What a table was.
struct Made {
    name: &'static str,
    rows: u64,
    bytes: u64,
    micros: u64,
    peak: u64,
}

impl Bench<'_> {
    /// Fills one survey with responses and writes all of them in each format.
    pub async fn exports(&self) -> Outcome<()> {
        let wanted = self.flags.responses.unwrap_or(RESPONSES);
        self.filled(wanted).await?;
        let office = province::office(self.place).await?;
        let pages = self.pages().await?;
        if pages.rows != wanted {
            return wrong(format!("{} rows, not {wanted}", pages.rows));
        }
        println!(
            "| table | rows a second | of the pages' time | bytes a row | peak memory above idle, MB |"
        );
        println!("|---|---|---|---|---|");
        told(&pages, &pages);
        let csv = TextFormat::Csv { mark: false };
        for (name, format) in [("CSV", csv), ("JSON Lines", TextFormat::JsonLines)] {
            told(&self.text(&office, name, format).await?, &pages);
        }
        told(&self.book(&office).await?, &pages);
        Ok(office.close().await?)
    }

    async fn filled(&self, wanted: u64) -> Outcome<()> {
        let db = Database::open(&self.place.options).await?;
        let rows = Arc::new(Rows::new(&db, &self.province, FILLED_AT_ONCE).await?);
        let batches = wanted.div_ceil(u64::try_from(FILLED_AT_ONCE)?);
        for _ in 0..batches {
            rows.once(&mut ()).await?;
        }
        rows.settle().await?;
        Ok(db.close().await?)
    }

    /// The bare reading: the same pages, which nobody writes.
    async fn pages(&self) -> Outcome<Made> {
        let db = Database::open(&self.place.options).await?;
        let idle = begin()?;
        let began = Instant::now();
        let (mut rows, mut after) = (0_u64, None);
        loop {
            let request = PageRequest {
                limit: LARGEST_PAGE,
                after,
                ..PageRequest::default()
            };
            let query = ResponseQuery::default();
            let page =
                responses::list(db.read(), self.province.spare.survey, &query, &request).await?;
            rows += u64::try_from(page.rows.len())?;
            after = page.rows.last().map(|(cursor, _)| cursor.clone());
            if !page.has_next {
                break;
            }
        }
        let made = Made {
            name: "bare pages",
            rows,
            bytes: 0,
            micros: micros(began.elapsed()),
            peak: peak()?.saturating_sub(idle),
        };
        db.close().await?;
        Ok(made)
    }

    async fn source(&self, office: &Office) -> Outcome<Source> {
        let asked = Asked {
            survey: Some(self.province.spare.survey),
            ..Asked::all(Sheet::Responses)
        };
        Ok(Source::open(office, Some(&self.province.front), asked).await?)
    }

    async fn text(&self, office: &Office, name: &'static str, format: TextFormat) -> Outcome<Made> {
        let mut source = self.source(office).await?;
        let idle = begin()?;
        let began = Instant::now();
        let mut writer = TextWriter::new(format, source.heads());
        let mut bytes = u64::try_from(writer.head().len())?;
        while let Some(rows) = source.next(office, Some(&self.province.front)).await? {
            bytes += u64::try_from(writer.rows(&rows).len())?;
        }
        let rows = writer.sum().rows;
        Ok(Made {
            name,
            rows,
            bytes,
            micros: micros(began.elapsed()),
            peak: peak()?.saturating_sub(idle),
        })
    }

    async fn book(&self, office: &Office) -> Outcome<Made> {
        let mut source = self.source(office).await?;
        let idle = begin()?;
        let began = Instant::now();
        let now = office.clock.now();
        let mut book = Book::new("responses", source.heads().to_vec(), Language::Vi, now)?;
        while let Some(rows) = source.next(office, Some(&self.province.front)).await? {
            book.rows(&rows)?;
        }
        let mut file = tempfile::tempfile()?;
        let sum = book.finish(source.after().as_deref(), now, &mut file)?;
        Ok(Made {
            name: "XLSX",
            rows: sum.rows,
            bytes: file.metadata()?.len(),
            micros: micros(began.elapsed()),
            peak: peak()?.saturating_sub(idle),
        })
    }
}

fn told(made: &Made, pages: &Made) {
    let share = point(thousandths_of(made.micros, pages.micros));
    let size = made.bytes.checked_div(made.rows).unwrap_or(0);
    println!(
        "| {} | {} | {share} | {size} | {} |",
        made.name,
        per_second(made.rows, made.micros),
        made.peak / 1024
    );
}

/// Forgets the highest memory so far; answers what is used now, in kB.
fn begin() -> Outcome<u64> {
    fs::write("/proc/self/clear_refs", "5")?;
    status("VmRSS:")
}

/// The most memory that was used since, in kB.
fn peak() -> Outcome<u64> {
    status("VmHWM:")
}

fn status(name: &str) -> Outcome<u64> {
    let text = fs::read_to_string("/proc/self/status")?;
    let line = text.lines().find_map(|line| line.strip_prefix(name));
    let number = line.and_then(|rest| rest.split_whitespace().next());
    Ok(number.ok_or("no such line")?.parse()?)
}
