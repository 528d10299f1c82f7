//! `simulate`: a load that knows what the server must report, and holds it to that.

use std::io::{BufRead as _, BufReader};
use std::process::Stdio;

use serde_json::{Value, json};

use crate::support::program::{Desk, Server};

/// The arguments of a run against a server.
fn arguments<'a>(url: &'a str, collector: &'a str, reader: &'a str) -> Vec<&'a str> {
    let mut all = vec!["simulate", "--url", url, "--token", collector];
    all.extend(["--reader-token", reader]);
    all
}

fn tokens(demo: &Value) -> (&str, &str) {
    let token = |role: &str| demo["tokens"][role].as_str().expect("a token");
    (token("COLLECTOR"), token("FRONT"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_says_what_must_be_and_checks_that_it_is() {
    Desk::on_both(async |desk| {
        let demo = desk.demo();
        let (collector, reader) = tokens(&demo);
        let server = desk.serve();
        let url = server.at("");
        let mut in_json = arguments(&url, collector, reader);
        in_json.extend([
            "--responses",
            "600",
            "--repeated",
            "40",
            "--lost",
            "30",
            "--json",
        ]);
        let report = desk.read(&in_json);
        assert_eq!(report["differences"], json!([]));
        assert_eq!(report["refused"], json!({}));
        assert_eq!(report["expected"], report["reported"]);
        assert_eq!(
            report["receipts"]["ACCEPTED"]
                .as_u64()
                .map(|count| count <= 600),
            Some(true)
        );
        assert!(
            report["receipts"]["DUPLICATE"].as_u64() > Some(0),
            "some were sent twice"
        );
        assert!(
            report["lostAnswers"].as_u64() > Some(0),
            "some answers were lost"
        );
        let survey = report["reported"]
            .as_object()
            .expect("surveys")
            .values()
            .next()
            .expect("one");
        let collected = survey["collected"].as_i64().expect("a count");

        let mut in_words = arguments(&url, collector, reader);
        in_words.extend(["--responses", "300"]);
        let printed = desk.done(&in_words);
        assert!(printed.ends_with("the figures agree"), "{printed}");
        let now = format!("collected {}", collected + 300);
        assert!(printed.contains(&now), "{now}: {printed}");
        drop(server);
        desk.done(&["verify"]);
    })
    .await;
}

const SUBMIT: &str = "mutation ($input: SubmitResponsesInput!) { submitResponses(input: $input) { receipts { status } } }";

/// Somebody else's form, sent to the survey that is open.
async fn interfere(server: &Server, demo: &Value) {
    let sample = demo["samples"]["submit"].as_str().expect("a command");
    let body = sample
        .rsplit(" -d '")
        .next()
        .expect("a body")
        .trim_end_matches('\'');
    let body: Value = serde_json::from_str(body).expect("JSON");
    let (collector, _) = tokens(demo);
    let answer = server
        .ask(collector, SUBMIT, body["variables"].clone())
        .await;
    assert_eq!(
        answer["data"]["submitResponses"]["receipts"][0]["status"], "ACCEPTED",
        "{answer}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_response_too_many_is_found() {
    let desk = Desk::new();
    let demo = desk.demo();
    let (collector, reader) = tokens(&demo);
    let server = desk.serve();
    let url = server.at("");
    let mut running = desk
        .program(&arguments(&url, collector, reader))
        .args(["--responses", "3000", "--clients", "2", "--batch", "10"])
        .args(["--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the load");
    let mut progress = BufReader::new(running.stderr.take().expect("its progress")).lines();
    let first = progress.next().expect("a line").expect("UTF-8");
    assert!(first.starts_with("submitting: "), "{first}");
    interfere(&server, &demo).await;
    progress.for_each(drop);
    let output = running.wait_with_output().expect("its end");
    assert_eq!(output.status.code(), Some(1), "the figures differ");
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let differences = report["differences"].as_array().expect("a list");
    let of = |name: &str| {
        differences
            .iter()
            .find(|found| found["figure"] == name)
            .expect(name)
    };
    for name in ["collected", "responded", "valid"] {
        let (must, is) = (of(name)["expected"].as_i64(), of(name)["reported"].as_i64());
        assert_eq!(must.map(|must| must + 1), is, "{name}");
    }
}

#[test]
fn what_cannot_be_worked_with_is_told_in_a_line() {
    let desk = Desk::new();
    let demo = desk.demo();
    let (collector, reader) = tokens(&demo);
    let server = desk.serve();
    let url = server.at("");
    let committee = demo["tokens"]["STEERING_COMMITTEE"].as_str().expect("one");
    let nobody = "http://127.0.0.1:1";
    let wrong: &[(&str, &str, &str, &str)] = &[
        (nobody, collector, reader, nobody),
        ("no address", collector, reader, "no address"),
        ("ftp://127.0.0.1", collector, reader, "ftp://127.0.0.1"),
        (&server.at("/healthz"), collector, reader, "/healthz"),
        (&url, "ldn_wrong", reader, "--token: "),
        (&url, committee, reader, "--token: "),
        (&url, collector, "ldn_wrong", "--reader-token: "),
        (&url, collector, collector, "--reader-token: "),
    ];
    for (url, collector, reader, told) in wrong {
        let said = desk.fails_in_a_line(1, &arguments(url, collector, reader));
        assert!(said.contains(told), "{told}: {said}");
    }
}
