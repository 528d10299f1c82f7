//! `backup` and `restore`: consistent under load, never trusted unseen.

use serde_json::Value;

use super::verify::LOSE_ONE;
use crate::support::program::{Desk, Server, tamper_with};

/// What a restored or untouched database is known by.
fn tokens(desk: &Desk) -> Value {
    desk.read(&["token", "list", "--json"])
}

fn responses(desk: &Desk) -> u64 {
    let report = desk.read(&["verify", "--json"]);
    report["responses"].as_u64().expect("a count")
}

/// A load of well-behaved apps on a server, as a process of its own.
fn load(desk: &Desk, server: &Server, demo: &Value, count: &str) -> std::process::Child {
    let token = |role: &str| demo["tokens"][role].as_str().expect("a token").to_owned();
    desk.program(&["simulate", "--url", &server.at(""), "--responses", count])
        .args([
            "--token",
            &token("COLLECTOR"),
            "--reader-token",
            &token("FRONT"),
        ])
        .args(["--batch", "20", "--json"])
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()
        .expect("the load")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_under_load_is_one_state_and_goes_into_either_database() {
    Desk::on_both(async |desk| {
        let demo = desk.demo();
        let before = responses(&desk);
        let server = desk.serve();
        let mut load = load(&desk, &server, &demo, "1500");
        let mut copies = Vec::new();
        while load.try_wait().expect("the load").is_none() {
            let copy = format!("copy-{}.db", copies.len());
            let printed = desk.done(&["backup", &copy]);
            assert_eq!(printed, format!("backed up: {copy}"));
            copies.push(desk.file(&copy));
        }
        assert!(
            load.wait().expect("the load").success(),
            "serving was not disturbed"
        );
        let last = copies
            .last()
            .expect("at least one backup")
            .to_str()
            .expect("a path");
        let mut counts = Vec::new();
        for copy in &copies {
            let one = Desk::at(&format!("sqlite:{}", copy.display()));
            counts.push(responses(&one));
        }
        assert!(
            counts.is_sorted() && counts.first() >= Some(&before),
            "{counts:?}"
        );
        assert!(counts.last() <= Some(&(before + 1_500)), "{counts:?}");
        Desk::on_both(async |other| {
            let printed = other.done(&["restore", last]);
            assert!(printed.starts_with("restored: "), "{printed}");
            assert_eq!(Some(&responses(&other)), counts.last());
            assert_eq!(tokens(&other), tokens(&desk));
        })
        .await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn there_and_back_again_nothing_is_lost() {
    Desk::on_both(async |desk| {
        desk.demo();
        let before = responses(&desk);
        desk.done(&["backup", "there.db"]);
        let there = desk.file("there.db");
        let desk = &desk;
        Desk::on_both(async |other| {
            other.done(&["restore", there.to_str().expect("a path")]);
            other.done(&["backup", "back.db"]);
            let back = other.file("back.db");
            let home = Desk::at(desk.url());
            home.done(&["restore", back.to_str().expect("a path"), "--replace"]);
            assert_eq!(responses(&home), before);
            assert_eq!(tokens(&home), tokens(&other));
        })
        .await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_trusted_replaces_nothing() {
    let source = Desk::new();
    source.demo();
    source.done(&["backup", "good.db"]);
    let good = std::fs::read(source.file("good.db")).expect("the backup");
    let tampered = source.put("tampered.db", &good);
    tamper_with(&format!("sqlite:{tampered}"), LOSE_ONE).await;
    let half = source.put("half.db", &good[..good.len() / 2]);
    let mut torn = good.clone();
    let middle = torn.len() / 2 / 4096 * 4096;
    torn[middle..middle + 4096].fill(0xA5);
    let torn = source.put("torn.db", torn);
    let letter = source.put("letter.db", "this is no database, but a letter to somebody");
    let empty = source.put("empty.db", "");
    Desk::on_both(async |desk| {
        desk.done(&["migrate", "up"]);
        desk.done(&["token", "create", "--role", "ADMIN", "--name", "Người cũ"]);
        let before = tokens(&desk);
        for bad in [&tampered, &half, &torn, &letter, &empty] {
            let said = desk.fails(1, &["restore", bad, "--replace"]);
            assert!(
                said.lines()
                    .last()
                    .expect("a line")
                    .starts_with("longdan: "),
                "{said}"
            );
            assert_eq!(tokens(&desk), before, "{bad}: as it was");
        }
        let said = desk.fails(1, &["restore", &tampered, "--replace"]);
        assert!(said.contains("nothing was restored"), "{said}");
        let said = desk.fails_in_a_line(1, &["restore", "nowhere.db"]);
        assert!(said.contains("nowhere.db can't be read"), "{said}");
        let good = source.file("good.db");
        let good = good.to_str().expect("a path");
        let said = desk.fails(1, &["restore", good]);
        assert!(
            said.ends_with("longdan: the database is not empty"),
            "{said}"
        );
        assert_eq!(tokens(&desk), before);
        desk.done(&["restore", good, "--replace"]);
        assert_eq!(tokens(&desk), tokens(&source));
        desk.done(&["verify"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_overwrites_nothing_and_leaves_no_halves() {
    Desk::on_both(async |desk| {
        desk.done(&["migrate", "up"]);
        let kept = desk.put("kept.db", "somebody's only copy");
        let said = desk.fails_in_a_line(1, &["backup", &kept]);
        assert!(said.contains("is there already"), "{said}");
        assert_eq!(
            std::fs::read(&kept).expect("the file"),
            b"somebody's only copy"
        );
        desk.fails_in_a_line(1, &["backup", "no/such/folder/copy.db"]);
        desk.done(&["backup", "copy.db"]);
        let mut names: Vec<String> = std::fs::read_dir(desk.file("."))
            .expect("the folder")
            .map(|entry| {
                entry
                    .expect("an entry")
                    .file_name()
                    .into_string()
                    .expect("UTF-8")
            })
            .filter(|name| !name.starts_with("longdan.db"))
            .collect();
        names.sort_unstable();
        assert_eq!(names, ["copy.db", "kept.db"]);
    })
    .await;
}

#[test]
fn a_database_that_is_served_is_not_replaced_under_the_server() {
    let desk = Desk::new();
    desk.demo();
    desk.done(&["backup", "copy.db"]);
    let server = desk.serve();
    let said = desk.fails(1, &["restore", "copy.db", "--replace"]);
    assert!(said.ends_with("stop the server and try again"), "{said}");
    server.kill();
    let printed = desk.done(&["restore", "copy.db", "--replace"]);
    let kept = printed
        .lines()
        .find_map(|line| line.strip_prefix("what was there before: "));
    let kept = Desk::at(&format!("sqlite:{}", kept.expect("where it is kept")));
    assert_eq!(tokens(&kept), tokens(&desk));
}
