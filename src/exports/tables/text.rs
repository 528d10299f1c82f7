//! CSV and JSON Lines piece by piece, with a checksum at the end.
//!
//! The checksum is the SHA-256 of every byte before the last line, which holds it.

use chrono::SecondsFormat;
use serde_json::{Map, Number, Value, json};
use sha2::{Digest, Sha256};

use super::cell::{Cell, Head, Row};
use crate::domain::base::canonical::hex;
use crate::domain::base::clock::Instant;

/// What Excel knows UTF-8 by.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";
/// What a spreadsheet takes for the beginning of a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// How the rows are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextFormat {
    /// RFC 4180 in UTF-8, lines ended by LF; with a byte order mark, where Excel is to open it.
    Csv {
        /// Whether it begins with a byte order mark.
        mark: bool,
    },
    /// A JSON object a line.
    JsonLines,
}

/// What the end of a table says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    /// Rows without the heading.
    pub rows: u64,
    /// SHA-256 of what was written, lower-case hexadecimal.
    pub sha256: String,
}

/// Writes a table piece by piece.
#[derive(Debug)]
pub struct TextWriter {
    format: TextFormat,
    keys: Vec<String>,
    digest: Sha256,
    rows: u64,
}

impl TextWriter {
    /// A writer of a table with these columns.
    #[must_use]
    pub fn new(format: TextFormat, heads: &[Head]) -> Self {
        Self {
            format,
            keys: heads.iter().map(|head| head.key.clone()).collect(),
            digest: Sha256::new(),
            rows: 0,
        }
    }

    /// What stands before the first row.
    pub fn head(&mut self) -> Vec<u8> {
        let mut out = Vec::new();
        if let TextFormat::Csv { mark } = self.format {
            if mark {
                out.extend_from_slice(BYTE_ORDER_MARK);
            }
            let keys = self.keys.iter().map(String::as_str);
            line(&mut out, keys);
        }
        self.digest.update(&out);
        out
    }

    /// Some rows.
    pub fn rows(&mut self, rows: &[Row]) -> Vec<u8> {
        let mut out = Vec::new();
        for row in rows {
            match self.format {
                TextFormat::Csv { .. } => {
                    let fields: Vec<String> = row.iter().map(field).collect();
                    line(&mut out, fields.iter().map(String::as_str));
                }
                TextFormat::JsonLines => {
                    let pairs = self.keys.iter().cloned().zip(row.iter().map(value));
                    let object = Value::Object(pairs.collect::<Map<_, _>>());
                    out.extend_from_slice(object.to_string().as_bytes());
                    out.push(b'\n');
                }
            }
            self.rows = self.rows.saturating_add(1);
        }
        self.digest.update(&out);
        out
    }

    /// How many rows there were, and their checksum.
    #[must_use]
    pub fn sum(&self) -> Sum {
        Sum {
            rows: self.rows,
            sha256: hex(&self.digest.clone().finalize()),
        }
    }

    /// The last line: what the table is, its sum, and where the next one goes on.
    #[must_use]
    pub fn about(&self, sheet: &str, after: Option<&str>, at: Instant) -> Vec<u8> {
        let Sum { rows, sha256 } = self.sum();
        let made = at.to_rfc3339_opts(SecondsFormat::Secs, true);
        let text = match self.format {
            TextFormat::Csv { .. } => {
                let after = after.unwrap_or_default();
                format!(
                    "# sheet={sheet} rows={rows} sha256={sha256} after={after} made_at={made}\n"
                )
            }
            TextFormat::JsonLines => {
                let about = json!({
                    "about": {
                        "sheet": sheet, "rows": rows, "sha256": sha256, "after": after,
                        "made_at": made,
                    }
                });
                format!("{about}\n")
            }
        };
        text.into_bytes()
    }
}

/// A line of CSV.
fn line<'a>(out: &mut Vec<u8>, fields: impl Iterator<Item = &'a str>) {
    for (position, field) in fields.enumerate() {
        if position > 0 {
            out.push(b',');
        }
        quoted(out, field);
    }
    out.push(b'\n');
}

fn quoted(out: &mut Vec<u8>, field: &str) {
    // A lone # at the start of a line would be taken for the last one.
    let special = |sign: char| matches!(sign, ',' | '"' | '\n' | '\r' | '#');
    if !field.contains(special) {
        out.extend_from_slice(field.as_bytes());
        return;
    }
    out.push(b'"');
    out.extend_from_slice(field.replace('"', "\"\"").as_bytes());
    out.push(b'"');
}

/// A value as a field; what a spreadsheet would run as a formula is marked as text by an apostrophe.
fn field(cell: &Cell) -> String {
    let plain = cell.plain().unwrap_or_default();
    match cell {
        Cell::Text(text) if text.starts_with(FORMULA) => format!("'{plain}"),
        _ => plain,
    }
}

/// A value as JSON.
#[must_use]
pub fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Empty => Value::Null,
        Cell::Whole(number) => (*number).into(),
        Cell::Flag(flag) => (*flag).into(),
        Cell::Percent(_) | Cell::Decimal(_) => number(&cell.plain().unwrap_or_default()),
        Cell::Text(_) | Cell::Term(..) | Cell::Day(_) | Cell::Moment(_) => {
            cell.plain().map_or(Value::Null, Value::String)
        }
    }
}

/// A decimal as a number of JSON.
fn number(text: &str) -> Value {
    let read = text.parse().ok().and_then(Number::from_f64);
    read.map_or(Value::Null, Value::Number)
}
