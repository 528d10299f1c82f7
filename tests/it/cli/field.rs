//! A field of bad networks and two typists, with the server killed again and again.

use std::process::{Child, Stdio};

use longdan::domain::base::clock::{Clock as _, SystemClock};
use serde_json::{Value, json};

use crate::support::program::{Desk, Server};

/// Times that the server is killed while phones send.
const KILLS: i64 = 4;
/// Forms on the phones.
const RESPONSES: i64 = 600;
const AREAS: &str = "code,name,level,parent_code,households
42,Tỉnh Hà Tĩnh,province,,
436,Thành phố Hà Tĩnh,district,42,
18001,Xã Thạch Hạ,commune,436,
18001-01,Thôn Đông,hamlet,18001,300
18001-02,Thôn Tây,hamlet,18001,300
18001-03,Thôn Nam,hamlet,18001,70
18001-04,Thôn Bắc,hamlet,18001,0
";

/// A survey that is open, and who works on it.
struct Survey {
    id: Value,
    collector: String,
    front: String,
    typists: [String; 2],
}

/// The payload of an operation in which there is nothing to put right.
async fn done(server: &Server, token: &str, operation: &str, input: Value, fields: &str) -> Value {
    let (first, rest) = operation.split_at(1);
    let query = format!(
        "mutation($input: {}{rest}Input!) {{ {operation}(input: $input) {{ {fields} userErrors {{ code message }} }} }}",
        first.to_uppercase()
    );
    let answer = server.ask(token, &query, json!({ "input": input })).await;
    let payload = answer["data"][operation].clone();
    assert_eq!(payload["userErrors"], json!([]), "{operation}: {answer}");
    payload
}

/// Who works on it, before anything is open.
fn people(desk: &Desk) -> (String, Survey) {
    let areas = desk.put("areas.csv", AREAS);
    desk.done(&["migrate", "up"]);
    desk.done(&["import", "areas", &areas]);
    let token = |role: &str, name: &str| {
        let mut words = vec!["token", "create", "--role", role, "--name", name];
        if role != "COORDINATION_OFFICE" {
            words.extend(["--area", "18001"]);
        }
        desk.done(&words)
    };
    let survey = Survey {
        id: Value::Null,
        collector: token("COLLECTOR", "Tổ lấy phiếu"),
        front: token("FRONT", "Mặt trận xã"),
        typists: ["một", "hai"].map(|name| token("FRONT", name)),
    };
    (token("COORDINATION_OFFICE", "Văn phòng"), survey)
}

/// Opens a survey in which two hamlets of four are counted on paper.
async fn opened(desk: &Desk, server: &Server) -> Survey {
    let (office, mut survey) = people(desk);
    let round = json!({ "year": 2026, "ordinal": 1, "regulationCode": "ha-tinh-2019" });
    let round = done(
        server,
        &office,
        "createCertificationRound",
        round,
        "round { id }",
    )
    .await;
    let nomination =
        json!({ "roundId": round["round"]["id"], "areaCode": "18001", "title": "STANDARD" });
    let candidacy = done(server, &office, "nominate", nomination, "candidacy { id }").await;
    let now = SystemClock.now();
    let planned = json!({
        "candidacyId": candidacy["candidacy"]["id"], "kind": "COLLECTION",
        "questionnaireCode": "commune-2016",
        "opensAt": now - chrono::TimeDelta::days(1), "closesAt": now + chrono::TimeDelta::days(9),
    });
    let front = survey.front.clone();
    let made = done(server, &front, "createSurvey", planned, "survey { id }").await;
    survey.id = made["survey"]["id"].clone();
    let on_paper = ["18001-03", "18001-04"]
        .map(|hamlet| json!({ "hamletCode": hamlet, "mode": "COUNT_RECORD" }));
    let modes = json!({ "surveyId": survey.id, "hamlets": on_paper });
    done(server, &front, "setCollectionModes", modes, "").await;
    let open = json!({ "surveyId": survey.id });
    done(server, &front, "openSurvey", open, "").await;
    survey
}

/// The simulation, with every trouble that it knows.
fn simulation(desk: &Desk, server: &Server, survey: &Survey) -> Child {
    let url = server.at("");
    let [first, second] = &survey.typists;
    desk.program(&["simulate", "--url", &url, "--token", &survey.collector])
        .args(["--reader-token", &survey.front, "--json", "--seed", "5"])
        .args(["--first-typist", first, "--second-typist", second])
        .args(["--slips", "100", "--responses", &RESPONSES.to_string()])
        .args(["--phones", "30", "--clients", "6", "--batch", "5"])
        .args(["--unsent", "10", "--lost", "10", "--overtaken", "10"])
        .args(["--crashes", "10", "--wrong-clocks", "20", "--rivals", "5"])
        .args(["--openrosa", "40", "--repeated", "20", "--tries", "1000"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the simulation")
}

/// How many forms from phones the server counts.
async fn counted(server: &Server, survey: &Survey) -> i64 {
    let query =
        "query($id: ID!) { satisfactionSurvey(id: $id) { approval { collected byRecord } } }";
    let answer = server.ask(&survey.front, query, json!({ "id": survey.id }));
    let answer = answer.await;
    let approval = &answer["data"]["satisfactionSurvey"]["approval"];
    let count = |name: &str| approval[name].as_i64().expect("a count");
    count("collected") - count("byRecord")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_is_killed_again_and_again_loses_and_doubles_nothing() {
    Desk::on_both(async |desk| {
        let mut server = desk.serve();
        let survey = opened(&desk, &server).await;
        let mut running = simulation(&desk, &server, &survey);
        let address = server.at("");
        for kill in 1..=KILLS {
            let mark = RESPONSES * kill / (KILLS + 2);
            while counted(&server, &survey).await < mark {
                let ended = running.try_wait().expect("the simulation");
                assert!(ended.is_none(), "before kill {kill}: {ended:?}");
            }
            server.kill();
            server = desk.serve_again(&address);
        }
        let output = running.wait_with_output().expect("its end");
        let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        assert_eq!(report["differences"], json!([]));
        assert_eq!(report["refused"], json!({}));
        assert_eq!(output.status.code(), Some(0));
        for trouble in [
            "lostAnswers",
            "unsent",
            "overtaken",
            "crashes",
            "wrongClocks",
            "openRosaPhones",
            "contestedHouseholds",
            "retries",
        ] {
            assert!(report[trouble].as_u64() > Some(0), "{trouble}: {report}");
        }
        assert_eq!(report["countRecords"], 2);
        assert!(report["correctedRecords"].as_u64() > Some(0), "{report}");
        let figures = &report["reported"][survey.id.as_str().expect("an id")];
        let count = |name: &str| figures[name].as_i64().expect(name);
        let phones = count("collected") - count("byRecord");
        assert_eq!(phones + count("setAside"), RESPONSES, "each form once");
        assert!(count("setAside") > 0 && count("18001-03 byRecord") > 0);
        assert_eq!(
            count("18001-01 collected") + count("18001-02 collected"),
            phones
        );
        drop(server);
        desk.done(&["verify"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_count_record_that_changes_meanwhile_is_found() {
    let desk = Desk::new();
    let server = desk.serve();
    let survey = opened(&desk, &server).await;
    let mut running = simulation(&desk, &server, &survey);
    let records = "query($id: ID!) { satisfactionSurvey(id: $id) { countRecords { state version hamlet { code } } } }";
    let version = loop {
        let answer = server.ask(&survey.front, records, json!({ "id": survey.id }));
        let answer = answer.await;
        let records = &answer["data"]["satisfactionSurvey"]["countRecords"];
        assert_eq!(records[0]["hamlet"]["code"], "18001-03", "{answer}");
        // The typists have turned to the next hamlet.
        if records[1]["state"] != "EMPTY" {
            break records[0]["version"].clone();
        }
        let ended = running.try_wait().expect("the simulation");
        assert!(ended.is_none(), "before anything was typed: {ended:?}");
    };
    let discard = json!({ "surveyId": survey.id, "hamletCode": "18001-03", "version": version, "reason": "nhầm" });
    done(&server, &survey.front, "discardCountRecord", discard, "").await;
    let output = running.wait_with_output().expect("its end");
    assert_eq!(output.status.code(), Some(1), "the figures differ");
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let differences = report["differences"].as_array().expect("a list");
    let found = differences.iter().find(|one| one["figure"] == "byRecord");
    assert_eq!(found.expect("a difference")["reported"], 0, "{report}");
}
