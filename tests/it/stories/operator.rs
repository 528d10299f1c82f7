//! The one person who runs it: from an empty folder to a restored backup.

use serde_json::json;

use crate::support::program::{Desk, Server};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_province_is_set_up_backed_up_and_restored() {
    let desk = Desk::new();
    desk.done(&["migrate", "up"]);
    desk.done(&["import", "areas", "--bundled", "ha-tinh-2019"]);
    desk.done(&["import", "areas", "--bundled", "ha-tinh-2019"]);
    is_told_what_is_wrong(&desk);
    let office = desk.done(&[
        "token",
        "create",
        "--role",
        "COORDINATION_OFFICE",
        "--name",
        "Văn phòng",
    ]);
    let server = desk.serve();
    creates_a_round(&desk, &server, &office).await;
    let copy = desk.file("copy.db");
    desk.done(&["backup", copy.to_str().expect("a path")]);
    server.kill();
    let elsewhere = Desk::new();
    elsewhere.done(&["restore", copy.to_str().expect("a path")]);
    let server = elsewhere.serve();
    let answer = server
        .ask(
            &office,
            "{ certificationRounds { totalCount } viewer { name } }",
            json!({}),
        )
        .await;
    assert_eq!(
        answer["data"]["certificationRounds"]["totalCount"], 1,
        "{answer}"
    );
    assert_eq!(
        answer["data"]["viewer"]["name"], "Văn phòng",
        "tokens go with the data"
    );
    drop(server);
    elsewhere.done(&["verify"]);
    elsewhere.done(&["doctor"]);
    assert!(elsewhere.database().exists());
}

fn is_told_what_is_wrong(desk: &Desk) {
    std::fs::write(
        desk.file("bad.csv"),
        "code,name,level,parent_code\n18628-01,Thôn 1,hamlet,18628\n18628-02,,hamlet,99999\n",
    )
    .expect("a file");
    let refused = desk.run(&["import", "areas", "bad.csv"]);
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(
        refused.status.code() == Some(1) && said.contains("line 3:"),
        "{said}"
    );
    let unknown = desk.run(&["serve", "--lissten", "127.0.0.1:0"]);
    assert_eq!(unknown.status.code(), Some(2), "wrong usage");
}

async fn creates_a_round(desk: &Desk, server: &Server, office: &str) {
    let create = "mutation { createCertificationRound(input: { year: 2019, ordinal: 1, regulationCode: \"ha-tinh-2019\", asOf: \"2019-07-17\" }) { round { id name } userErrors { code } } }";
    let answer = server.ask(office, create, json!({})).await;
    assert_eq!(
        answer["data"]["createCertificationRound"]["round"]["name"], "Đợt 1 năm 2019",
        "{answer}"
    );
    let expired = desk.done(&[
        "token",
        "create",
        "--role",
        "ADMIN",
        "--name",
        "Cũ",
        "--expires",
        "0",
    ]);
    let refused = server.ask(&expired, "{ viewer { name } }", json!({})).await;
    assert_eq!(
        refused["errors"][0]["extensions"]["code"], "UNAUTHENTICATED",
        "{refused}"
    );
}
