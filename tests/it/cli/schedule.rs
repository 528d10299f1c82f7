//! Backups made while serving: when due, what stays, what a failure disturbs.

use std::path::Path;

use chrono::{DateTime, TimeDelta};
use longdan::domain::base::clock::Instant;
use longdan::services::backups::{self, BackupPlan, History, wait};
use serde_json::json;

use crate::support::database::on_both;
use crate::support::program::{Desk, Server};

fn at(hour: i64) -> Instant {
    let midnight = DateTime::parse_from_rfc3339("2019-08-10T00:00:00Z").expect("an instant");
    midnight.to_utc() + TimeDelta::hours(hour)
}

#[test]
fn a_backup_is_due_a_span_after_the_last_good_one() {
    let every = TimeDelta::hours(24);
    let good = |hour| History {
        good: Some(at(hour)),
        failed: None,
    };
    assert_eq!(wait(at(0), History::default(), every), TimeDelta::zero());
    assert_eq!(wait(at(1), good(0), every), TimeDelta::hours(23));
    assert_eq!(wait(at(24), good(0), every), TimeDelta::zero());
    assert_eq!(wait(at(999), good(0), every), TimeDelta::zero());
    assert_eq!(
        wait(at(0), good(999), every),
        every,
        "a clock that was put back"
    );
}

#[test]
fn a_failure_is_tried_again_soon_but_not_at_once() {
    let every = TimeDelta::hours(24);
    let failed = |good: Option<i64>, failed| History {
        good: good.map(at),
        failed: Some(at(failed)),
    };
    let soon = TimeDelta::minutes(10);
    assert_eq!(wait(at(0), failed(None, 0), every), soon);
    assert_eq!(wait(at(30), failed(Some(0), 30), every), soon);
    assert_eq!(
        wait(at(30) + soon, failed(Some(0), 30), every),
        TimeDelta::zero()
    );
    let rare = TimeDelta::minutes(2);
    assert_eq!(
        wait(at(0), failed(None, 0), rare),
        rare,
        "never rarer than the plan"
    );
    assert_eq!(
        wait(at(0), failed(None, 99), every),
        soon,
        "a clock that was put back"
    );
}

/// The names in a folder, in order.
fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("the folder");
    let mut names: Vec<String> = entries
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .into_string()
                .expect("UTF-8")
        })
        .collect();
    names.sort_unstable();
    names
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_newest_copies_stay_and_nobody_else_s_files_go() {
    on_both(async |fresh| {
        let plan = BackupPlan {
            folder: fresh.folder.join("copies"),
            every: TimeDelta::hours(1),
            keep: 2,
        };
        assert_eq!(backups::last(&plan.folder), None, "no folder yet");
        for hour in [3, 1, 2] {
            backups::make(&fresh.options, &plan, at(hour))
                .await
                .expect("a backup");
            std::fs::write(plan.folder.join("longdan-2018.db"), "somebody's").expect("a file");
        }
        let kept = [
            "longdan-2018.db",
            "longdan-20190810T020000Z.db",
            "longdan-20190810T030000Z.db",
        ];
        assert_eq!(names(&plan.folder), kept);
        assert_eq!(
            backups::last(&plan.folder),
            Some(at(3)),
            "the next program knows it too"
        );
        backups::make(&fresh.options, &plan, at(3))
            .await
            .expect_err("a name is given once");
        let copy = plan.folder.join(kept[2]);
        Desk::at(&format!("sqlite:{}", copy.display())).done(&["verify"]);

        std::fs::remove_dir_all(&plan.folder).expect("a folder gone");
        std::fs::write(&plan.folder, "in the way").expect("a file in its place");
        backups::make(&fresh.options, &plan, at(4))
            .await
            .expect_err("no folder");
        assert_eq!(backups::last(&plan.folder), None);
    })
    .await;
}

#[test]
fn what_a_killed_process_left_is_removed_and_nothing_else() {
    let desk = Desk::new();
    let folder = desk.file("copies");
    assert_eq!(backups::sweep(&folder, at(2)).expect("no folder"), 0);
    std::fs::create_dir(&folder).expect("a folder");
    for (name, changed) in [
        (".longdan-unfinished-old", at(1)),
        (".longdan-unfinished-old-journal", at(0)),
        (".longdan-unfinished-running", at(1) + TimeDelta::seconds(1)),
        (".tmpOther", at(0)),
        ("longdan-20190810T000000Z.db", at(0)),
    ] {
        let file = std::fs::File::create(folder.join(name)).expect("a file");
        file.set_modified(changed.into()).expect("a time");
    }
    assert_eq!(backups::sweep(&folder, at(2)).expect("a sweep"), 2);
    let left = [
        ".longdan-unfinished-running",
        ".tmpOther",
        "longdan-20190810T000000Z.db",
    ];
    assert_eq!(names(&folder), left);
}

/// Reads figures until a line of them is there: the server is asked, not the clock.
async fn figure(server: &Server, line: &str) -> String {
    for _ in 0..20_000 {
        let figures = server.page("/metrics").await;
        if figures.lines().any(|found| found.starts_with(line)) {
            return figures;
        }
    }
    panic!("{line} never came");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_backs_up_and_says_when() {
    Desk::on_both(async |desk| {
        desk.demo();
        let server = desk.serve_with(&["--backup-dir", "copies", "--backup-keep", "3"]);
        let figures = figure(&server, "longdan_backups_total{outcome=\"made\"} 1").await;
        let last = "longdan_backup_last_success_timestamp_seconds ";
        let seconds = figure(&server, last).await;
        let seconds = seconds
            .lines()
            .find_map(|line| line.strip_prefix(last))
            .expect("a time");
        assert!(
            seconds.parse::<f64>().expect("seconds") > 1.7e9,
            "{figures}"
        );
        let made = names(&desk.file("copies"));
        assert_eq!(made.len(), 1, "{made:?}");
        drop(server);
        let server = desk.serve_with(&["--backup-dir", "copies"]);
        let again = figure(&server, last).await;
        assert!(
            again.contains(&format!("{last}{seconds}")),
            "known after a restart: {again}"
        );
        assert!(
            !again.contains("longdan_backups_total"),
            "and not due: {again}"
        );
        let copy = desk.file("copies").join(&made[0]);
        let other = Desk::new();
        other.done(&["restore", copy.to_str().expect("a path")]);
        other.done(&["verify"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_that_fails_disturbs_nobody() {
    Desk::on_both(async |desk| {
        let demo = desk.demo();
        let in_the_way = desk.put("copies", "a file where a folder should be");
        let server = desk.serve_with(&["--backup-dir", &in_the_way]);
        figure(&server, "longdan_backups_total{outcome=\"failed\"} 1").await;
        assert_eq!(server.page("/readyz").await, "ready\n");
        let token = demo["tokens"]["FRONT"].as_str().expect("a token");
        let answer = server
            .ask(token, "{ certificationRounds { totalCount } }", json!({}))
            .await;
        assert_eq!(answer["data"]["certificationRounds"]["totalCount"], 3);
    })
    .await;
    let said = Desk::new().fails_in_a_line(2, &["serve", "--backup-keep", "2"]);
    assert!(said.ends_with("setting backup_dir is missing"), "{said}");
}
