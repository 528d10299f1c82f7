//! A notice that somebody typed in, cleaned, or what is wrong with it.

use std::collections::HashSet;

use super::user_fault::{UserFault, UserFaultCode};
use super::written::past_day;
use crate::domain::base::clock::Day;
use crate::domain::base::language::Bilingual;
use crate::domain::base::text::{LONGEST_LABEL, LONGEST_NAME, cleaned, is_code};
use crate::domain::tasks::directive::{DirectiveText, TaskFault, TaskText};
use crate::domain::tasks::directive_file::MOST_ROUNDS;

/// The notice as it is kept: texts composed and trimmed, each owner named once.
pub(super) fn examined(
    mut text: DirectiveText,
    today: Day,
) -> Result<DirectiveText, Vec<UserFault>> {
    let mut faults = Vec::new();
    if !is_code(&text.code) {
        faults.push(UserFault::at("code", UserFaultCode::InvalidText, "1-64"));
    }
    faults.extend(past_day("issuedOn", text.issued_on, today).err());
    clean(&mut faults, "number", &mut text.number, LONGEST_NAME);
    clean(&mut faults, "issuer", &mut text.issuer, LONGEST_LABEL);
    clean(&mut faults, "signer", &mut text.signer, LONGEST_LABEL);
    clean_both(&mut faults, ["title", "titleEn"], &mut text.title);
    for (place, task) in text.tasks.iter_mut().enumerate() {
        examine_task(&mut faults, place, task);
    }
    let own = text.faults().into_iter();
    faults.extend(own.map(|(place, fault)| of_input(place, &fault)));
    if faults.is_empty() {
        Ok(text)
    } else {
        Err(faults)
    }
}

fn examine_task(faults: &mut Vec<UserFault>, place: usize, task: &mut TaskText) {
    let field = |name: &str| format!("tasks.{place}.{name}");
    if !is_code(&task.item) {
        let code = UserFaultCode::InvalidText;
        faults.push(UserFault::at(&field("item"), code, "1-64"));
    }
    if let Some(mark) = task.mark
        && !(1..=MOST_ROUNDS).contains(&mark.ordinal)
    {
        let code = UserFaultCode::OutOfRange;
        let about = format!("1-{MOST_ROUNDS}");
        faults.push(UserFault::at(&field("countsFor.ordinal"), code, about));
    }
    let [vi, en] = [field("text"), field("textEn")];
    clean_both(faults, [&vi, &en], &mut task.text);
    for codes in [&mut task.agencies, &mut task.areas, &mut task.helpers] {
        let mut seen = HashSet::new();
        codes.retain(|code| seen.insert(code.clone()));
    }
}

fn clean_both(faults: &mut Vec<UserFault>, fields: [&str; 2], text: &mut Bilingual) {
    let [vi, en] = fields;
    clean(faults, vi, &mut text.vi, LONGEST_LABEL);
    clean(faults, en, &mut text.en, LONGEST_LABEL);
}

fn clean(faults: &mut Vec<UserFault>, field: &str, text: &mut String, longest: usize) {
    if let Ok(kept) = cleaned(text, longest) {
        *text = kept;
    } else {
        let about = format!("1-{longest}");
        faults.push(UserFault::at(field, UserFaultCode::InvalidText, about));
    }
}

/// A task's fault as one of the input's.
fn of_input(place: usize, fault: &TaskFault) -> UserFault {
    let (field, code, about) = match fault {
        TaskFault::ItemTwice(_) => ("item", UserFaultCode::NamedTwice, String::new()),
        TaskFault::DueBeforeIssued => ("dueBefore", UserFaultCode::DatesOutOfOrder, String::new()),
        TaskFault::UnknownAgency(code) => ("agencies", UserFaultCode::UnknownAgency, code.clone()),
        TaskFault::NotOneOwner => ("agencies", UserFaultCode::NotOneOwner, String::new()),
        TaskFault::NoRegulation => ("each", UserFaultCode::UnknownRegulation, String::new()),
    };
    UserFault::at(&format!("tasks.{place}.{field}"), code, about)
}
