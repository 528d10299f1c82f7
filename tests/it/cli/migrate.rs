//! `migrate`: up, down to nothing, up again, and where it stands.

use serde_json::Value;

use crate::support::program::Desk;

/// Whether each migration is applied, in order.
fn applied(desk: &Desk) -> Vec<bool> {
    let states = desk.read(&["migrate", "status", "--json"]);
    let states = states.as_array().expect("a list");
    let applied = |state: &Value| state["applied"].as_bool().expect("a truth");
    assert!(states.iter().all(|state| state["name"].is_string()));
    states.iter().map(applied).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_goes_up_and_down_and_up_again() {
    Desk::on_both(async |desk| {
        let all = applied(&desk).len();
        assert!(all > 5 && !applied(&desk).contains(&true), "nothing yet");
        let printed = desk.done(&["migrate", "up"]);
        assert_eq!(printed.lines().count(), all);
        assert!(printed.lines().all(|line| line.starts_with("applied m")));
        assert_eq!(desk.done(&["migrate", "up"]), "nothing to change");
        assert!(!applied(&desk).contains(&false));

        let printed = desk.done(&["migrate", "down"]);
        assert_eq!(printed.lines().count(), 1, "one step where none are named");
        assert!(printed.starts_with("taken back m"), "{printed}");
        let status = desk.done(&["migrate", "status"]);
        assert_eq!(
            status
                .lines()
                .filter(|line| line.starts_with("pending m"))
                .count(),
            1
        );
        assert!(
            status
                .lines()
                .last()
                .expect("a line")
                .starts_with("pending m")
        );

        let printed = desk.done(&["migrate", "down", "--steps", "999"]);
        assert_eq!(printed.lines().count(), all - 1);
        assert!(!applied(&desk).contains(&true));
        assert_eq!(desk.done(&["migrate", "down"]), "nothing to change");

        let steps = desk.done(&["migrate", "up", "--steps", "2"]);
        assert_eq!(steps.lines().count(), 2);
        desk.done(&["migrate", "up"]);
        let printed = desk.done(&["import", "areas", "--bundled", "ha-tinh-2019"]);
        assert!(printed.starts_with("added 27"), "it works again: {printed}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_database_goes_down_with_its_data_and_up_again() {
    Desk::on_both(async |desk| {
        desk.demo();
        let all = applied(&desk).len();
        // Step by step, so that each migration is taken back from under the data of those before it.
        for left in (0..all).rev() {
            let printed = desk.done(&["migrate", "down"]);
            assert!(printed.starts_with("taken back m"), "{printed}");
            let still = applied(&desk).iter().filter(|applied| **applied).count();
            assert_eq!(still, left);
        }
        desk.done(&["migrate", "up"]);
        let printed = desk.done(&["verify"]);
        assert!(printed.starts_with("0 surveys, 0 responses"), "{printed}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_is_not_up_to_date_is_said_to_be() {
    Desk::on_both(async |desk| {
        let areas = ["import", "areas", "--bundled", "ha-tinh-2019"];
        for arguments in [
            &areas[..],
            &["token", "list"],
            &["backup", "copy.db"],
            &["serve", "--no-migrate"],
        ] {
            let said = desk.fails_in_a_line(1, arguments);
            assert!(said.ends_with("run: longdan migrate up"), "{said}");
        }
        assert!(!desk.file("copy.db").exists());
    })
    .await;
}

#[test]
fn a_database_that_is_not_there_is_told_in_a_line() {
    let nobody = Desk::nowhere("postgres://nobody@127.0.0.1:1/nothing");
    let said = nobody.fails_in_a_line(1, &["migrate", "up"]);
    assert!(said.contains("can't be reached"), "{said}");
    let nowhere = Desk::at("sqlite:no/such/folder/longdan.db");
    let said = nowhere.fails_in_a_line(1, &["migrate", "up"]);
    assert!(said.contains("can't be reached"), "{said}");
}
