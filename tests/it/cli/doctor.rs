//! `doctor`: what is configured, reachable, migrated, and what is wrong.

use longdan::domain::base::clock::{Clock as _, SystemClock};
use serde_json::Value;

use crate::support::program::Desk;

/// What was found about a thing: its health and the sentence.
fn found<'a>(report: &'a Value, name: &str) -> (&'a str, &'a str) {
    let all = report.as_array().expect("a list");
    let one = all.iter().find(|one| one["name"] == name).expect(name);
    let text = |key: &str| one[key].as_str().expect("a text");
    (text("health"), text("message"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_new_office_is_led_to_what_it_lacks() {
    Desk::on_both(async |desk| {
        let report = desk.read(&["doctor", "--json"]);
        let (health, message) = found(&report, "migrations");
        assert!(
            health == "doubtful" && message.ends_with("run: longdan migrate up"),
            "{message}"
        );
        desk.done(&["migrate", "up"]);
        let report = desk.read(&["doctor", "--json"]);
        assert_eq!(found(&report, "migrations").0, "good");
        assert_eq!(found(&report, "writable").0, "good");
        assert!(
            found(&report, "areas")
                .1
                .ends_with("run: longdan import areas")
        );
        assert!(
            found(&report, "tokens")
                .1
                .ends_with("run: longdan token create")
        );
        desk.done(&["import", "areas", "--bundled", "ha-tinh-2019"]);
        desk.done(&["token", "create", "--role", "ADMIN", "--name", "IT"]);
        let server = desk.serve();
        let listen = server.at("").replace("http://", "");
        let report = desk.read(&["doctor", "--json", "--listen", &listen]);
        let all = report.as_array().expect("a list");
        let ill: Vec<&Value> = all
            .iter()
            .filter(|one| one["health"] != "good" && one["name"] != "disk")
            .collect();
        assert!(ill.is_empty(), "{ill:?}");
        let printed = desk.done(&["doctor", "--listen", &listen]);
        assert_eq!(printed.lines().count(), all.len());
        assert!(printed.contains("[ok] the database answers"), "{printed}");
    })
    .await;
}

#[test]
fn what_is_wrong_ends_with_one() {
    let desk = Desk::nowhere("postgres://somebody:secret@127.0.0.1:1/nothing");
    let output = desk.run(&["doctor"]);
    let printed = String::from_utf8(output.stdout).expect("UTF-8");
    assert_eq!(output.status.code(), Some(1), "{printed}");
    assert!(
        printed.contains("[!!] the database can't be reached: "),
        "{printed}"
    );
    assert!(
        printed.contains("postgres://somebody@127.0.0.1:1/nothing"),
        "{printed}"
    );
    assert!(
        !printed.contains("secret"),
        "no password is shown: {printed}"
    );

    let desk = Desk::new();
    std::fs::write(
        desk.database(),
        "this is no database, but a letter to somebody",
    )
    .expect("a file");
    let output = desk.run(&["doctor", "--json"]);
    assert_eq!(output.status.code(), Some(1));
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(found(&report, "reachable").0, "bad");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_of_a_newer_program_is_not_touched() {
    Desk::on_both(async |desk| {
        desk.done(&["migrate", "up"]);
        let newer = "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m29990101_000001_moon', 0)";
        desk.tamper(newer).await;
        let output = desk.run(&["doctor", "--json"]);
        assert_eq!(output.status.code(), Some(1));
        let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let (health, message) = found(&report, "migrations");
        assert!(health == "bad" && message.contains("moon"), "{message}");
        for arguments in [&["migrate", "up"][..], &["serve"], &["token", "list"]] {
            let said = desk.fails(1, arguments);
            assert!(said.contains("moon"), "{arguments:?}: {said}");
        }
    })
    .await;
}

#[test]
fn scheduled_backups_are_spoken_of() {
    let desk = Desk::new();
    desk.done(&["migrate", "up"]);
    let backups = |config: &[&str]| {
        let report = desk.read(&[&["doctor", "--json"], config].concat());
        let (health, message) = found(&report, "backups");
        (health.to_owned(), message.to_owned())
    };
    let (health, message) = backups(&[]);
    assert!(
        health == "good" && message.contains("backup_dir"),
        "{message}"
    );
    let folder = desk.file("copies");
    let settings = format!(
        "backup_dir = \"{}\"\nbackup_every = \"2h\"\n",
        folder.display()
    );
    let config = ["--config", &desk.put("settings.toml", settings)];
    let (health, message) = backups(&config);
    assert!(
        health == "doubtful" && message.contains("no backup"),
        "{message}"
    );
    std::fs::create_dir(&folder).expect("a folder");
    let copy = |hours_ago| {
        let at = SystemClock.now() - chrono::TimeDelta::hours(hours_ago);
        let name = format!("longdan-{}.db", at.format("%Y%m%dT%H%M%SZ"));
        std::fs::write(folder.join(name), "a copy").expect("a file");
    };
    copy(5);
    let (health, message) = backups(&config);
    assert!(
        health == "doubtful" && message.contains("5 hours ago"),
        "{message}"
    );
    assert!(
        message.contains(folder.to_str().expect("a path")),
        "{message}"
    );
    copy(3);
    let (health, message) = backups(&config);
    assert!(
        health == "good" && message.contains("3 hours ago"),
        "{message}"
    );
}
