//! `demo`: the same seed gives the same figures, and nobody's data are touched.

use longdan::domain::trust::actor::Role;
use serde_json::{Value, json};

use crate::support::program::{Desk, Server};

const FIGURES: &str = "{ certificationRound(year: 2019, ordinal: 1) { candidacies(first: 100) { nodes {
    area { code } title state simulated decision { outcome } vote { present agree passed } readiness { ready checks { code status actual message confirmed } }
    approval { collected spoilt valid satisfied percent met items { item { code } answered percent } }
    surveys(kind: COLLECTION) { coverage { households responded } }
} } } }";

/// What a demonstration shows to the provincial Front.
async fn figures(server: &Server, demo: &Value) -> Value {
    let front = demo["tokens"]["FRONT"].as_str().expect("a token");
    let answer = server.ask(front, FIGURES, json!({})).await;
    assert!(answer["errors"].is_null(), "{answer}");
    // Ids are of true chance, and with them the order of those made in the same instant.
    let found = &answer["data"]["certificationRound"]["candidacies"]["nodes"];
    let mut found = found.as_array().expect("candidacies").clone();
    found.sort_by_key(|one| one["area"]["code"].to_string());
    Value::Array(found)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_seed_gives_the_same_figures_everywhere() {
    let first = Desk::new();
    let demo = first.demo();
    let shown = figures(&first.serve(), &demo).await;
    assert_eq!(shown.as_array().map(Vec::len), Some(22));
    Desk::on_both(async |desk| {
        let again = desk.demo();
        assert_eq!(figures(&desk.serve(), &again).await, shown);
        for (role, token) in demo["tokens"].as_object().expect("tokens") {
            assert_ne!(&again["tokens"][role], token, "secrets are never the same");
        }
    })
    .await;
    let other = Desk::new();
    let demo = other.typed("demo --no-serve --responses 1500 --seed 8 --json");
    let demo = serde_json::from_str(&demo).expect("JSON");
    assert_ne!(
        figures(&other.serve(), &demo).await,
        shown,
        "another seed, other figures"
    );
}

/// Address, headers and body of a command that was printed for a shell.
fn parsed(command: &str) -> (String, String, Value) {
    let parts: Vec<&str> = command.split('\'').collect();
    assert_eq!(parts.len(), 7, "three quoted words: {command}");
    let address = parts[0].trim_start_matches("curl -s ").split(' ').next();
    assert_eq!(parts[1], "Content-Type: application/json");
    let bearer = parts[3].strip_prefix("Authorization: Bearer ");
    assert_eq!((parts[4], parts[6]), (" -d ", ""));
    let body = serde_json::from_str(parts[5]).expect("JSON");
    (
        address.expect("an address").to_owned(),
        bearer.expect("a token").to_owned(),
        body,
    )
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_printed_commands_do_what_is_said_of_them() {
    Desk::on_both(async |desk| {
        let demo = desk.demo();
        let server = desk.serve();
        let run = async |name: &str| {
            let (address, token, body) = parsed(demo["samples"][name].as_str().expect("a command"));
            assert_eq!(
                address, "http://127.0.0.1:8000/graphql",
                "where it will listen"
            );
            let query = body["query"].as_str().expect("a query");
            server.ask(&token, query, body["variables"].clone()).await["data"].clone()
        };
        let before = run("approval").await;
        let status = |answer: Value| answer["submitResponses"]["receipts"][0]["status"].clone();
        assert_eq!(status(run("submit").await), "ACCEPTED");
        assert_eq!(status(run("submit").await), "DUPLICATE");
        let after = run("approval").await;
        let collected =
            |answer: &Value| answer["satisfactionSurvey"]["approval"]["collected"].as_i64();
        assert_eq!(
            collected(&before).map(|count| count + 1),
            collected(&after),
            "{after}"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_part_gets_an_answer_to_its_sample_query() {
    let desk = Desk::new();
    let demo = desk.demo();
    let head = desk.done(&["verify", "--checkpoint", "--pin"]);
    let server = desk.serve();
    let queries = demo["samples"]["queries"].as_object().expect("queries");
    assert!(
        queries.len() > Role::ALL.len(),
        "one for each role, and more"
    );
    for (key, query) in queries {
        let token = demo["tokens"][key].as_str().unwrap_or_default();
        assert_eq!(token.is_empty(), key == "PUBLIC", "{key} has a token");
        let query = query.as_str().expect("a query");
        let answer = server.ask(token, query, json!({})).await;
        assert!(answer["errors"].is_null(), "{key}: {answer}");
        for (field, found) in answer["data"].as_object().expect("data") {
            let empty = found.is_null() || found.as_array().is_some_and(Vec::is_empty);
            assert!(!empty || field == "todo", "{key} sees {field}: {answer}");
        }
    }
    drop(server);
    desk.done(&["verify", "--head", &head]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_holds_anything_is_left_alone() {
    Desk::on_both(async |desk| {
        desk.done(&["migrate", "up"]);
        desk.done(&["token", "create", "--role", "ADMIN", "--name", "Chủ"]);
        let before = desk.read(&["token", "list", "--json"]);
        let said = desk.fails(1, &["demo", "--no-serve", "--responses", "500"]);
        assert!(
            said.ends_with("longdan: the database is not empty"),
            "{said}"
        );
        assert_eq!(desk.read(&["token", "list", "--json"]), before);
        let areas = desk.read(&["import", "areas", "--bundled", "ha-tinh-2019", "--json"]);
        assert_eq!(
            (&areas["updated"], &areas["unchanged"]),
            (&json!(0), &json!(0)),
            "no unit came in"
        );
    })
    .await;
}

#[test]
fn without_a_setting_it_makes_a_database_of_its_own() {
    let desk = Desk::new();
    let output = desk
        .bare(&["demo", "--no-serve", "--responses", "500", "--lang", "en"])
        .env("TMPDIR", desk.file("."))
        .output()
        .expect("the program");
    let (printed, said) = (
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    assert!(output.status.success(), "{said}");
    for key in [
        "ADMIN",
        "COORDINATION_OFFICE",
        "FRONT",
        "FRONT_DISTRICT",
        "FRONT_COMMUNE",
        "DEPARTMENT",
        "SO_KE_HOACH",
        "STEERING_COMMITTEE",
        "DASHBOARD",
        "COUNCIL_CHAIR",
        "COUNCIL_MEMBER",
        "COLLECTOR",
    ] {
        let tokens = printed.lines().filter(|line| {
            let mut words = line.split_whitespace();
            words.next() == Some(key) && words.next().is_some_and(|word| word.starts_with("ldn_"))
        });
        assert_eq!(tokens.count(), 1, "{key}: {printed}");
    }
    assert_eq!(
        printed
            .lines()
            .filter(|line| line.starts_with("curl "))
            .count(),
        2,
        "{printed}"
    );
    let kept = said.lines().find_map(|line| line.strip_prefix("sqlite: "));
    let kept = kept.unwrap_or_else(|| panic!("where it is kept: {said}"));
    assert!(!desk.database().exists(), "not in the working folder");
    let file = std::path::Path::new(kept).join("demo.db");
    Desk::at(&format!("sqlite:{}", file.display())).done(&["verify"]);
}
