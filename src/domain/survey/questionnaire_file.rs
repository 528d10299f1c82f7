//! Reads a questionnaire from its TOML file, naming every fault with its line.

use super::consent::ConsentNotice;
use super::questionnaire::{AnswerOption, Item, Questionnaire, Sentiment};
use crate::domain::base::import_fault::{FaultReason, ImportFault};
use crate::domain::base::text::is_xml_name;
use crate::domain::base::toml_reader::{Once, TableReader, read_document};

/// Names that a form on a phone has for its own fields, so that no item may have them.
pub const RESERVED_ITEM_CODES: [&str; 6] =
    ["hamlet", "household", "comment", "start", "end", "meta"];
/// The most items of a form.
pub const MOST_ITEMS: usize = 200;
/// The fewest options of an item.
pub const FEWEST_OPTIONS: usize = 2;
/// The most options of an item.
pub const MOST_OPTIONS: usize = 50;
/// The highest version.
const HIGHEST_VERSION: i32 = 9_999;

impl Questionnaire {
    /// Reads a questionnaire from a TOML file, in UTF-8 with or without a byte order mark.
    ///
    /// # Errors
    /// Every fault of the file in order of lines; nothing is read from a file that has one.
    pub fn from_toml(bytes: &[u8]) -> Result<Self, Vec<ImportFault>> {
        read_document(bytes, questionnaire)
    }
}

fn questionnaire(file: &mut TableReader<'_, '_>) -> Option<Questionnaire> {
    let code = file.code("code");
    let version = file.integer("version", 1, HIGHEST_VERSION);
    let title = file.bilingual("title");
    let consent_notice = file.optional("consent_notice", |file, key| {
        file.table(key, ConsentNotice::read)
    });
    let mut codes = Once::default();
    let items = file.tables("items", |table| {
        let item = item(table)?;
        codes.enter(table, "code", item.code.clone());
        Some(item)
    })?;
    let overall = items.iter().filter(|item| item.overall).count();
    if !(1..=MOST_ITEMS).contains(&items.len()) {
        file.note("items", FaultReason::Entries(1, MOST_ITEMS));
    } else if overall != 1 {
        file.note("items", FaultReason::OverallItems(overall));
    }
    Some(Questionnaire {
        code: code?,
        version: version?,
        title: title?,
        items,
        consent_notice: consent_notice?,
    })
}

fn item(table: &mut TableReader<'_, '_>) -> Option<Item> {
    let code = xml_name(table);
    if let Some(code) = &code
        && RESERVED_ITEM_CODES.contains(&code.as_str())
    {
        table.note("code", FaultReason::ReservedName);
    }
    let label = table.bilingual("label");
    let required = table.optional("required", TableReader::boolean);
    let overall = table.optional("overall", TableReader::boolean);
    let criterion = table.optional("criterion", TableReader::code);
    let options = options(table);
    let item = Item {
        code: code?,
        label: label?,
        required: required?.unwrap_or(false),
        overall: overall?.unwrap_or(false),
        criterion: criterion?,
        options: options?,
    };
    let is_positive = |option: &AnswerOption| option.sentiment == Sentiment::Positive;
    if item.overall && !item.options.iter().any(is_positive) {
        table.note("options", FaultReason::NoPositiveOption);
    }
    Some(item)
}

fn options(table: &mut TableReader<'_, '_>) -> Option<Vec<AnswerOption>> {
    let mut codes = Once::default();
    let options = table.tables("options", |option| {
        let code = xml_name(option);
        let label = option.bilingual("label");
        let sentiment = option.term("sentiment", Sentiment::ALL);
        let code = code?;
        codes.enter(option, "code", code.clone());
        Some(AnswerOption {
            code,
            label: label?,
            sentiment: sentiment?,
        })
    })?;
    if !(FEWEST_OPTIONS..=MOST_OPTIONS).contains(&options.len()) {
        table.note(
            "options",
            FaultReason::Entries(FEWEST_OPTIONS, MOST_OPTIONS),
        );
    }
    Some(options)
}

fn xml_name(table: &mut TableReader<'_, '_>) -> Option<String> {
    let code = table.text("code")?;
    let fits = is_xml_name(&code);
    table.noted(
        "code",
        fits.then_some(code).ok_or(FaultReason::NotAnXmlName),
    )
}
