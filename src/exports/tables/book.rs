//! XLSX: one workbook with the table and a sheet that says what it is.
//!
//! Rows go to a file on disk as they come, so that a million of them need no more memory than one.

use std::io::Write;

use chrono::SecondsFormat;
use rust_xlsxwriter::{
    Color, DocProperties, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::cell::{Cell, Head, Kind, Row, decimal};
use super::text::{Sum, TextFormat, TextWriter};
use crate::domain::base::clock::{Instant, local};
use crate::domain::base::language::Language;
use crate::words::spoken::Text;

/// Rows of a sheet at the most, its heading included (Excel's own bound is 1,048,576).
const ROWS_OF_A_SHEET: u32 = 1_000_001;
/// Characters of a cell at the most (Excel's bound).
const LONGEST: usize = 32_767;

/// A workbook while it is written.
pub struct Book {
    workbook: Workbook,
    name: String,
    language: Language,
    heads: Vec<Head>,
    formats: Formats,
    /// The same rows as CSV, for their checksum.
    text: TextWriter,
    sheet: usize,
    next: u32,
}

/// How cells of each kind look.
struct Formats {
    head: Format,
    percent: Format,
    decimal: Format,
    whole: Format,
    day: Format,
    moment: Format,
}

impl Formats {
    fn new() -> Self {
        let plain = Format::new;
        Self {
            head: plain()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter)
                .set_border(FormatBorder::Thin)
                .set_background_color(Color::RGB(0x00E2_EFDA)),
            percent: plain().set_num_format("0.00%"),
            decimal: plain().set_num_format("0.00"),
            whole: plain().set_num_format("#,##0"),
            day: plain().set_num_format("dd/mm/yyyy"),
            moment: plain().set_num_format("dd/mm/yyyy hh:mm"),
        }
    }
}

impl Book {
    /// A workbook for a table of this name.
    ///
    /// # Errors
    /// Where no file for its rows can be made.
    pub fn new(
        name: &str,
        heads: Vec<Head>,
        language: Language,
        at: Instant,
    ) -> Result<Self, XlsxError> {
        let mut workbook = Workbook::new();
        let about = DocProperties::new()
            .set_title(name)
            .set_author("Longdan")
            .set_creation_datetime(&at);
        workbook.set_properties(&about);
        let mut text = TextWriter::new(TextFormat::Csv { mark: false }, &heads);
        text.head();
        let mut book = Self {
            workbook,
            name: name.to_owned(),
            language,
            heads,
            formats: Formats::new(),
            text,
            sheet: 0,
            next: 0,
        };
        book.begin_sheet()?;
        Ok(book)
    }

    /// Another sheet with the heading, frozen and repeated on paper.
    fn begin_sheet(&mut self) -> Result<(), XlsxError> {
        let name = match self.sheet {
            0 => self.name.clone(),
            more => format!("{} {}", self.name, more.saturating_add(1)),
        };
        let sheet = self.workbook.add_worksheet_with_constant_memory()?;
        sheet.set_name(name)?;
        sheet.set_freeze_panes(1, 0)?;
        sheet.set_repeat_rows(0, 0)?;
        sheet.set_landscape();
        sheet.set_paper_size(9);
        sheet.set_print_fit_to_pages(1, 0);
        for (column, head) in (0_u16..).zip(&self.heads) {
            sheet.set_column_width(column, width(head))?;
        }
        for (column, head) in (0_u16..).zip(&self.heads) {
            sheet.write_string_with_format(
                0,
                column,
                head.title(self.language),
                &self.formats.head,
            )?;
        }
        self.next = 1;
        Ok(())
    }

    /// Adds rows; a full sheet is followed by another one.
    ///
    /// # Errors
    /// Where they can't be written to disk.
    pub fn rows(&mut self, rows: &[Row]) -> Result<(), XlsxError> {
        self.text.rows(rows);
        for row in rows {
            if self.next >= ROWS_OF_A_SHEET {
                self.sheet = self.sheet.saturating_add(1);
                self.begin_sheet()?;
            }
            let at = self.next;
            let sheet = self.workbook.worksheet_from_index(self.sheet)?;
            for (column, cell) in (0_u16..).zip(row) {
                put(sheet, (at, column), cell, &self.formats, self.language)?;
            }
            self.next = at.saturating_add(1);
        }
        Ok(())
    }

    /// Adds the sheet that says what the table is, and writes the workbook; answers its sum, which is
    /// that of the same rows as CSV without a byte order mark.
    ///
    /// # Errors
    /// Where it can't be written.
    pub fn finish(
        mut self,
        after: Option<&str>,
        at: Instant,
        to: impl Write + Send,
    ) -> Result<Sum, XlsxError> {
        let sum = self.text.sum();
        let made = at.to_rfc3339_opts(SecondsFormat::Secs, true);
        let lines = [
            (Text::of("Bảng", "Sheet"), self.name.clone()),
            (Text::of("Số dòng", "Rows"), sum.rows.to_string()),
            (
                Text::of(
                    "SHA-256 của cùng các dòng ở dạng CSV",
                    "SHA-256 of the same rows as CSV",
                ),
                sum.sha256.clone(),
            ),
            (
                Text::of("Lần sau bắt đầu từ (after)", "The next goes on after"),
                after.unwrap_or_default().to_owned(),
            ),
            (Text::of("Lập lúc (UTC)", "Made at (UTC)"), made),
        ];
        let title = Text::of("Về bảng này", "About").text(self.language);
        let sheet = self.workbook.add_worksheet_with_constant_memory()?;
        sheet.set_name(title)?;
        sheet.set_column_width(0, 40)?;
        sheet.set_column_width(1, 70)?;
        for (row, (label, value)) in (0_u32..).zip(lines) {
            sheet.write_string(row, 0, label.text(self.language))?;
            sheet.write_string(row, 1, value)?;
        }
        self.workbook.save_to_writer(to)?;
        Ok(sum)
    }
}

/// Width of a column in characters.
fn width(head: &Head) -> u16 {
    match head.kind {
        Kind::Whole | Kind::Percent | Kind::Decimal | Kind::Flag => 12,
        Kind::Day => 12,
        Kind::Moment => 17,
        Kind::Text => 24,
    }
}

/// Writes a value as what it is: numbers as numbers, days as days; a text is never a formula.
fn put(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    formats: &Formats,
    language: Language,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => {}
        Cell::Text(text) => {
            sheet.write_string(row, column, cut(text))?;
        }
        Cell::Term(_, words) => {
            sheet.write_string(row, column, words.text(language))?;
        }
        Cell::Whole(number) => {
            // A whole number of Excel's is a float; up to 2^53 both are the same.
            sheet.write_number_with_format(
                row,
                column,
                read(&number.to_string()),
                &formats.whole,
            )?;
        }
        Cell::Percent(hundredths) => {
            let share = read(&decimal(*hundredths, 4));
            sheet.write_number_with_format(row, column, share, &formats.percent)?;
        }
        Cell::Decimal(hundredths) => {
            let number = read(&decimal(*hundredths, 2));
            sheet.write_number_with_format(row, column, number, &formats.decimal)?;
        }
        Cell::Day(day) => {
            sheet.write_datetime_with_format(row, column, day, &formats.day)?;
        }
        Cell::Moment(instant) => {
            sheet.write_datetime_with_format(row, column, local(*instant), &formats.moment)?;
        }
        Cell::Flag(flag) => {
            let words = if *flag {
                Text::of("có", "yes")
            } else {
                Text::of("không", "no")
            };
            sheet.write_string(row, column, words.text(language))?;
        }
    }
    Ok(())
}

/// A decimal as the nearest float.
fn read(text: &str) -> f64 {
    text.parse().unwrap_or(f64::NAN)
}

fn cut(text: &str) -> String {
    text.chars().take(LONGEST).collect()
}
