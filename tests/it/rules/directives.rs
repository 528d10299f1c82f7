//! The notice of 17/7/2019 as data, faults of such files, and what is late.

use std::fmt::Write;

use chrono::Days;
use longdan::domain::base::clock::Day;
use longdan::domain::base::import_fault::{FaultReason, ImportFault, TaskReason};
use longdan::domain::tasks::assignment::{AssignmentStatus, status};
use longdan::domain::tasks::bundled::{bundled_directive, bundled_directives};
use longdan::domain::tasks::directive::DirectiveText;
use longdan::domain::tasks::directive_file::read_directive;
use proptest::prelude::*;

fn notice() -> DirectiveText {
    let text = bundled_directive("ha-tinh-05-2019").expect("the notice");
    read_directive(text.as_bytes()).expect("a sound file")
}

#[test]
fn every_bundled_notice_reads_and_has_the_code_that_it_is_asked_for_by() {
    for code in bundled_directives() {
        let text = bundled_directive(code).expect("a notice");
        let read = read_directive(text.as_bytes()).expect("a sound file");
        assert_eq!(read.code, code);
    }
    assert!(bundled_directive("nowhere").is_none());
}

#[test]
fn the_notice_of_2019_item_by_item() {
    let notice = notice();
    let mut page = format!("{} {} {}\n", notice.number, notice.issued_on, notice.signer);
    for task in &notice.tasks {
        let due = task.due_before.map(|day| day.to_string());
        let each = task.each.map(|each| format!("each {each}"));
        let owners = each
            .into_iter()
            .chain(task.agencies.clone())
            .chain(task.areas.clone());
        let owners: Vec<String> = owners.collect();
        let due = due.unwrap_or_else(|| "-".to_owned());
        writeln!(page, "{:<7} {due:<10} {}", task.item, owners.join(" ")).expect("a text");
    }
    insta::assert_snapshot!("notice", page);
}

#[test]
fn a_bad_line_of_a_notice_is_named() {
    let good = bundled_directive("ha-tinh-05-2019").expect("the notice");
    let faults = |old: &str, new: &str| -> Vec<ImportFault> {
        assert!(good.contains(old), "{old}");
        read_directive(good.replacen(old, new, 1).as_bytes()).expect_err(new)
    };
    let line = good
        .lines()
        .position(|line| line.starts_with("item = \"I.1.2\""));
    let line = line.expect("the item") + 1;
    let reasons = |faults: Vec<ImportFault>| -> Vec<FaultReason> {
        faults.into_iter().map(|fault| fault.reason).collect()
    };
    let twice = faults("item = \"I.1.2\"", "item = \"I.1.1a\"");
    assert!(matches!(
        twice.as_slice(),
        [ImportFault {
            reason: FaultReason::RepeatedFrom(_),
            ..
        }]
    ));
    let early = faults("due_before = 2019-10-01", "due_before = 2019-07-17");
    let [fault] = early.as_slice() else {
        panic!("one fault, not {early:?}");
    };
    assert_eq!(fault.reason, FaultReason::EndsBeforeItBegins);
    assert_eq!(
        fault.line,
        line - 1,
        "the task's table begins a line above its item"
    );
    let unknown = faults("\"SO_XAY_DUNG\"", "\"SO_KHONG_CO\"");
    assert_eq!(
        reasons(unknown),
        [FaultReason::OfTask(TaskReason::UnknownAgency(
            "SO_KHONG_CO".to_owned()
        ))]
    );
    let two = faults(
        "agencies = [\"SO_XAY_DUNG\"]",
        "agencies = [\"SO_XAY_DUNG\"]\neach = \"COMMUNE\"",
    );
    assert_eq!(reasons(two), [FaultReason::OfTask(TaskReason::NotOneOwner)]);
    let half = faults("round = 1\n", "");
    assert_eq!(reasons(half), [FaultReason::MissingField]);
    let bare = faults("regulation = \"ha-tinh-2019\"\n", "");
    assert!(
        bare.iter()
            .all(|fault| fault.reason == FaultReason::MissingField)
    );
}

proptest! {
    #[test]
    fn a_report_is_late_from_its_day_on_and_nothing_is_late_without_one(
        due in proptest::option::of(0_u64..400),
        received in proptest::option::of(0_u64..400),
        today in 0_u64..400,
    ) {
        let start = Day::from_ymd_opt(2019, 7, 17).expect("a day");
        let day = |after: u64| start.checked_add_days(Days::new(after)).expect("a day");
        let found = status(due.map(day), received.map(day), day(today));
        let late = |on: u64| due.is_some_and(|due| on >= due);
        let expected = match received {
            Some(on) if late(on) => AssignmentStatus::Late,
            Some(_) => AssignmentStatus::OnTime,
            None if late(today) => AssignmentStatus::Overdue,
            None => AssignmentStatus::Open,
        };
        prop_assert_eq!(found, expected);
    }
}
