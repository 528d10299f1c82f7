//! Reads a notice with its tasks from a TOML file.

use super::directive::{DirectiveText, Each, RoundMark, TaskFault, TaskText};
use crate::domain::base::import_fault::{FaultReason, ImportFault, TaskReason};
use crate::domain::base::text::{LONGEST_NAME, cleaned};
use crate::domain::base::toml_reader::{TableReader, read_document};
use crate::domain::law::round::Deliverable;

/// The most tasks that one notice may have.
pub const MOST_TASKS: usize = 500;
/// The highest number of a round in a year.
pub const MOST_ROUNDS: i32 = 100;

/// Reads a notice. Whether areas and regulation exist is the database's to say.
///
/// # Errors
/// Every fault of the file, in order of lines.
pub fn read_directive(bytes: &[u8]) -> Result<DirectiveText, Vec<ImportFault>> {
    let directive = read_document(bytes, directive)?;
    let mut faults: Vec<ImportFault> = directive
        .faults()
        .into_iter()
        .map(|(place, fault)| fault_of(&directive, place, fault))
        .collect();
    faults.sort();
    if faults.is_empty() {
        Ok(directive)
    } else {
        Err(faults)
    }
}

fn fault_of(directive: &DirectiveText, place: usize, fault: TaskFault) -> ImportFault {
    let line = |place: usize| directive.tasks.get(place).map_or(1, |task| task.line);
    let field = format!("tasks[{}].{}", place.saturating_add(1), fault.field());
    let reason = match fault {
        TaskFault::ItemTwice(first) => FaultReason::RepeatedFrom(line(first)),
        TaskFault::DueBeforeIssued => FaultReason::EndsBeforeItBegins,
        TaskFault::UnknownAgency(code) => FaultReason::OfTask(TaskReason::UnknownAgency(code)),
        TaskFault::NotOneOwner => FaultReason::OfTask(TaskReason::NotOneOwner),
        TaskFault::NoRegulation => FaultReason::MissingField,
    };
    ImportFault::of_field(line(place), field, reason)
}

fn directive(file: &mut TableReader<'_, '_>) -> Option<DirectiveText> {
    let code = file.code("code");
    let number = short(file, "number");
    let issued_on = file.day("issued_on");
    let issuer = file.text("issuer");
    let signer = file.text("signer");
    let province = file.optional("province", TableReader::code);
    let regulation = file.optional("regulation", TableReader::code);
    let title = file.bilingual("title");
    let tasks = file.tables("tasks", task);
    let fits = |tasks: &Vec<TaskText>| (1..=MOST_TASKS).contains(&tasks.len());
    let tasks = tasks.and_then(|tasks| {
        let tasks = Some(tasks).filter(fits);
        file.noted("tasks", tasks.ok_or(FaultReason::Entries(1, MOST_TASKS)))
    });
    Some(DirectiveText {
        code: code?,
        number: number?,
        issued_on: issued_on?,
        issuer: issuer?,
        signer: signer?,
        province: province?,
        regulation: regulation?,
        title: title?,
        tasks: tasks?,
    })
}

fn short(table: &mut TableReader<'_, '_>, key: &'static str) -> Option<String> {
    let text = table.text(key)?;
    table.noted(key, cleaned(&text, LONGEST_NAME))
}

fn task(table: &mut TableReader<'_, '_>) -> Option<TaskText> {
    let item = table.code("item");
    let agencies = table.optional("agencies", TableReader::codes);
    let areas = table.optional("areas", TableReader::codes);
    let each = table.optional("each", |table, key| table.term(key, Each::ALL));
    let helpers = table.optional("with", TableReader::codes);
    let due_before = table.optional("due_before", TableReader::day);
    let mark = mark(table);
    let text = table.bilingual("text");
    Some(TaskText {
        line: table.line(),
        item: item?,
        agencies: agencies?.unwrap_or_default(),
        areas: areas?.unwrap_or_default(),
        each: each?,
        helpers: helpers?.unwrap_or_default(),
        due_before: due_before?,
        mark: mark?,
        text: text?,
    })
}

/// Deliverable and round, both or neither.
#[expect(
    clippy::option_option,
    reason = "nothing noted and nothing there, as the reader has it"
)]
fn mark(table: &mut TableReader<'_, '_>) -> Option<Option<RoundMark>> {
    let deliverable = table.optional("deliverable", |table, key| {
        table.term(key, Deliverable::ALL)
    });
    let ordinal = table.optional("round", |table, key| table.integer(key, 1, MOST_ROUNDS));
    match (deliverable?, ordinal?) {
        (None, None) => Some(None),
        (Some(deliverable), Some(ordinal)) => Some(Some(RoundMark {
            deliverable,
            ordinal,
        })),
        (Some(_), None) => {
            table.note("round", FaultReason::MissingField);
            None
        }
        (None, Some(_)) => {
            table.note("deliverable", FaultReason::MissingField);
            None
        }
    }
}
