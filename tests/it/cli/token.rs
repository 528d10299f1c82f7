//! `token`: made alone or from a file, listed without the secret, revoked at once.

use serde_json::{Value, json};

use crate::support::program::{Desk, Server};

const AREAS: [&str; 4] = ["import", "areas", "--bundled", "ha-tinh-2019"];

/// A desk with Ha Tinh's units.
fn set_up(desk: &Desk) {
    desk.done(&["migrate", "up"]);
    desk.done(&AREAS);
}

async fn viewer(server: &Server, token: &str) -> Value {
    let answer = server.ask(token, "{ viewer { name roles areas { code } } }", json!({}));
    let answer = answer.await;
    if answer["errors"].is_null() {
        answer["data"]["viewer"].clone()
    } else {
        answer["errors"][0]["extensions"]["code"].clone()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_token_is_printed_alone_and_works_until_it_is_revoked() {
    Desk::on_both(async |desk| {
        set_up(&desk);
        let server = desk.serve();
        let front = desk.typed(
            "token create --role FRONT --area 445 --area 18628@2019-07-17 --name Huyện --expires 30",
        );
        assert!(
            front.starts_with("ldn_") && front.lines().count() == 1,
            "{front}"
        );
        let who = viewer(&server, &front).await;
        assert_eq!(who["name"], "Huyện", "made while the server runs");
        assert_eq!(who["areas"].as_array().map(Vec::len), Some(2));
        let expired = desk.typed("token create --role ADMIN --name Cũ --expires 0");
        assert_eq!(viewer(&server, &expired).await, "UNAUTHENTICATED");

        let listed = desk.read(&["token", "list", "--json"]);
        let listed = listed.as_array().expect("a list");
        assert_eq!(listed.len(), 2);
        assert_eq!(listed[0]["name"], "Huyện");
        assert_eq!(listed[0]["roles"], json!(["FRONT"]));
        let areas = listed[0]["areas"].as_array().expect("areas");
        assert!(areas.contains(&json!("445")) && areas.contains(&json!("18628")));
        assert!(listed[0]["expiresAt"].is_string() && listed[0]["revokedAt"].is_null());
        let shown = format!("{listed:?}{}", desk.done(&["token", "list"]));
        assert!(
            !shown.contains(&front) && !shown.contains("ldn_"),
            "no secret is listed"
        );

        let id = listed[0]["id"].as_str().expect("an id");
        desk.done(&["token", "revoke", id]);
        assert_eq!(viewer(&server, &front).await, "UNAUTHENTICATED", "at once");
        let said = desk.fails_in_a_line(1, &["token", "revoke", id]);
        assert!(said.contains(id), "{said}");
        assert!(desk.read(&["token", "list", "--json"])[0]["revokedAt"].is_string());
        assert!(
            desk.done(&["token", "list"])
                .lines()
                .any(|line| line.ends_with("revoked"))
        );
    })
    .await;
}

#[test]
fn a_token_that_cannot_be_is_refused_by_name() {
    let desk = Desk::new();
    set_up(&desk);
    let refused: &[(&[&str], &str)] = &[
        (&["--role", "FRONT"], "areas: "),
        (&["--role", "FRONT", "--area", "99999"], "areas: "),
        (
            &[
                "--role",
                "FRONT",
                "--area",
                "445",
                "--area",
                "18628@1900-01-01x",
            ],
            "--area",
        ),
        (&["--role", "COLLECTOR", "--area", "445"], "areas: "),
        (&["--role", "DEPARTMENT", "--area", "42"], "agency: "),
        (
            &["--role", "DEPARTMENT", "--area", "42", "--agency", "SỞ"],
            "agency: ",
        ),
        (&["--role", "ADMIN", "--expires", "3651"], "--expires"),
        (&["--role", "ADMIN", "--expires=-1"], "--expires"),
        (&["--role", "ADMIN", "--from", "file.csv"], "--from"),
    ];
    for (arguments, told) in refused {
        let mut all = vec!["token", "create", "--name", "x"];
        all.extend(*arguments);
        let said = desk.fails(2, &all);
        assert!(said.contains(told), "{arguments:?}: {said}");
    }
    let said = desk.fails(2, &["token", "create", "--role", "ADMIN", "--name", " "]);
    assert!(said.contains("name: must not be empty"), "{said}");
    assert_eq!(desk.read(&["token", "list", "--json"]), json!([]));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_makes_many_or_none() {
    Desk::on_both(async |desk| {
        set_up(&desk);
        let bad = "name,role,areas,agency,expires\nA,ADMIN,,,\nB,KING,,,\nC,FRONT,,,\nD,DEPARTMENT,42,,\nE,COLLECTOR,18628,,99999999999999999999\n";
        let said = desk.fails(1, &["token", "create", "--from", &desk.put("bad.csv", bad)]);
        assert!(said.contains("line 3: role: ") && said.contains("line 6: expires: "), "{said}");
        let bad = "name,role,areas\nA,ADMIN,\nC,FRONT,\nD,COLLECTOR,445\n";
        let said = desk.fails(1, &["token", "create", "--from", &desk.put("bad.csv", bad)]);
        assert!(said.contains("line 3: areas: ") && said.contains("line 4: areas: "), "{said}");
        desk.fails_in_a_line(1, &["token", "create", "--from", "nowhere.csv"]);
        assert_eq!(desk.read(&["token", "list", "--json"]), json!([]), "all or none");

        let row = |n| format!("\"Tổ {n}, xã\",COLLECTOR,18628 18466,,30
");
        let rows: Vec<String> = (1..=300).map(row).collect();
        let file = desk.put("good.csv", format!("\u{feff}name,role,areas,agency,expires\r\n{}", rows.concat()));
        let printed = desk.done(&["token", "create", "--from", &file]);
        let mut lines = printed.lines();
        assert_eq!(lines.next(), Some("name,token"));
        let tokens: Vec<&str> = lines.filter_map(|line| line.rsplit(',').next()).collect();
        assert_eq!(tokens.len(), 300);
        let server = desk.serve();
        let who = viewer(&server, tokens[299]).await;
        assert_eq!(who["name"], "Tổ 300, xã", "commas in a name are kept");
        assert_eq!(who["roles"], json!(["COLLECTOR"]));
    })
    .await;
}
