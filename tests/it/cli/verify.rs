//! `verify`: 0 where all agrees, 1 where anything differs, 3 where unseen.

use crate::support::program::Desk;

/// Loses one form that was counted.
pub const LOSE_ONE: &str = "DELETE FROM response WHERE (survey_id, id) IN
    (SELECT survey_id, id FROM response WHERE spoilt = FALSE AND comment IS NULL LIMIT 1)";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_tampered_with_is_listed() {
    Desk::on_both(async |desk| {
        desk.demo();
        let printed = desk.done(&["verify"]);
        assert!(printed.ends_with(": all agrees"), "{printed}");
        let report = desk.read(&["verify", "--json"]);
        assert_eq!(report["surveys"], 43, "22 collections, 21 direct checks");
        let responses = report["responses"].as_u64();
        assert!(
            responses > Some(1_500),
            "those of the direct checks too: {report}"
        );
        assert_eq!(report["differences"], serde_json::json!([]));

        desk.tamper(LOSE_ONE).await;
        let output = desk.run(&["verify"]);
        let printed = String::from_utf8(output.stdout).expect("UTF-8");
        assert_eq!(output.status.code(), Some(1), "{printed}");
        assert!(printed.contains("collected: expected"), "{printed}");
        let last = printed.trim_end().lines().last().expect("a verdict");
        assert!(last.ends_with(" differences"), "{printed}");

        let output = desk.run(&["verify", "--json"]);
        assert_eq!(output.status.code(), Some(1));
        let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let differences = report["differences"].as_array().expect("a list");
        assert_eq!(differences.len(), printed.trim_end().lines().count() - 1);
        let survey = differences[0]["id"].as_str().expect("a survey");
        let output = desk.run(&["verify", "--survey", survey, "--json"]);
        let one: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        assert_eq!(
            (output.status.code(), &one["surveys"]),
            (Some(1), &1.into())
        );
        assert_eq!(
            one["differences"], report["differences"],
            "it is this survey's"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_it_cannot_look_it_says_three() {
    Desk::on_both(async |desk| {
        let said = desk.fails_in_a_line(3, &["verify"]);
        assert!(said.contains("longdan migrate up"), "{said}");
        desk.done(&["migrate", "up"]);
        let printed = desk.done(&["verify"]);
        assert!(printed.starts_with("0 surveys, 0 responses"), "{printed}");
        let unknown = "00000000-0000-7000-8000-000000000000";
        desk.fails_in_a_line(3, &["verify", "--survey", unknown]);
    })
    .await;
    let desk = Desk::nowhere("postgres://nobody@127.0.0.1:1/nothing");
    desk.fails_in_a_line(3, &["verify"]);
    let desk = Desk::new();
    std::fs::write(
        desk.database(),
        "this is no database, but a letter to somebody",
    )
    .expect("a file");
    desk.fails_in_a_line(3, &["verify"]);
}
